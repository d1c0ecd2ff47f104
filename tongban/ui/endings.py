"""终止、作废、恢复 and 撤销 of a case as pages of officers show them."""

import datetime as dt

from tongban.cases import ends, grounds
from tongban.cases.models import Case, Reopening, Revocation, Voiding
from tongban.cases.states import GIVEN, PENDING, STEPS, State
from tongban.identity.rules import Desk

FROM_OUTSIDE = (Reopening.Ground.REVIEW, Reopening.Ground.COURT)
ACTS = ("accept", "review", "decide")


def shown(case: Case, desk: Desk, today: dt.date) -> dict:
    """What is on record, oldest first, and what this officer may do."""
    held = {act for act in ACTS if desk.power(act, case.agency_id, case.item.code)}
    return (
        {"ended": records(case)}
        | voidable(case, desk, held)
        | (_of_decider(case, today) if "decide" in held else {})
    )


def records(case: Case) -> dict:
    """Terminations, voidings, reopenings and revocations."""
    return {
        "terminations": [
            (one, grounds.label(grounds.TERMINATION, one.kind))
            for one in case.terminations.select_related("officer").order_by("at")
        ],
        "voidings": case.voidings.select_related("officer", "answered_by", "twin").order_by("at"),
        "reopenings": case.reopenings.select_related("officer").order_by("at"),
        "revocations": [
            (one, grounds.label(grounds.REVOCATION, one.ground))
            for one in case.revocations.select_related("officer", "decided_by").order_by("at")
        ],
    }


def voidable(case: Case, desk: Desk, held: set[str]) -> dict:
    """May it be asked to be void, or is he the one to answer it?"""
    if case.state not in PENDING or not held:
        return {}
    asked = ends.voiding(case)
    return {
        "may_ask_void": asked is None and not case.decisions.exists(),
        "void_kinds": Voiding.Kind.choices,
        "void_asked": asked,
        "may_answer_void": asked is not None and "decide" in held and asked.officer_id != desk.officer_id,
    }


def _of_decider(case: Case, today: dt.date) -> dict:
    decision, open_now = ends.decision(case), ends.revocation(case)
    granted = decision is not None and decision.granted
    waits = open_now is not None and not open_now.outcome
    return {
        "may_terminate": case.state in PENDING,
        "termination_kinds": grounds.choices(grounds.TERMINATION),
        "reopen_grounds": [] if granted else _reopen_grounds(case),
        "may_announce": granted and case.state in GIVEN and open_now is None,
        "revocation_grounds": grounds.choices(grounds.REVOCATION),
        "revocation": open_now if waits else None,
        "heard_out": open_now is not None and may_decide(open_now, today),
    }


def may_decide(announced: Revocation, today: dt.date) -> bool:
    """Has the holder spoken, or is his time over?"""
    return announced.defended_at is not None or today > announced.defence_until


def _reopen_grounds(case: Case) -> list[tuple[str, str]]:
    """On which grounds it may be taken up again; none where it cannot."""
    if case.state not in STEPS["reopen"].before:
        return []
    every = [(each.value, str(each.label)) for each in Reopening.Ground]
    if case.state == State.WITHDRAWN:
        return [each for each in every if each[0] not in FROM_OUTSIDE]
    decided = case.state in (State.REFUSED, State.DELIVERED)
    return [each for each in every if each[0] in FROM_OUTSIDE] if decided else every
