"""延期: asked by who handles the case, approved by the head of the agency, told with its reason; once."""

import datetime as dt

from django.db import transaction

from tongban.cases import interruptions, queries, rules, wording
from tongban.cases.actions import step
from tongban.cases.models import Case, Extension
from tongban.cases.states import NotNow, State
from tongban.catalogue import extending
from tongban.catalogue.parts import Extending
from tongban.clock import engine
from tongban.core import errors
from tongban.identity.rules import Desk, Power

LONGEST = 500  # characters of a reason


@transaction.atomic
def ask_extension(
    case: Case, *, days: int | None, reason: str, stage: str | None = None, by: Desk, at: dt.datetime
) -> Extension:
    """申请延期, by the post that handles the case; nothing changes until it is approved."""
    case = step.locked(case, "ask_extension")
    turn, held = step.at_stage(case, by, at, stage)
    if interruptions.extension(case):
        raise NotNow("期限只能延长一次，这件办件已经延期或者正在等待批准。办件没有变化。")
    most = _most(case, at)
    wrong = []
    if days is None or not 1 <= days <= most.value:
        wrong.append(("days", f"最多延长{most.value}{engine.UNITS[most.unit]}（{most.basis}）"))
    if not 0 < len(reason.strip()) <= LONGEST:
        wrong.append(("extension_reason", f"请写明延期的理由，最多{LONGEST}个字；理由会告知申请人"))
    if wrong:
        raise errors.Invalid("延期申请还不完整，没有提交，办件没有变化。", wrong)
    asked = Extension.objects.create(
        case=case, value=days, unit=most.unit, reason=reason.strip(), **step.record(by, held, at)
    )
    told = {"stage": turn.key, "days": _words(asked), "reason": asked.reason}
    step.move(case, "ask_extension", State.ACCEPTED, by=by.author(held), at=at, data=told)
    return asked


@transaction.atomic
def extend(asked: Extension, *, by: Desk, at: dt.datetime) -> Extension:
    """批准延期: both limits move by the same number, and the applicant is told why."""
    case, asked, held = _answered(asked, "extend", by, at)
    most, before, today = _most(case, at), case.due_on, step.day_of(at)
    started = queries.running(case)
    moved = rules.dues(started and started.extended(asked.value), queries.calendar(case), today)
    data = wording.extension(case, asked, most, before, moved.due_on)
    paper = step.issue(case, "extension", data, by=by.author(held), at=at)
    _keep(asked, Extension.Outcome.GRANTED, by, held, at, paper_id=paper.pk, rank=most.rank)
    told = {"days": _words(asked), "reason": asked.reason, "rank": most.rank, "due": moved.due_on}
    told |= {"was": before, "asked_by": asked.post_name}
    step.move(case, "extend", State.ACCEPTED, by=by.author(held), at=at, paper=paper, data=told)
    return asked


@transaction.atomic
def refuse_extension(asked: Extension, *, opinion: str, by: Desk, at: dt.datetime) -> Extension:
    """不批准延期: the limit stays; it may be asked for again with a better reason."""
    case, asked, held = _answered(asked, "refuse_extension", by, at)
    if not 0 < len(opinion.strip()) <= LONGEST:
        wanted = f"请写明不批准的理由，最多{LONGEST}个字"
        raise errors.Invalid(f"{wanted}。没有办理。", [("extension_opinion", wanted)])
    _keep(asked, Extension.Outcome.REFUSED, by, held, at, opinion=opinion.strip())
    told = {"days": _words(asked), "opinion": asked.opinion}
    step.move(case, "refuse_extension", State.ACCEPTED, by=by.author(held), at=at, data=told)
    return asked


def _most(case: Case, at: dt.datetime) -> Extending:
    """As far as the law lets the limit be extended; raises NotNow where it cannot be."""
    most = extending.of(queries.definition(case))
    refused = interruptions.extension_objection(case, most, over=queries.over(case, at))
    if refused or most is None:
        raise NotNow(refused or "")
    return most


def _answered(asked: Extension, verb: str, by: Desk, at: dt.datetime) -> tuple[Case, Extension, Power]:
    """The locked case, what is asked as it stands, and the approver's power."""
    case = step.locked(asked.case, verb)
    held = step.care(case, by, at, ("decide",))
    asked = Extension.objects.get(pk=asked.pk)
    if asked.outcome:
        raise NotNow("这一延期申请已经办过，不用再次办理。请刷新页面查看最新进度。")
    if asked.officer_id == by.officer_id:
        raise step.NotEntitled("延期由您申请，应当由另一位负责人批准。办件没有变化。")
    return case, asked, held


def _keep(
    asked: Extension, outcome: Extension.Outcome, by: Desk, held: Power, at: dt.datetime, **more: object
) -> None:
    answer = {
        "outcome": outcome,
        "answered_at": at,
        "answered_by_id": by.officer_id,
        "answered_post": by.post_name,
        "answered_instrument": held.instrument,
        **more,
    }
    Extension.objects.filter(pk=asked.pk).update(**answer)
    asked.refresh_from_db()


def _words(asked: Extension) -> str:
    return f"{asked.value}{engine.UNITS[asked.unit]}"
