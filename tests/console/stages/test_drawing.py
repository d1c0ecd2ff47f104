"""Nothing of the diagram lies on anything else, in both directions, whatever the flow."""

import random
import re

import pytest

from tests.console.stages.samples import FORK, SEQUENCE, rows
from tongban.console.stages import drawing, order

BYPASS = "a b c d!:a,c"


def random_rows(seed: int) -> str:
    chance = random.Random(seed)  # noqa: S311 repeatable
    keys = [f"k{place}" for place in range(chance.randrange(1, 10))]
    return " ".join(
        f"{key}:{','.join(one for one in keys[:place] if chance.random() < 0.4)}"
        for place, key in enumerate(keys)
    )


FLOWS = ["", "a", SEQUENCE, FORK, BYPASS, "a b: c: d!:a,b,c", "a:b b:a d", *map(random_rows, range(10))]
every = pytest.mark.parametrize("chart", [c for f in FLOWS for c in drawing.charts(order.waits(rows(f)))])


@every
def test_boxes_are_apart_and_inside(chart):
    boxes = list(chart.boxes.values())
    over = [
        (a.key, b.key)
        for a in boxes
        for b in boxes
        if a.key < b.key
        and a.x < b.x + b.width + 10 and b.x < a.x + a.width + 10
        and a.y < b.y + b.height + 10 and b.y < a.y + a.height + 10
    ]  # fmt: skip
    out = [
        box.key
        for box in boxes
        if box.x < 0 or box.y < 0 or box.x + box.width > chart.width or box.y + box.height > chart.height
    ]
    assert (over, out) == ([], [])


@every
def test_lines_lead_from_box_to_box_and_run_behind_none(chart):
    for line in chart.lines:
        source, target = chart.boxes[line.source], chart.boxes[line.target]
        begin, end = points(line.path)[0], points(line.tip)[0]
        if chart.down:
            assert begin == (source.middle, source.y + source.height)
            assert end == (target.middle, target.y)
        else:
            assert begin == (source.x + source.width, source.centre)
            assert end == (target.x, target.centre)
        stops = [] if line.wrong else points(line.path)
        behind = [
            box.key
            for box in chart.boxes.values()
            for x, y in stops
            if box.x < x < box.x + box.width and box.y < y < box.y + box.height
        ]
        assert behind == []


def points(path: str) -> list[tuple[int, int]]:
    """The points of a path, those that bend it too."""
    numbers = [int(each) for each in re.findall(r"-?\d+", path.split("l", maxsplit=1)[0])]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def test_what_waits_stands_further_along():
    across, down = drawing.charts(order.waits(rows(FORK)))
    assert sorted(across.boxes, key=lambda key: across.boxes[key].x) == [
        ":accept",
        "a",
        "b",
        "c",
        "d",
        ":deliver",
    ]
    assert across.boxes["b"].x == across.boxes["c"].x
    assert down.boxes["b"].y == down.boxes["c"].y
    assert across.boxes["a"].centre == across.boxes["d"].centre


def test_lines_of_a_circle_are_marked():
    across, _down = drawing.charts(order.waits(rows("a:b b:a d")))
    assert {(line.source, line.target) for line in across.lines if line.wrong} == {
        ("a", "b"),
        ("b", "a"),
        ("b", "d"),
    }


def test_a_line_that_passes_a_box_has_room_of_its_own():
    across, _down = drawing.charts(order.waits(rows(BYPASS)))
    [line] = [line for line in across.lines if (line.source, line.target) == ("a", "d")]
    passed = {y for _x, y in points(line.path)[2:-2]}
    boxes = [across.boxes["b"], across.boxes["c"]]
    assert [y for y in passed for box in boxes if box.y <= y <= box.y + box.height] == []
