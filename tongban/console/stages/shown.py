"""What the page shows of the rows: boxes and lines with their words, inputs with their faults."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tongban.catalogue import elements
from tongban.catalogue.definition import Definition
from tongban.catalogue.elements import Questions
from tongban.catalogue.gate import Remark
from tongban.catalogue.parts import Stage
from tongban.console import inputs
from tongban.console.inputs import Input
from tongban.console.stages import drawing, order
from tongban.console.stages.order import Rows, Waits

NAME, SMALL, TAG = 8, 10, 8  # characters that fit into a box
ICONS = {
    "review": "M3 1.5h7l3 3v10H3zM5.5 8h5M5.5 11h5",
    "visit": "M8 14.5s5-4.6 5-8.5a5 5 0 0 0-10 0c0 3.9 5 8.5 5 8.5z"
    "M8 4.6a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2z",
    "countersign": "M5.5 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM1 14c0-2.8 1.8-4.5 4.5-4.5S10 11.2 10 14"
    "M11 7.5a2.2 2.2 0 1 0-.6-4.3M12 9.7c1.8.4 3 2 3 4.3",
    "decide": "M5.5 1.5h5l-1 5h4v4h-11v-4h4zM2.5 14h11",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a stage in the diagram; `short` fits into the box."""

    key: str
    place: int
    name: str
    act: str
    icon: str
    post: str
    limit: str
    when: str
    asked: str  # the answers alone
    after: str
    decides: bool
    joins: bool
    parts: bool
    faults: int

    @property
    def short(self) -> tuple[str, str, str]:
        """Name, post and condition as far as there is room."""
        return _cut(self.name, NAME), _cut(self.post, SMALL), _cut(self.asked, TAG)


def _answers(when: object, asked: Questions) -> str:
    """The answers that a condition asks for, without their questions."""
    if not isinstance(when, dict):
        return ""
    labels = {key: options for key, (_text, options) in asked.items()}
    return "；".join(
        "、".join(labels.get(key, {}).get(str(each), str(each)) for each in values)
        for key, values in when.items()
        if isinstance(values, list)
    )


def _cut(text: str, size: int) -> str:
    return text if len(text) <= size else f"{text[: size - 1]}…"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table: its inputs by element."""

    key: str
    place: int
    name: str
    inputs: Mapping[str, Input]
    after: str
    more: tuple[str, ...]
    errors: tuple[str, ...]  # of the row and of all in it


def told(rows: Rows, graph: Waits, asked: Questions, faults: list[tuple[str, str]]) -> dict[str, Told]:
    """The stages in words, by key."""
    names = {row["key"]: str(row.get("name") or "") for row in rows}
    awaited = [one for needed in graph.values() for one in needed]
    marked = [element.split(".")[1] for element, _ in faults if element.startswith("flow.")]
    every = elements.of(Stage)
    made = {}
    for place, row in enumerate(rows):
        key, act = row["key"], str(row.get("act") or "")
        words = {
            name: elements.said(every[name], row.get(name), asked)
            for name in ("act", "post", "limit", "when")
        }
        made[key] = Told(
            key=key,
            place=place,
            name=names[key],
            icon=ICONS.get(act, ""),
            asked=_answers(row.get("when"), asked),
            after="、".join(names[one] for one in graph[key]),
            decides=act == "decide",
            joins=len(graph[key]) > 1,
            parts=awaited.count(key) > 1,
            faults=marked.count(str(place)),
            **words,
        )
    return made


def lines(
    document: dict, rows: Rows, remarks: list[Remark]
) -> tuple[tuple[Line, ...], Input, tuple[str, ...]]:
    """The rows of the table, whether one hand may do it all, and what is wrong with the flow as a whole."""
    shown = inputs.section(("flow", "same_hand"), Definition, document | {"flow": rows}, remarks)
    graph = order.waits(rows)
    by_key = {row["key"]: str(row.get("name") or row["key"]) for row in rows}
    held = document.get("special_procedures") or []
    made = []
    for row, line in zip(rows, shown[0].rows, strict=True):
        every = {one.path.rpartition(".")[2]: one for one in line.inputs}
        others = tuple(pair for pair in by_key.items() if pair[0] != row["key"])
        ticked = [str(each) for each in row.get("procedures") or []]
        offered = tuple((each, each) for each in dict.fromkeys([*map(str, held), *ticked]))
        every["after"] = replace(
            every["after"], kind="choices", options=others, value=list(graph[row["key"]])
        )
        every["procedures"] = replace(every["procedures"], kind="choices", options=offered, value=ticked)
        more = tuple(every[name].label for name in ("procedures", "presence", "note") if row.get(name))
        after = "、".join(by_key[one] for one in graph[row["key"]])
        errors = (*line.errors, *(sentence for one in line.inputs for sentence in one.errors))
        made.append(Line(row["key"], len(made), str(row.get("name") or ""), every, after, more, errors))
    return tuple(made), shown[1], shown[0].errors


@dataclass(frozen=True, slots=True)
class Shown:
    """The diagram in both directions, with the words of its boxes."""

    told: Mapping[str, Told]
    charts: tuple[drawing.Chart, ...]


def diagram(document: dict, rows: Rows, faults: list[tuple[str, str]]) -> Shown:
    """What is drawn of the rows."""
    graph = order.waits(rows)
    return Shown(told(rows, graph, elements.questions(document), faults), drawing.charts(graph))
