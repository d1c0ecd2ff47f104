"""撤销许可 (行政许可法 69): announced with its reasons; decided when the holder was heard."""

import datetime as dt

from django.db import transaction

from tongban.cases import ends, grounds, notes, queries, rules, wording
from tongban.cases.actions import step
from tongban.cases.models import Case, Revocation
from tongban.cases.states import NotNow, State
from tongban.clock import engine
from tongban.core import errors
from tongban.identity.rules import Applicant, Desk, Power
from tongban.licences import actions as licences
from tongban.licences.states import STEPS as CERTIFICATE_STEPS

LONGEST = 2000  # characters of a reason, or of a defence


@transaction.atomic
def announce_revocation(
    case: Case, *, ground: str, reason: str, basis: str = "", by: Desk, at: dt.datetime
) -> Revocation:
    """撤销许可事先告知: why it is to be taken back, and until when the holder may answer."""
    case = step.locked(case, "announce_revocation")
    held = step.care(case, by, at, ("decide",))
    decision = ends.decision(case)
    if decision is None or not decision.granted:
        raise NotNow("这件办件没有准予的决定，没有可以撤销的许可。")
    if ends.revocation(case):
        raise NotNow("撤销这一许可已经事先告知，不用再次告知。请刷新页面查看最新进度。")
    found = grounds.REVOCATION.get(ground)
    wrong = [] if found else [("revocation_ground", "请选择撤销的情形")]
    if not 0 < len(reason.strip()) <= LONGEST:
        wrong.append(("revocation_reason", f"请写明查明的事实和撤销的理由，最多{LONGEST}个字"))
    if wrong or found is None:
        raise errors.Invalid("撤销许可事先告知书还不完整，没有发出，许可没有变化。", wrong)
    made = Revocation(
        case=case,
        ground=ground,
        reason=reason.strip(),
        basis=basis.strip() or found.basis,
        defence_until=engine.add(step.day_of(at), rules.term("defence"), queries.calendar(case)),
        **step.record(by, held, at),
    )
    author = by.author(held)
    made.paper = step.issue(
        case, "revocation_notice", notes.revocation_notice(case, made, decision), by=author, at=at
    )
    made.save(force_insert=True)
    told = {"kind": found.label, "reason": made.reason, "until": made.defence_until}
    step.move(case, "announce_revocation", case.state, by=author, at=at, paper=made.paper, data=told)
    return made


@transaction.atomic
def defend(case: Case, *, text: str, by: Applicant, at: dt.datetime) -> Revocation:
    """陈述申辩, once and in time; what is said must be answered in the decision."""
    case = step.locked(case, "defend")
    made = ends.revocation(case)
    if made is None or made.outcome or made.defended_at or step.day_of(at) > made.defence_until:
        raise NotNow("现在没有等您陈述申辩的事项，可能已经提交过，或者期限已过。许可没有变化。")
    if not 0 < len(text.strip()) <= LONGEST:
        wanted = f"请写明您的意见，最多{LONGEST}个字"
        raise errors.Invalid(f"{wanted}。没有提交。", [("defence", wanted)])
    made.defence, made.defended_at = text.strip(), at
    made.save(update_fields=["defence", "defended_at"])
    step.move(case, "defend", case.state, by=by.author, at=at)
    return made


@transaction.atomic
def revoke(made: Revocation, *, opinion: str = "", by: Desk, at: dt.datetime) -> Revocation:
    """撤销许可: not before the holder answered or his time is over; the certificate is void from now."""
    case, made, held = _open(made, "revoke", by, at)
    if made.defended_at is None and step.day_of(at) <= made.defence_until:
        raise NotNow("陈述申辩的期限还没有届满，被许可人还没有答复，不能作出撤销决定。许可没有变化。")
    opinion = _answer(made, opinion)
    author, definition = by.author(held), queries.definition(case)
    decision = ends.decision(case)
    data = notes.revocation(case, definition, made, decision, opinion)
    paper = step.issue(case, "revocation", data, by=author, at=at)
    remedies = wording.remedies_text(case, definition)
    _keep(made, "revoked", opinion, by, held, at, decision_paper=paper, remedies=remedies)
    certificate = decision and decision.certificate
    if certificate and certificate.state in CERTIFICATE_STEPS["revoke"].before:
        licences.revoke(certificate, ground=f"{made.basis}，{paper.number}", by=author, at=at)
    told = {"kind": grounds.label(grounds.REVOCATION, made.ground), "reason": made.reason}
    closed = case.closed_at or at
    step.move(case, "revoke", State.REVOKED, by=author, at=at, paper=paper, data=told, closed_at=closed)
    return made


@transaction.atomic
def drop_revocation(made: Revocation, *, opinion: str, by: Desk, at: dt.datetime) -> Revocation:
    """不予撤销: what was announced is not done, and the holder is told."""
    case, made, held = _open(made, "drop_revocation", by, at)
    if not 0 < len(opinion.strip()) <= LONGEST:
        wanted = f"请写明不予撤销的理由，最多{LONGEST}个字"
        raise errors.Invalid(f"{wanted}。没有办理。", [("revocation_opinion", wanted)])
    _keep(made, "dropped", opinion.strip(), by, held, at)
    told = {"opinion": made.opinion}
    step.move(case, "drop_revocation", case.state, by=by.author(held), at=at, data=told)
    return made


def _open(made: Revocation, verb: str, by: Desk, at: dt.datetime) -> tuple[Case, Revocation, Power]:
    """The locked case, the announcement as it stands, and the decider's power."""
    case = step.locked(made.case, verb)
    held = step.care(case, by, at, ("decide",))
    made = Revocation.objects.get(pk=made.pk)
    if made.outcome:
        raise NotNow("这一撤销事项已经办过，不用再次办理。请刷新页面查看最新进度。")
    return case, made, held


def _answer(made: Revocation, opinion: str) -> str:
    if made.defence and not 0 < len(opinion.strip()) <= LONGEST:
        wanted = f"请写明对陈述申辩意见是否采纳和理由，最多{LONGEST}个字"
        raise errors.Invalid(f"{wanted}。没有撤销。", [("revocation_opinion", wanted)])
    return opinion.strip()


def _keep(
    made: Revocation, outcome: str, opinion: str, by: Desk, held: Power, at: dt.datetime, **more: object
) -> None:
    answer = {
        "outcome": outcome,
        "opinion": opinion,
        "decided_on": step.day_of(at),
        "decided_by_id": by.officer_id,
        "decided_post": by.post_name,
        "decided_instrument": held.instrument,
        **more,
    }
    Revocation.objects.filter(pk=made.pk).update(**answer)
    made.refresh_from_db()
