"""What stands of the acts that a reopening may overturn, and where a case stopped."""

import datetime as dt
from typing import TypeVar

from django.db.models import Manager

from tongban.cases.models import Case, Correction, Decision, NonAcceptance, Revocation, Termination, Voiding
from tongban.cases.models.acts import Undoable
from tongban.cases.states import State

Overturned = TypeVar("Overturned", bound=Undoable)


def _standing(acts: "Manager[Overturned]") -> Overturned | None:
    """Those that were read ahead are not read again."""
    return next((one for one in acts.all() if one.overturned_id is None), None)


def decision(case: Case) -> Decision | None:
    """决定, as it stands."""
    return _standing(case.decisions)


def non_acceptance(case: Case) -> NonAcceptance | None:
    """不予受理, as it stands."""
    return _standing(case.non_acceptances)


def termination(case: Case) -> Termination | None:
    """终止办理, as it stands."""
    return _standing(case.terminations)


def voiding(case: Case) -> Voiding | None:
    """作废, asked for or approved."""
    return next(
        (v for v in case.voidings.all() if v.overturned_id is None and v.outcome in ("", "voided")), None
    )


def revocation(case: Case) -> Revocation | None:
    """撤销许可, announced or decided."""
    return next((one for one in case.revocations.all() if one.outcome in ("", "revoked")), None)


def ended_at(case: Case) -> dt.datetime:
    """The moment from which nothing was done on it any more: of a decision, when it was made."""
    ended = case.decided_at or case.closed_at
    if ended is None:
        raise ValueError(f"case {case.pk} has not ended")
    return ended


def left(case: Case) -> State:
    """The state in which it was when it ended."""
    if case.accepted_at:
        return State.ACCEPTED
    open_correction = Correction.objects.filter(case=case, supplemented_at=None)
    return State.CORRECTING if open_correction.exists() else State.RECEIVED
