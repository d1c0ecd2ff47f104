"""A process as nodes and the lines between them, or why it is none that could be followed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from tongban.catalogue import flows
from tongban.catalogue.bpmn import names, vocabulary
from tongban.catalogue.bpmn.vocabulary import Refusal, refusal

MOST = 500  # nodes


@dataclass(frozen=True, slots=True)
class Edge:
    """A line (顺序流) between two nodes."""

    element: Element
    source: str
    target: str

    @property
    def id(self) -> str:
        """Its id."""
        return self.element.get("id", "")

    @property
    def condition(self) -> str:
        """The condition on it, empty where there is none."""
        return (self.element.findtext(names.model("conditionExpression")) or "").strip()


@dataclass(slots=True)
class Graph:
    """Nodes by id, in the order of the file, and what comes into and goes out of each."""

    nodes: dict[str, Element] = field(default_factory=dict)
    incoming: dict[str, list[Edge]] = field(default_factory=dict)
    outgoing: dict[str, list[Edge]] = field(default_factory=dict)

    def kind(self, node: str) -> str:
        """What BPMN calls it."""
        return names.local(self.nodes[node].tag)

    def name(self, node: str) -> str:
        """As it is shown."""
        return " ".join(self.nodes[node].get("name", "").split())

    def order(self) -> list[str]:
        """The nodes, each after those from which lines come; those in a circle are missing."""
        return flows.in_order({node: [e.source for e in self.incoming[node]] for node in self.nodes})

    def splits(self, node: str) -> bool:
        """Does it choose one of several ways?"""
        return self.kind(node) == "exclusiveGateway" and len(self.outgoing[node]) > 1


def of(process: Element) -> Graph:
    """The graph of a process; lines that lead nowhere are left out of it."""
    graph = Graph()
    for element in process:
        if names.local(element.tag) in vocabulary.NODES:
            graph.nodes.setdefault(element.get("id", ""), element)
    graph.incoming = {node: [] for node in graph.nodes}
    graph.outgoing = {node: [] for node in graph.nodes}
    for element in process.iterfind(names.model("sequenceFlow")):
        edge = Edge(element, element.get("sourceRef", ""), element.get("targetRef", ""))
        if edge.source in graph.nodes and edge.target in graph.nodes:
            graph.outgoing[edge.source].append(edge)
            graph.incoming[edge.target].append(edge)
    return graph


def faults(process: Element, graph: Graph) -> list[Refusal]:
    """Why it cannot be followed."""
    if len(graph.nodes) > MOST:
        return [refusal(process, f"流程超过{MOST}个节点，没有读取")]
    found = [*_identities(process, graph), *_degrees(graph)]
    kinds = [graph.kind(node) for node in graph.nodes]
    if kinds.count("startEvent") != 1:
        found.append(refusal(process, f"流程有{kinds.count('startEvent')}个开始事件，应当只有1个"))
    return found or list(_circles(graph))


def _identities(process: Element, graph: Graph) -> Iterator[Refusal]:
    seen = set()
    for element in process:
        name, key = names.local(element.tag), element.get("id", "")
        if name not in vocabulary.NODES | {"sequenceFlow"}:
            continue
        if not key or key in seen:
            yield refusal(element, "标识与前面的元素相同" if key else "没有标识（id）")
        seen.add(key)
        ends = [element.get(end, "") for end in ("sourceRef", "targetRef")] if name == "sequenceFlow" else []
        yield from (refusal(element, f"连到不存在的元素“{end}”") for end in ends if end not in graph.nodes)


def _degrees(graph: Graph) -> Iterator[Refusal]:
    for node, element in graph.nodes.items():
        kind, arriving, leaving = graph.kind(node), len(graph.incoming[node]), len(graph.outgoing[node])
        if why := _degree(kind, arriving, leaving):
            yield refusal(element, why)
        if not graph.splits(node):
            yield from (
                refusal(edge.element, "只有排他网关的分支可以带条件")
                for edge in graph.outgoing[node]
                if edge.condition
            )


def _degree(kind: str, arriving: int, leaving: int) -> str:
    verdicts = [
        (kind == "startEvent" and arriving, "开始事件不能有连线通到这里"),
        (kind == "endEvent" and leaving, "结束事件之后不能再有连线"),
        (kind != "startEvent" and not arriving, "没有连线通到这里"),
        (kind != "endEvent" and not leaving, "没有连到下一步，每条路径都要有结束事件"),
        (kind in vocabulary.TASKS and arriving > 1, "几条连线直接汇入，请先用网关汇合"),
        (kind not in vocabulary.GATEWAYS and leaving > 1, "几条连线直接分出，请用网关分开"),
        (arriving > 1 and leaving > 1, "网关又汇合又分开，请拆成两个"),
    ]
    return next((why for wrong, why in verdicts if wrong), "")


def _circles(graph: Graph) -> Iterator[Refusal]:
    """A circle is named once, by its first gateway or task; what only comes after it is not at fault."""
    left = graph.nodes.keys() - set(graph.order())
    while idle := {n for n in left if not any(e.target in left for e in graph.outgoing[n])}:
        left -= idle
    first = next((node for node in graph.nodes if node in left), None)
    if first is not None:
        why = "流程又回到这里：环节不重复，退回由办件的“退回上一岗”办理"
        yield refusal(graph.nodes[first], why)
