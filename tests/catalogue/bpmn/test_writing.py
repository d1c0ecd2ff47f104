"""What is written keeps the rules of BPMN 2.0, is drawn in full, and is read back as it was."""

import random
from collections import Counter
from xml.etree import ElementTree

import pytest

from tests.catalogue.bpmn.samples import BRANCHED, definition
from tests.town import items
from tongban.catalogue import bpmn, flows
from tongban.catalogue.bpmn import names, vocabulary
from tongban.catalogue.definition import Definition
from tongban.catalogue.parts import Stage

MODEL, DI = f"{{{names.MODEL}}}", f"{{{names.DI}}}"
BOUNDS, POINT = f"{{{names.BOUNDS}}}Bounds", f"{{{names.POINTS}}}waypoint"
REFERENCES = ("sourceRef", "targetRef", "processRef", "bpmnElement", "default")
NAMED = {f"{MODEL}{name}" for name in ("incoming", "outgoing", "flowNodeRef", "resourceRef")}
SHAPED = vocabulary.NODES | {"participant", "lane", "textAnnotation"}
FULL = {
    "key": "full",
    "name": "现场核查",
    "act": "visit",
    "post": "visit",
    "limit": {"value": 3, "unit": "natural_day"},
    "note": "两人上门，\n当场“出具”<记录> & 拍照。",
    "presence": "当面核验",
    "after": ["a"],
    "when": {"size": ["big", 'the "biggest"']},
    "procedures": ["听证", "专家“评审”<外部>"],
}


def written(one: Definition) -> ElementTree.Element:
    return ElementTree.fromstring(bpmn.write(one))  # noqa: S314 our own


def random_flow(seed: int) -> Definition:
    chance = random.Random(seed)  # noqa: S311 repeatable
    flow: list[dict] = []
    earlier: dict[str, set[str]] = {}
    for place in range(chance.randrange(1, 9)):
        key = f"k{place}"
        asked = {one for one in earlier if chance.random() < 0.4}
        nearest = asked - {far for one in asked for far in earlier[one]}
        after = [one for one in earlier if one in nearest]
        implied = [f"k{place - 1}"] if place else []
        when = {"size": [chance.choice("xyz")]} if chance.random() < 0.3 else {}
        flow.append({"key": key, "after": None if after == implied else after, "when": when})
        flow[-1]["post"] = chance.choice(["review", "visit", "decide", "某岗"])
        earlier[key] = asked.union(*(earlier[one] for one in asked))
    for stage in flow:
        waited = any(stage["key"] in nearest for nearest in flows.before([*map(_stage, flow)]).values())
        stage["act"] = "review" if waited else "decide"
    return definition(*flow)


def _stage(words: dict) -> Stage:
    return Stage.model_validate({"name": "x", "act": "review"} | words)


TOWN = [entry.definition for entry in items.entries()]
MADE = [definition(*BRANCHED, special_procedures=["听证", "检测"]), *map(random_flow, range(12))]
every = pytest.mark.parametrize("one", [*TOWN, *MADE], ids=range(len(TOWN) + len(MADE)))


@every
def test_the_stages_are_read_back_as_they_were(one):
    reading = bpmn.read(bpmn.write(one))

    assert (reading.refused, reading.stages) == ((), one.flow)


def test_nothing_of_a_stage_is_lost():
    decided = {"key": "d", "act": "decide", "after": ["b", "full"]}
    one = definition({"key": "a"}, {"key": "b"}, FULL, decided)

    assert set(FULL) == set(Stage.model_fields)
    assert bpmn.read(bpmn.write(one)).stages == one.flow


def test_special_procedures_are_noted_at_their_stages_and_the_others_at_the_first():
    flow = [{"key": "a"}, {"key": "b", "procedures": ["检测"]}, {"key": "d", "act": "decide"}]
    root = written(definition(*flow, special_procedures=["听证", "检测"]))
    notes = {note.get("id"): note.findtext(f"{MODEL}text") for note in root.iter(f"{MODEL}textAnnotation")}

    assert notes == notes | {
        "note_stage_a": "特别程序，期间停表：\n听证",
        "note_stage_b": "特别程序，期间停表：\n检测",
    }


@every
def test_ids_are_unique_and_references_resolve(one):
    root = written(one)
    ids = Counter(element.get("id") for element in root.iter() if element.get("id"))
    asked = [e.get(name) for e in root.iter() for name in REFERENCES if e.get(name)]
    asked += [element.text for element in root.iter() if element.tag in NAMED]

    assert [key for key, size in ids.items() if size > 1] == []
    assert [key for key in asked if key not in ids] == []


@every
def test_nodes_know_their_lines_and_have_one_lane(one):
    process = written(one).find(f"{MODEL}process")
    told, drawn = Counter(), Counter()
    for element in process:
        told.update((element.get("id"), "out", e.text) for e in element.iterfind(f"{MODEL}outgoing"))
        told.update((element.get("id"), "in", e.text) for e in element.iterfind(f"{MODEL}incoming"))
    for line in process.iterfind(f"{MODEL}sequenceFlow"):
        drawn.update([(line.get("sourceRef"), "out", line.get("id"))])
        drawn.update([(line.get("targetRef"), "in", line.get("id"))])
    nodes = [e.get("id") for e in process if names.local(e.tag) in vocabulary.NODES]

    assert told == drawn
    assert sorted(e.text for e in process.iter(f"{MODEL}flowNodeRef")) == sorted(nodes)


