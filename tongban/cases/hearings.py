"""听证: whether one can be held, who may preside, by when; what it still waits for."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from tongban.cases import queries, rules
from tongban.cases.models import Case, Hearing, HearingMinutes, HearingNotice, HearingParty, HearingRight
from tongban.cases.states import State
from tongban.catalogue.definition import Definition
from tongban.clock import engine
from tongban.clock.terms import TERMS, Term
from tongban.identity import queries as identity
from tongban.identity.models import Officer

NAME = "听证"
LICENCE = "01"


def named(definition: Definition) -> str:
    """What the item calls it; empty where it is no licence and its law knows no hearing."""
    found = next((name for name in definition.special_procedures if NAME in name), "")
    return found or (NAME if definition.kind == LICENCE else "")


def right(case: Case) -> HearingRight | None:
    """告知, if the right was told."""
    return HearingRight.objects.filter(case=case).first()


def last(case: Case) -> Hearing | None:
    """The hearing that runs, or the last one."""
    return case.hearings.select_related("pause").order_by("-at", "-pk").first()


def running(case: Case) -> Hearing | None:
    """The hearing that has been asked for and not been held."""
    found = last(case)
    return found if found and found.pause.ended_on is None else None


def notice(hearing: Hearing) -> HearingNotice | None:
    """听证通知 that counts."""
    return hearing.notices.select_related("chair").order_by("-at", "-pk").first()


def minutes(case: Case) -> list[HearingMinutes]:
    """听证笔录 on which the decision rests."""
    return list(HearingMinutes.objects.filter(hearing__case=case).select_related("paper").order_by("at"))


def by(case: Case, name: str, after: dt.date) -> dt.date:
    """The last day of a term of the law, in the calendar of the case."""
    return engine.add(after, TERMS[name].limit, queries.calendar(case))


def span(hearing: Hearing, today: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day on which it may be held when the notice goes out today.

    Where seven days' notice no longer fits into the twenty days, the first day that it allows is the last.
    """
    first = by(hearing.case, "hearing_notice", today)
    return first, max(first, hearing.hold_by)


def unanswered(case: Case, today: dt.date) -> list[HearingParty]:
    """Who may still ask for a hearing."""
    told = right(case)
    return list(told.parties.filter(answer="").order_by("pk")) if told and today <= told.until else []


def objection(case: Case, today: dt.date) -> str | None:
    """Why nothing may be decided yet, or None."""
    waiting = unanswered(case, today)
    if not waiting:
        return None
    told = waiting[0].right.until
    names = "、".join(f"“{party.name}”" for party in waiting)
    return (
        f"{names}在{told.month}月{told.day}日以前可以要求听证，还没有答复。"
        "期满或者都放弃以后再作决定，办件没有变化。"
    )


def examiners(case: Case) -> set[int]:
    """审查该申请的工作人员: whose opinion stands, and who told of the right."""
    told = right(case)
    wrote = set(case.reviews.exclude(officer=None).values_list("officer_id", flat=True))
    return wrote | ({told.officer_id} if told and told.officer_id else set())


def presides(case: Case, officer: int) -> bool:
    """Was he named to preside over a hearing of this case?"""
    return HearingNotice.objects.filter(hearing__case=case, chair_id=officer).exists()


def chairs(case: Case, day: dt.date) -> QuerySet[Officer]:
    """Who may preside: officers of the agency who do not examine the case (行政许可法 48)."""
    return identity.serving(case.agency_id, day).exclude(pk__in=examiners(case)).order_by("number")


@dataclass(frozen=True, slots=True)
class Clock:
    """One limit of a hearing that runs."""

    name: str
    start: dt.date
    due_on: dt.date | None
    light: str | None
    term: Term


def clocks(case: Case, today: dt.date) -> list[Clock]:
    """The limits that run: to ask for a hearing, and to hold it."""
    if case.state != State.ACCEPTED:
        return []
    told, hearing, starts = right(case), running(case), []
    if told and unanswered(case, today):
        starts.append(("hearing_request", timezone.localdate(told.at)))
    if hearing:
        starts.append(("hearing_held", hearing.asked_on))
    return [_clock(case, name, start, today) for name, start in starts]


def _clock(case: Case, name: str, start: dt.date, today: dt.date) -> Clock:
    term = TERMS[name]
    running = rules.Running(name, start, None, term.limit)
    dues = rules.dues(running, queries.calendar(case), today)
    return Clock(name, start, dues.due_on, rules.light(dues.due_on, dues.yellow_on, today), term)
