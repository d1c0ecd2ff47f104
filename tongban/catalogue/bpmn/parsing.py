"""XML from strangers: no document types, no entities, nothing fetched, nothing large or deep."""

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from tongban.catalogue.bpmn import names
from tongban.core import errors

LARGEST = 5_000_000  # bytes
DEEPEST = 60
MOST = 100_000  # elements


class Unreadable(errors.Problem):
    """The file is no BPMN that could be read."""

    status = 422


def parse(data: bytes) -> Element:
    """The root of a BPMN file."""
    if len(data) > LARGEST:
        raise Unreadable("文件超过5 MB，没有读取。请只导出一个流程")
    tree = _Tree()
    try:
        _parser(tree).Parse(data, True)
    except expat.ExpatError as fault:
        raise Unreadable(f"不是完整的XML，错在第{fault.lineno}行第{fault.offset + 1}个字符") from fault
    except (LookupError, ValueError) as fault:
        raise Unreadable("文字编码无法识别，请存成UTF-8") from fault
    root = tree.builder.close()
    if root.tag != names.model("definitions"):
        raise Unreadable(f"根元素是“{root.tag.rpartition('}')[2]}”，不是BPMN 2.0的“definitions”")
    return root


def _parser(tree: "_Tree") -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = tree.start
    parser.EndElementHandler = tree.end
    parser.CharacterDataHandler = tree.builder.data
    return parser


def _refuse_doctype(*_declared: object) -> None:
    raise Unreadable("文件带有文档类型声明（DOCTYPE），可能夹带实体，没有读取。请删去后再试")


def _tag(name: str) -> str:
    return f"{{{name}" if "}" in name else name


class _Tree:
    """Builds the elements, and counts them."""

    def __init__(self) -> None:
        self.builder = TreeBuilder()
        self.depth = self.size = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.size += 1
        if self.depth > DEEPEST:
            raise Unreadable(f"元素嵌套超过{DEEPEST}层，没有读取")
        if self.size > MOST:
            raise Unreadable(f"元素超过{MOST}个，没有读取。请只导出一个流程")
        self.builder.start(_tag(name), {_tag(key): value for key, value in attributes.items()})

    def end(self, name: str) -> None:
        self.depth -= 1
        self.builder.end(_tag(name))
