"""超时: the post that was late chooses a cause and justifies it; supervision judges it."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from tongban.cases.models import Case, Turn
from tongban.catalogue.models import Code
from tongban.clock import engine
from tongban.clock import queries as calendars
from tongban.core import errors
from tongban.identity.models import Officer
from tongban.identity.rules import Desk
from tongban.journal.actions import SYSTEM
from tongban.supervision import rules
from tongban.supervision.actions import step
from tongban.supervision.models import Overtime, StageAlarm
from tongban.supervision.states import Late, NotNow

WINDOW, PEOPLE = "window", 200  # characters


@transaction.atomic
def pass_stage(
    case: Case, turn: Turn, due: dt.date, *, officers: Sequence[int], people: str, at: dt.datetime
) -> bool:
    """环节超期: the alarm of a stage and its overtime; False when it was raised before."""
    told = {"case": case, "agency_id": case.agency_id, "post": turn.post, "people": people}
    _, new = StageAlarm.objects.get_or_create(turn=turn, due_on=due, defaults={**told, "raised_at": at})
    if new:
        late = Overtime.objects.create(
            **told,
            clock="stage",
            due_on=due,
            turn=turn,
            officers=list(officers),
            found_at=at,
            state=Late.WAITING,
        )
        step.write("note_late", late, by=SYSTEM, at=at, post=turn.post, due=due)
    return new


@transaction.atomic
def end_late(
    case: Case, clock: str, due: dt.date, *, turn: Turn | None, holders: Sequence[Officer], ended: dt.datetime
) -> Overtime:
    """超时办结: the overtime of a clock that has ended is on record with its days; twice it is once."""
    post, on = turn.post if turn else WINDOW, step.day(ended)
    people = "、".join(sorted(each.name for each in holders))[:PEOPLE]
    told = {"agency_id": case.agency_id, "officers": [each.pk for each in holders], "people": people}
    late, new = Overtime.objects.select_for_update(of=("self",)).get_or_create(
        case=case, clock=clock, due_on=due, post=post, turn=turn,
        defaults={**told, "found_at": ended, "state": Late.WAITING},
    )  # fmt: skip
    if new:
        step.write("note_late", late, by=SYSTEM, at=ended, post=post, due=due)
    if late.ended_on is None:
        late.ended_on = on
        late.days = engine.working_days_between(due, on, calendars.calendar(case.region_id))
        late.save(update_fields=["ended_on", "days"])
        step.write("close_late", late, by=SYSTEM, at=ended, ended=on, days=late.days)
    return late


@transaction.atomic
def state_cause(late: Overtime, *, cause: str, statement: str, by: Desk, at: dt.datetime) -> Overtime:
    """说明超时原因, by an officer of the post that was late; once."""
    held = step.of_post(by, late.case, late.post, "超时说明")
    late = _locked(late, Late.WAITING)
    found = rules.cause_faults(cause in causes(step.day(at)), statement)
    if found:
        raise errors.Invalid("说明还没有提交，请先改正下面的内容。", found)
    late.state, late.cause, late.statement = Late.STATED, cause, statement.strip()
    late.stated_at, late.stated_by_id, late.stated_post = at, by.officer_id, by.post_name
    late.save()
    step.write("state_cause", late, by=by.author(held), at=at, cause=cause)
    return late


@transaction.atomic
def judge_cause(late: Overtime, *, verdict: str, opinion: str, by: Desk, at: dt.datetime) -> Overtime:
    """核查超时原因: justified or not, by a supervisor; once."""
    held = step.power(by, late.case)
    late = _locked(late, Late.STATED)
    found = rules.verdict_faults(verdict, opinion)
    if found:
        raise errors.Invalid("核查意见还没有提交，请先改正下面的内容。", found)
    late.state, late.opinion, late.judged_at = verdict, opinion.strip(), at
    late.judged_by_id, late.judged_post, late.instrument = by.officer_id, by.post_name, held.instrument
    late.save()
    step.write("judge_cause", late, by=by.author(held), at=at)
    return late


def causes(day: dt.date) -> dict[str, str]:
    """超时原因 that may be chosen on a day."""
    known = Code.objects.filter(set="overtime_causes").exclude(until__lte=day).exclude(since__gt=day)
    return dict(known.order_by("pk").values_list("code", "label"))


def _locked(late: Overtime, state: str) -> Overtime:
    fresh = Overtime.objects.select_for_update(of=("self",)).select_related("case__item").get(pk=late.pk)
    if fresh.state != state:
        raise NotNow(f"这条超时记录现在是“{fresh.get_state_display()}”，您这次的内容没有记录。")
    return fresh
