"""工作日历: which days are worked, and why; counted by prefix, never by walking."""

import datetime as dt
from array import array
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from tongban.clock.engine.lights import THRESHOLDS, Thresholds

FIRST, LAST = dt.date(1950, 1, 1), dt.date(2150, 12, 31)


class BeyondCalendar(Exception):
    """A day that the calendar does not know."""


class NoticeDay(NamedTuple):
    """放假或者调休: one day that an official notice names."""

    date: dt.date
    name: str
    off: bool


class Override(NamedTuple):
    """地方调整: a day that a division takes off or works, and on what ground."""

    date: dt.date
    ground: str
    off: bool


@dataclass(frozen=True, eq=False)
class Calendar:
    """日历: immutable; `days` by the notices (by statute where there is none), `overrides` above them.

    With it come the thresholds of the lights of the place.
    """

    days: Mapping[dt.date, NoticeDay]
    notice_years: frozenset[int]
    overrides: Mapping[dt.date, Override] = field(default_factory=dict)
    thresholds: Thresholds = THRESHOLDS
    _worked: array = field(init=False, repr=False)

    def __post_init__(self) -> None:
        listed = {**self.days, **self.overrides}.items()
        off = {date.toordinal() for date, day in listed if day.off}
        on = {date.toordinal() for date, day in listed if not day.off}
        span = range(FIRST.toordinal(), LAST.toordinal() + 1)
        weekdays = {day for day in span if (day - 1) % 7 < 5}
        object.__setattr__(self, "days", MappingProxyType(dict(self.days)))
        object.__setattr__(self, "overrides", MappingProxyType(dict(self.overrides)))
        object.__setattr__(self, "_worked", array("i", sorted((weekdays - off) | on)))

    def works(self, day: dt.date) -> bool:
        """工作日: named as worked, or Monday to Friday and not named as off."""
        listed = self.overrides.get(day) or self.days.get(day)
        return not listed.off if listed else day.weekday() < 5

    def reason(self, day: dt.date) -> tuple[str, str | None]:
        """Why the day is worked or not: a word, and the name of the holiday or the ground."""
        if override := self.overrides.get(day):
            return "regional_override", override.ground
        if (listed := self.days.get(day)) and listed.off:
            return "holiday", listed.name
        if day.weekday() < 5:
            return "working_day", None
        return ("make_up_working_day" if listed else "weekend"), None

    def provisional(self, year: int) -> bool:
        """预估: no notice of that year is known."""
        return year not in self.notice_years

    def count(self, day: dt.date) -> int:
        """How many working days there are up to and including the day."""
        return bisect_right(self._worked, day.toordinal())

    def nth(self, number: int) -> dt.date:
        """The working day that `count` gives this number."""
        if not 0 < number <= len(self._worked):
            raise BeyondCalendar
        return dt.date.fromordinal(self._worked[number - 1])

    def next_working(self, day: dt.date) -> dt.date:
        """The day itself if it is worked, else the next one that is."""
        return day if self.works(day) else self.nth(self.count(day) + 1)


def working_days_between(after: dt.date, until: dt.date, calendar: Calendar) -> int:
    """The working days after one day, up to and including another."""
    return max(0, calendar.count(until) - calendar.count(after))
