"""Every verb is tried: something in the tests calls it, or names it where many are called alike."""

import ast
import importlib
import inspect

import pytest

from tests.house import source

SLICES = [
    "cases",
    "catalogue",
    "catalogue.measures",
    "catalogue.entrusting",
    "catalogue.proposals",
    "catalogue.registers",
    "clock",
    "files",
    "identity",
    "journal",
    "licences",
    "notices",
    "papers",
    "ratings",
    "supervision",
]


def verbs(of: str) -> list[str]:
    """The actions of a slice that happen at a time, as all verbs do."""
    actions = importlib.import_module(f"tongban.{of}.actions")
    own = inspect.getmembers(actions, lambda it: inspect.isfunction(it) and f"tongban.{of}." in it.__module__)
    return [name for name, verb in own if "at" in inspect.signature(verb).parameters and name[0] != "_"]


def words_of_tests() -> set[str]:
    """Every `something.word(…)` and every "word"."""
    found = set()
    for path in (source.ROOT / "tests").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                found.add(node.func.attr)
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found


@pytest.fixture(scope="module")
def tried() -> set[str]:
    return words_of_tests()


@pytest.mark.parametrize("of", SLICES)
def test_every_verb_is_tried(of, tried):
    assert [verb for verb in verbs(of) if verb not in tried] == []
