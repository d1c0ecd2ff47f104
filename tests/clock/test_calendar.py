"""The default calendar: notices, the statute where there is none, and real data where it is at hand."""

import datetime as dt
import os
from pathlib import Path

import pytest

from tests.clock.facts import CALENDAR, day
from tongban.clock import default_calendar, engine, notice_file

DATA = Path(os.environ.get("TONGBAN_DATA", Path(__file__).parents[3] / "shared" / "data")) / "holiday-cn"


def days_of(first: int, last: int) -> list[dt.date]:
    start, end = dt.date(first, 1, 1).toordinal(), dt.date(last, 12, 31).toordinal()
    return [dt.date.fromordinal(n) for n in range(start, end + 1)]


@pytest.mark.parametrize(
    ("date", "works", "reason"),
    [
        ("2026-01-01", False, ("holiday", "元旦")),
        ("2026-01-04", True, ("make_up_working_day", None)),
        ("2026-01-05", True, ("working_day", None)),
        ("2026-01-10", False, ("weekend", None)),
        ("2026-02-16", False, ("holiday", "春节")),
        ("2026-04-05", False, ("holiday", "清明节")),
        ("2026-05-01", False, ("holiday", "劳动节")),
        ("2026-06-19", False, ("holiday", "端午节")),
        ("2026-09-26", False, ("holiday", "中秋节")),
        ("2026-10-07", False, ("holiday", "国庆节")),
        ("2015-09-03", False, ("holiday", "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日")),
        ("2018-12-29", True, ("make_up_working_day", None)),  # by the notice for 2019
        ("2018-12-31", False, ("holiday", "元旦")),
        ("2027-02-05", False, ("holiday", "春节")),  # by statute
        ("2027-02-10", True, ("working_day", None)),
        ("2027-10-04", True, ("working_day", None)),
        ("2099-05-02", False, ("holiday", "劳动节")),
    ],
)
def test_the_reason_of_a_day(date, works, reason):
    assert (CALENDAR.works(day(date)), CALENDAR.reason(day(date))) == (works, reason)


def test_the_statute_has_thirteen_days():
    assert [f"{d.date:%m-%d} {d.name}" for d in default_calendar.statutory_days(2027)] == [
        "01-01 元旦",
        "02-05 春节",
        "02-06 春节",
        "02-07 春节",
        "02-08 春节",
        "04-05 清明节",
        "05-01 劳动节",
        "05-02 劳动节",
        "06-09 端午节",
        "09-15 中秋节",
        "10-01 国庆节",
        "10-02 国庆节",
        "10-03 国庆节",
    ]


def test_beyond_the_table_only_fixed_days_are_known():
    assert [f"{d.date:%m-%d}" for d in default_calendar.statutory_days(2036)] == [
        "01-01",
        "05-01",
        "05-02",
        "10-01",
        "10-02",
        "10-03",
    ]


def test_years_without_a_notice_are_provisional():
    assert [year for year in range(1950, 2151) if not CALENDAR.provisional(year)] == list(range(2004, 2027))


def test_working_days_of_a_year():
    counts = [
        engine.working_days_between(dt.date(y - 1, 12, 31), dt.date(y, 12, 31), CALENDAR)
        for y in range(2019, 2027)
    ]
    assert counts == [250, 249, 250, 249, 249, 251, 248, 248]


def test_count_and_nth_are_inverse():
    for date in days_of(2026, 2026):
        number = CALENDAR.count(date)
        assert (CALENDAR.nth(number) == date) is CALENDAR.works(date)
        assert CALENDAR.next_working(date) == (date if CALENDAR.works(date) else CALENDAR.nth(number + 1))


def test_the_notice_that_names_a_date_wins():
    new_years_eve = engine.NoticeDay(day("2026-12-31"), "元旦", True)
    calendar = default_calendar.build(default_calendar.notices() | {2027: [new_years_eve]})
    assert not calendar.works(day("2026-12-31"))
    assert calendar.works(day("2026-10-10"))
    assert not calendar.provisional(2027)
    assert calendar.works(day("2027-02-05"))  # what the statute says no longer matters


def test_of_two_notices_the_later_wins():
    date = day("2026-12-31")
    given = {2027: [engine.NoticeDay(date, "元旦", True)], 2026: [engine.NoticeDay(date, "元旦", False)]}
    assert not default_calendar.build(given).works(date)


def published() -> list[notice_file.NoticeFile]:
    if not DATA.is_dir():
        pytest.skip(f"no published notices in {DATA}: set TONGBAN_DATA to the folder that has holiday-cn")
    return [notice_file.parse((DATA / f"{year}.json").read_bytes()) for year in range(2007, 2027)]


def test_every_day_agrees_with_the_published_notices():
    files = published()
    calendar = default_calendar.build({file.year: file.days for file in files})
    assert [d for d in days_of(2007, 2026) if calendar.works(d) != CALENDAR.works(d)] == []
    assert [file.year for file in files if file.source] == list(range(2007, 2027))


def test_an_unpublished_notice_is_no_notice():
    published()
    with pytest.raises(notice_file.BadNotice, match="2027年的放假安排可能尚未公布"):
        notice_file.parse((DATA / "2027.json").read_bytes())
