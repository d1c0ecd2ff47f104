"""The words that guides must not use (words.yaml, read once), and the texts in which they are sought."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from tongban.catalogue.definition import Definition
from tongban.catalogue.lint import trials
from tongban.catalogue.lint.rule import Severity

FILE = Path(__file__).with_name("words.yaml")


@dataclass(frozen=True, slots=True)
class Wording:
    """A rule about words: what is sought where, what is said of it; what it must hit and spare."""

    number: str
    severity: Severity
    title: str
    waivable: bool
    where: frozenset[str]
    pattern: re.Pattern
    sentence: str
    hits: tuple[str, ...]
    spares: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a definition: of which element, and what kind of text."""

    element: str
    kind: str
    words: str


@cache
def _data() -> dict:
    return yaml.safe_load(FILE.read_text("utf-8"))


@cache
def pattern(name: str) -> re.Pattern:
    """A pattern that several rules use: `catch_all`, or the `renamed` agencies."""
    if name == "renamed":
        return re.compile("|".join(f"(?:{old})" for old in _data()["renamed"]))
    return re.compile(_data()[name])


@cache
def wordings() -> tuple[Wording, ...]:
    """The rules about words."""
    return tuple(map(wording, _data()["rules"]))


def wording(entry: dict) -> Wording:
    """One rule as the file says it; it only warns until it has been tried on real guides as it is written."""
    pattern = _compiled(entry["pattern"])
    tried = trials.of(entry["number"], pattern.pattern)
    return Wording(
        number=entry["number"],
        severity=entry["severity"] if tried or entry["severity"] != "B" else "W",
        title=entry["title"],
        waivable=entry.get("waivable", False),
        where=frozenset(entry["where"]),
        pattern=pattern,
        sentence=entry["sentence"],
        hits=tuple(entry["hits"]),
        spares=tuple(entry["spares"]),
    )


def _compiled(words: str) -> re.Pattern:
    return pattern(words.removeprefix("use ")) if words.startswith("use ") else re.compile(words)


@cache
def held() -> tuple[re.Pattern, ...]:
    """The names of certificates that the library holds."""
    return tuple(re.compile(name) for name in _data()["held"])


def renamed(old: str) -> str:
    """What an agency of before the reform is called now."""
    return next((new for words, new in _data()["renamed"].items() if re.fullmatch(words, old)), "")


def texts(definition: Definition) -> Iterator[Text]:
    """The texts that citizens read."""
    d = definition
    yield Text("name", "name", d.name)
    yield Text("summary", "summary", d.summary)
    yield Text("limits.note", "limit", d.limits.note)
    yield Text("fee.note", "fee", d.fee.note)
    yield Text("result.name", "result", d.result.name)
    yield Text("visits.reason", "visits", d.visits.reason)
    yield Text("quantity_limit", "condition", d.quantity_limit)
    yield Text("consult", "contact", d.consult)
    yield Text("supervise", "contact", d.supervise)
    for i, words in enumerate(d.conditions):
        yield Text(f"conditions.{i}", "condition", words)
    for paper in d.papers:
        yield Text(f"papers.{paper.key}.name", "paper_name", paper.name)
        yield Text(f"papers.{paper.key}.note", "paper_note", paper.note)
        yield Text(f"papers.{paper.key}.issuer", "issuer", paper.issuer)
    for i, place in enumerate(d.places):
        yield Text(f"places.{i}.address", "place", place.address)
        yield Text(f"places.{i}.hours", "place", place.hours)
    for stage in d.flow:
        yield Text(f"flow.{stage.key}.note", "flow", stage.note)
    for i, one in enumerate(d.faq):
        yield Text(f"faq.{i}.answer", "faq", one.answer)
