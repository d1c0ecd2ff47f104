"""核对放假安排: what speaks against a notice that was read, and how it changes the calendar."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from tongban.clock.default_calendar import statutory_days
from tongban.clock.engine import Calendar, NoticeDay
from tongban.clock.notice_text import Fault, Reading

THIRTEEN = 2025  # from this year on the statute has thirteen days


def faults(read: Reading) -> list[Fault]:
    """All that forbids to take it in: what could not be read, then what cannot be so."""
    if not read.days:
        return read.faults
    return [*read.faults, *_made_up(read), *_uncovered(read)]


def _made_up(read: Reading) -> list[Fault]:
    """Only a Saturday or Sunday can be made up for."""
    return [
        Fault(
            read.lines[day.date],
            f"{day.date.month}月{day.date.day}日上班",
            "这一天本来就是工作日，不会调休上班",
        )
        for day in read.days
        if not day.off and day.date.weekday() < 5
    ]


def _uncovered(read: Reading) -> list[Fault]:
    """Each holiday of the statute is named, and each of its days is off."""
    off = {day.date for day in read.days if day.off}
    own = statutory_days(read.year)
    named = "".join(sorted({day.name for day in read.days}))
    missing = [name for name in dict.fromkeys(day.name for day in own) if name[:2] not in named]
    found = [Fault(0, name, "法定节日，通知里没有读到") for name in missing]
    if read.year < THIRTEEN:
        return found
    worked = [day for day in own if day.date not in off and day.name not in missing]
    return found + [
        Fault(0, f"{day.date.month}月{day.date.day}日（{day.name}）", "法定节假日，通知里没有放假")
        for day in worked
    ]


class Change(NamedTuple):
    """A day that a notice makes another than the calendar has it now."""

    date: dt.date
    off: bool
    name: str
    before: str


def changes(days: Iterable[NoticeDay], now: Calendar, then: Calendar) -> list[Change]:
    """The days that are worked or off otherwise than now, in their order."""
    named = {day.date: day.name for day in days}
    years = {date.year for date in named}
    span = (dt.date(min(years), 1, 1), dt.date(max(years), 12, 31)) if years else None
    every = range(span[0].toordinal(), span[1].toordinal() + 1) if span else ()
    dates = [date for date in map(dt.date.fromordinal, every) if now.works(date) != then.works(date)]
    return [
        Change(date, not then.works(date), named.get(date, ""), now.reason(date)[1] or "") for date in dates
    ]
