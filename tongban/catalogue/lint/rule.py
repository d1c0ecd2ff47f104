"""Rules and what they find."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from tongban.catalogue.definition import Definition

Severity = Literal["B", "W", "M"]
Finding = tuple[str, str]  # (element, sentence)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is judged: a definition, and the name of the agency that answers for it."""

    definition: Definition
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its number, how grave it is, what it asks for."""

    number: str
    severity: Severity
    title: str
    check: Callable[[Subject], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Defect:
    """缺陷: one place where a rule is broken."""

    rule: str
    severity: Severity
    element: str
    sentence: str

    @property
    def part(self) -> str:
        """The element without its place in lists: papers.photo.note is of papers."""
        return self.element.partition(".")[0]


RULES: dict[str, Rule] = {}


def rule(number: str, severity: Severity, title: str) -> Callable:
    """Enter a check among the rules."""

    def entered(check: Callable[[Subject], Iterator[Finding]]) -> Callable[[Subject], Iterator[Finding]]:
        RULES[number] = Rule(number, severity, title, check)
        return check

    return entered
