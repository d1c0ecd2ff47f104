"""What every verb does: lock the case, check the step and the power, move it, write the line."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from tongban.cases import access, queries, rules, stages, states, wording
from tongban.cases.models import Case, Turn
from tongban.catalogue.entrusting import queries as entrusting
from tongban.core import errors
from tongban.identity.models import Agency
from tongban.identity.rules import Desk, Power
from tongban.journal import actions as journal
from tongban.journal.actions import Author
from tongban.papers import actions as papers
from tongban.papers.models import Paper


class NotEntitled(errors.NotEntitled):
    """无权: wrong agency, wrong post, delegation over, or one's own case."""


def day_of(at: dt.datetime) -> dt.date:
    """The local date of a moment."""
    return timezone.localtime(at).date()


def locked(case: Case, verb: str) -> Case:
    """The case as it stands now, locked until the transaction ends; raises NotNow."""
    fresh = (
        Case.objects.select_for_update(of=("self",))
        .select_related("agency", "item", "region", "person", "firm")
        .get(pk=case.pk)
    )
    states.check(verb, fresh.state)
    return fresh


def turn(case: Case, desk: Desk, stage: str | None) -> Turn:
    """The open stage an officer acts in: the one he saw, else the first of his post; raises NotNow.

    When the stage he saw is open no more, his act comes too late.
    """
    waiting = stages.waiting(case)
    if stage is not None:
        waiting = [one for one in waiting if one.key == stage]
    if not waiting:
        raise states.NotNow("这件办件的这一环节已经办过，您这次的操作没有生效。请刷新页面查看最新进度。")
    return next((one for one in waiting if one.post == desk.post_kind), waiting[0])


def power(case: Case, verb: str, desk: Desk, at: dt.datetime, turn: Turn | None = None) -> Power:
    """The delegation on which the officer acts; raises NotEntitled with the reason."""
    refused = access.objection(case, verb, desk, day_of(at), turn)
    held = desk.power(verb, case.agency_id, case.item.code)
    if refused or held is None:
        raise NotEntitled(refused or rules.NOT_DELEGATED)
    return held


def at_stage(case: Case, desk: Desk, at: dt.datetime, stage: str | None) -> tuple[Turn, Power]:
    """The open stage an officer handles, and the delegation on which he does; raises NotEntitled."""
    open_now = turn(case, desk, stage)
    act = queries.definition(case).stages[open_now.key].act
    return open_now, power(case, "decide" if act == "decide" else "review", desk, at, open_now)


def care(case: Case, desk: Desk, at: dt.datetime, acts: tuple[str, ...] = ("decide", "review")) -> Power:
    """The delegation on which an officer looks after a case outside its stages; raises NotEntitled."""
    if access.own_case(case, desk, day_of(at)):
        raise NotEntitled("这是您本人或者您所代表单位的申请，应当回避，请交由其他人员办理。办件没有变化。")
    held = next((p for act in acts if (p := desk.power(act, case.agency_id, case.item.code))), None)
    if held is None:
        raise NotEntitled(rules.NOT_DELEGATED)
    return held


def move(
    case: Case,
    verb: str,
    state: str,
    *,
    by: Author,
    at: dt.datetime,
    paper: Paper | None = None,
    data: dict | None = None,
    **columns: object,
) -> None:
    """Set the state and the running clock, and write the line."""
    late = passed(case, at) if case.state != state else {}
    for name, value in columns.items():
        setattr(case, name, value)
    case.state, due_on = state, case.due_on
    clock = vars_of(queries.dues(case, day_of(at)))
    for name, value in clock.items():
        setattr(case, name, value)
    Case.objects.filter(pk=case.pk).update(state=state, **columns, **clock)
    if case.due_on != due_on:
        case.turns.filter(outcome="").update(due_on=case.due_on)
    journal.append(
        f"cases.{verb}",
        case.chain,
        by=by,
        at=at,
        ground=by.ground or states.STEPS[verb].ground,
        paper=paper.pk if paper else None,
        state=state,
        **late,
        **(data or {}),
    )


def passed(case: Case, at: dt.datetime) -> dict:
    """超过期限: what a line that ends a clock says of one that was over; asked before the state changes."""
    if case.due_on is None or case.due_on >= day_of(at):
        return {}
    return {"passed": case.due_on, "left": case.state}


def vars_of(dues: rules.Dues) -> dict:
    """The columns of the running clock."""
    return {
        "due_on": dues.due_on,
        "yellow_on": dues.yellow_on,
        "statutory_due_on": dues.statutory_due_on,
        "provisional": dues.provisional,
    }


def issue(case: Case, kind: str, data: dict, *, by: Author, at: dt.datetime) -> Paper:
    """A numbered paper of this case, from the agency that answers for it."""
    entered = queries.electronic(case)
    return papers.issue(kind, case.chain, signing(case), data, entered=entered, by=by, at=at)


def signing(case: Case) -> Agency:
    """署名机关: whose name stands under its papers; who acts on commission signs for the holder."""
    return entrusting.in_whose_name(case.item, case.agency, day_of(case.received_at))


def record(desk: Desk, held: Power, at: dt.datetime) -> dict:
    """What the record of an officer's act says of him."""
    return {
        "at": at,
        "officer_id": desk.officer_id,
        "post_name": desk.post_name,
        "instrument": held.instrument,
    }


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose hand it is: as the journal names him, and as the record of the act keeps him."""

    author: Author
    record: dict


def of_officer(desk: Desk, held: Power, at: dt.datetime) -> Hand:
    """An officer's, on the delegation he acts on."""
    return Hand(desk.author(held), record(desk, held, at))


def receipt(case: Case, *, by: Author, at: dt.datetime) -> Paper:
    """收件凭证: issued once; called again it gives the same paper."""
    issued = queries.paper(case, "receipt")
    if issued:
        return issued
    case = Case.objects.select_for_update(of=("self",)).select_related("agency").get(pk=case.pk)
    given = set(case.materials.values_list("key", flat=True))
    received = day_of(case.received_at)
    reply_due = queries.acceptance_due(case)
    data = wording.receipt(case, queries.checklist(case), given, received, reply_due)
    return queries.paper(case, "receipt") or issue(case, "receipt", data, by=by, at=at)
