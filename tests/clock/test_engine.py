"""Limits, pauses and extensions, by tables."""

import datetime as dt
import subprocess
import sys

import pytest

from tests.clock.facts import CALENDAR, EXAMPLE, NOW, day, explain, facts, pause
from tongban.clock import engine


class Probed:
    """A calendar that counts how often it is asked."""

    def __init__(self):
        self.asked = 0

    def __getattr__(self, name):
        self.asked += 1
        return getattr(CALENDAR, name)


@pytest.mark.parametrize(
    ("start", "value", "unit", "due"),
    [
        ("02-12", 5, "working_day", "02-26"),
        ("02-12", 20, "working_day", "03-18"),
        ("04-30", 5, "working_day", "05-11"),
        ("09-18", 10, "working_day", "10-09"),
        ("09-24", 5, "working_day", "10-09"),
        ("09-30", 20, "working_day", "11-03"),
        ("2025-12-31", 3, "working_day", "01-06"),
        ("10-09", 1, "working_day", "10-10"),  # a working Saturday
        ("10-03", 1, "working_day", "10-08"),  # begun on a holiday
        ("10-03", 0, "working_day", "10-03"),  # on the spot
        ("09-18", 2, "natural_day", "09-20"),  # a working Sunday
        ("09-18", 10, "natural_day", "09-28"),
        ("09-18", 1, "natural_day", "09-20"),  # Saturday rolls to the working Sunday
        ("09-24", 7, "natural_day", "10-08"),  # rolls over the National Day
        ("10-03", 0, "natural_day", "10-08"),
        ("2026-12-31", 1, "natural_day", "2027-01-04"),
        ("01-31", 1, "month", "02-28"),
        ("2028-01-31", 1, "month", "2028-02-29"),
        ("2027-12-31", 2, "month", "2028-02-29"),
        ("03-31", 1, "month", "04-30"),
        ("2024-02-29", 12, "month", "2025-02-28"),
        ("08-31", 1, "month", "09-30"),
        ("07-25", 2, "month", "09-28"),  # Mid-autumn rolls to Monday
        ("11-15", 1, "month", "12-15"),
    ],
)
def test_add(start, value, unit, due):
    assert engine.add(day(start), engine.Limit(value, unit), CALENDAR) == day(due)


@pytest.mark.parametrize(
    ("unit", "value", "pauses", "due"),
    [
        ("working_day", 10, [], "10-09"),
        ("working_day", 10, [("09-22", "09-22")], "10-09"),  # begins and ends in one day: nothing
        ("working_day", 10, [("09-22", "09-23")], "10-10"),
        ("working_day", 10, [("09-24", "09-27")], "10-09"),  # only holidays are taken out
        ("working_day", 10, [("09-24", "10-07")], "10-13"),
        ("working_day", 10, [("09-21", "09-23"), ("09-22", "09-24")], "10-13"),  # overlap counts once
        ("working_day", 10, [("09-22", "09-24"), ("09-21", "09-24")], "10-13"),
        ("working_day", 10, [("09-21", "09-24"), ("09-22", "09-23")], "10-13"),  # one within the other
        ("working_day", 10, [("09-21", "09-22"), ("09-22", "09-24")], "10-13"),  # one after the other
        ("working_day", 10, [("09-10", "09-21")], "10-12"),  # begun before the start
        ("working_day", 10, [("09-10", "09-18")], "10-09"),  # over before the start
        ("working_day", 10, [("10-09", "10-20")], "10-09"),  # begins on the last day, which still counts
        ("working_day", 10, [("10-08", "10-20")], "10-21"),
        ("working_day", 10, [("09-22", "09-23"), ("10-09", "10-12")], "10-13"),  # moved into the second
        ("natural_day", 10, [("09-20", "09-25")], "10-08"),  # five given back, then rolled
        ("natural_day", 10, [("09-28", "10-20")], "09-28"),
        ("natural_day", 8, [("09-26", "10-20")], "09-28"),  # the roll is not paused
        ("month", 1, [("09-22", "09-29")], "10-26"),  # 25 October is a Sunday
        ("month", 1, [("09-22", "09-24"), ("10-18", "10-21")], "10-23"),  # the moving end meets the second
        ("month", 1, [("10-18", "11-01")], "10-19"),  # 18 October is a Sunday
    ],
)
def test_pauses_take_out_their_union(unit, value, pauses, due):
    given = facts("09-18", value, unit, *[pause(*span) for span in pauses])
    assert engine.due(given, CALENDAR).due_on == day(due)


