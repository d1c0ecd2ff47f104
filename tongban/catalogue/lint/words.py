"""The words that guides must not use (words.yaml, read once), and the texts in which they are sought."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from tongban.catalogue.definition import Definition
from tongban.catalogue.lint.rule import Severity

FILE = Path(__file__).with_name("words.yaml")


@dataclass(frozen=True, slots=True)
class Wording:
    """A rule about words: what is sought where, and what is said of it."""

    number: str
    severity: Severity
    title: str
    where: frozenset[str]
    pattern: re.Pattern
    sentence: str


@dataclass(frozen=True, slots=True)
class Abolished:
    """A proof that may not be asked for any more."""

    pattern: re.Pattern
    issuer: re.Pattern
    ground: str
    instead: str


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
    return tuple(
        Wording(
            r["number"],
            r["severity"],
            r["title"],
            frozenset(r["where"]),
            _compiled(r["pattern"]),
            r["sentence"],
        )
        for r in _data()["rules"]
    )


def _compiled(words: str) -> re.Pattern:
    return pattern(words.removeprefix("use ")) if words.startswith("use ") else re.compile(words)


@cache
def abolished() -> tuple[Abolished, ...]:
    """The proofs that are abolished."""
    return tuple(
        Abolished(re.compile(a["pattern"]), re.compile(a["issuer"]), a["ground"], a["instead"])
        for a in _data()["abolished"]
    )


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
