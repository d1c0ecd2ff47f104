"""The reason for every day, and what an explanation is made of."""

import json

from tests.clock.facts import CALENDAR, EXAMPLE, NOW, day, explain, pause
from tongban.clock import engine


def reasons(answer):
    return [(f"{d.date:%m-%d}", d.number, d.why, d.name or d.procedure) for d in answer.days]


def test_each_day_has_its_reason():
    answer = explain("09-23", 5, "working_day", pause("09-24", "09-28", "hearing"), days=True)
    assert reasons(answer) == [
        ("09-24", 1, "working_day", None),
        ("09-25", None, "holiday", "中秋节"),
        ("09-26", None, "holiday", "中秋节"),
        ("09-27", None, "holiday", "中秋节"),
        ("09-28", None, "paused", "听证"),
        ("09-29", 2, "working_day", None),
        ("09-30", 3, "working_day", None),
        *[(f"10-0{n}", None, "holiday", "国庆节") for n in range(1, 8)],
        ("10-08", 4, "working_day", None),
        ("10-09", 5, "working_day", None),
    ]


def test_the_first_of_overlapping_pauses_is_named():
    pauses = pause("09-21", "09-23", "hearing"), pause("09-18", "09-22", "auction")
    answer = explain("09-18", 1, "working_day", *pauses, days=True)
    assert [d.procedure for d in answer.days] == [None, "auction", "auction", "auction", "hearing", None]


def test_natural_days_are_paused_on_weekends_and_roll_at_the_end():
    answer = explain("10-08", 2, "natural_day", pause("10-09", "10-15"), days=True)
    assert reasons(answer)[:3] == [
        ("10-09", 1, "natural_day", None),
        ("10-10", None, "paused", "检测"),
        ("10-11", None, "paused", "检测"),
    ]
    assert reasons(answer)[-1] == ("10-16", 2, "natural_day", None)
    rolled = explain("10-15", 2, "natural_day", pause("10-17", "10-30"), days=True)
    assert reasons(rolled)[1:] == [
        ("10-17", 2, "natural_day", None),
        ("10-18", None, "weekend", None),
        ("10-19", None, "rolled", "顺延至工作日"),
    ]


def test_the_days_end_today_while_a_pause_is_open():
    answer = explain("09-18", 10, "working_day", pause("09-21"), today="09-23", days=True)
    assert reasons(answer)[-2:] == [("09-22", None, "paused", "检测"), ("09-23", None, "paused", "检测")]


def test_the_example_of_the_command():
    answer = engine.explain(engine.read(EXAMPLE, NOW), CALENDAR).json()
    days = answer.pop("days")
    assert answer == {
        "due": "2026-11-11",
        "paused": False,
        "projected": None,
        "provisional": False,
        "used": 8,
        "limit": 30,
        "light": "green",
    }
    assert days[:2] == [
        {"date": "2026-09-19", "counted": False, "number": None, "why": "weekend"},
        {"date": "2026-09-20", "counted": True, "number": 1, "why": "make_up_working_day"},
    ]
    assert (days[-1]["date"], days[-1]["number"]) == ("2026-11-11", 30)
    assert len(days) == (day("11-11") - day("09-18")).days


def test_an_explanation_is_json():
    answer = engine.explain(engine.read(EXAMPLE, NOW), CALENDAR).json()
    assert json.loads(json.dumps(answer)) == answer