@pytest.mark.parametrize(
    ("start", "value", "unit", "more", "due", "limit"),
    [
        ("09-18", 20, "working_day", 10, "11-05", 30),
        ("09-18", 45, "working_day", 15, "12-17", 60),
        ("09-18", 20, "working_day", 0, "10-22", 20),
        ("09-18", 10, "natural_day", 5, "10-08", 15),  # rolled once, at the end
        ("01-31", 1, "month", 1, "03-31", 59),
    ],
)
def test_an_extension_is_added_after_the_last_day(start, value, unit, more, due, limit):
    answer = explain(start, value, unit, more=more)
    assert (answer.due, answer.limit) == (day(due), limit)


@pytest.mark.parametrize(
    ("pauses", "today", "due", "paused", "projected", "used", "light"),
    [
        ([("09-22",)], "09-21", "10-09", False, None, 2, "green"),  # not yet begun
        ([("09-22",)], "09-22", None, True, "10-09", 3, None),
        ([("09-22",)], "09-29", None, True, "10-14", 3, None),
        ([("09-22",), ("09-21", "09-24")], "09-29", None, True, "10-15", 2, None),
        ([("09-22", "09-29")], "09-24", "10-14", True, None, 3, None),  # its end is known
        ([("09-22", "09-29")], "09-29", "10-14", False, None, 3, "green"),
        ([("10-20",)], "10-21", None, True, "10-09", 10, None),  # opened after the end
    ],
)
def test_no_deadline_while_a_pause_is_open(pauses, today, due, paused, projected, used, light):
    answer = explain("09-18", 10, "working_day", *[pause(*span) for span in pauses], today=today)
    expected = (due and day(due), paused, projected and day(projected), used, light)
    assert (answer.due, answer.paused, answer.projected, answer.used, answer.light) == expected


@pytest.mark.parametrize(
    ("today", "used", "light"),
    [
        ("09-01", 0, "green"),
        ("09-18", 0, "green"),
        ("09-20", 1, "green"),
        ("09-27", 5, "green"),
        ("09-30", 8, "yellow"),
        ("10-07", 8, "yellow"),
        ("10-09", 10, "yellow"),
        ("10-10", 10, "red"),
        ("2027-10-10", 10, "red"),
    ],
)
def test_used_and_light_follow_the_days(today, used, light):
    answer = explain("09-18", 10, today=today)
    assert (answer.used, answer.light) == (used, light)


def test_light_by_its_own_thresholds():
    last, today = day("10-09"), day("09-24")
    assert engine.light(10, 5, last, today, False) == "green"
    assert engine.light(10, 5, last, today, False, engine.Thresholds(yellow=50)) == "yellow"
    assert engine.light(10, 5, last, today, True, engine.Thresholds(yellow=50)) is None


@pytest.mark.parametrize(
    ("value", "unit", "pauses", "yellow"),
    [
        (10, "working_day", [], "09-30"),
        (10, "working_day", [("09-21", "09-23")], "10-09"),
        (1, "working_day", [], "09-20"),
        (0, "working_day", [], "09-18"),
        (3, "working_day", [], "09-22"),  # 2.4 days are reached on the third
        (30, "natural_day", [], "10-12"),
        (1, "natural_day", [], "09-19"),
        (1, "month", [], "10-12"),
    ],
)
def test_yellow_on_is_the_first_yellow_day(value, unit, pauses, yellow):
    spans = [pause(*span) for span in pauses]
    given = facts("09-18", value, unit, *spans)
    found = engine.due(given, CALENDAR).yellow_on
    assert found == day(yellow)
    before = found - dt.timedelta(days=1)
    lights = [explain("09-18", value, unit, *spans, today=str(now)).light for now in (before, found)]
    assert lights == (["green", "yellow"] if value else ["yellow", "yellow"])


def test_due_is_none_while_open():
    given = facts("09-18", 10, "working_day", pause("09-22"), today="09-24")
    assert engine.due(given, CALENDAR) == engine.Due(None, None, False)


