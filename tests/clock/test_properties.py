"""The engine against the slow walk, on facts drawn at random from a fixed seed."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as some

from tests.clock import oracle
from tests.clock.facts import CALENDAR, moment
from tongban.clock import engine

OFF = {d.date for d in CALENDAR.days.values() if d.off}
ON = {d.date for d in CALENDAR.days.values() if not d.off}
seeded = settings(derandomize=True, database=None, max_examples=200, deadline=None)

days = some.dates(dt.date(2023, 11, 1), dt.date(2027, 6, 30))
spans = some.lists(some.tuples(some.integers(-10, 60), some.integers(0, 30)), max_size=4)


def shifted(start, drawn):
    return [(start + dt.timedelta(a), start + dt.timedelta(a + b)) for a, b in drawn]


def checked(start, value, unit, drawn, offset, more, calendar=CALENDAR, off=OFF, on=ON):
    pauses, today = shifted(start, drawn), start + dt.timedelta(offset)
    extension = engine.Extension(more, unit)
    made = tuple(engine.Pause(a, b, "hearing") for a, b in pauses)
    facts = engine.Facts(start, engine.Limit(value, unit), today, made, extension)
    answer = engine.explain(facts, calendar)
    known = calendar.notice_years
    expected = oracle.walk(start, value + more, unit, pauses, today, off, on, known)
    assert (answer.due, answer.used, answer.provisional) == (
        expected.due,
        expected.used,
        expected.provisional,
    )
    return facts, answer


@seeded
@given(days, some.integers(1, 60), spans, some.integers(-5, 120), some.integers(0, 15))
def test_working_days_agree_with_the_walk(start, value, drawn, offset, more):
    facts, answer = checked(start, value, "working_day", drawn, offset, more)
    assert [day.number for day in answer.days if day.counted] == list(range(1, value + more + 1))
    assert answer.days[-1].date == answer.due
    assert engine.due(facts, CALENDAR).due_on == answer.due


@seeded
@given(days, some.integers(1, 90), spans, some.integers(-5, 120), some.integers(0, 15))
def test_natural_days_agree_with_the_walk(start, value, drawn, offset, more):
    _facts, answer = checked(start, value, "natural_day", drawn, offset, more)
    assert [day.number for day in answer.days if day.counted] == list(range(1, value + more + 1))
    assert CALENDAR.works(answer.due)


@seeded
@given(days, some.integers(1, 14), spans, some.integers(-5, 120), some.integers(0, 3))
def test_months_agree_with_the_walk(start, value, drawn, offset, more):
    _facts, answer = checked(start, value, "month", drawn, offset, more)
    assert sum(day.counted for day in answer.days) == answer.limit


@seeded
@given(
    days, some.integers(1, 30), spans, some.sampled_from(["working_day", "natural_day", "month"]),
    some.dictionaries(days, some.booleans(), max_size=60),
)  # fmt: skip
def test_overrides_agree_with_the_walk(start, value, drawn, unit, changed):
    overrides = {date: engine.Override(date, "地方调整", off) for date, off in changed.items()}
    calendar = engine.Calendar(CALENDAR.days, CALENDAR.notice_years, overrides)
    taken = {date for date, off in changed.items() if off}
    off, on = OFF - changed.keys() | taken, ON - changed.keys() | changed.keys() - taken
    checked(start, min(value, 12) if unit == "month" else value, unit, drawn, 30, 0, calendar, off, on)


@seeded
@given(
    days, some.integers(1, 40), some.sampled_from(["working_day", "natural_day"]),
    some.lists(some.integers(0, 30), max_size=3), some.integers(-5, 90),
)  # fmt: skip
def test_an_open_pause_leaves_the_end_it_would_have_if_it_ended_today(start, value, unit, begun, offset):
    today = start + dt.timedelta(offset)
    pauses = [(start + dt.timedelta(n), None) for n in begun]
    made = tuple(engine.Pause(begins, None, "testing") for begins, _ in pauses)
    answer = engine.explain(engine.Facts(start, engine.Limit(value, unit), today, made), CALENDAR, days=False)
    ended = [(begins, today) for begins, _ in pauses if begins <= today]
    expected = oracle.walk(start, value, unit, ended, today, OFF, ON, CALENDAR.notice_years)
    found = (answer.due, answer.projected, answer.paused, answer.light is None)
    assert found == ((None, expected.due, True, True) if ended else (expected.due, None, False, False))
    assert answer.used == expected.used <= answer.limit


@seeded
@given(days, some.integers(1, 40), spans, some.integers(0, 60))
def test_yellow_begins_on_its_day(start, value, drawn, offset):
    pauses = tuple(engine.Pause(a, b, "hearing") for a, b in shifted(start, drawn))
    today = start + dt.timedelta(offset)
    facts = engine.Facts(start, engine.Limit(value), today, pauses)
    answer, stored = engine.explain(facts, CALENDAR, days=False), engine.due(facts, CALENDAR)
    if answer.light:
        expected = "red" if today > stored.due_on else "yellow" if today >= stored.yellow_on else "green"
        assert answer.light == expected


@settings(seeded, max_examples=40)
@given(
    some.datetimes(moment("01-01T00:00"), moment("12-31T00:00")),
    some.integers(1, 20),
    some.lists(some.tuples(some.integers(-300, 3000), some.integers(0, 2000)), max_size=3),
    some.integers(-100, 10_000),
)
def test_working_hours_agree_with_the_walk(start, hours, drawn, offset):
    start = start.replace(second=0, microsecond=0)
    pauses = [(start + dt.timedelta(minutes=a), start + dt.timedelta(minutes=a + b)) for a, b in drawn]
    today = start + dt.timedelta(minutes=offset)
    made = tuple(engine.Pause(a, b, "testing") for a, b in pauses)
    facts = engine.Facts(start, engine.Limit(hours, "working_hour"), today, made)
    answer = engine.explain(facts, CALENDAR)
    due, used = oracle.walk_minutes(start, hours, pauses, today, OFF, ON, engine.OPENING)
    assert (answer.due, answer.used) == (due, round(used / 60, 2))
    assert answer.provisional is (due.year not in CALENDAR.notice_years)
    assert [day.number for day in answer.days if day.counted][-1] == hours
