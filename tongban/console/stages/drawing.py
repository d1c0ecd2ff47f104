"""流程图: where boxes and lines of the editor's diagram go, from left to right or from top to bottom.

A line that passes other columns has a place of its own in each of them, so that it never runs behind a box.
Along is the way from the acceptance to the delivery, across the other one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tongban.catalogue import flows
from tongban.console.stages.order import Waits

ACCEPT, DELIVER = ":accept", ":deliver"  # no key of a stage has a colon
WIDE, HIGH, SLIM, FLAT = 152, 80, 60, 36  # a stage, and the two ends
AIR = {False: 30, True: 16}  # between boxes side by side, by whether it goes down
EDGE = 16  # around everything
GAP = {False: 48, True: 40}  # between one and the next, by whether it goes down
TIP = 8
Passed = tuple[str, str, int]  # a line where it passes a column


@dataclass(frozen=True, slots=True)
class Box:
    """Where one stands."""

    key: str
    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> int:
        """Its centre, from left to right."""
        return self.x + self.width // 2

    @property
    def centre(self) -> int:
        """Its centre, from top to bottom."""
        return self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Line:
    """From one to the next; `wrong` where it closes a circle."""

    source: str
    target: str
    path: str
    tip: str
    wrong: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """The diagram in one direction."""

    down: bool
    width: int
    height: int
    boxes: Mapping[str, Box]
    lines: tuple[Line, ...]


@dataclass(slots=True)
class Grid:
    """Columns, what stands in each, and how far across."""

    waits: dict[str, list[str]]
    wrong: set[tuple[str, str]]
    columns: dict[str, int] = field(default_factory=dict)
    across: dict[str | Passed, float] = field(default_factory=dict)

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Every line that is no circle."""
        return [(one, key) for key, needed in self.waits.items() for one in needed]


def charts(graph: Waits) -> tuple[Chart, Chart]:
    """The diagram from left to right, and from top to bottom."""
    grid = _grid(graph)
    return _chart(grid, down=False), _chart(grid, down=True)


def _grid(graph: Waits) -> Grid:
    free = set(flows.in_order(graph))
    wrong = {(one, key) for key in graph.keys() - free for one in graph[key] if one not in free}
    waits = {ACCEPT: []} | {
        key: [one for one in needed if (one, key) not in wrong] or [ACCEPT] for key, needed in graph.items()
    }
    awaited = {one for needed in waits.values() for one in needed}
    waits[DELIVER] = [key for key in waits if key not in awaited] if graph else [ACCEPT]
    grid = Grid(waits, wrong)
    for key in flows.in_order(waits):
        grid.columns[key] = 1 + max((grid.columns[one] for one in waits[key]), default=-1)
    _spread(grid)
    return grid


def _spread(grid: Grid) -> None:
    """Across: each as near as may be to the middle of what it waits for, a step from the next."""
    behind: dict[str | Passed, list[str | Passed]] = {key: [] for key in grid.columns}
    at: dict[int, list[str | Passed]] = {}
    for key, column in grid.columns.items():
        at.setdefault(column, []).append(key)
    for one, key in grid.lines:
        before: str | Passed = one
        for column in range(grid.columns[one] + 1, grid.columns[key]):
            here = (one, key, column)
            behind[here] = [before]
            at[column].append(here)
            before = here
        behind[key].append(before)
    for column in sorted(at):
        wished = sorted(
            (_mean([grid.across[one] for one in behind[each]]), i) for i, each in enumerate(at[column])
        )
        places: list[float] = []
        for wish, _i in wished:
            places.append(max(wish, places[-1] + 1) if places else wish)
        shift = _mean([wish for wish, _i in wished]) - _mean(places)
        grid.across |= {at[column][i]: place + shift for (_w, i), place in zip(wished, places, strict=True)}


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _chart(grid: Grid, *, down: bool) -> Chart:
    top = min(grid.across.values())
    step = (WIDE if down else HIGH) + AIR[down]
    line_up = {
        each: EDGE + (WIDE if down else HIGH) // 2 + round((far - top) * step)
        for each, far in grid.across.items()
    }
    starts, end = _starts(grid, down=down)
    boxes = {}
    for key, column in grid.columns.items():
        width, height = (SLIM, FLAT) if key in (ACCEPT, DELIVER) else (WIDE, HIGH)
        main, cross = starts[column][0], line_up[key] - (width if down else height) // 2
        boxes[key] = Box(key, *((cross, main) if down else (main, cross)), width, height)
    far = max(line_up.values()) + (WIDE if down else HIGH) // 2 + EDGE
    pen = _Pen(down, boxes, starts, line_up)
    drawn = [pen.line(one, key, grid.columns) for one, key in grid.lines]
    drawn += [pen.line(one, key, grid.columns, wrong=True) for one, key in sorted(grid.wrong)]
    return Chart(down, *((far, end) if down else (end, far)), boxes, tuple(drawn))


def _starts(grid: Grid, *, down: bool) -> tuple[list[tuple[int, int]], int]:
    """Where each column begins and ends along the way, and the end of all."""
    found, along = [], EDGE
    for column in range(max(grid.columns.values()) + 1):
        ends = {key for key, place in grid.columns.items() if place == column} <= {ACCEPT, DELIVER}
        size = (FLAT if ends else HIGH) if down else (SLIM if ends else WIDE)
        found.append((along, along + size))
        along += size + GAP[down]
    return found, along - GAP[down] + EDGE


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws lines in one direction."""

    down: bool
    boxes: Mapping[str, Box]
    starts: list[tuple[int, int]]
    line_up: Mapping[str | Passed, int]

    def line(self, one: str, key: str, columns: Mapping[str, int], *, wrong: bool = False) -> Line:
        """From the end of one to the tip at the next."""
        begin, end = self._end(one), self._begin(key)
        along, across = begin, self.line_up[one]
        path = [f"M{self._at(along, across)}"]
        for column in range(columns[one] + 1, columns[key]):
            there = self.line_up[one, key, column]
            path += [self._curve(along, across, self.starts[column][0], there)]
            along, across = self.starts[column][1], there
            path += [f"L{self._at(along, across)}"]
        path += [self._curve(along, across, end - TIP, self.line_up[key])]
        tip = f"M{self._at(end, self.line_up[key])}{'l-5-8h10z' if self.down else 'l-8-5v10z'}"
        return Line(one, key, "".join(path), tip, wrong)

    def _end(self, key: str) -> int:
        box = self.boxes[key]
        return box.y + box.height if self.down else box.x + box.width

    def _begin(self, key: str) -> int:
        return self.boxes[key].y if self.down else self.boxes[key].x

    def _at(self, along: int, across: int) -> str:
        return f"{across} {along}" if self.down else f"{along} {across}"

    def _curve(self, along: int, across: int, on: int, over: int) -> str:
        if across == over:
            return f"L{self._at(on, over)}"
        half = (along + on) // 2
        return f"C{self._at(half, across)} {self._at(half, over)} {self._at(on, over)}"