@pytest.mark.parametrize(
    ("start", "value", "unit", "pauses", "due", "provisional"),
    [
        ("12-30", 1, "working_day", [], "2026-12-31", False),
        ("12-31", 1, "working_day", [], "2027-01-04", True),
        ("12-21", 20, "working_day", [], "2027-01-19", True),
        ("12-01", 31, "natural_day", [], "2027-01-04", True),  # only the roll lies in the new year
        ("12-01", 30, "natural_day", [], "2026-12-31", False),
        ("12-30", 1, "working_day", [("12-30", "2027-01-03")], "2027-01-04", True),
        ("2003-12-31", 1, "working_day", [], "2004-01-02", False),  # nothing of the year before counts
        ("2003-12-30", 2, "working_day", [], "2004-01-02", True),
    ],
)
def test_provisional_if_a_day_of_an_unpublished_year_counts(start, value, unit, pauses, due, provisional):
    answer = engine.due(facts(start, value, unit, *[pause(*span) for span in pauses]), CALENDAR)
    assert (answer.due_on, answer.provisional) == (day(due), provisional)


@pytest.mark.parametrize(
    ("promised", "more", "dues"),
    [
        (engine.Limit(5), None, ("10-22", "09-24")),
        (engine.Limit(5), 10, ("11-05", "10-15")),  # moved by the same number
        (engine.Limit(25), None, ("10-22", "10-22")),  # never beyond the statutory one
        (engine.Limit(40, "natural_day"), None, ("10-22", "10-22")),
        (engine.Limit(10, "natural_day"), None, ("10-22", "09-28")),
    ],
)
def test_the_promised_limit_moves_within_the_statutory(promised, more, dues):
    own_facts = facts("09-18", promised.value, promised.unit)
    statutory, own = engine.pair(facts("09-18", 20, more=more), own_facts, CALENDAR)
    assert (statutory.due_on, own.due_on) == (day(dues[0]), day(dues[1]))


def test_a_pair_has_no_deadline_while_open():
    statutory, own = (
        facts("09-18", value, "working_day", pause("09-22"), today="09-24") for value in (20, 5)
    )
    nothing = engine.Due(None, None, False)
    assert engine.pair(statutory, own, CALENDAR) == (nothing, nothing)


@pytest.mark.parametrize(
    ("after", "until", "days"),
    [("09-18", "09-18", 0), ("09-18", "09-20", 1), ("09-30", "10-10", 3), ("10-10", "09-30", 0)],
)
def test_working_days_between(after, until, days):
    assert engine.working_days_between(day(after), day(until), CALENDAR) == days


def test_a_regional_override_stands_above_the_notice():
    override = {
        d.date: d
        for d in (engine.Override(day("10-10"), "州庆", True), engine.Override(day("10-01"), "抢险", False))
    }
    calendar = engine.Calendar(CALENDAR.days, CALENDAR.notice_years, override)
    answer = engine.explain(facts("09-30", 4), calendar)
    assert [(d.date, d.name) for d in answer.days if d.why == "regional_override"] == [
        (day("10-01"), "抢险"),
        (day("10-10"), "州庆"),
    ]
    assert answer.due == day("10-12")


def test_a_calendar_cannot_be_changed():
    with pytest.raises(TypeError):
        CALENDAR.days[day("10-08")] = engine.NoticeDay(day("10-08"), "国庆节", True)


def test_the_engine_needs_no_django():
    code = "import sys; from tongban.clock import commands, default_calendar; default_calendar.calendar()"
    found = subprocess.run(
        [sys.executable, "-c", f"{code}; print('django' in sys.modules)"], capture_output=True, text=True
    )
    assert (found.stdout, found.stderr) == ("False\n", "")


def test_counting_does_not_walk():
    asked = []
    for value in (20, 20_000):
        probed = Probed()
        given = EXAMPLE | {"limit": {"value": value, "unit": "working_day"}}
        engine.explain(engine.read(given, NOW), probed, days=False)
        asked.append(probed.asked)
    assert max(asked) < 20


@pytest.mark.parametrize(
    ("start", "limit", "field"),
    [
        (NOW, engine.Limit(1), "start"),
        (day("09-18"), engine.Limit(1, "working_hour"), "start"),
        (NOW, engine.Limit(1, "working_hour"), "start"),  # not of this place: it has a zone
    ],
)
def test_days_are_dates_and_hours_are_moments(start, limit, field):
    with pytest.raises(engine.BadFacts) as caught:
        engine.add(start, limit, CALENDAR)
    assert caught.value.field == field
