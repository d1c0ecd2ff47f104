"""The data of the papers by which a case ends, goes on, or its licence is taken back."""

import datetime as dt

from tongban.cases import grounds
from tongban.cases.models import Case, Decision, Reopening, Revocation, Voiding
from tongban.cases.wording import base, remedies
from tongban.catalogue.definition import Definition


def termination(case: Case, definition: Definition, reason: str, basis: str) -> dict:
    """终止办理通知书."""
    return {**base(case), "reason": reason, "basis": basis, **remedies(case, definition)}


def voiding(case: Case, definition: Definition, made: Voiding) -> dict:
    """作废通知书: why, and which registration stays."""
    data = {**base(case), "why": made.get_kind_display(), "reason": made.reason}
    return data | remedies(case, definition) | ({"twin": made.twin.number} if made.twin else {})


def reopening(case: Case, made: Reopening, before: str, after: str, due: dt.date | None) -> dict:
    """恢复办理通知书: on what ground, what it overturns, where it goes on and by when."""
    data = {
        **base(case),
        "ground": made.get_ground_display(),
        "reason": made.reason,
        "before": before,
        "after": after,
    }
    if made.order:
        data["order"] = made.order
    return data | ({"due": due.isoformat()} if due else {})


def revocation_notice(case: Case, made: Revocation, decision: Decision) -> dict:
    """撤销许可事先告知书."""
    data = _revoked(case, made, decision) | {"until": made.defence_until.isoformat()}
    return data if data["licensing"] else data | {"title": "撤销决定事先告知书"}


def revocation(
    case: Case, definition: Definition, made: Revocation, decision: Decision | None, opinion: str
) -> dict:
    """撤销许可决定书."""
    data = _revoked(case, made, decision) | remedies(case, definition)
    if made.defence:
        data |= {"defence": made.defence, "answer": opinion}
    ground = grounds.REVOCATION.get(made.ground)
    data |= {"innocent": "行政许可法第69条第4款"} if ground and ground.innocent else {}
    return data if data["licensing"] else data | {"title": "撤销决定书"}


def _revoked(case: Case, made: Revocation, decision: Decision | None) -> dict:
    certificate = decision and decision.certificate
    data = {
        **base(case),
        "circumstance": grounds.label(grounds.REVOCATION, made.ground),
        "reason": made.reason,
        "basis": made.basis,
    }
    if decision:
        data["granted_on"] = decision.at.isoformat()
    return data | ({"certificate": certificate.number} if certificate else {})
