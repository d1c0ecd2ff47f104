"""Following a graph from its start: which tasks wait for which, and under which condition.

Along every line goes what lies behind it: the nearest tasks, and the branches of exclusive gateways that were
chosen and not yet rejoined. So parallel branches need no counterpart, exclusive ones rejoin as they parted.
"""

from dataclasses import dataclass, field
from itertools import combinations
from xml.etree.ElementTree import Element

from tongban.catalogue.bpmn import conditions, names
from tongban.catalogue.bpmn.graph import Edge, Graph
from tongban.catalogue.bpmn.vocabulary import TASKS, Refusal, refusal
from tongban.catalogue.parts import Condition


@dataclass(frozen=True, slots=True)
class Way:
    """What lies behind a line."""

    tasks: frozenset[str] = frozenset()
    choices: tuple[Edge, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A task, the tasks it waits for, its condition."""

    node: str
    after: frozenset[str]
    when: Condition


@dataclass(slots=True)
class Walk:
    """One walk through a graph without circles."""

    graph: Graph
    steps: list[Step] = field(default_factory=list)
    refused: dict[str, Refusal] = field(default_factory=dict)  # by id, so that each is named once
    ways: dict[str, Way] = field(default_factory=dict)  # by line
    earlier: dict[str, frozenset[str]] = field(default_factory=dict)  # tasks before each task
    chosen: dict[str, dict[str, Condition]] = field(default_factory=dict)  # by gateway and branch

    def run(self) -> None:
        """Visit every node after those before it."""
        for node in self.graph.order():
            self._visit(node)
        for gateway, branches in self.chosen.items():
            if any(not _apart(one, other) for one, other in combinations(branches.values(), 2)):
                self._refuse(self.graph.nodes[gateway], "几条分支的条件可以同时成立，请让它们互相排斥")

    def _visit(self, node: str) -> None:
        arriving = [self.ways[edge.id] for edge in self.graph.incoming[node]]
        way = self._joined(node, arriving) if len(arriving) > 1 else (arriving or [Way()])[0]
        if self.graph.kind(node) in TASKS and not fixed(self.graph.nodes[node]):
            way = self._step(node, way)
        for edge in self.graph.outgoing[node]:
            choices = (*way.choices, edge) if self.graph.splits(node) else way.choices
            self.ways[edge.id] = Way(way.tasks, choices)

    def _step(self, node: str, way: Way) -> Way:
        when: Condition = {}
        for edge in way.choices:
            when = conditions.both(when, self._condition(edge))
        if not all(when.values()):
            self._refuse(self.graph.nodes[node], "几个条件互相矛盾，这个环节永远不会办理")
        self.steps.append(Step(node, way.tasks, when))
        self.earlier[node] = way.tasks.union(*(self.earlier[task] for task in way.tasks))
        return Way(frozenset({node}), way.choices)

    def _condition(self, edge: Edge) -> Condition:
        gateway = self.graph.nodes[edge.source]
        condition = conditions.read(edge.condition) if edge.condition else None
        if condition is not None and gateway.get("default") != edge.id:
            self.chosen.setdefault(edge.source, {})[edge.id] = condition
            return condition
        said = f"网关“{self.graph.name(edge.source)}”" if self.graph.name(edge.source) else "网关"
        if gateway.get("default") == edge.id:
            self._refuse(edge.element, f"{said}的默认分支上有环节，请写明条件")
        elif edge.condition:
            self._refuse(edge.element, f"条件“{edge.condition[:80]}”不是对情形问题的回答，不会去计算")
        else:
            self._refuse(edge.element, f"{said}的分支上有环节，却没有写明条件")
        return {}

    def _joined(self, node: str, ways: list[Way]) -> Way:
        choices = ways[0].choices
        if self.graph.kind(node) == "exclusiveGateway":
            if not self._rejoins(ways):
                self._refuse(self.graph.nodes[node], "排他网关汇合的不是同一网关分出的全部分支")
            choices = choices[:-1]
        elif self.graph.kind(node) == "parallelGateway" and any(way.choices != choices for way in ways):
            self._refuse(self.graph.nodes[node], "并行网关等待的分支不一定都会走到，请先用排他网关汇合")
        tasks = frozenset().union(*(way.tasks for way in ways))
        passed = frozenset().union(*(self.earlier[task] for task in tasks))
        return Way(tasks - passed, choices)

    def _rejoins(self, ways: list[Way]) -> bool:
        if not all(way.choices for way in ways) or len({way.choices[:-1] for way in ways}) > 1:
            return False
        gateways = {way.choices[-1].source for way in ways}
        if len(gateways) > 1:
            return False
        parted = sorted(edge.id for edge in self.graph.outgoing[gateways.pop()])
        return sorted(way.choices[-1].id for way in ways) == parted

    def _refuse(self, element: Element, why: str) -> None:
        self.refused.setdefault(element.get("id", ""), refusal(element, why))


def fixed(task: Element) -> bool:
    """Is it a step of every case, as acceptance and delivery, and no stage of its own?"""
    return task.find(f"{names.model('extensionElements')}/{names.own('step')}") is not None


def _apart(one: Condition, other: Condition) -> bool:
    return any(not set(one[key]) & set(other[key]) for key in one.keys() & other.keys())
