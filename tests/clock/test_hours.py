"""Working hours: moments inside the opening hours."""

import datetime as dt

import pytest

from tests.clock.facts import CALENDAR, day, moment
from tongban.clock import engine


def facts(start, hours, *pauses, today=None, **named):
    made = tuple(engine.Pause(moment(a), b and moment(b), "testing") for a, b in pauses)
    now = moment(today) if today else moment(start)
    return engine.Facts(moment(start), engine.Limit(hours, "working_hour"), now, made, **named)


@pytest.mark.parametrize(
    ("start", "hours", "pauses", "due"),
    [
        ("09-21T09:00", 1, [], "09-21T10:00"),
        ("09-21T09:00", 3, [], "09-21T12:00"),
        ("09-21T11:30", 1, [], "09-21T14:00"),  # over noon
        ("09-21T12:30", 1, [], "09-21T14:30"),
        ("09-21T16:30", 1, [], "09-21T17:30"),
        ("09-21T16:30", 2, [], "09-22T10:00"),
        ("09-21T20:00", 1, [], "09-22T10:00"),
        ("09-21T07:00", 1, [], "09-21T10:00"),
        ("09-18T17:00", 1, [], "09-20T09:30"),  # the working Sunday
        ("09-30T17:00", 1, [], "10-08T09:30"),
        ("09-21T09:00", 0, [], "09-21T09:00"),
        ("09-21T09:00", 14, [], "09-22T17:30"),
        ("09-21T09:00", 1, [("09-21T09:30", "09-21T10:30")], "09-21T11:00"),
        ("09-21T09:00", 1, [("09-21T09:30", "09-21T10:30"), ("09-21T10:00", "09-21T11:00")], "09-21T11:30"),
        ("09-21T09:00", 1, [("09-21T10:00", "09-21T11:00")], "09-21T10:00"),
        ("09-21T11:00", 2, [("09-21T12:00", "09-21T13:30")], "09-21T14:30"),  # closed anyway
        ("09-21T16:30", 2, [("09-21T17:00", "09-23T09:00")], "09-23T10:30"),
    ],
)
def test_hours_run_while_the_office_is_open(start, hours, pauses, due):
    assert engine.due(facts(start, hours, *pauses), CALENDAR).due_on == moment(due)


def test_hours_of_other_offices():
    opening = ((dt.time(8), dt.time(20)),)
    assert engine.due(facts("09-21T19:00", 2, opening=opening), CALENDAR).due_on == moment("09-22T09:00")


@pytest.mark.parametrize(
    ("today", "used", "light"),
    [
        ("09-21T09:30", 0.5, "green"),
        ("09-21T17:30", 7, "green"),
        ("09-22T08:00", 7, "yellow"),  # the last day
        ("09-22T12:00", 10, "yellow"),
        ("09-22T12:01", 10, "red"),
    ],
)
def test_used_and_light_follow_the_moments(today, used, light):
    answer = engine.explain(facts("09-21T09:00", 10, today=today), CALENDAR, days=False)
    assert (answer.used, answer.light, answer.limit, answer.due) == (used, light, 10, moment("09-22T12:00"))


def test_a_bare_today_is_meant_up_to_its_close():
    given = engine.Facts(moment("09-21T09:00"), engine.Limit(10, "working_hour"), day("09-22"))
    answer = engine.explain(given, CALENDAR, days=False)
    assert (answer.used, answer.light) == (10, "yellow")


def test_no_end_while_a_pause_is_open():
    given = facts("09-21T09:00", 2, ("09-21T10:00", None), today="09-22T10:00")
    answer = engine.explain(given, CALENDAR)
    assert (answer.due, answer.paused, answer.projected) == (None, True, moment("09-22T11:00"))
    assert [(f"{d.date:%m-%d}", d.number, d.why, d.procedure) for d in answer.days] == [
        ("09-21", 1, "working_day", None),
        ("09-22", None, "paused", "testing"),
    ]


def test_each_day_carries_the_hours_so_far():
    answer = engine.explain(facts("09-24T18:00", 10), CALENDAR)
    assert [(f"{d.date:%m-%d}", d.number, d.why) for d in answer.days] == [
        ("09-24", None, "outside_hours"),
        *[(f"09-{n}", None, "holiday") for n in (25, 26, 27)],
        ("09-28", 7, "working_day"),
        ("09-29", 10, "working_day"),
    ]


@pytest.mark.parametrize(
    ("start", "hours", "yellow"),
    [
        ("09-21T09:00", 2, "09-21T09:00"),  # ends on the day it begins
        ("09-21T09:00", 10, "09-22T00:00"),
        ("09-21T09:00", 75, "10-09T14:30"),
    ],
)
def test_yellow_on_of_hours_is_a_moment(start, hours, yellow):
    found = engine.due(facts(start, hours), CALENDAR).yellow_on
    assert found == moment(yellow)
