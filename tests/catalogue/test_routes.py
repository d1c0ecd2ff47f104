"""Which stages open when others are done, what lies before and after them, by tables."""

import pytest

from tests.catalogue.bpmn.samples import definition
from tongban.catalogue import routes

LINE = definition({"key": "a"}, {"key": "b"}, {"key": "d", "act": "decide"})
# a, then b and c side by side, c only for what is big, e after c alone; d joins
GRAPH = definition(
    {"key": "a"},
    {"key": "b", "after": ["a"]},
    {"key": "c", "after": ["a"], "when": {"size": ["big"]}},
    {"key": "e", "after": ["c"], "act": "countersign"},
    {"key": "d", "after": ["b", "e"], "act": "decide"},
)
WIDE = definition(
    {"key": "a"}, {"key": "b", "after": []}, {"key": "c", "after": []},
    {"key": "d", "after": ["a", "b", "c"], "act": "decide"},
)  # fmt: skip
BIG, SMALL = {"size": ["big"]}, {"size": ["small"]}


@pytest.mark.parametrize(
    ("item", "answers", "done", "opened"),
    [
        (LINE, {}, "", "a"),
        (LINE, {}, "a", "b"),
        (LINE, {}, "ab", "d"),
        (LINE, {}, "abd", ""),
        (LINE, {}, "b", "a"),
        (WIDE, {}, "", "abc"),
        (WIDE, {}, "b", "ac"),
        (WIDE, {}, "ac", "b"),
        (WIDE, {}, "abc", "d"),
        (GRAPH, BIG, "", "a"),
        (GRAPH, BIG, "a", "bc"),
        (GRAPH, BIG, "ab", "c"),
        (GRAPH, BIG, "ac", "be"),
        (GRAPH, BIG, "abc", "e"),
        (GRAPH, BIG, "abce", "d"),
        (GRAPH, SMALL, "", "a"),
        (GRAPH, SMALL, "a", "be"),
        (GRAPH, SMALL, "ae", "b"),
        (GRAPH, SMALL, "abe", "d"),
        (GRAPH, {}, "a", "be"),
    ],
)
def test_what_opens(item, answers, done, opened):
    assert "".join(stage.key for stage in routes.ready(item, answers, set(done))) == opened


@pytest.mark.parametrize(
    ("item", "answers", "route"),
    [(LINE, {}, "abd"), (WIDE, {}, "abcd"), (GRAPH, BIG, "abced"), (GRAPH, SMALL, "abed")],
)
def test_the_route_is_told_in_the_order_of_opening(item, answers, route):
    assert "".join(stage.key for stage in routes.route(item, answers)) == route


def test_what_opens_earlier_is_told_earlier_wherever_it_is_written():
    item = definition(
        {"key": "a"},
        {"key": "b"},
        {"key": "c", "after": []},
        {"key": "d", "after": ["b", "c"], "act": "decide"},
    )

    assert "".join(stage.key for stage in routes.route(item, {})) == "acbd"


@pytest.mark.parametrize(
    ("key", "beyond", "behind"),
    [("a", "bced", ""), ("b", "d", "a"), ("c", "ed", "a"), ("e", "d", "ac"), ("d", "", "abce")],
)
def test_what_comes_after_and_before(key, beyond, behind):
    assert routes.beyond(GRAPH, key) == frozenset(beyond)
    assert "".join(stage.key for stage in routes.behind(GRAPH, key)) == behind


@pytest.mark.parametrize(
    ("key", "done", "nearest"),
    [
        ("d", "abce", "be"),
        ("d", "abe", "be"),
        ("d", "ab", "b"),
        ("e", "ac", "c"),
        ("e", "a", "a"),
        ("b", "a", "a"),
        ("a", "", ""),
    ],
)
def test_what_is_passed_over_is_looked_through(key, done, nearest):
    assert "".join(stage.key for stage in routes.nearest(GRAPH, key, set(done))) == nearest
