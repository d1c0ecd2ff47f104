"""听证 of a case as pages show it, and what an officer may do about it."""

import datetime as dt

from django.utils.translation import gettext_lazy

from tongban.cases import access, hearings, queries
from tongban.cases.models import Case
from tongban.cases.states import State
from tongban.catalogue.parts import Stage
from tongban.identity.rules import Desk

LIMITS = {"hearing_request": gettext_lazy("要求听证"), "hearing_held": gettext_lazy("举行听证")}


def shown(case: Case, today: dt.date) -> dict:
    """All that is on record; empty where nothing is."""
    told, hearing = hearings.right(case), hearings.last(case)
    if told is None and hearing is None:
        return {}
    notice = hearings.notice(hearing) if hearing else None
    return {
        "told": told,
        "parties": list(told.parties.select_related("recorded_by").order_by("pk")) if told else [],
        "open_until": told.until if told and today <= told.until and case.state == State.ACCEPTED else None,
        "clocks": [(str(LIMITS[one.name]), one) for one in hearings.clocks(case, today)],
        "hearing": hearing,
        "runs": hearing is not None and hearing.pause.ended_on is None,
        "notice": notice,
        "minutes": hearings.minutes(case),
    }


def choices(case: Case, stage: Stage | None, desk: Desk, today: dt.date) -> dict:
    """What this officer may do about a hearing now; `stage` is the one he handles."""
    cares = {act for act in ("review", "decide") if desk.power(act, case.agency_id, case.item.code)}
    if not cares or access.own_case(case, desk, today):
        return {}
    hearing, named = hearings.running(case), hearings.named(queries.definition(case))
    may = {
        "may_tell": stage is not None and bool(named) and hearings.right(case) is None,
        "may_call": stage is not None and bool(named) and hearing is None,
        "to_arrange": hearing,
    }
    if hearing is None:
        return may
    first, last = hearings.span(hearing, today)
    chairs = [(str(one.pk), one.name) for one in hearings.chairs(case, today)]
    return may | {"first_day": first, "last_day": last, "chairs": chairs}


def recordable(case: Case, desk: Desk, today: dt.date) -> bool:
    """May this officer record what a party answers?"""
    acts = ("accept", "review", "decide")
    held = any(desk.power(act, case.agency_id, case.item.code) for act in acts)
    return held and case.state == State.ACCEPTED and not access.own_case(case, desk, today)
