import ast

import pytest

from tests.house import source

FUNCTION, MODULE, TEMPLATE, CORE = 30, 300, 100, 600

# One line each, with its reason.
LONGER: dict[str, str] = {}


def body_lines(node) -> int:
    """Lines of a function below its docstring; the signature does not count."""
    first = node.body[0]
    return node.end_lineno - first.lineno + 1 - (_docstring_lines(first))


def _docstring_lines(first) -> int:
    text = getattr(getattr(first, "value", None), "value", None)
    return first.end_lineno - first.lineno + 1 if isinstance(text, str) else 0


def over_budget() -> list[str]:
    long = [
        f"{source.shown(path)}::{node.name}"
        for path in source.modules()
        for node in source.functions(path)
        if body_lines(node) > FUNCTION
    ]
    long += [source.shown(p) for p in source.modules() if len(p.read_text().splitlines()) > MODULE]
    return long + [source.shown(p) for p in source.templates() if len(p.read_text().splitlines()) > TEMPLATE]


def test_nothing_is_longer_than_its_budget():
    assert sorted(over_budget()) == sorted(LONGER)


def test_core_stays_small():
    lines = sum(len(path.read_text().splitlines()) for path in source.modules() if "core" in path.parts)

    assert lines <= CORE


@pytest.mark.parametrize("part", source.modules(), ids=source.shown)
def test_every_public_function_says_what_it_is(part):
    public = [
        node
        for node in source.tree(part).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]

    silent = [node.name for node in public if not ast.get_docstring(node)]
    assert silent == []
