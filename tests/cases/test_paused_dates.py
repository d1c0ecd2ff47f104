"""The vectors of the clock, and chance, through a case with pauses."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.cases.pausing import DAY
from tests.clock.facts import CALENDAR
from tongban.cases import rules
from tongban.clock import engine

VECTORS = [
    ("2026-02-12", 5, "2026-02-26"), ("2026-02-12", 20, "2026-03-18"), ("2026-04-30", 5, "2026-05-11"),
    ("2026-09-18", 10, "2026-10-09"), ("2026-09-24", 5, "2026-10-09"), ("2026-09-30", 20, "2026-11-03"),
    ("2025-12-31", 3, "2026-01-06"), ("2026-10-09", 1, "2026-10-10"),
]  # fmt: skip


spans = some.lists(some.tuples(some.integers(0, 40), some.integers(0, 20)), max_size=3)


@pytest.mark.parametrize(("start", "days", "due"), VECTORS)
def test_the_vectors_hold_for_the_decision_of_a_case(start, days, due):
    limits = rules.CaseLimits(None, engine.Limit(days))
    began = dt.date.fromisoformat(start)
    clock = rules.running("accepted", began, began, None, limits)
    found = rules.dues(clock, CALENDAR, began)
    assert found.due_on == found.statutory_due_on == dt.date.fromisoformat(due)


@settings(derandomize=True, database=None, max_examples=150, deadline=None)
@given(some.dates(dt.date(2025, 1, 1), dt.date(2026, 6, 30)), spans, some.integers(0, 10), some.booleans())
def test_the_stored_dates_are_those_of_the_engine(start, drawn, longer, is_open):
    pauses = [(start + a * DAY, start + (a + b) * DAY) for a, b in drawn]
    made = tuple(engine.Pause(a, b, "hearing") for a, b in pauses)
    made += (engine.Pause(start + DAY, None, "testing"),) if is_open else ()
    promised, statutory, today = engine.Limit(8), engine.Limit(20), start + 90 * DAY
    clock = rules.Running("decision", start, promised, statutory, made, longer)

    stored = rules.dues(clock, CALENDAR, today)

    extension = engine.Extension(longer)
    told = [
        engine.explain(engine.Facts(start, limit, today, made, extension), CALENDAR, days=False)
        for limit in (promised, statutory)
    ]
    assert (stored.due_on, stored.statutory_due_on) == (told[0].due, told[1].due)
    assert (stored.due_on is None) is is_open
