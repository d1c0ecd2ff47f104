"""不予受理, told by its kind (行政许可法 32 (1) 1, 2)."""

import datetime as dt

from django.db import transaction

from tongban.cases import queries, wording
from tongban.cases.actions import step, submitting
from tongban.cases.models import Case, Correction, NonAcceptance
from tongban.cases.states import State
from tongban.core import errors
from tongban.identity import queries as identity
from tongban.identity.rules import Desk

Kind = NonAcceptance.Kind


@transaction.atomic
def decline(
    case: Case,
    *,
    kind: str,
    reason: str,
    basis: str = "",
    competent_body: str = "",
    by: Desk,
    at: dt.datetime,
) -> NonAcceptance:
    """不予受理: with the reason; where another body is competent, with where to go."""
    case = step.locked(case, "decline")
    held = step.power(case, "decline", by, at)
    reason, basis, body = reason.strip(), basis.strip(), competent_body.strip()
    _check(case, kind, reason, basis, body)
    known = identity.agency_named(body) if kind == Kind.NOT_COMPETENT else None
    made = NonAcceptance(
        case=case,
        kind=kind,
        reason=reason,
        basis=basis if kind == Kind.OTHER else "",
        competent_body=body if kind == Kind.NOT_COMPETENT else "",
        competent_agency=known,
        **step.record(by, held, at),
    )
    author = by.author(held)
    data = wording.non_acceptance(case, queries.definition(case), made)
    made.paper = step.issue(case, "non_acceptance", data, by=author, at=at)
    made.save(force_insert=True)
    told = {"why": made.get_kind_display(), "body": made.competent_body}
    step.move(case, "decline", State.DECLINED, by=author, at=at, paper=made.paper, data=told, closed_at=at)
    return made


def _check(case: Case, kind: str, reason: str, basis: str, body: str) -> None:
    """Each kind with what the law wants said; papers that lack are asked for first."""
    wrong = []
    if kind not in Kind.values:
        wrong.append(("decline_kind", "请选择不予受理的情形"))
    if not reason:
        wrong.append(("reason", "请写明不予受理的理由"))
    if kind == Kind.NOT_COMPETENT and (not body or body in (case.agency.name, case.agency.short_name)):
        wrong.append(("competent_body", "请写明应当向哪个机关申请，不能是本机关"))
    if kind == Kind.OTHER and not basis:
        wrong.append(("decline_basis", "请写明依据哪部法律法规的哪一条"))
    if kind == Kind.OTHER and _lacks_papers(case):
        wrong.append(("decline_kind", "材料不齐全的，应当先一次性告知补正，不能因此不予受理"))
    if wrong:
        raise errors.Invalid("不予受理决定书还不完整，没有制发，办件没有变化。", wrong)


def _lacks_papers(case: Case) -> bool:
    if Correction.objects.filter(case=case).exists():
        return False
    try:
        submitting.check_complete(case)
    except submitting.Incomplete:
        return True
    return False
