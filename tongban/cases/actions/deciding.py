"""决定 (行政许可法 38)."""

import datetime as dt

from django.db import transaction

from tongban.cases import hearing_words, hearings, interruptions, queries, rules, stages, wording
from tongban.cases.actions import committing, renewing, routing, step
from tongban.cases.models import Case, Decision
from tongban.cases.states import State
from tongban.clock import engine
from tongban.clock import queries as clock
from tongban.core import errors
from tongban.identity.rules import Desk
from tongban.journal.actions import Author
from tongban.licences import actions as licences
from tongban.licences.models import Certificate
from tongban.papers.models import Paper


class MustWait(errors.Problem):
    """The decision waits for something that has not come."""


@transaction.atomic
def decide(
    case: Case,
    *,
    granted: bool,
    reason: str = "",
    basis: str = "",
    stage: str | None = None,
    by: Desk,
    at: dt.datetime,
) -> Decision:
    """决定: grant, with the certificate where the item gives one; or refuse, with reasons and remedies."""
    case = step.locked(case, "decide")
    turn = step.turn(case, by, stage)
    held = step.power(case, "decide", by, at, turn)
    if queries.definition(case).stages[turn.key].act != "decide":
        raise errors.Invalid("这件办件还没有走到决定环节。", [("decision", "请先完成前面的环节")])
    check_decision(case, granted, reason, basis)
    return conclude(case, granted, reason, basis, step.of_officer(by, held, at), at)


def conclude(case: Case, granted: bool, reason: str, basis: str, by: step.Hand, at: dt.datetime) -> Decision:
    """The decision on a locked case, by whoever may."""
    check_procedures(case)
    if refused := hearings.objection(case, step.day_of(at)):
        raise MustWait(refused)
    case.decided_at = at
    paper = decision_paper(case, granted, reason, basis, by=by.author, at=at)
    decision = Decision.objects.create(
        case=case,
        granted=granted,
        reason=reason,
        basis=basis,
        remedies=wording.remedies_text(case, queries.definition(case)),
        certificate=certificate(case, by=by.author, at=at) if granted else None,
        paper=paper,
        **by.record,
    )
    state = State.GRANTED if granted else State.REFUSED
    routing.decided(case, at)
    if granted:
        committing.plan_check(case, at)
    told = {"granted": granted}
    step.move(case, "decide", state, by=by.author, at=at, paper=paper, data=told, decided_at=at)
    return decision


def check_decision(case: Case, granted: bool, reason: str, basis: str) -> None:
    """No refusal without reasons; no grant while something is waited for, or an opinion is not answered."""
    lacking = [
        (key, sentence)
        for key, sentence, text in (("reason", "请写明理由", reason), ("basis", "请写明依据", basis))
        if not text.strip()
    ]
    if lacking and not granted:
        raise errors.Invalid("不予许可须写明理由和依据，决定没有作出。", lacking)
    if granted:
        check_holds(case)
        check_opposition(case, reason)


def check_procedures(case: Case) -> None:
    """Nothing is decided before the special procedures have given their results."""
    open_now = [f"“{each.name}”" for each in interruptions.running(case)]
    if open_now:
        raise MustWait(
            f"特别程序{'、'.join(open_now)}还没有结束。请先记录结果、结束程序，再作决定。办件没有变化。"
        )


def check_holds(case: Case) -> None:
    """Nothing may be granted while something is waited for."""
    waiting = [hold.get_kind_display() for hold in case.holds.filter(lifted_at__isnull=True)]
    if waiting:
        raise MustWait(f"还在等待：{'、'.join(waiting)}。办结这些事项后再作决定，办件没有变化。")


def check_opposition(case: Case, reason: str) -> None:
    """会签 does not bind, but who grants against it answers it."""
    opposing = stages.opposing(case)
    if opposing and not reason.strip():
        names = "、".join(f"“{one.stage_name}”" for one in opposing)
        raise errors.Invalid(
            f"会签环节{names}不同意。准予的，请写明理由，答复不同意见。决定没有作出，办件没有变化。",
            [("reason", "请写明理由，答复会签的不同意见")],
        )


def decision_paper(
    case: Case, granted: bool, reason: str, basis: str, *, by: Author, at: dt.datetime
) -> Paper:
    """准予 or 不予决定书."""
    definition, heard = queries.definition(case), hearing_words.rests_on(case)
    if not granted:
        data = wording.refusal(case, definition, reason, basis) | heard
        return step.issue(case, "refusal", data, by=by, at=at)
    day = step.day_of(at)
    deliver_due = engine.add(day, rules.DELIVERY_LIMIT, clock.calendar(case.region_id))
    data = wording.grant(case, definition, day, deliver_due) | heard
    return step.issue(case, "grant", data, by=by, at=at)


def certificate(case: Case, *, by: Author, at: dt.datetime) -> Certificate | None:
    """The certificate the item's result provides for."""
    if case.renews is not None:
        return renewing.certificate(case, by=by, at=at)
    kind = queries.definition(case).result.certificate
    if kind is None:
        return None
    facts = queries.facts(case)
    return licences.issue(
        kind,
        agency=step.signing(case),
        person=case.person if case.firm is None else None,
        firm=case.firm,
        face=[(field.label, facts.get(field.value, "")) for field in kind.fields],
        subject=case.chain,
        by=by,
        at=at,
    )
