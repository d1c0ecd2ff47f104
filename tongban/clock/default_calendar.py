"""默认日历: the notices of 2004 to 2026 as `chinese_calendar` knows them, else the statute."""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cache

from chinese_calendar import Holiday
from chinese_calendar.constants import holidays, workdays

from tongban.clock.engine import THRESHOLDS, Calendar, NoticeDay, Override, Thresholds
from tongban.clock.engine.calendar import FIRST, LAST

NAMES = {
    Holiday.new_years_day: "元旦",
    Holiday.spring_festival: "春节",
    Holiday.tomb_sweeping_day: "清明节",
    Holiday.labour_day: "劳动节",
    Holiday.dragon_boat_festival: "端午节",
    Holiday.national_day: "国庆节",
    Holiday.mid_autumn_festival: "中秋节",
    Holiday.anti_fascist_70th_day: "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日",
}
# 全国年节及纪念日放假办法 2 (2024): month, day
FIXED = {(1, 1): "元旦", (5, 1): "劳动节", (5, 2): "劳动节"} | {(10, day): "国庆节" for day in (1, 2, 3)}
# The first day of the lunar year, 清明, 端午, 中秋; later years have only their fixed days
MOVING = {
    2027: ((2, 6), (4, 5), (6, 9), (9, 15)),
    2028: ((1, 26), (4, 4), (5, 28), (10, 3)),
    2029: ((2, 13), (4, 4), (6, 16), (9, 22)),
    2030: ((2, 3), (4, 5), (6, 5), (9, 12)),
    2031: ((1, 23), (4, 5), (6, 24), (10, 1)),
    2032: ((2, 11), (4, 4), (6, 12), (9, 19)),
    2033: ((1, 31), (4, 4), (6, 1), (9, 8)),
    2034: ((2, 19), (4, 5), (6, 20), (9, 27)),
    2035: ((2, 8), (4, 5), (6, 10), (9, 16)),
}

Notices = Mapping[int, Iterable[NoticeDay]]


def statutory_days(year: int) -> list[NoticeDay]:
    """法定节假日 of a year without a notice: the days of the statute itself, none moved, none made up."""
    days = {dt.date(year, month, day): name for (month, day), name in FIXED.items()}
    if year in MOVING:
        spring, *others = (dt.date(year, month, day) for month, day in MOVING[year])
        moving = dict(zip(others, ("清明节", "端午节", "中秋节"), strict=True))
        eve_to_third = {spring + dt.timedelta(days=n): "春节" for n in (-1, 0, 1, 2)}
        days = moving | days | eve_to_third
    return [NoticeDay(date, name, off=True) for date, name in sorted(days.items())]


@cache
def notices() -> dict[int, tuple[NoticeDay, ...]]:
    """The known notices by their year; 元旦 in December belongs to the notice of the next year."""
    found: dict[int, list[NoticeDay]] = {}
    for table, off in ((holidays, True), (workdays, False)):
        for date, holiday in table.items():
            name = NAMES[Holiday(holiday)]
            year = date.year + (date.month == 12 and name == "元旦")
            found.setdefault(year, []).append(NoticeDay(date, name, off))
    return {year: tuple(sorted(days)) for year, days in sorted(found.items())}


def build(
    given: Notices,
    overrides: Mapping[dt.date, Override] | None = None,
    thresholds: Thresholds = THRESHOLDS,
) -> Calendar:
    """A calendar of these notices; the notice that names a date wins, of two that do the later."""
    missing = (year for year in range(FIRST.year, LAST.year + 1) if year not in given)
    days = {day.date: day for year in missing for day in statutory_days(year)}
    for year in sorted(given):
        days |= {day.date: day for day in given[year]}
    return Calendar(days, frozenset(given), overrides or {}, thresholds)


@cache
def calendar() -> Calendar:
    """The calendar of an installation that has imported nothing."""
    return build(notices())
