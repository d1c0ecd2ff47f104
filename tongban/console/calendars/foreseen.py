"""会挪动的期限: which open cases a change of the calendar would move, by agency, with a few of each."""

import datetime as dt
from collections import defaultdict

from tongban.cases import shifting
from tongban.cases.shifting import Calendars, Shift

MOST = 3000  # cases that are looked at for a preview
SHOWN = 3  # of each agency


def moves(calendars: Calendars, since: dt.date, region: str, today: dt.date) -> dict:
    """What would move; `looked` of `reached` cases were looked at, those that end first."""
    reached = shifting.reached(since, region).select_related("agency").order_by("due_on", "pk")
    size = reached.count()
    found = [each for each in shifting.shifts(reached[:MOST], calendars, today) if each.moves]
    agencies = defaultdict(list)
    for each in found:
        agencies[each.case.agency.name].append(each)
    return {
        "reached": size,
        "looked": min(size, MOST),
        "moved": len(found),
        "agencies": [(name, len(own), [_line(one) for one in own[:SHOWN]]) for name, own in agencies.items()],
    }


def _line(one: Shift) -> dict:
    before, after = one.before.due_on, one.after.due_on
    if before == after:
        before, after = one.before.statutory_due_on, one.after.statutory_due_on
    return {"number": one.case.number, "item": one.case.item_name, "before": before, "after": after}
