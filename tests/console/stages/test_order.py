"""Every change of the order of stages, in rows with and without faults."""

import random

import pytest

from tests.console.stages.samples import FORK, SEQUENCE, rows
from tongban.catalogue import flows
from tongban.catalogue.parts import Stage
from tongban.console.stages import order


def graph(of: order.Rows) -> dict[str, str]:
    """By key in the order of the rows, what each waits for."""
    return {key: " ".join(needed) for key, needed in order.waits(of).items()}


@pytest.mark.parametrize(
    ("start", "wish", "look", "after"),
    [
        (SEQUENCE, "add", "stage_4", {"a": "", "b": "a", "stage_4": "b", "d": "stage_4"}),
        ("a b", "add", "stage_3", {"a": "", "b": "a", "stage_3": "b"}),
        ("a b:", "add", "stage_3", {"a": "", "b": "", "stage_3": "a b"}),
        (SEQUENCE, "after:a", "stage_4", {"a": "", "stage_4": "a", "b": "stage_4", "d": "b"}),
        (FORK, "after:a", "stage_5", {"a": "", "stage_5": "a", "b": "stage_5", "c": "stage_5", "d": "b c"}),
        (SEQUENCE, "beside:b", "stage_4", {"a": "", "b": "a", "stage_4": "a", "d": "b stage_4"}),
        (SEQUENCE, "beside:a", "stage_4", {"a": "", "stage_4": "", "b": "a stage_4", "d": "b"}),
        (SEQUENCE, "drop:a", "b", {"b": "", "d": "b"}),
        (SEQUENCE, "drop:d", "b", {"a": "", "b": "a"}),
        (FORK, "drop:b", "c", {"a": "", "c": "a", "d": "c"}),
        (FORK, "drop:a", "b", {"b": "", "c": "", "d": "b c"}),
        (SEQUENCE, "up:b", "b", {"b": "", "a": "b", "d": "a"}),
        (SEQUENCE, "down:a", "a", {"b": "", "a": "b", "d": "a"}),
        (FORK, "up:c", "c", {"a": "", "c": "a", "b": "a", "d": "c b"}),
        (FORK, "down:a", "a", {"b": "", "a": "b", "c": "b", "d": "a c"}),
        (SEQUENCE, "up:a", "a", {"a": "", "b": "a", "d": "b"}),
        (SEQUENCE, "down:d", "d", {"a": "", "b": "a", "d": "b"}),
        (FORK, "link:b>c", "c", {"a": "", "b": "a", "c": "b", "d": "c"}),
        (SEQUENCE, "link:a>d", "d", {"a": "", "b": "a", "d": "b"}),
        (SEQUENCE, "unlink:a>b", "b", {"a": "", "b": "", "d": "b"}),
        (SEQUENCE, "unlink:b>d", "d", {"a": "", "b": "a", "d": "a"}),
        (FORK, "unlink:b>d", "d", {"a": "", "b": "a", "c": "a", "d": "c"}),
        (FORK, "unlink:a>d", "d", {"a": "", "b": "a", "c": "a", "d": "b c"}),
        ("", "begin", "review", {"review": "", "decide": "review"}),
        ("", "add", "stage_1", {"stage_1": ""}),
        ("a", "drop:a", "", {}),
        ("a", "begin", "", {"a": ""}),
    ],
)
def test_a_change_of_the_order(start, wish, look, after):
    found, at = order.changed(rows(start), wish)

    assert (at, list(graph(found).items())) == (look, list(after.items()))


@pytest.mark.parametrize(
    "wish",
    [
        "",
        "save",
        "after",
        "after:",
        "after:gone",
        "link:a",
        "link:a>gone",
        "drop:a>b",
        "add:a",
        "link:a>b>d",
        "x:a",
        ":",
        ">",
    ],
)
def test_a_wish_that_is_none_changes_nothing(wish):
    assert order.changed(rows(FORK), wish) == (rows(FORK), "")


@pytest.mark.parametrize("wish", ["link:a>a", "link:d>a", "link:b>a", "link:d>c"])
def test_no_line_may_close_a_circle(wish):
    with pytest.raises(order.Refused, match="互相等待"):
        order.changed(rows(FORK), wish)


def test_a_circle_that_is_there_can_be_opened():
    circle = rows("a:b b:a d")
    assert graph(order.changed(circle, "unlink:b>a")[0]) == {"a": "", "b": "a", "d": "b"}
    assert graph(order.changed(circle, "drop:b")[0]) == {"a": "", "d": "a"}


@pytest.mark.parametrize(
    ("given", "keys"),
    [
        (None, []),
        ("甲", []),
        ([{"key": "a"}, "b", None, {"key": "a"}], ["a", "stage_2"]),
        (
            [{"name": "甲"}, {"key": "Ä"}, {"key": 3}, {"key": "stage_4"}],
            ["stage_5", "stage_6", "stage_7", "stage_4"],
        ),
    ],
)
def test_every_row_has_a_key_of_its_own(given, keys):
    made = [row["key"] for row in order.keyed(given)]
    assert (len(made), len(set(made)), [key for key in made if not order.KEY.fullmatch(key)]) == (
        len(keys),
        len(keys),
        [],
    )
    assert [one for one in made if one in ("a", "stage_4")] == [
        one for one in keys if one in ("a", "stage_4")
    ]


def test_what_is_waited_for_and_is_not_there_is_not_drawn():
    assert order.waits([{"key": "a", "after": ["gone", "b", "b"]}, {"key": "b", "after": "a"}]) == {
        "a": ("b",),
        "b": (),
    }


@pytest.mark.parametrize("seed", range(8))
def test_many_changes_leave_an_order_that_says_what_was_meant(seed):
    chance, found = random.Random(seed), rows(FORK)  # noqa: S311 repeatable
    for _ in range(25):
        keys = [row["key"] for row in found] or [""]
        what = chance.choice(["add", "after", "beside", "drop", "up", "down", "link", "unlink"])
        named = {"add": "", "link": f":{chance.choice(keys)}>{chance.choice(keys)}"}
        named["unlink"] = named["link"]
        try:
            found, _look = order.changed(found, what + named.get(what, f":{chance.choice(keys)}"))
        except order.Refused:
            continue
        meant = order.waits(found)
        stages = [
            Stage.model_validate({"name": "x", "act": "review", "post": "review"} | row) for row in found
        ]
        assert {key: set(needed) for key, needed in flows.before(stages).items()} == {
            key: set(needed) for key, needed in meant.items()
        }
        assert flows.disorder(stages) == []
        assert order.settled(found, meant) == found
