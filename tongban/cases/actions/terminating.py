"""终止办理: what was applied for cannot be decided any more."""

import datetime as dt

from django.db import transaction

from tongban.cases import grounds, notes, queries, wording
from tongban.cases.actions import routing, step
from tongban.cases.models import Case, Termination
from tongban.cases.states import State
from tongban.core import errors
from tongban.identity.rules import Desk

LONGEST = 1000  # characters of a reason


@transaction.atomic
def terminate(
    case: Case, *, kind: str, reason: str, basis: str = "", by: Desk, at: dt.datetime
) -> Termination:
    """终止办理, by who may decide; the basis is that of the kind unless another is given."""
    case = step.locked(case, "terminate")
    held = step.care(case, by, at, ("decide",))
    ground = grounds.TERMINATION.get(kind)
    basis = basis.strip() or (ground.basis if ground else "")
    wrong = [] if ground else [("termination_kind", "请选择终止办理的情形")]
    if not 0 < len(reason.strip()) <= LONGEST:
        wrong.append(("termination_reason", f"请写明终止办理的理由，最多{LONGEST}个字"))
    if ground and not basis:
        wrong.append(("termination_basis", "请写明依据"))
    if wrong:
        raise errors.Invalid("办件没有终止，仍在办理。", wrong)
    return close(case, kind, reason.strip(), basis, step.of_officer(by, held, at), at)


def close(case: Case, kind: str, reason: str, basis: str, by: step.Hand, at: dt.datetime) -> Termination:
    """The termination of a locked case, by whoever may."""
    definition = queries.definition(case)
    data = notes.termination(case, definition, reason, basis)
    made = Termination.objects.create(
        case=case,
        kind=kind,
        reason=reason,
        basis=basis,
        remedies=wording.remedies_text(case, definition),
        paper=step.issue(case, "termination", data, by=by.author, at=at),
        **by.record,
    )
    routing.over(case, at)
    told = {"kind": grounds.label(grounds.TERMINATION, kind), "reason": reason}
    step.move(
        case, "terminate", State.TERMINATED, by=by.author, at=at, paper=made.paper, data=told, closed_at=at
    )
    return made
