"""Rules and what they find."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from tongban.catalogue.definition import Definition

Severity = Literal["B", "W", "M"]
Finding = tuple[str, str]  # (element, sentence)


@dataclass(frozen=True, slots=True)
class Forbidden:
    """不得要求的材料: a paper of a negative list, by the names it goes by and by who issues it."""

    words: tuple[str, ...]
    issuers: tuple[str, ...] = ()  # empty: whoever issues it
    ground: str = ""
    instead: str = ""
    region: str = ""  # significant digits of a province, city or county; empty: everywhere
    body: str = ""  # code of the agency; empty: every agency
    items: tuple[str, ...] = ()  # codes or base codes; empty: every item

    def reaches(self, code: str) -> bool:
        """Does it speak of the item of this code? Its first part tells body and division."""
        named = not self.items or bool({code, code[:31], code[19:31]} & {*self.items})
        return named and code[2:8].startswith(self.region) and code.startswith(self.body)

    def means(self, name: str, issuer: str) -> bool:
        """Is it this paper?"""
        issued = not self.issuers or any(one in issuer for one in self.issuers)
        return issued and any(word in name for word in self.words)

    def covers(self, name: str, issuer: str = "") -> bool:
        """Does it speak of this, by name, or of everything that it reaches?"""
        return self.means(name, issuer) if self.words or self.issuers else True


@dataclass(frozen=True, slots=True)
class Subject:
    """What is judged: a definition, the agency that answers for it, and the papers it may not ask for."""

    definition: Definition
    agency: str = ""
    forbidden: tuple[Forbidden, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its number, how grave it is, what it asks for."""

    number: str
    severity: Severity
    title: str
    waivable: bool  # may a reviewer let it stand, with his reason?
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


def rule(number: str, severity: Severity, title: str, *, waivable: bool = False) -> Callable:
    """Enter a check among the rules."""

    def entered(check: Callable[[Subject], Iterator[Finding]]) -> Callable[[Subject], Iterator[Finding]]:
        RULES[number] = Rule(number, severity, title, waivable, check)
        return check

    return entered
