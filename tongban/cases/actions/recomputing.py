"""重算期限 of open cases when the calendar has changed, many at once."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import connection, transaction

from tongban.cases import shifting, states
from tongban.cases.actions import step
from tongban.cases.models import Case
from tongban.cases.shifting import Shift
from tongban.clock import queries as clock
from tongban.journal import actions as journal
from tongban.journal.actions import SYSTEM

STORE = """
WITH stored AS (
  UPDATE cases_case AS c
  SET due_on = n.due_on, yellow_on = n.yellow_on, statutory_due_on = n.statutory_due_on,
    provisional = n.provisional
  FROM unnest(%s::uuid[], %s::date[], %s::date[], %s::date[], %s::boolean[])
    AS n (id, due_on, yellow_on, statutory_due_on, provisional)
  WHERE c.id = n.id RETURNING c.id, c.due_on)
UPDATE cases_turn AS t SET due_on = s.due_on FROM stored AS s
WHERE t.case_id = s.id AND t.outcome = '' AND t.due_on IS DISTINCT FROM s.due_on"""


@transaction.atomic
def recompute(keys: Sequence[uuid.UUID], *, ground: str, at: dt.datetime) -> int:
    """Set the limits that run by the calendar as it is now, a line where a date moves; returns how many.

    What has ended meanwhile, or was computed already, is left: again it does nothing.
    """
    own = Case.objects.filter(pk__in=keys, state__in=states.OPEN).order_by("pk")
    locked = own.select_for_update(of=("self",))
    shifts = list(shifting.shifts(locked, clock.calendar, step.day_of(at)))
    if not shifts:
        return 0
    columns = [(each.case.pk, *step.vars_of(each.after).values()) for each in shifts]
    with connection.cursor() as cursor:
        cursor.execute(STORE, [list(column) for column in zip(*columns, strict=True)])
    moved = [(each.case.chain, _told(each, ground)) for each in shifts if each.moves]
    if moved:
        journal.append_many(
            "cases.recompute", moved, by=SYSTEM, at=at, ground=states.STEPS["recompute"].ground
        )
    return len(moved)


def _told(shift: Shift, ground: str) -> dict:
    before, after = shift.before, shift.after
    told = {
        "state": shift.case.state,
        "was": before.due_on,
        "due": after.due_on,
        "reason": ground,
        "provisional": after.provisional,
    }
    if before.statutory_due_on != after.statutory_due_on:
        told |= {"statutory_was": before.statutory_due_on, "statutory_due": after.statutory_due_on}
    return told
