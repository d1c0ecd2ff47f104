"""重算期限 of open cases when the calendar has changed."""

import datetime as dt

from django.db import transaction

from tongban.cases import queries
from tongban.cases.actions import step
from tongban.cases.models import Case
from tongban.journal.actions import SYSTEM


@transaction.atomic
def recompute(case: Case, *, ground: str, at: dt.datetime) -> bool:
    """Set the limit that runs by the calendar as it is now; a line where a date moves. Again: nothing."""
    case = step.locked(case, "recompute")
    dues = queries.dues(case, step.day_of(at))
    before, after = (case.due_on, case.statutory_due_on), (dues.due_on, dues.statutory_due_on)
    if before == after:
        Case.objects.filter(pk=case.pk).update(**step.vars_of(dues))
        return False
    told = {"was": before[0], "due": after[0], "reason": ground, "provisional": dues.provisional}
    if before[1] != after[1]:
        told |= {"statutory_was": before[1], "statutory_due": after[1]}
    step.move(case, "recompute", case.state, by=SYSTEM, at=at, data=told)
    return True
