"""What the registers ask of a definition that is to be published."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field

from tongban.catalogue.definition import Definition
from tongban.catalogue.lint.rule import Forbidden
from tongban.catalogue.registers import base, codesets, restrictions


@dataclass(frozen=True, slots=True)
class Bound:
    """约束: elements it takes over, codes that may not be newly used, papers that may not be asked for.

    What takes no commitment, and what may not follow an application, binds the items of this house.
    """

    inherited: base.Inherited = field(default_factory=dict)
    closed: frozenset[tuple[str, str]] = frozenset()
    forbidden: tuple[Forbidden, ...] = ()
    uncommitted: tuple[Forbidden, ...] = ()
    undeferred: tuple[Forbidden, ...] = ()

    def faults(self, definition: Definition) -> list[tuple[str, str]]:
        """Where the definition departs from it: (element, sentence)."""
        found = base.departures(definition, self.inherited) + codesets.faults(definition, self.closed)
        return found + self._uncommitted(definition) + self._undeferred(definition)

    def _uncommitted(self, definition: Definition) -> list[tuple[str, str]]:
        terms = definition.commitment_terms
        listed = [one for one in self.uncommitted if terms and one.covers(definition.name)]
        sentence = "这个事项列入不适用告知承诺的清单（{}），请去掉告知承诺条款"
        return [("commitment_terms", sentence.format(one.ground)) for one in listed[:1]]

    def _undeferred(self, definition: Definition) -> list[tuple[str, str]]:
        sentence = "“{}”列入不适用容缺受理的清单（{}），请改为必要材料"
        return [
            (f"papers.{paper.key}.necessity", sentence.format(paper.name, one.ground))
            for paper in definition.papers
            if paper.necessity == "deferrable"
            for one in self.undeferred
            if one.covers(paper.name, paper.issuer)
        ]


UNBOUND = Bound()


def of(code: str, *, own: bool = True, day: dt.date | None = None) -> Bound:
    """What binds an item of this code; without a day, every code that the register has may be used."""
    return of_many([(code, own)], day)[code]


def of_many(wanted: Collection[tuple[str, bool]], day: dt.date | None = None) -> dict[str, Bound]:
    """The same of many (code, own), by code: lists that others keep are shown as they are."""
    known = base.newest(code[19:31] for code, own in wanted if own)
    closed = codesets.closed(day) if day else frozenset()
    kinds = [*restrictions.by_kind(day, "paper", "commitment", "deferral").values()]

    def bound(code: str, own: bool) -> Bound:
        reaching = [tuple(one for one in each if one.reaches(code)) for each in kinds[: 3 if own else 1]]
        inherited = base.taken_over(code, known[code[19:31]]) if own and code[19:31] in known else {}
        return Bound(inherited, closed, *reaching)

    return {code: bound(code, own) for code, own in wanted}
