"""The elements of a definition as pages and comparisons need them: the name of each, and what kind it is."""

import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Literal, Union

from tongban.catalogue import labels
from tongban.catalogue.definition import Definition
from tongban.catalogue.parts import Attachment, Limit, Part
from tongban.core import money

Kind = Literal[
    "text",
    "number",
    "money",
    "flag",
    "choice",
    "choices",
    "texts",
    "limit",
    "part",
    "rows",
    "condition",
    "tree",
    "file",
]


@dataclass(frozen=True, slots=True)
class Element:
    """One element: `model` of parts and rows, `options` of choices."""

    key: str
    label: str
    kind: Kind
    model: type[Part] | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    default: object = None
    required: bool = False
    optional: bool = False  # None: not said

    @property
    def inner(self) -> type[Part]:
        """What a part or each of its rows is."""
        if self.model is None:
            raise TypeError(f"{self.key} has no parts")
        return self.model


@cache
def of(model: type[Part]) -> dict[str, Element]:
    """The elements of a part, by key."""
    made = {}
    for key, info in model.model_fields.items():
        kind, inner, optional = _kind(model, key, info.annotation)
        default = None if info.is_required() else info.get_default(call_default_factory=True)
        made[key] = Element(
            key=key,
            label=labels.LABELS[model][key],
            kind=kind,
            model=inner,
            options=labels.WORDS.get((model, key), {}),
            default=_plain(default),
            required=info.is_required(),
            optional=optional,
        )
    return made


def _plain(default: object) -> object:
    if isinstance(default, Part):
        return default.model_dump(mode="json", exclude_defaults=True)
    return list(default) if isinstance(default, tuple) else default


def _bare(annotation: object) -> tuple[object, bool]:
    """Without None and without notes."""
    if typing.get_origin(annotation) is Annotated:
        return _bare(typing.get_args(annotation)[0])
    if typing.get_origin(annotation) in (Union, types.UnionType):
        kept = [each for each in typing.get_args(annotation) if each is not type(None)]
        return (_bare(kept[0])[0] if len(kept) == 1 else str), True
    return annotation, False


def _kind(model: type[Part], key: str, annotation: object) -> tuple[Kind, type[Part] | None, bool]:
    bare, optional = _bare(annotation)
    origin = typing.get_origin(bare)
    if origin is tuple:
        inner, _ = _bare(typing.get_args(bare)[0])
        if isinstance(inner, type) and issubclass(inner, Part):
            return "rows", inner, optional
        return ("choices" if (model, key) in labels.WORDS else "texts"), None, optional
    if origin is dict:
        return ("condition" if typing.get_args(bare)[1] == list[str] else "tree"), None, optional
    if bare is Attachment:
        return "file", Attachment, optional
    if bare is Limit:
        return "limit", Limit, optional
    if isinstance(bare, type) and issubclass(bare, Part):
        return "part", bare, optional
    if bare is int:
        return ("money" if key == "amount" else "number"), None, optional
    plain: dict[object, Kind] = {bool: "flag", dict: "tree"}
    return plain.get(bare, "choice" if (model, key) in labels.WORDS else "text"), None, optional


Questions = Mapping[str, tuple[str, Mapping[str, str]]]  # key → its text, and the labels of its options


def questions(document: dict) -> Questions:
    """The questions of a document, so that conditions can be said in words."""
    return {
        row.get("key", ""): (
            row.get("text", ""),
            {option.get("value", ""): option.get("label", "") for option in row.get("options", [])},
        )
        for row in document.get("questions", [])
    }


def said(element: Element, value: object, asked: Questions) -> str:
    """A value in the words of editors; empty where nothing is said."""
    if value in (None, "", [], {}):
        return ""
    kind, say = SAYERS.get(element.kind, (object, _word))
    return say(element, value, asked) if isinstance(value, kind) else loose(value)


def _word(element: Element, value: object, _asked: Questions) -> str:
    return element.options.get(str(value)) or loose(value)


def _money(_element: Element, value: int, _asked: Questions) -> str:
    return f"{money.yuan(value)}元"


