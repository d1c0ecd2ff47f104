"""Where everything is drawn: left to right by what waits for what, a lane for each post, notes above."""

from collections import defaultdict
from dataclasses import dataclass

from tongban.catalogue import flows
from tongban.catalogue.bpmn.drawing import Drawing, Line

COLUMN, ROW, HEAD = 160, 130, 30  # steps between nodes, width of the heads of pool and lanes
LEFT, TOP, AIR = 160, 80, 40  # AIR: between notes and pool
SIZES = {"userTask": (100, 80), "exclusiveGateway": (50, 50), "parallelGateway": (50, 50)}
EVENT = (36, 36)
NOTE, LETTERS, TEXT_LINE = 150, 11, 18  # width of a note, what fits into its lines, their height


@dataclass(frozen=True, slots=True)
class Box:
    """The bounds of a shape."""

    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> int:
        """Its centre across."""
        return self.x + self.width // 2

    @property
    def centre(self) -> int:
        """Its centre down."""
        return self.y + self.height // 2

    @property
    def right(self) -> int:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """Its lower edge."""
        return self.y + self.height


Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Layout:
    """The bounds of pool, lanes, nodes and notes, and the way of each line."""

    pool: Box
    lanes: dict[str, Box]
    nodes: dict[str, Box]
    notes: dict[str, Box]
    lines: dict[str, list[Point]]


def of(drawing: Drawing) -> Layout:
    """The layout of a drawing."""
    columns = _columns(drawing)
    rows, heights = _rows(drawing, columns)
    roof = TOP + max((_height(text) for text in drawing.notes.values()), default=0) + AIR
    width = 2 * HEAD + COLUMN * (max(columns.values()) + 1)
    lanes, y = {}, roof
    for post, height in heights.items():
        lanes[post] = Box(LEFT + HEAD, y, width - HEAD, height)
        y += height
    nodes = {}
    for node in drawing.nodes.values():
        wide, high = SIZES.get(node.kind, EVENT)
        middle = LEFT + 2 * HEAD + COLUMN * columns[node.id] + COLUMN // 2
        centre = lanes[node.post].y + ROW * rows[node.id] + ROW // 2
        nodes[node.id] = Box(middle - wide // 2, centre - high // 2, wide, high)
    lines = {line.id: _way(line, nodes) for line in drawing.lines}
    return Layout(Box(LEFT, roof, width, y - roof), lanes, nodes, _notes(drawing, nodes, roof), lines)


def _rows(drawing: Drawing, columns: dict[str, int]) -> tuple[dict[str, int], dict[str, int]]:
    """The row of each node in its lane, and the height of the lanes."""
    rows: dict[str, int] = {}
    heights = {}
    for post in drawing.posts():
        taken: dict[int, int] = defaultdict(int)
        for node in (node for node in drawing.nodes.values() if node.post == post):
            rows[node.id] = taken[columns[node.id]]
            taken[columns[node.id]] += 1
        heights[post] = ROW * max(taken.values())
    return rows, heights


def _columns(drawing: Drawing) -> dict[str, int]:
    waits = {node: drawing.into(node) for node in drawing.nodes}
    columns: dict[str, int] = {}
    for node in flows.in_order(waits):
        columns[node] = 1 + max((columns[one] for one in waits[node]), default=-1)
    return columns


def _height(text: str) -> int:
    return 12 + TEXT_LINE * sum(1 + (len(line) - 1) // LETTERS for line in text.split("\n"))


def _notes(drawing: Drawing, nodes: dict[str, Box], roof: int) -> dict[str, Box]:
    return {
        node: Box(nodes[node].middle - NOTE // 2, roof - AIR - _height(text), NOTE, _height(text))
        for node, text in drawing.notes.items()
    }


def _way(line: Line, nodes: dict[str, Box]) -> list[Point]:
    """Straight where it may, below what lies between; with one bend, as late as nothing is in its way."""
    a, b = nodes[line.source], nodes[line.target]
    between = any(box.centre == a.centre and a.middle < box.middle < b.middle for box in nodes.values())
    if a.centre == b.centre and between:
        below = a.centre + ROW // 2 - 10
        return [(a.middle, a.bottom), (a.middle, below), (b.middle, below), (b.middle, b.bottom)]
    if a.centre == b.centre:
        return [(a.right, a.centre), (b.x, b.centre)]
    turn = a.middle + COLUMN // 2 if between else b.middle - COLUMN // 2
    return [(a.right, a.centre), (turn, a.centre), (turn, b.centre), (b.x, b.centre)]
