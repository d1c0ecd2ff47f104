"""Reading BPMN: the stages of a flow, or everything in the file that has no place in one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from xml.etree.ElementTree import Element

from pydantic import ValidationError

from tongban.catalogue import codes, flows
from tongban.catalogue.bpmn import graph, names, parsing, paths, vocabulary
from tongban.catalogue.bpmn.vocabulary import Refusal, refusal
from tongban.catalogue.parts import Stage

POSTS = {label: kind for kind, label in codes.POSTS.items()}
UNFIT = str.maketrans(dict.fromkeys("-. ", "_"))


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: stages, or refusals; `beside` counts what says nothing of the flow."""

    stages: tuple[Stage, ...] = ()
    refused: tuple[Refusal, ...] = ()
    beside: Mapping[str, int] = field(default_factory=dict)


def read(data: bytes) -> Reading:
    """The stages of the one process in a BPMN file; nothing of them where anything had to be refused."""
    try:
        root = parsing.parse(data)
    except parsing.Unreadable as fault:
        return Reading(refused=(Refusal("definitions", "", "", fault.sentence),))
    beside = vocabulary.beside(root)
    if refused := tuple(vocabulary.refusals(root)):
        return Reading(refused=refused, beside=beside)
    found = vocabulary.processes(root)
    if not found:
        return Reading(refused=(refusal(root, "文件里没有流程"),), beside=beside)
    stages, refused = _stages(root, found[0])
    return Reading((), tuple(refused), beside) if refused else Reading(tuple(stages), (), beside)


def _stages(root: Element, process: Element) -> tuple[list[Stage], list[Refusal]]:
    drawn = graph.of(process)
    if wrong := graph.faults(process, drawn):
        return [], wrong
    walk = paths.Walk(drawn)
    walk.run()
    if walk.refused:
        return [], list(walk.refused.values())
    if not walk.steps:
        return [], [refusal(process, "流程里没有环节")]
    return _Stages(root, process, drawn, _arranged(drawn, walk.steps)).read()


def _arranged(drawn: graph.Graph, steps: list[paths.Step]) -> list[paths.Step]:
    """In the order of the file, as far as what waits comes after what it waits for."""
    by_node = {step.node: step for step in steps}
    waits = {node: by_node[node].after for node in drawn.nodes if node in by_node}
    return [by_node[node] for node in flows.in_order(waits)]


class _Stages:
    """Turns tasks into stages; what is not said of them is taken from their place."""

    def __init__(self, root: Element, process: Element, drawn: graph.Graph, steps: list[paths.Step]) -> None:
        self.drawn, self.steps = drawn, steps
        self.posts = _posts(root, process)
        self.refused: list[Refusal] = []
        self.keys: dict[str, str] = {}

    def read(self) -> tuple[list[Stage], list[Refusal]]:
        """All stages, or what cannot be one."""
        self._name()
        awaited = frozenset().union(*(step.after for step in self.steps))
        stages, before = [], frozenset()
        for step in self.steps:
            stages.append(self._stage(step, step.node in awaited, before))
            before = frozenset({step.node})
        return [stage for stage in stages if stage], self.refused

    def _name(self) -> None:
        """Give the keys: those they were written with, new ones to the others."""
        given = {step.node: _own(self.drawn.nodes[step.node], "stage").get("key") for step in self.steps}
        new = (key for number in count(1) if (key := f"stage_{number}") not in given.values())
        for node, key in given.items():
            if key in self.keys.values():
                self._refuse(node, f"标识“{key}”与另一个环节相同")
            self.keys[node] = key or next(new)

    def _stage(self, step: paths.Step, awaited: bool, before: frozenset[str]) -> Stage | None:
        task = self.drawn.nodes[step.node]
        after = tuple(self.keys[s.node] for s in self.steps if s.node in step.after)
        elements = {"act": "review" if awaited else "decide"} | _own(task, "stage")
        elements |= {
            "key": self.keys[step.node],
            "name": self.drawn.name(step.node),
            "post": self.posts.get(step.node, ""),
            "note": _note(task),
            "limit": _own(task, "limit") or None,
            "after": None if step.after == before else after,
            "when": step.when,
            "procedures": _procedures(task),
        }
        if not elements["name"]:
            self._refuse(step.node, "环节没有名称")
        try:
            return Stage.model_validate(elements)
        except ValidationError as fault:
            places = "、".join(".".join(map(str, one["loc"])) for one in fault.errors())
            self._refuse(step.node, f"环节的要素写法不对：{places}")
        return None

    def _refuse(self, node: str, why: str) -> None:
        self.refused.append(refusal(self.drawn.nodes[node], why))


def _own(element: Element, name: str) -> dict[str, str]:
    """What our own extension of that name says."""
    found = element.find(f"{names.model('extensionElements')}/{names.own(name)}")
    return {} if found is None else dict(found.attrib)


def _procedures(task: Element) -> tuple[str, ...]:
    """The special procedures that may be held in it."""
    marks = task.iterfind(f"{names.model('extensionElements')}/{names.own('procedure')}")
    return tuple(name for mark in marks if (name := mark.get("name", "").strip()))


def _note(task: Element) -> str:
    """Its documentation, without the line that tells the limit."""
    said = [
        one for one in task.iterfind(names.model("documentation")) if one.get("textFormat") != names.LIMIT
    ]
    return "\n".join((one.text or "").strip() for one in said).strip()


def _posts(root: Element, process: Element) -> dict[str, str]:
    """The kind of post of each task: by its lane, else by its potential owner."""
    resources = {one.get("id"): one.get("name", "") for one in root.iterfind(names.model("resource"))}
    found = {}
    owner = f"{names.model('potentialOwner')}/{names.model('resourceRef')}"
    for task in process:
        name = resources.get((task.findtext(owner) or "").strip().rpartition(":")[2])
        found |= {task.get("id", ""): _post(name)} if name else {}
    for lane in process.iter(names.model("lane")):
        for node in lane.iterfind(names.model("flowNodeRef")):
            found[(node.text or "").strip()] = _post(lane.get("name", ""))
    return found


def _post(name: str) -> str:
    name = " ".join(name.split())
    return POSTS.get(name, name)
