"""What the page of a table shows: the grid with its faults, the analysis, a try-out, the tests."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from tongban.catalogue import codes, examples
from tongban.catalogue.decisions import analysis, cells, checking, facts, judging
from tongban.catalogue.decisions.analysis import Grid, TooIntricate
from tongban.catalogue.decisions.facts import Source
from tongban.catalogue.decisions.sets import Value
from tongban.catalogue.definition import Definition
from tongban.catalogue.gate import Remark
from tongban.catalogue.proposals import texts

TABLE = "automatic.table"


def legible(document: dict) -> Definition | None:
    """The definition that the document is, or is without its table; None where it cannot be read at all."""
    without = {key: value for key, value in document.items() if key != "automatic"}
    return next((found for said in (document, without) if (found := texts.read(said)[0])), None)


def known(document: dict) -> Mapping[str, Source]:
    """The facts that may be asked."""
    definition = legible(document)
    return facts.known(definition) if definition else {}


def part(document: dict) -> dict | None:
    """The part as it stands, in a shape that the page can draw; None where there is none."""
    said = document.get("automatic")
    if not isinstance(said, dict):
        return None
    table: dict = said["table"] if isinstance(said.get("table"), dict) else {}
    rows = {
        key: [row for row in table.get(key) or () if isinstance(row, dict)] for key in ("columns", "rules")
    }
    return {"ground": "", "sample": 5, "unseen": [], **said, "table": {"otherwise": "", **table, **rows}}


def errors(remarks: Iterable[Remark]) -> dict[str, list[str]]:
    """The sentences by the element they are about."""
    found: dict[str, list[str]] = {}
    for remark in remarks:
        found.setdefault(remark.element, []).append(remark.sentence)
    return found


@dataclass(frozen=True, slots=True)
class Analysis:
    """重叠和遗漏: what was found, and where nothing was, that nothing was."""

    sentences: tuple[str, ...]
    advice: tuple[str, ...]
    rest: str  # a case that no rule covers, which goes to a person


def analysed(definition: Definition | None) -> Analysis | None:
    """None where the table cannot be read as a whole yet."""
    if definition is None or definition.automatic is None:
        return None
    grid = judging.grid_of(definition)
    if grid.faults:
        return None
    faults = [sentence for _place, sentence in checking.faults(definition)]
    advice = [sentence for _place, sentence in checking.advice(definition)]
    return Analysis(tuple(faults), tuple(advice), _rest(definition, grid))


def _rest(definition: Definition, grid: Grid) -> str:
    if definition.automatic is None or not definition.automatic.table.otherwise:
        return ""
    try:
        missed = analysis.gap(grid)
    except TooIntricate:
        return ""
    return checking.described(grid, missed) if missed is not None else ""


@dataclass(frozen=True, slots=True)
class Tried:
    """Facts as they were typed."""

    values: Mapping[str, Value | None]

    def value(self, source: Source) -> Value | None:
        """As `facts.Known` has it."""
        return self.values.get(source.path)


def tried(definition: Definition | None, typed: QueryDict) -> dict | None:
    """试一试: the verdict on typed facts, or what of them cannot be read; None where nothing was typed."""
    if definition is None or definition.automatic is None or "try" not in typed:
        return None
    grid, values, wrong = judging.grid_of(definition), {}, {}
    for column, source in zip(grid.columns, grid.sources, strict=True):
        try:
            values[source.path] = _typed(typed.get(f"t.{column.key}", ""), source)
        except cells.Unreadable as unread:
            wrong[column.key] = unread.sentence
    verdict = None if wrong else judging.judge(definition, Tried(values))
    return {"verdict": verdict, "wrong": wrong}


def _typed(text: str, source: Source) -> Value | None:
    if not text.strip():
        return None
    said = cells.asked(text, source.domain)
    sample = said.sample()
    if (
        sample is not None
        and said.values != cells.asked(cells.shown(sample, source.domain), source.domain).values
    ):
        raise cells.Unreadable(_("请填一个值"))
    return sample


def tests(definition: Definition | None) -> list[dict]:
    """The examples with what they should come to and what they come to."""
    if definition is None or definition.automatic is None:
        return []
    return [_test(definition, example) for example in definition.examples]


def _test(definition: Definition, example) -> dict:
    got, expected = examples.judged(definition, example), example.expected
    asked = {"automatic": expected.automatic, "rule": expected.rule}
    return {
        "name": example.name,
        "expected": codes.OUTCOMES.get(expected.automatic or "", ""),
        "rule": expected.rule or "",
        "got": codes.OUTCOMES[got["automatic"]],
        "got_rule": got["rule"],
        "asked": any(value is not None for value in asked.values()),
        "right": all(value is None or value == got[key] for key, value in asked.items()),
    }
