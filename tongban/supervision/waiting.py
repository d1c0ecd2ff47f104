"""该办未办: procedures, extensions and hearings whose own day has passed, told to supervision once.

Of a procedure its officer is told too.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils import timezone

from tongban.cases.models import Case, Extension, Hearing, Pause
from tongban.cases.states import State
from tongban.notices import actions, wording
from tongban.notices.actions import Recipient
from tongban.supervision import queries

CASE = ("case__agency", "case__item")


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits: its kind, and a mark that tells it from others of the case."""

    kind: str  # procedure, extension, hearing
    mark: str
    case: Case
    day: dt.date  # the one that has come or passed
    procedure: str = ""
    officer: int | None = None  # who began it


def found(today: dt.date) -> Iterator[Waiting]:
    """All that waits too long, in the order in which it was asked for."""
    late = Pause.objects.filter(ended_on=None, planned_on__lt=today, case__state=State.ACCEPTED)
    for pause in late.filter(hearing=None).select_related(*CASE).order_by("at", "pk").iterator():
        told = {"procedure": pause.name, "officer": pause.officer_id}
        yield Waiting("procedure", str(pause.pk), pause.case, pause.planned_on, **told)
    asked = Extension.objects.filter(
        Q(case__due_on__lte=today), outcome="", case__state=State.ACCEPTED
    ).annotate(day=F("case__due_on"))
    for extension in asked.select_related(*CASE).order_by("at", "pk").iterator():
        yield Waiting("extension", str(extension.pk), extension.case, extension.day)
    due = Hearing.objects.filter(pause__ended_on=None, hold_by__lt=today, case__state=State.ACCEPTED)
    for hearing in due.select_related(*CASE).order_by("at", "pk").iterator():
        yield Waiting("hearing", str(hearing.pk), hearing.case, hearing.hold_by)


def tell(at: dt.datetime) -> int:
    """Tell the supervisors of each, and its officer; run again it tells nobody twice. How much waits."""
    waiting = list(found(timezone.localdate(at)))
    for one in waiting:
        for officer in queries.supervisors(one.case.agency, timezone.localdate(at)):
            _tell(one, officer, f"supervision.wait.{one.kind}", "board", at)
        if one.officer:
            _tell(one, one.officer, f"supervision.wait.{one.kind}.officer", "desk", at)
    return len(waiting)


def _tell(one: Waiting, officer: int, verb: str, surface: str, at: dt.datetime) -> None:
    actions.tell(
        verb,
        Recipient(f"officer:{officer}"),
        _facts(one),
        subject=one.case.chain,
        occasion=f"wait:{one.kind}:{one.mark}:{one.day}",
        link=f"/{surface}/cases/{one.case.number}/",
        at=at,
    )


def _facts(one: Waiting) -> dict[str, str]:
    agency = one.case.agency
    return {
        "agency": agency.short_name or agency.name,
        "item": one.case.item_name,
        "number": one.case.number,
        "day": wording.day(one.day),
        "procedure": one.procedure,
    }