@every
def test_everything_is_drawn_once(one):
    root = written(one)
    shaped = [e.get("id") for e in root.iter() if names.local(e.tag) in SHAPED]
    lined = [e.get("id") for e in root.iter() if names.local(e.tag) in ("sequenceFlow", "association")]

    assert sorted(e.get("bpmnElement") for e in root.iter(f"{DI}BPMNShape")) == sorted(shaped)
    assert sorted(e.get("bpmnElement") for e in root.iter(f"{DI}BPMNEdge")) == sorted(lined)


def boxes(root: ElementTree.Element) -> dict[str, tuple[int, int, int, int]]:
    """Left, top, right, bottom of every shape."""
    found = {}
    for shape in root.iter(f"{DI}BPMNShape"):
        x, y, width, height = (int(shape.find(BOUNDS).get(side)) for side in ("x", "y", "width", "height"))
        found[shape.get("bpmnElement")] = (x, y, x + width, y + height)
    return found


def inside(small: tuple, large: tuple) -> bool:
    return all(small[i] >= large[i] for i in (0, 1)) and all(small[i] <= large[i] for i in (2, 3))


def apart(a: tuple, b: tuple) -> bool:
    return a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def on_border(point: tuple[int, int], box: tuple) -> bool:
    x, y = point
    across, down = box[0] <= x <= box[2], box[1] <= y <= box[3]
    return (x in (box[0], box[2]) and down) or (y in (box[1], box[3]) and across)


@every
def test_shapes_lie_in_their_lanes_and_apart(one):
    root = written(one)
    placed = boxes(root)
    lanes = {
        lane.get("id"): [e.text for e in lane.iter(f"{MODEL}flowNodeRef")]
        for lane in root.iter(f"{MODEL}lane")
    }
    nodes = [node for held in lanes.values() for node in held]

    assert [n for lane, held in lanes.items() for n in held if not inside(placed[n], placed[lane])] == []
    assert [lane for lane in lanes if not inside(placed[lane], placed["pool"])] == []
    assert [(a, b) for a in nodes for b in nodes if a < b and not apart(placed[a], placed[b])] == []
    assert [(a, b) for a in lanes for b in lanes if a < b and not apart(placed[a], placed[b])] == []


@every
def test_lines_begin_and_end_at_their_shapes(one):
    root = written(one)
    placed = boxes(root)
    lines = {e.get("id"): e for e in root.iter() if e.get("sourceRef")}
    for edge in root.iter(f"{DI}BPMNEdge"):
        line = lines[edge.get("bpmnElement")]
        points = [(int(p.get("x")), int(p.get("y"))) for p in edge.iter(POINT)]

        assert on_border(points[0], placed[line.get("sourceRef")])
        assert on_border(points[-1], placed[line.get("targetRef")])


def test_acceptance_comes_before_and_delivery_after_the_stages():
    one = definition(
        {"key": "a"}, {"key": "d", "act": "decide", "post": "decide"}, special_procedures=["听证"]
    )
    root = written(one)
    named = [e.get("name") for e in root.find(f"{MODEL}process") if names.local(e.tag) in vocabulary.NODES]
    notes = [note.findtext(f"{MODEL}text") for note in root.iter(f"{MODEL}textAnnotation")]

    assert named == ["申请", "受理", "A", "D", "送达", "是否准予", "办结：准予", "办结：不予"]
    assert [lane.get("name") for lane in root.iter(f"{MODEL}lane")] == [
        "综合窗口岗",
        "审查岗",
        "决定岗",
        "出件窗口",
    ]
    assert notes == ["材料不齐的，\n一次性告知补正，\n补正期间停表", "特别程序，期间停表：\n听证"]


def test_what_is_decided_on_the_spot_is_not_delivered_later():
    one = definition({"key": "d", "act": "decide", "post": "window"}, same_hand=True)
    named = [e.get("name") for e in written(one).find(f"{MODEL}process").iterfind(f"{MODEL}userTask")]

    assert named == ["受理", "D"]


def test_the_same_flow_gives_the_same_bytes():
    assert bpmn.write(definition(*BRANCHED)) == bpmn.write(definition(*BRANCHED))


def test_characters_that_xml_does_not_know_are_left_out():
    one = definition({"key": "a", "name": "审\x0b\x1b[31m查\ud800", "note": "\x00说\ufffe明"})

    assert [(s.name, s.note) for s in bpmn.read(bpmn.write(one)).stages] == [("审[31m查", "说明")]


@pytest.mark.parametrize(
    "stages",
    [
        [],
        [{"key": "a"}, {"key": "a"}],
        [{"key": "a", "after": ["gone"]}],
        [{"key": "a", "after": ["b"]}, {"key": "b"}],
    ],
)
def test_what_has_no_order_is_not_drawn(stages):
    with pytest.raises(bpmn.NotDrawable) as refused:
        bpmn.write(definition(*stages))

    assert refused.value.sentence == "流程还不能导出，请先把环节和先后次序写完整。"
    assert len(refused.value.errors) == bool(stages)
