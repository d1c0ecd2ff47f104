"""法定 and 承诺 beside each other: extended together, in whatever units, never the promise beyond the law."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.clock import oracle
from tests.clock.facts import CALENDAR, day, facts, moment
from tests.clock.test_properties import OFF, ON, days, seeded, shifted, spans
from tongban.clock import engine

LONGEST = {"working_day": 60, "natural_day": 90, "month": 6}
MORE = {"working_day": 15, "natural_day": 30, "month": 2}
units = some.sampled_from(sorted(LONGEST))


@some.composite
def limits(draw):
    """A statutory limit, how much longer it is, and a promised one."""
    unit, own = draw(units), draw(units)
    value, more = draw(some.integers(1, LONGEST[unit])), draw(some.integers(0, MORE[unit]))
    return (value, unit), more, (draw(some.integers(1, LONGEST[own])), own)


def both(start, drawn, today, pauses) -> tuple[engine.Facts, engine.Facts]:
    statutory, more, promised = drawn
    made = tuple(engine.Pause(a, b, "hearing") for a, b in pauses)
    extension = engine.Extension(more, statutory[1]) if more else None
    return (
        engine.Facts(start, engine.Limit(*statutory), today, made, extension),
        engine.Facts(start, engine.Limit(*promised), today, made),
    )


@seeded
@given(days, limits(), spans, some.integers(-5, 200))
def test_the_pair_agrees_with_the_walk(start, drawn, spanned, offset):
    pauses, today = shifted(start, spanned), start + dt.timedelta(offset)
    statutory, more, promised = drawn
    law, own = engine.explain_pair(*both(start, drawn, today, pauses), CALENDAR)
    known = CALENDAR.notice_years
    walked = oracle.walk(start, statutory[0] + more, statutory[1], pauses, today, OFF, ON, known)
    assert law.due == walked.due
    assert own.due == oracle.beside(start, statutory, more, promised, pauses, OFF, ON)
    assert own.due <= law.due
    assert own.days[-1].date == own.due


@seeded
@given(days, limits(), spans, some.integers(-5, 200))
def test_what_is_stored_is_what_is_explained(start, drawn, spanned, offset):
    given_facts = both(start, drawn, start + dt.timedelta(offset), shifted(start, spanned))
    told = engine.explain_pair(*given_facts, CALENDAR, days=False)
    kept = engine.pair(*given_facts, CALENDAR)
    assert [one.due for one in told] == [one.due_on for one in kept]
    assert all(one.yellow_on <= one.due_on for one in kept)


@seeded
@given(days, limits(), spans)
def test_an_extension_never_brings_the_promise_forward(start, drawn, spanned):
    statutory, _more, promised = drawn
    pauses = shifted(start, spanned)
    ends = [
        engine.pair(*both(start, (statutory, more, promised), start, pauses), CALENDAR)[1].due_on
        for more in range(MORE[statutory[1]] + 1)
    ]
    assert ends == sorted(ends)


@pytest.mark.parametrize(
    ("statutory", "more", "promised", "dues"),
    [
        ((2, "month"), 1, (20, "working_day"), ("2026-12-18", "2026-11-23")),  # 22 working days lie in it
        ((20, "working_day"), 10, (1, "month"), ("2026-11-05", "2026-11-02")),  # 14 days, then the weekend
        ((20, "working_day"), 10, (20, "natural_day"), ("2026-11-05", "2026-10-22")),
        ((60, "natural_day"), 30, (20, "working_day"), ("2026-12-17", "2026-11-23")),
        ((1, "month"), 1, (1, "month"), ("2026-11-18", "2026-11-18")),
        ((15, "natural_day"), 15, (30, "working_day"), ("2026-10-19", "2026-10-19")),  # never beyond
    ],
)
def test_pairs_of_other_units(statutory, more, promised, dues):
    law = facts("09-18", *statutory, more=more)
    own = facts("09-18", *promised)
    assert [one.due_on for one in engine.pair(law, own, CALENDAR)] == [day(one) for one in dues]


def hourly(value: int, unit: str = "working_hour", more: int | None = None) -> engine.Facts:
    start = moment("09-18T16:00") if unit == "working_hour" else day("09-18")
    extension = engine.Extension(more, unit) if more else None
    return engine.Facts(start, engine.Limit(value, unit), day("09-18"), extension=extension)


@pytest.mark.parametrize(
    ("law", "own", "dues"),
    [
        # by the same number of hours
        (hourly(16, more=8), hourly(8), (moment("09-23T10:30"), moment("09-22T09:30"))),
        # five working days are as long as the hours in them
        (hourly(5, "working_day", 5), hourly(8), (day("10-09"), moment("09-28T17:00"))),
        # never beyond: the promised day would end after the moment
        (hourly(8), hourly(1, "working_day"), (moment("09-20T17:00"), moment("09-20T17:00"))),
        (hourly(14), hourly(1, "working_day"), (moment("09-21T16:00"), day("09-20"))),
    ],
)
def test_hours_beside_hours_and_days(law, own, dues):
    assert tuple(one.due_on for one in engine.pair(law, own, CALENDAR)) == dues
    assert tuple(one.due for one in engine.explain_pair(law, own, CALENDAR)) == dues
