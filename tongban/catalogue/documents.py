"""事项定义文件: one readable YAML file for one item, with who is in charge of it and where."""

from dataclasses import dataclass
from difflib import get_close_matches

from pydantic import Field, ValidationError
from pydantic_core import ErrorDetails
from yaml.nodes import Node

from tongban.catalogue import codes, markup
from tongban.catalogue.definition import Definition
from tongban.catalogue.parts import Part

LARGEST = 2_000_000  # bytes
SCHEMA_ID = "urn:tongban:item:1"
HEADING = "# 事项定义文件。改好后用“tongban items publish”发布，各要素的写法见“tongban items schema”。\n"
SENTENCES = {
    "missing": "缺少这一项",
    "string_type": "要写成文字，数字和true、false请加引号",
    "int_type": "要写成整数",
    "int_from_float": "要写成整数",
    "int_parsing": "要写成整数",
    "bool_type": "要写成true或者false",
    "bool_parsing": "要写成true或者false",
    "list_type": "要写成一个列表",
    "tuple_type": "要写成一个列表",
    "dict_type": "要写成一组名称和值",
    "model_type": "要写成一组名称和值",
    "string_pattern_mismatch": "写法不对",
    "string_too_short": "不能空着",
    "string_too_long": "太长",
    "too_short": "项数太少",
    "greater_than_equal": "数值太小",
    "less_than_equal": "数值太大",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong where."""

    element: str
    line: int
    sentence: str


class Unreadable(Exception):
    """The text is not an item; `faults` says why."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(faults[0].sentence)
        self.faults = faults


class Agency(Part):
    """实施主体."""

    code: str = Field(min_length=1, max_length=18)
    name: str = Field(min_length=1, max_length=120)


class Region(Part):
    """行政区划."""

    code: str = Field(pattern=r"^[0-9]{12}$")
    name: str = Field(min_length=1, max_length=60)


class Entry(Part):
    """An item's place in the catalogue."""

    code: str
    level: str = Field(pattern=f"^[{''.join(codes.LEVELS)}]$")
    agency: Agency
    region: Region
    source: str = Field(default="own", min_length=1, max_length=60)


class Document(Definition):
    """事项定义文件."""

    item: Entry

    @property
    def definition(self) -> Definition:
        """Without its place."""
        return Definition.model_validate({name: getattr(self, name) for name in Definition.model_fields})


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as read, with the lines of its elements."""

    entry: Entry
    definition: Definition
    root: Node

    def fault(self, element: str, sentence: str) -> Fault:
        """A fault of an element, with its line."""
        return Fault(element, markup.line(self.root, element.split(".")), sentence)


def read(data: bytes) -> Reading:
    """An item from the text of a file."""
    if len(data) > LARGEST:
        raise Unreadable([Fault("", 1, f"文件超过{LARGEST // 1_000_000}MB")])
    try:
        values, root = markup.load(data.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise Unreadable([Fault("", data[: fault.start].count(b"\n") + 1, "不是UTF-8编码的文字")]) from fault
    except markup.NotRead as fault:
        raise Unreadable([Fault("", fault.line, fault.sentence)]) from fault
    if root is None or not isinstance(values, dict):
        raise Unreadable([Fault("", 1, "文件里没有事项定义")])
    faults = [Fault(name, line, "写了两次") for name, line in markup.repeated(root)]
    if faults:
        raise Unreadable(faults)
    return _understood(values, root)


def _understood(values: dict, root: Node) -> Reading:
    try:
        document = Document.model_validate(values)
    except ValidationError as fault:
        raise Unreadable([_fault(error, root) for error in fault.errors()]) from fault
    return Reading(document.item, document.definition, root)


def _fault(error: ErrorDetails, root: Node) -> Fault:
    steps = [str(step) for step in error["loc"]]
    return Fault(".".join(steps), markup.line(root, steps), _sentence(error))


def _sentence(error: ErrorDetails) -> str:
    if error["type"] == "extra_forbidden":
        near = get_close_matches(str(error["loc"][-1]), Document.model_fields, 1)
        return "没有这个要素" + (f"，是不是“{near[0]}”？" if near else "")
    if error["type"] == "literal_error":
        return f"只能是{error.get('ctx', {})['expected'].replace(' or ', '、').replace(', ', '、')}"
    return SENTENCES.get(error["type"], "值不能用")


def write(entry: Entry, definition: Definition) -> str:
    """The text of a file, which `read` reads back the same."""
    values = {"item": entry.model_dump(mode="json", exclude_defaults=True)} | definition.written
    if "form" in values:  # the order of the fields is that of the text
        values["form"] = {key: part for key, part in values["form"].items() if key != "x-order"}
    return HEADING + markup.dump(values)


def schema() -> dict:
    """JSON Schema 2020-12 of a file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **Document.model_json_schema(),
        "title": "通办事项定义",
    }
