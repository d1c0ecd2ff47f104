"""What the registers ask of a definition that is to be published."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field

from tongban.catalogue.definition import Definition
from tongban.catalogue.lint.rule import Forbidden
from tongban.catalogue.registers import base, codesets, restrictions


@dataclass(frozen=True, slots=True)
class Bound:
    """约束: elements it takes over, codes that may not be newly used, papers that may not be asked for."""

    inherited: base.Inherited = field(default_factory=dict)
    closed: frozenset[tuple[str, str]] = frozenset()
    forbidden: tuple[Forbidden, ...] = ()

    def faults(self, definition: Definition) -> list[tuple[str, str]]:
        """Where the definition departs from it: (element, sentence)."""
        return base.departures(definition, self.inherited) + codesets.faults(definition, self.closed)


UNBOUND = Bound()


def of(code: str, *, own: bool = True, day: dt.date | None = None) -> Bound:
    """What binds an item of this code; without a day, every code that the register has may be used."""
    return of_many([(code, own)], day)[code]


def of_many(wanted: Collection[tuple[str, bool]], day: dt.date | None = None) -> dict[str, Bound]:
    """The same of many (code, own), by code: lists that others keep are shown as they are."""
    known = base.newest(code[19:31] for code, own in wanted if own)
    closed = codesets.closed(day) if day else frozenset()
    forbidden = restrictions.forbidden(day)
    return {
        code: Bound(
            base.taken_over(code, known[code[19:31]]) if own and code[19:31] in known else {},
            closed,
            tuple(each for each in forbidden if each.reaches(code)),
        )
        for code, own in wanted
    }
