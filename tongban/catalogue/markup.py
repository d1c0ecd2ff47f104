"""YAML as we read and write it: the values of JSON, without anchors and tags, with the line of every value.

`yes`, dates and 09 stay the words they are; what another reader would take for something else is quoted.
"""

import re

import yaml
from yaml.nodes import MappingNode, Node, SequenceNode

DEEPEST = 30
INLINE = 90  # characters of a list or object without parts that is written on one line
PREFIX = "tag:yaml.org,2002:"
NUMBER = r"-?(?:0|[1-9][0-9]*)"
SCALARS = {
    "null": (r"(?:null)?", ["n", ""]),
    "bool": (r"true|false", ["t", "f"]),
    "int": (NUMBER, list("-0123456789")),
    "float": (rf"{NUMBER}(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?", list("-0123456789")),
}


class NotRead(Exception):
    """Not YAML as we read it: the sentence, and the line."""

    def __init__(self, sentence: str, line: int) -> None:
        super().__init__(sentence)
        self.sentence, self.line = sentence, line


class _Loader(yaml.CSafeLoader):
    yaml_implicit_resolvers: dict = {}


class _Dumper(yaml.CSafeDumper):
    pass


for _name, (_pattern, _first) in SCALARS.items():
    for _class in (_Loader, _Dumper):
        _class.add_implicit_resolver(PREFIX + _name, re.compile(f"^(?:{_pattern})$"), _first)
_Dumper.add_implicit_resolver(f"{PREFIX}int", re.compile(r"^[-+]?[0-9][0-9_]*$"), list("-+0123456789"))


def load(text: str) -> tuple[object, Node | None]:
    """The values, and the nodes that know their lines."""
    try:
        _safe(text)
        loader = _Loader(text)
        try:
            root = loader.get_single_node()
            return (None, None) if root is None else (loader.construct_document(root), root)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        raise NotRead("不是正确的YAML，请检查缩进、冒号和引号", mark.line + 1 if mark else 1) from fault
    except (yaml.YAMLError, ValueError) as fault:
        raise NotRead("有不能读取的字符或者过长的数字", 1) from fault


def _safe(text: str) -> None:
    """Nothing that repeats, runs or nests without end."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise NotRead("不能用“&”“*”引用，请把内容写全", line)
        if getattr(event, "tag", None):
            raise NotRead("不能用“!”标注类型", line)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise NotRead(f"嵌套超过{DEEPEST}层", line)


def repeated(node: Node | None) -> list[tuple[str, int]]:
    """Names that stand twice in one object, with their lines."""
    if isinstance(node, SequenceNode):
        return [found for part in node.value for found in repeated(part)]
    if not isinstance(node, MappingNode):
        return []
    names = [key.value for key, _ in node.value]
    twice = [
        (key.value, key.start_mark.line + 1)
        for place, (key, _) in enumerate(node.value)
        if key.value in names[:place]
    ]
    return twice + [found for _, part in node.value for found in repeated(part)]


def line(node: Node | None, steps: list[str]) -> int:
    """The line of what the steps lead to, or of the nearest part above; in a list by place or by key."""
    found = node.start_mark.line + 1 if node else 1
    for step in steps:
        node, mark = _inside(node, step)
        if mark is None:
            break
        found = mark.line + 1
    return found


def _inside(node: Node | None, step: str) -> tuple[Node | None, yaml.Mark | None]:
    if isinstance(node, MappingNode):
        return next(((part, key.start_mark) for key, part in node.value if key.value == step), (None, None))
    if isinstance(node, SequenceNode):
        for place, part in enumerate(node.value):
            if step in (str(place), _key(part)):
                return part, part.start_mark
    return None, None


def _key(node: Node) -> str | None:
    if not isinstance(node, MappingNode):
        return None
    return next((part.value for key, part in node.value if key.value == "key"), None)


def dump(values: object) -> str:
    """The values as text that `load` reads back the same."""
    return yaml.dump(values, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)


def _text(dumper: _Dumper, value: str) -> Node:
    style = "|" if "\n" in value and all(line == line.rstrip() for line in value.split("\n")) else None
    return dumper.represent_scalar(f"{PREFIX}str", value, style=style)


def _list(dumper: _Dumper, value: list) -> Node:
    return dumper.represent_sequence(f"{PREFIX}seq", value, flow_style=_short(value))


def _object(dumper: _Dumper, value: dict) -> Node:
    return dumper.represent_mapping(f"{PREFIX}map", value, flow_style=_short([*value.items()]))


def _short(parts: list) -> bool:
    flat = [x for part in parts for x in (part if isinstance(part, tuple) else [part])]
    return not any(isinstance(x, list | dict) for x in flat) and sum(len(str(x)) + 2 for x in flat) <= INLINE


_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _list)
_Dumper.add_representer(dict, _object)
_Dumper.ignore_aliases = lambda _dumper, _data: True
