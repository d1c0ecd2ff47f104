"""Days explained, formats and the flow chart."""

import datetime as dt

import pytest

from tongban.ui import calendar, flow, formats, gallery

D = dt.date


def cells():
    return calendar.cells(gallery.days(), gallery.START, gallery.TODAY, gallery.DUE)


def test_every_day_has_its_kind_and_number():
    kinds = {(cell.date.month, cell.date.day): (cell.kind, cell.number) for cell in cells()}
    assert kinds[9, 18] == ("off", None)
    assert kinds[9, 20] == ("count", 1)
    assert kinds[9, 23] == ("pause", None)
    assert kinds[10, 8] == ("count", 6)
    assert kinds[10, 9] == ("left", 7)
    assert kinds[10, 10] == ("due", 8)
    assert len(kinds) == 23


def test_today_is_marked_once():
    assert [cell.date for cell in cells() if cell.today] == [gallery.TODAY]


def test_weeks_begin_on_monday():
    weeks = calendar.weeks(cells())
    assert [len(week) for week in weeks] == [7, 7, 7, 7]
    assert weeks[0][:4] == [None] * 4
    assert weeks[1][0].date == D(2026, 9, 21)


def test_runs_join_days_off_of_one_reason():
    lines = [(run.date, run.until, run.sentence) for run in calendar.runs(cells())]
    assert (D(2026, 10, 1), D(2026, 10, 7), "不计，国庆节") in lines
    assert (D(2026, 9, 23), D(2026, 9, 24), "停表，不计，检测") in lines
    assert lines[-1] == (D(2026, 10, 10), None, "第8天，调休上班，最后一天")
    assert len(lines) == 14


@pytest.mark.parametrize(
    ("why", "counted", "name", "said"),
    [
        ("working_day", True, None, ("", "3")),
        ("make_up_working_day", True, "国庆节", ("调休上班", "3")),
        ("natural_day", True, None, ("", "3")),
        ("regional_override", True, "赛事结束", ("赛事结束", "3")),
        ("regional_override", False, "台风停工", ("台风停工", "休")),
        ("rolled", False, "顺延至工作日", ("顺延至工作日", "休")),
        ("weekend", False, None, ("周末", "休")),
        ("holiday", False, "国庆节", ("国庆节", "节")),
        ("paused", False, "听证", ("听证", "停")),
    ],
)
def test_each_reason_is_said(why, counted, name, said):
    day = {
        "date": "2026-10-09",
        "why": why,
        "counted": counted,
        "name": name,
        "number": 3 if counted else None,
    }
    made = calendar.cells([day], "2026-10-08", None, None)[1]
    assert (made.note, made.short) == said


def test_an_open_pause_has_no_last_day():
    days = [{"date": "2026-10-09", "why": "paused", "counted": False, "name": "听证", "number": None}]
    made = calendar.cells(days, D(2026, 10, 8), D(2026, 10, 9), None)
    assert [(cell.kind, cell.today) for cell in made] == [("off", False), ("pause", True)]


@pytest.mark.parametrize(
    ("written", "value", "read"),
    [
        (formats.day, D(2026, 10, 8), "10月8日"),
        (formats.day, "2026-10-08", "10月8日"),
        (formats.day, dt.datetime(2026, 10, 7, 16, 30, tzinfo=dt.UTC), "10月8日"),
        (formats.weekday_day, D(2026, 10, 10), "10月10日（周六）"),
        (formats.long_day, D(2026, 11, 22), "2026年11月22日"),
        (formats.moment, dt.datetime(2026, 9, 18, 1, 12, tzinfo=dt.UTC), "9月18日 09:12"),
        (formats.moment, "2026-09-18T01:12:00+00:00", "9月18日 09:12"),
        (formats.yuan, 4000, "40元"),
        (formats.yuan, 4050, "40.50元"),
    ],
)
def test_formats(written, value, read):
    assert written(value) == read


def test_a_flow_of_five_is_one_row():
    chart = flow.drawing(gallery.STAGES)
    assert {box["y"] for box in chart["boxes"]} == {1}
    assert len(chart["arrows"]) == 4
    assert [note["lines"][0]["text"] for note in chart["notes"]] == ["一次性告知补正", "检测（特别程序）"]


@pytest.mark.parametrize("count", [1, 6, 11])
def test_boxes_of_a_flow_stay_inside_and_apart(count):
    stages = [
        {"key": str(n), "name": "名称很长的第一个环节" + str(n), "post": "岗位", "limit": ""}
        for n in range(count)
    ]
    chart = flow.drawing(stages)
    places = [(box["x"], box["y"]) for box in chart["boxes"]]
    assert len(set(places)) == count
    assert max(x for x, _ in places) + chart["box"]["width"] < chart["width"]
    assert max(y for _, y in places) + chart["box"]["height"] < chart["height"]
