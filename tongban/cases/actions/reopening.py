"""恢复办理: what ended is taken up where it stopped; the act that ended it stays on record, overturned."""

import datetime as dt

from django.db import transaction

from tongban.cases import ends, notes, queries, rules
from tongban.cases.actions import routing, step, tolerating
from tongban.cases.models import Case, Correction, Pause, Reopening
from tongban.cases.states import STEPS, NotNow, State
from tongban.clock import engine
from tongban.core import errors
from tongban.identity.rules import Desk

LONGEST = 1000  # characters of a reason
LONGEST_ORDER = 100
DECIDED = (State.REFUSED, State.DELIVERED)
Ground = Reopening.Ground
BETWEEN = "办件终止期间"  # the name of the days that are not counted
OVERTURNED = ("non_acceptances", "terminations", "withdrawals", "decisions", "deliveries")


@transaction.atomic
def reopen(case: Case, *, ground: str, order: str = "", reason: str, by: Desk, at: dt.datetime) -> Reopening:
    """恢复办理, by who may decide: on an order from outside, or to put right one's own mistake."""
    case = step.locked(case, "reopen")
    held = step.care(case, by, at, ("decide",))
    _check(case, ground, order.strip(), reason.strip())
    ended, before, after = ends.ended_at(case), case.state, ends.left(case)
    hand = step.of_officer(by, held, at)
    made = Reopening(
        case=case, ground=ground, order=order.strip(), reason=reason.strip(), before=before, after=after,
        **hand.record,
    )  # fmt: skip
    columns = _columns(case, after, at)
    if after == State.ACCEPTED:
        _between(case, made, ended, at)
        tolerating.resume(case, at=at)
    until = _corrections(case, at) if after == State.CORRECTING else None
    due = until or queries.dues(case, step.day_of(at)).due_on
    data = notes.reopening(case, made, State(before).label, State(after).label, due)
    made.paper = step.issue(case, "reopening", data, by=hand.author, at=at)
    made.save(force_insert=True)
    opened = _take_up(case, made, at)
    told = {"why": made.get_ground_display(), "order": made.order, "reason": made.reason, "due": due}
    told |= {"next": opened}
    step.move(case, "reopen", after, by=hand.author, at=at, paper=made.paper, data=told, **columns)
    return made


def _check(case: Case, ground: str, order: str, reason: str) -> None:
    decision = ends.decision(case)
    if decision and decision.granted:
        raise NotNow("这件办件已经准予，不能恢复办理；依法应当撤销的，请撤销许可。办件没有变化。")
    wrong = []
    if ground not in Ground.values:
        wrong.append(("reopen_ground", "请选择恢复办理的根据"))
    if ground == Ground.OWN and case.state in DECIDED:
        wrong.append(("reopen_ground", "已经作出决定的，凭行政复议决定或者人民法院的判决、裁定恢复办理"))
    if ground in (Ground.REVIEW, Ground.COURT) and case.state == State.WITHDRAWN:
        wrong.append(("reopen_ground", "申请人自己撤回的，只能因登记撤回有误自行纠正"))
    if ground in (Ground.REVIEW, Ground.COURT) and not 0 < len(order) <= LONGEST_ORDER:
        wrong.append(("reopen_order", f"请填写决定书、判决书或者裁定书的文号，最多{LONGEST_ORDER}个字"))
    if not 0 < len(reason) <= LONGEST:
        wrong.append(("reopen_reason", f"请写明恢复办理的理由，最多{LONGEST}个字"))
    if wrong:
        raise errors.Invalid("办件没有恢复办理。", wrong)


def _columns(case: Case, after: str, at: dt.datetime) -> dict:
    """What the case is set to; `case` itself then tells the limits that run."""
    columns: dict = {"closed_at": None, "decided_at": None}
    if after == State.RECEIVED:
        columns["counted_from"] = at
    for name, value in columns.items():
        setattr(case, name, value)
    case.state = after
    return columns


def _between(case: Case, made: Reopening, ended: dt.datetime, at: dt.datetime) -> None:
    """The days from the end to the reopening are not counted."""
    today = step.day_of(at)
    Pause.objects.create(
        case=case,
        stage="",
        name=BETWEEN,
        kind="other_by_law",
        ground=made.get_ground_display(),
        law=made.order or STEPS["reopen"].ground,
        began_on=step.day_of(ended),
        planned_on=today,
        ended_on=today,
        result="恢复办理",
        ended_at=at,
        ended_by_id=made.officer_id,
        ended_post=made.post_name,
        at=ended,
        officer_id=made.officer_id,
        post_name=made.post_name,
        instrument=made.instrument,
    )


def _corrections(case: Case, at: dt.datetime) -> dt.date:
    """As long for the correction as there was at first, from today."""
    limit = rules.correction(queries.definition(case))
    until = engine.add(step.day_of(at), limit, queries.calendar(case))
    Correction.objects.filter(case=case).update(until=until)
    return until


def _take_up(case: Case, made: Reopening, at: dt.datetime) -> list[str]:
    """What ended it stands no more; the stages that were open are open again. Returns their names."""
    for acts in OVERTURNED:
        getattr(case, acts).filter(overturned=None).update(overturned=made)
    case.voidings.filter(outcome="voided", overturned=None).update(overturned=made)
    if made.after != State.ACCEPTED:
        return []
    if made.before in DECIDED:
        for stage in queries.definition(case).flow:
            if stage.act == "decide":
                routing.recall(case, stage.key, at)
    return [stage.name for stage in routing.enter(case, at)]
