"""容缺 and 告知承诺 of a case, as its pages show them."""

import datetime as dt

from django.db.models import QuerySet

from tongban.cases import access as permission
from tongban.cases import commitments, queries, rules
from tongban.cases.models import Case, CommitmentCheck
from tongban.cases.states import GIVEN
from tongban.identity.rules import Desk


def shown(case: Case) -> dict:
    """What was deferred, what was promised, and what the checks found."""
    given = queries.commitment(case)
    return {
        "deferrals": case.deferrals.order_by("until", "id"),
        "commitment": given,
        "spared": [paper.name for paper in commitments.replaced(case)] if given else [],
        "checked": commitments.checked(queries.definition(case)) if given else "",
        "commitment_checks": checks(case) if given else [],
    }


def checks(case: Case) -> QuerySet[CommitmentCheck]:
    """The checks of a case, oldest first."""
    return case.commitment_checks.select_related("officer").order_by("opened_at", "id")


def to_make(case: Case, desk: Desk, today: dt.date) -> dict:
    """The check this officer may make now, with its light."""
    may = any(desk.power(act, case.agency_id, case.item.code) for act in ("decide", "review"))
    if case.state not in GIVEN or not may or permission.own_case(case, desk, today):
        return {"open_check": None}
    found = next((one for one in checks(case) if not one.result), None)
    light = found and rules.light(found.due_on, found.yellow_on, today)
    return {"open_check": found, "check_light": light, "check_results": CommitmentCheck.Result.choices}
