"""挪动的期限: which open cases a change of the calendar reaches, and to which days their limits move."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.db.models import Q, QuerySet

from tongban.cases import queries, rules
from tongban.cases.models import Case
from tongban.cases.states import OPEN
from tongban.clock.engine import Calendar
from tongban.core.identifiers import region_prefix

Calendars = Callable[[str], Calendar]  # of a division


class Shift(NamedTuple):
    """A case whose stored limit is not what a calendar gives."""

    case: Case
    before: rules.Dues
    after: rules.Dues

    @property
    def moves(self) -> bool:
        """Is a date another, or only what is provisional?"""
        return self.days(self.before) != self.days(self.after)

    @staticmethod
    def days(dues: rules.Dues) -> tuple[dt.date | None, dt.date | None]:
        """The dates by which an agency is bound."""
        return dues.due_on, dues.statutory_due_on


def reached(since: dt.date, region: str) -> QuerySet[Case]:
    """The open cases of a division that end on a day or later, and those that are paused provisionally."""
    ends = Q(due_on__gte=since) | Q(statutory_due_on__gte=since) | Q(due_on=None, provisional=True)
    prefix = "" if region == "0" * 12 else region_prefix(region)
    return Case.objects.filter(ends, state__in=OPEN, region__code__startswith=prefix)


def shifts(cases: QuerySet[Case], calendars: Calendars, today: dt.date) -> Iterable[Shift]:
    """Those of them whose limit another calendar moves; of each division it is asked for once."""
    known: dict[str, Calendar] = {}
    slim = cases.defer("form", "form_sealed").prefetch_related("pauses", "extensions")
    for case in slim.iterator(chunk_size=500):
        if case.region_id not in known:
            known[case.region_id] = calendars(case.region_id)
        before = rules.Dues(case.due_on, case.yellow_on, case.statutory_due_on, case.provisional)
        after = rules.dues(queries.running(case), known[case.region_id], today)
        if before != after:
            yield Shift(case, before, after)
