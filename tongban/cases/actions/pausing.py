"""特别程序: begun with a notice to the applicant, ended with its result (行政许可法 45)."""

import datetime as dt

from django.db import transaction

from tongban.cases import interruptions, queries, wording
from tongban.cases.actions import step
from tongban.cases.models import Case, Hearing, Pause
from tongban.cases.states import NotNow, State
from tongban.clock import queries as clock
from tongban.clock.engine import working_days_between
from tongban.core import errors
from tongban.identity.rules import Desk

LONGEST = 500  # characters of a ground
FARTHEST = dt.timedelta(days=3 * 366)


@transaction.atomic
def begin_procedure(
    case: Case,
    *,
    name: str,
    ground: str,
    planned_on: dt.date | None,
    law: str = "",
    stage: str | None = None,
    by: Desk,
    at: dt.datetime,
) -> Pause:
    """启动特别程序: from the next day on no day is counted until it has ended.

    `law` is the provision that names it, where it is none of the eight (行政许可法 45).
    """
    case = step.locked(case, "begin_procedure")
    turn, held = step.at_stage(case, by, at, stage)
    began, known = step.day_of(at), queries.definition(case)
    ground, law, kind = ground.strip(), law.strip(), interruptions.kind(name)
    planned = _check(interruptions.allowed(known, known.stages[turn.key]), name, ground, planned_on, began)
    _check_law(kind, law)
    if name in [each.name for each in interruptions.running(case)]:
        raise NotNow(f"“{name}”已经启动，还没有结束，不用再次启动。办件没有变化。")
    days = working_days_between(began, planned, clock.calendar(case.region_id))
    data = wording.special_procedure(case, name, ground, began, days, law)
    paper = step.issue(case, "special_procedure", data, by=by.author(held), at=at)
    pause = Pause.objects.create(
        case=case,
        stage=turn.key,
        name=name,
        kind=kind,
        ground=ground,
        law=law,
        began_on=began,
        planned_on=planned,
        paper=paper,
        **step.record(by, held, at),
    )
    told = {"procedure": name, "kind": pause.kind, "planned": planned, "reason": ground}
    author = by.author(held)
    step.move(case, "begin_procedure", State.ACCEPTED, by=author, at=at, paper=paper, data=told)
    return pause


def _check(allowed: list[str], name: str, ground: str, planned_on: dt.date | None, began: dt.date) -> dt.date:
    """The day it is to end; raises Invalid with all that is wrong."""
    wrong = []
    if name not in allowed:
        wrong.append(("procedure", "请选择本事项办事指南列明、可以在这一环节进行的特别程序"))
    if not 0 < len(ground) <= LONGEST:
        wrong.append(("ground", f"请写明启动的理由，最多{LONGEST}个字"))
    if planned_on is None or not began < planned_on <= began + FARTHEST:
        wrong.append(("planned_on", "请填写预计结束的日期，应在今天以后、三年以内"))
    if wrong or planned_on is None:
        raise errors.Invalid("特别程序没有启动，办件没有变化，期限照常计算。", wrong)
    return planned_on


def _check_law(kind: str, law: str) -> None:
    if len(law) > 200 or (kind == "other_by_law" and not law):
        wanted = "请写明哪部法律、法规的第几条规定了这一程序的时间不计入期限，最多200个字"
        raise errors.Invalid("特别程序没有启动，办件没有变化，期限照常计算。", [("law", wanted)])


@transaction.atomic
def end_procedure(
    pause: Pause, *, result: str, ended_on: dt.date | None = None, by: Desk, at: dt.datetime
) -> Pause:
    """结束特别程序: the clock goes on from the day after; `ended_on` where it ended before today."""
    case = step.locked(pause.case, "end_procedure")
    held, today = step.care(case, by, at), step.day_of(at)
    pause = Pause.objects.get(pk=pause.pk)
    if pause.ended_on is not None:
        raise NotNow(f"“{pause.name}”已经结束，不用再次办理。请刷新页面查看最新进度。")
    if Hearing.objects.filter(pause=pause).exists():
        raise NotNow(f"“{pause.name}”要记录听证笔录才能结束，请在“听证”里办理。计时仍然暂停。")
    last, pause.result = ended_on or today, result.strip()
    wrong = [] if pause.result else [("result", "请写明程序的结果")]
    if not pause.began_on <= last <= today:
        wrong.append(("ended_on", "结束的日期应在启动之日以后，不能晚于今天"))
    if wrong:
        raise errors.Invalid("特别程序没有结束，计时仍然暂停。", wrong)
    pause.ended_on, pause.ended_at = last, at
    pause.ended_by_id, pause.ended_post = by.officer_id, by.post_name
    pause.save(update_fields=["ended_on", "result", "ended_at", "ended_by", "ended_post"])
    due = queries.dues(case, today).due_on
    told = {"procedure": pause.name, "result": pause.result, "ended": last, "due": due}
    step.move(case, "end_procedure", State.ACCEPTED, by=by.author(held), at=at, data=told)
    return pause
