"""Verdicts on a case, as tables."""

import datetime as dt
import json

import pytest

from tongban.cases import rules
from tongban.cases.states import OPEN, STEPS, UNDECIDED_ENDS, NotNow, State, check
from tongban.clock import default_calendar, engine

CALENDAR = default_calendar.calendar()
DAY = dt.date
TWENTY, EIGHT = engine.Limit(20), engine.Limit(8)
GOOD = rules.Standing(delegated=True, right_post=True, own_case=False, took_it_in=False, same_hand=False)


@pytest.mark.parametrize(
    ("state", "name", "start"),
    [
        (State.RECEIVED, "acceptance", DAY(2026, 9, 18)),
        (State.ACCEPTED, "decision", DAY(2026, 9, 21)),
        (State.GRANTED, "delivery", DAY(2026, 9, 30)),
        (State.REFUSED, "delivery", DAY(2026, 9, 30)),
    ],
)
def test_each_open_state_has_its_clock(state, name, start):
    limits = rules.CaseLimits(EIGHT, TWENTY)

    running = rules.running(state, DAY(2026, 9, 18), DAY(2026, 9, 21), DAY(2026, 9, 30), limits)

    assert (running.name, running.start) == (name, start)


@pytest.mark.parametrize("state", [State.CORRECTING, State.DELIVERED, State.REVOKED, *sorted(UNDECIDED_ENDS)])
def test_while_the_applicant_corrects_and_after_the_end_no_clock_runs(state):
    limits = rules.CaseLimits(EIGHT, TWENTY)

    assert rules.running(state, DAY(2026, 9, 18), DAY(2026, 9, 21), DAY(2026, 9, 30), limits) is None


def test_an_item_without_limits_has_no_decision_clock():
    limits = rules.CaseLimits(None, None)

    assert rules.running(State.ACCEPTED, DAY(2026, 9, 18), DAY(2026, 9, 18), None, limits) is None


@pytest.mark.parametrize(
    ("promised", "statutory", "due", "statutory_due"),
    [
        (EIGHT, TWENTY, DAY(2026, 9, 30), DAY(2026, 10, 22)),
        (None, TWENTY, DAY(2026, 10, 22), DAY(2026, 10, 22)),
        (EIGHT, None, DAY(2026, 9, 30), None),
        (engine.Limit(30, "natural_day"), engine.Limit(5), DAY(2026, 9, 24), DAY(2026, 9, 24)),
    ],
)
def test_the_promise_leads_and_never_ends_after_the_statute(promised, statutory, due, statutory_due):
    running = rules.Running("decision", DAY(2026, 9, 18), promised, statutory)

    dues = rules.dues(running, CALENDAR, DAY(2026, 9, 18))

    assert (dues.due_on, dues.statutory_due_on) == (due, statutory_due)


def test_no_clock_no_dates():
    assert rules.dues(None, CALENDAR, DAY(2026, 9, 18)) == rules.Dues()


@pytest.mark.parametrize(
    ("act", "change", "words"),
    [
        ("accept", {"delegated": False}, "授权"),
        ("review", {"right_post": False}, "岗位"),
        ("accept", {"own_case": True}, "回避"),
        ("decide", {"took_it_in": True}, "受理和审查决定应当由不同的人办理"),
        ("review", {"took_it_in": True}, "受理和审查决定应当由不同的人办理"),
    ],
)
def test_who_may_not_is_told_why(act, change, words):
    standing = rules.Standing(**{name: getattr(GOOD, name) for name in GOOD.__slots__} | change)

    assert words in rules.objection(act, standing)


@pytest.mark.parametrize(
    ("act", "standing"),
    [
        ("accept", GOOD),
        ("decide", GOOD),
        ("deliver", rules.Standing(True, True, False, True, False)),
        ("decide", rules.Standing(True, True, False, True, True)),
    ],
)
def test_who_may_is_not_hindered(act, standing):
    assert rules.objection(act, standing) is None


def test_identifiers_leave_the_form():
    schema = {
        "properties": {"area": {"type": "number"}, "tel": {"x-kind": "phone"}, "no": {"x-kind": "id_number"}}
    }

    plain, hidden = rules.split(schema, {"area": 86.5, "tel": "13900000026", "no": "990100199001010012"})

    assert plain == {"area": 86.5}
    assert json.loads(hidden) == {"tel": "13900000026", "no": "990100199001010012"}


AFTERWARDS = (
    "announce_revocation", "check_commitment", "defend", "drop_revocation", "recheck", "reopen", "revoke",
)  # fmt: skip


@pytest.mark.parametrize("verb", sorted(set(STEPS) - {"submit"}))
@pytest.mark.parametrize("state", list(State))
def test_steps_are_taken_only_from_their_states(verb, state):
    if state in STEPS[verb].before:
        check(verb, state)
        assert state in OPEN or verb in AFTERWARDS
    else:
        with pytest.raises(NotNow, match=state.label):
            check(verb, state)
