"""A table in plain words (规则公示): each rule as a sentence that one can check against his own case."""

from collections.abc import Iterator
from dataclasses import dataclass

from tongban.catalogue.decisions import analysis, cells, facts
from tongban.catalogue.decisions.cells import Domain
from tongban.catalogue.decisions.sets import HIGH, LOW, Cut, Names, Spans, end
from tongban.catalogue.decisions.table import Rule
from tongban.catalogue.definition import Definition

OUTCOMES = {
    "grant": "系统直接准予",
    "refuse": "拟不予办理，由工作人员决定",
    "person": "由工作人员办理",
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """One rule: its conditions, what follows and why."""

    rule: Rule
    conditions: tuple[str, ...]
    outcome: str


def rules(definition: Definition) -> list[Spoken]:
    """The rules of an item in words; none where nothing is decided automatically."""
    if definition.automatic is None:
        return []
    grid = analysis.read(definition.automatic.table, facts.known(definition))
    return [
        Spoken(rule, tuple(_conditions(rule, grid)), OUTCOMES[rule.outcome])
        for rule in grid.rules
        if rule.key in grid.boxes
    ]


def _conditions(rule: Rule, grid: analysis.Grid) -> Iterator[str]:
    for column, source in zip(grid.columns, grid.sources, strict=True):
        words = test(rule.cells.get(column.key, ""), source.domain)
        if words:
            yield f"{column.label}：{words}"


def test(cell: str, of: Domain) -> str:
    """What a readable cell asks, in words; empty where it asks nothing."""
    if not cell.strip():
        return ""
    asked = cells.asked(cell, of)
    words = [_spans(asked.values, of) if isinstance(asked.values, Spans) else _names(asked.values, of)]
    words += ["没有填写"] if asked.missing else []
    return "或者".join(word for word in words if word)


def _spans(asked: Spans, of: Domain) -> str:
    return "、".join(_span(low, high, of) for low, high in asked.parts)


def _span(low: Cut, high: Cut, of: Domain) -> str:
    if low != LOW and high != HIGH and _single(low, high, of):
        return cells.shown(end(low), of)
    parts = []
    if low != LOW:
        parts.append(f"{'大于' if low[1] else '不小于'}{cells.shown(end(low), of)}")
    if high != HIGH:
        last, within = (end(high) - 1, 1) if of.whole else (end(high), high[1])
        parts.append(f"{'不大于' if within else '小于'}{cells.shown(last, of)}")
    words = "且".join(parts) or "填了就行"
    if of.kind == "date":
        words = words.replace("不小于", "不早于").replace("不大于", "不晚于")
    return words


def _single(low: Cut, high: Cut, of: Domain) -> bool:
    return high[0] == low[0] + 1 if of.whole else low[0] == high[0]


def _names(asked: Names, of: Domain) -> str:
    if not asked.rest:
        order = [value for value in of.options if value in asked.values] or sorted(asked.values, key=str)
        return "、".join(cells.shown(value, of) for value in order)
    if not asked.values:
        return "填了就行"
    return "不是" + "、".join(sorted(cells.shown(value, of) for value in asked.values))
