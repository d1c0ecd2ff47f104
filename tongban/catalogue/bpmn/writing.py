"""Writing BPMN: the flow of an item as a diagram that editors of BPMN open."""

import re
from io import BytesIO
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent, register_namespace

from tongban.catalogue import codes, flows
from tongban.catalogue.bpmn import drawing, layout, names
from tongban.catalogue.bpmn.drawing import Drawing, Node
from tongban.catalogue.bpmn.layout import Box, Layout
from tongban.catalogue.definition import Definition
from tongban.catalogue.parts import Stage
from tongban.core import errors

UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
PREFIXES = {
    "bpmn": names.MODEL,
    "bpmndi": names.DI,
    "dc": names.BOUNDS,
    "di": names.POINTS,
    "xsi": names.SCHEMA,
    "tongban": names.OWN,
}
for prefix, space in PREFIXES.items():
    register_namespace(prefix, space)


class NotDrawable(errors.Invalid):
    """The stages have no order in which they could be drawn."""


def write(definition: Definition) -> bytes:
    """The flow of a definition as a BPMN 2.0 file with its diagram; the same flow, the same bytes."""
    wrong = flows.disorder(definition.flow)
    if wrong or not definition.flow:
        raise NotDrawable("流程还不能导出，请先把环节和先后次序写完整。", wrong)
    drawn = drawing.of(definition)
    root = Element(
        names.model("definitions"), id="definitions", targetNamespace=names.OWN, exporter="Tongban"
    )
    _resources(root, drawn)
    _pool(root, definition.name)
    _process(root, definition.name, drawn)
    _diagram(root, drawn, layout.of(drawn))
    indent(root)
    file = BytesIO()
    ElementTree(root).write(file, encoding="UTF-8", xml_declaration=True)
    return file.getvalue()


def _put(parent: Element, tag: str, text: str = "", /, **attributes: str) -> Element:
    """A BPMN element inside another."""
    return _place(parent, names.model(tag), text, attributes)


def _place(parent: Element, tag: str, text: str, attributes: dict[str, str]) -> Element:
    made = SubElement(parent, tag, {key: UNWRITABLE.sub("", value) for key, value in attributes.items()})
    made.text = UNWRITABLE.sub("", text) or None
    return made


def _own(parent: Element, *marks: tuple[str, dict[str, str]]) -> None:
    """What only we understand; other tools keep it."""
    extension = _put(parent, "extensionElements")
    for name, attributes in marks:
        _place(extension, names.own(name), "", attributes)


def _resources(root: Element, drawn: Drawing) -> None:
    for place, post in enumerate(drawn.posts(), 1):
        _put(root, "resource", id=f"post_{place}", name=drawing.lane_name(post))


def _pool(root: Element, name: str) -> None:
    collaboration = _put(root, "collaboration", id="collaboration")
    _put(collaboration, "participant", id="pool", name=name, processRef="process")


def _process(root: Element, name: str, drawn: Drawing) -> None:
    process = _put(root, "process", id="process", name=name, isExecutable="false")
    lanes = _put(process, "laneSet", id="lanes")
    for place, post in enumerate(drawn.posts(), 1):
        lane = _put(lanes, "lane", id=f"lane_{place}", name=drawing.lane_name(post))
        for node in (node for node in drawn.nodes.values() if node.post == post):
            _put(lane, "flowNodeRef", node.id)
    for node in drawn.nodes.values():
        _node(process, node, drawn)
    for line in drawn.lines:
        named = {"name": line.name} if line.name else {}
        flow = _put(
            process, "sequenceFlow", id=line.id, sourceRef=line.source, targetRef=line.target, **named
        )
        if line.condition:
            formal = _put(flow, "conditionExpression", line.condition)
            formal.set(f"{{{names.SCHEMA}}}type", "bpmn:tFormalExpression")
    for node, text in drawn.notes.items():
        note = _put(process, "textAnnotation", id=f"note_{node}")
        _put(note, "text", text)
    for node in drawn.notes:
        _put(process, "association", id=f"about_{node}", sourceRef=node, targetRef=f"note_{node}")


def _node(process: Element, node: Node, drawn: Drawing) -> None:
    named = {"name": node.name} if node.name else {}
    made = _put(process, node.kind, id=node.id, **named)
    if node.stage:
        _said(made, node.stage)
    elif node.kind == "userTask":
        _own(made, ("step", {"name": node.id}))
    for line in drawn.lines:
        if line.target == node.id:
            _put(made, "incoming", line.id)
    for line in drawn.beyond(node.id):
        _put(made, "outgoing", line.id)
        if line.default:
            made.set("default", line.id)
    if node.kind == "userTask":
        owner = _put(made, "potentialOwner", id=f"owner_{node.id}")
        _put(owner, "resourceRef", f"post_{drawn.posts().index(node.post) + 1}")


def _said(made: Element, stage: Stage) -> None:
    """Note and limit for readers, key, act and limit for us."""
    if stage.note:
        _put(made, "documentation", stage.note)
    presence = {"presence": stage.presence} if stage.presence else {}
    marks = [("stage", {"key": stage.key, "act": stage.act} | presence)]
    if stage.limit:
        told = f"时限：{stage.limit.value}{codes.UNITS[stage.limit.unit]}"
        _put(made, "documentation", told, textFormat=names.LIMIT)
        marks.append(("limit", {"value": str(stage.limit.value), "unit": stage.limit.unit}))
    marks += [("procedure", {"name": name}) for name in stage.procedures]
    _own(made, *marks)


def _diagram(root: Element, drawn: Drawing, placed: Layout) -> None:
    diagram = _place(root, f"{{{names.DI}}}BPMNDiagram", "", {"id": "diagram"})
    plane = _place(diagram, f"{{{names.DI}}}BPMNPlane", "", {"id": "plane", "bpmnElement": "collaboration"})
    _shape(plane, "pool", placed.pool, isHorizontal="true")
    for place, post in enumerate(drawn.posts(), 1):
        _shape(plane, f"lane_{place}", placed.lanes[post], isHorizontal="true")
    for node in drawn.nodes.values():
        marked = {"isMarkerVisible": "true"} if node.kind == "exclusiveGateway" else {}
        _shape(plane, node.id, placed.nodes[node.id], **marked)
    for node, box in placed.notes.items():
        _shape(plane, f"note_{node}", box)
    for line in drawn.lines:
        _edge(plane, line.id, placed.lines[line.id])
    for node, box in placed.notes.items():
        task = placed.nodes[node]
        _edge(plane, f"about_{node}", [(task.middle, task.y), (box.middle, box.bottom)])


def _shape(plane: Element, element: str, box: Box, **more: str) -> None:
    named = {"id": f"shape_{element}", "bpmnElement": element} | more
    shape = _place(plane, f"{{{names.DI}}}BPMNShape", "", named)
    bounds = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    _place(shape, f"{{{names.BOUNDS}}}Bounds", "", {key: str(size) for key, size in bounds.items()})


def _edge(plane: Element, element: str, points: list[layout.Point]) -> None:
    edge = _place(plane, f"{{{names.DI}}}BPMNEdge", "", {"id": f"edge_{element}", "bpmnElement": element})
    for x, y in points:
        _place(edge, f"{{{names.POINTS}}}waypoint", "", {"x": str(x), "y": str(y)})
