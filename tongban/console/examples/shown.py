"""What the page of examples shows: each with whether it holds, and the situations that have none."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode

from tongban.catalogue import examples, outcomes
from tongban.catalogue.definition import Definition, Example
from tongban.catalogue.models import Proposal
from tongban.catalogue.outcomes import Outcome
from tongban.catalogue.proposals import texts
from tongban.console.examples import trying

SHOWN = 12  # situations without an example that are named
SEARCHED = 2000  # situations that are looked through


@dataclass(frozen=True, slots=True)
class Entry:
    """One example; `holds` is None where that cannot be said yet."""

    place: int
    name: str
    answers: str
    expected: tuple[tuple[str, str], ...]
    holds: bool | None
    failures: tuple[str, ...]


def entries(proposal: Proposal, definition: Definition | None) -> list[Entry]:
    """The examples in order."""
    return [_entry(definition, place, row) for place, row in enumerate(trying.rows(proposal.definition))]


def _entry(definition: Definition | None, place: int, row: dict) -> Entry:
    name, example = str(row.get("name") or ""), trying.read(row)
    if example is None:
        _none, wrong = texts.read({"name": "-", "kind": "01", "examples": [row]})
        return Entry(place, name, "", (), False, tuple(sentence for _element, sentence in wrong))
    if definition is None:
        return Entry(place, name, "", (), None, ())
    found = [_sentence(definition, failure) for failure in _failing(definition, example)]
    return Entry(
        place, name, answers(definition, example), expected(definition, example), not found, tuple(found)
    )


def _failing(definition: Definition, example: Example) -> list[examples.Failure]:
    return list(examples.failing(definition, example))


def _sentence(definition: Definition, failure: examples.Failure) -> str:
    said = {"label": trying.LABELS[failure.element], "wanted": failure.expected, "got": failure.got}
    if failure.element in ("papers", "route", "fee", "faults"):
        said |= {
            "wanted": trying.words(definition, failure.element, failure.wanted),
            "got": trying.words(definition, failure.element, failure.found),
        }
    return "{label}应为{wanted}，实为{got}".format(**said)


def answers(definition: Definition, example: Example) -> str:
    """The situation in words."""
    outcome = Outcome(example.answers, examples.rules.checklist(definition, {}))
    try:
        told = outcomes.said(definition, outcome)
    except KeyError:
        return "；".join("、".join(values) for values in example.answers.values())
    return "；".join(words for words in told if words)


def expected(definition: Definition, example: Example) -> tuple[tuple[str, str], ...]:
    """What it must come to, in words."""
    said = {key: getattr(example.expected, key) for key in trying.LABELS if key != "answers"}
    return tuple(
        (trying.LABELS[key], trying.words(definition, key, value))
        for key, value in said.items()
        if value is not None and (key != "faults" or example.form)
    )


@dataclass(frozen=True, slots=True)
class Coverage:
    """情形覆盖: how many situations there are, how many have an example, and which have none."""

    count: int
    covered: int
    missing: tuple[tuple[str, str], ...]  # in words, and the query that begins an example
    more: bool


def coverage(definition: Definition, kept: Iterable[Example]) -> Coverage:
    """By every answer to every question that applies."""
    tried = {_mark(example.answers) for example in kept if not _strange(definition, example)}
    looked = list(islice(outcomes.outcomes(definition), SEARCHED))
    open_ones = [one for one in looked if _mark(one.answers) not in tried]
    count = outcomes.count(definition)
    missing = tuple(
        ("；".join(filter(None, outcomes.said(definition, one))), _query(one.answers))
        for one in open_ones[:SHOWN]
    )
    return Coverage(count, len(tried), missing, count - len(tried) > len(missing))


def _strange(definition: Definition, example: Example) -> bool:
    checklist = examples.rules.checklist(definition, example.answers)
    valid = examples.rules.valid_answers(definition, example.answers)
    return bool(checklist.unanswered) or valid != example.answers


def _mark(given: dict[str, list[str]]) -> frozenset:
    return frozenset((key, *sorted(values)) for key, values in given.items())


def _query(given: dict[str, list[str]]) -> str:
    return urlencode([(f"A.{key}", value) for key, values in given.items() for value in values])