def _limit(_element: Element, value: dict, _asked: Questions) -> str:
    unit = of(Limit)["unit"]
    return f"{value.get('value', '')}{unit.options.get(value.get('unit', unit.default), '')}"


def _file(_element: Element, value: dict, _asked: Questions) -> str:
    return f"{value.get('name', '')}（摘要{str(value.get('digest', ''))[:8]}）"


def _words(element: Element, value: list, asked: Questions) -> str:
    return "、".join(_word(element, each, asked) for each in value)


def _one(element: Element, value: dict, asked: Questions) -> str:
    return spelled(element.inner, value, asked)


def _all(element: Element, value: list, asked: Questions) -> str:
    return "；".join(spelled(element.inner, row, asked) for row in value)


def _when(_element: Element, value: dict, asked: Questions) -> str:
    return condition(value, asked)


SAYERS = {
    "money": (int, _money),
    "limit": (dict, _limit),
    "file": (dict, _file),
    "choices": (list, _words),
    "texts": (list, _words),
    "part": (dict, _one),
    "rows": (list, _all),
    "condition": (dict, _when),
}


def condition(value: Mapping[str, list[str]], asked: Questions) -> str:
    """适用情形 in words."""
    parts = []
    for key, values in value.items():
        text, options = asked.get(key, (key, {}))
        parts.append(f"{text.rstrip('？?')}：{'、'.join(options.get(each, each) for each in values)}")
    return "；".join(parts)


def spelled(model: type[Part], row: dict, asked: Questions) -> str:
    """A whole row in words: what it says beyond what goes without saying."""
    told = [(one.label, said(one, row.get(key), asked)) for key, one in of(model).items() if key != "key"]
    return "；".join(f"{label}：{words}" for label, words in told if words)


def loose(value: object) -> str:
    """What has no fixed shape, in words."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dict):
        title = value.get("title")
        return str(title) if title else "；".join(f"{key}：{loose(each)}" for key, each in value.items())
    if isinstance(value, list):
        return "、".join(loose(each) for each in value)
    return "" if value is None else str(value)


def named(model: type[Part], row: dict, asked: Questions) -> str:
    """What a row is called."""
    _, name = labels.ROW_KEYS[model]
    return said(of(model)[name], row.get(name), asked)


def ordered(model: type[Part], document: dict) -> dict:
    """The document with its elements in the order of the definition, which the database forgets."""
    known = {key: _ordered(one, document[key]) for key, one in of(model).items() if key in document}
    return known | {key: value for key, value in document.items() if key not in known}


def _ordered(element: Element, value: object) -> object:
    if element.model and isinstance(value, dict):
        return ordered(element.model, value)
    if element.model and isinstance(value, list):
        return [ordered(element.model, row) if isinstance(row, dict) else row for row in value]
    return value


def trail(document: dict, element: str) -> tuple[str, ...]:
    """What an element like papers.2.name is called, from the top: 申请材料, “平面图”, 材料名称."""
    asked, words, here = questions(document), [], document
    model: type[Part] | None = Definition
    if element.startswith("form."):
        return (of(Definition)["form"].label, *_fields(document.get("form"), element.split(".")[1:]))
    for key in element.split("."):
        if isinstance(here, list) and key.isdigit() and int(key) < len(here):
            here = here[int(key)]
            words.append(_row_name(model, here, int(key), asked))
            continue
        one = of(model).get(key) if model else None
        words.append(one.label if one else key)
        if one and one.kind == "limit":
            break
        here = here.get(key) if isinstance(here, dict) else None
        model = one.model if one else None
    return tuple(words)


def _fields(form: object, path: list[str]) -> list[str]:
    """properties.jobs.items.properties.months: the titles of the group and of the field."""
    words, here = [], form
    for above, key in zip(["", *path], path, strict=False):
        here = here.get(key) if isinstance(here, dict) else None
        if above == "properties":
            words.append(f"“{here.get('title') or key}”" if isinstance(here, dict) else f"“{key}”")
    return words


def _row_name(model: type[Part] | None, row: object, place: int, asked: Questions) -> str:
    name = named(model, row, asked) if model in labels.ROW_KEYS and isinstance(row, dict) else ""
    return f"“{name}”" if name else f"第{place + 1}项"
