"""What a table says of one case (自动判断): the rule that holds, and of every rule which test decided."""

from dataclasses import dataclass

from tongban.catalogue.decisions import analysis, cells, facts, wording
from tongban.catalogue.decisions.analysis import Grid
from tongban.catalogue.decisions.facts import Seen
from tongban.catalogue.decisions.table import Column, Outcome, Rule
from tongban.catalogue.definition import Definition

UNCOVERED = "没有规则说到这种情况，由人工办理。"


@dataclass(frozen=True, slots=True)
class Tested:
    """One column of a rule: what the fact is, what the rule asks, whether it is met."""

    column: Column
    fact: str
    asked: str
    met: bool


@dataclass(frozen=True, slots=True)
class Trial:
    """One rule as it was tried."""

    rule: Rule
    tests: tuple[Tested, ...]

    @property
    def holds(self) -> bool:
        """Are all its tests met?"""
        return all(test.met for test in self.tests)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What follows, from which rule (None: no rule holds), with the whole path."""

    outcome: Outcome
    rule: Rule | None
    reason: str
    trials: tuple[Trial, ...]


def grid_of(definition: Definition) -> Grid:
    """The table of a definition as it is read; the definition must have one."""
    if definition.automatic is None:
        raise ValueError("the item is not decided automatically")
    return analysis.read(definition.automatic.table, facts.known(definition))


def judge(definition: Definition, known: Seen) -> Verdict:
    """The first rule that holds, which is the only one with its outcome; without one a person decides."""
    grid = grid_of(definition)
    trials = tuple(_trial(rule, grid, known) for rule in grid.rules if rule.key in grid.boxes)
    holding = next((trial.rule for trial in trials if trial.holds), None)
    if holding:
        return Verdict(holding.outcome, holding, holding.reason, trials)
    otherwise = definition.automatic.table.otherwise if definition.automatic else ""
    return Verdict("person", None, otherwise or UNCOVERED, trials)


def _trial(rule: Rule, grid: Grid, known: Seen) -> Trial:
    tests = []
    for column, source, asked in zip(grid.columns, grid.sources, grid.boxes[rule.key], strict=True):
        value = known.value(source)
        shown = cells.shown(value, source.domain)
        words = wording.test(rule.cells.get(column.key, ""), source.domain)
        tests.append(Tested(column, shown, words, not words or value in asked))
    return Trial(rule, tuple(tests))
