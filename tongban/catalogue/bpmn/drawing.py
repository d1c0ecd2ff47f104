"""A flow as it is drawn: acceptance, stages, delivery and outcome, the lines between them, their notes."""

from dataclasses import dataclass, field

from tongban.catalogue import codes, flows
from tongban.catalogue.bpmn import conditions
from tongban.catalogue.definition import Definition
from tongban.catalogue.parts import Stage

CORRECTION = "材料不齐的，\n一次性告知补正，\n补正期间停表"
SPECIAL = "特别程序，期间停表："


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the diagram, in the lane of a post."""

    id: str
    kind: str  # as BPMN calls it
    name: str
    post: str
    stage: Stage | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line between two nodes; the default one is taken where no condition holds."""

    id: str
    source: str
    target: str
    name: str = ""
    condition: str = ""
    default: bool = False


@dataclass(slots=True)
class Drawing:
    """What is drawn."""

    nodes: dict[str, Node] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)  # by node

    def add(self, node: Node) -> str:
        """Place a node, and give its id."""
        self.nodes[node.id] = node
        return node.id

    def link(
        self, source: str, target: str, name: str = "", condition: str = "", default: bool = False
    ) -> None:
        """Draw a line."""
        self.lines.append(Line(f"flow_{len(self.lines) + 1}", source, target, name, condition, default))

    def into(self, node: str) -> list[str]:
        """Where the lines into a node come from."""
        return [line.source for line in self.lines if line.target == node]

    def beyond(self, node: str) -> list[Line]:
        """The lines out of a node."""
        return [line for line in self.lines if line.source == node]

    def posts(self) -> list[str]:
        """The lanes, in the order in which they are entered."""
        return list(dict.fromkeys(node.post for node in self.nodes.values()))


def of(definition: Definition) -> Drawing:
    """The drawing of an orderly flow."""
    drawing = Drawing()
    drawing.add(Node("apply", "startEvent", "申请", "window"))
    accept = drawing.add(Node("accept", "userTask", "受理", "window"))
    drawing.link("apply", accept)
    drawing.notes[accept] = CORRECTION
    ends = _stages(drawing, definition, accept)
    _outcome(drawing, ends, definition.same_hand)
    _procedures(drawing, definition)
    return drawing


def _procedures(drawing: Drawing, definition: Definition) -> None:
    """Note the special procedures at their stages, at the first one those of no stage."""
    placed = {name for stage in definition.flow for name in stage.procedures}
    free = [name for name in definition.special_procedures if name not in placed]
    for place, stage in enumerate(definition.flow):
        if held := [*stage.procedures, *(free if place == 0 else ())]:
            drawing.notes[f"stage_{stage.key}"] = "\n".join([SPECIAL, *held])


def _stages(drawing: Drawing, definition: Definition, accept: str) -> list[str]:
    """Draw the stages; gives where those are finished that none comes after."""
    waits = flows.before(definition.flow)
    stages = definition.stages
    followers = {key: sum(key in needed for needed in waits.values()) for key in waits}
    begin = _parted(drawing, accept, "window", sum(not needed for needed in waits.values()))
    finished: dict[str, str] = {}
    for key in flows.in_order(waits):
        stage = stages[key]
        sources = [finished[one] for one in waits[key]] or [begin]
        source = _joined(drawing, f"join_{key}", stage.post, sources)
        end = _stage(drawing, stage, source)
        finished[key] = _parted(drawing, end, stage.post, followers[key])
    return [finished[key] for key in waits if not followers[key]]


def _stage(drawing: Drawing, stage: Stage, source: str) -> str:
    node = Node(f"stage_{stage.key}", "userTask", stage.name, stage.post, stage)
    if not stage.when:
        drawing.link(source, drawing.add(node))
        return node.id
    asked = drawing.add(Node(f"if_{stage.key}", "exclusiveGateway", "", stage.post))
    drawing.add(node)
    passed = drawing.add(Node(f"endif_{stage.key}", "exclusiveGateway", "", stage.post))
    drawing.link(source, asked)
    drawing.link(asked, node.id, condition=conditions.write(stage.when))
    drawing.link(asked, passed, default=True)
    drawing.link(node.id, passed)
    return passed


def _parted(drawing: Drawing, node: str, post: str, ways: int) -> str:
    """Where several things begin at once."""
    if ways < 2:
        return node
    split = drawing.add(Node(f"split_{node}", "parallelGateway", "", post))
    drawing.link(node, split)
    return split


def _joined(drawing: Drawing, name: str, post: str, sources: list[str]) -> str:
    """Where several things must be finished."""
    if len(sources) == 1:
        return sources[0]
    join = drawing.add(Node(name, "parallelGateway", "", post))
    for source in sources:
        drawing.link(source, join)
    return join


def _outcome(drawing: Drawing, ends: list[str], same_hand: bool) -> None:
    post = drawing.nodes[ends[0]].post
    source = _joined(drawing, "join", post, ends)
    if not same_hand:
        post = "issue"
        drawing.link(source, drawing.add(Node("deliver", "userTask", "送达", post)))
        source = "deliver"
    drawing.link(source, drawing.add(Node("outcome", "exclusiveGateway", "是否准予", post)))
    drawing.link("outcome", drawing.add(Node("granted", "endEvent", "办结：准予", post)), name="准予")
    drawing.link("outcome", drawing.add(Node("refused", "endEvent", "办结：不予", post)), name="不予")


def lane_name(post: str) -> str:
    """What is written at a lane."""
    return codes.POSTS.get(post, post)
