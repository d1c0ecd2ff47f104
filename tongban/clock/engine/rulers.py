"""计量: how far a clock has run at a day or moment, and where it stands after so much. One ruler a unit."""

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass

from tongban.clock.engine.calendar import LAST, BeyondCalendar, Calendar
from tongban.clock.engine.facts import Facts


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """工作日."""

    calendar: Calendar
    scale = 1
    rolls = False

    def position(self, day: dt.date) -> int:
        """The working days up to and including the day."""
        return self.calendar.count(day)

    def at(self, position: int) -> dt.date:
        """The first day at that position."""
        return self.calendar.nth(position)

    def close(self, day: dt.date) -> dt.date:
        """The day as this ruler takes it."""
        return day


@dataclass(frozen=True, slots=True)
class NaturalDays:
    """自然日, which end on a working day (民法典 203)."""

    calendar: Calendar
    scale = 1
    rolls = True

    def position(self, day: dt.date) -> int:
        """The number of the day."""
        return day.toordinal()

    def at(self, position: int) -> dt.date:
        """The day of that number."""
        if position > LAST.toordinal():
            raise BeyondCalendar
        return dt.date.fromordinal(position)

    def close(self, day: dt.date) -> dt.date:
        """The day as this ruler takes it."""
        return day


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """工作小时: seconds inside the opening hours of working days."""

    calendar: Calendar
    opening: tuple[tuple[dt.time, dt.time], ...]
    scale = 3600
    rolls = False

    def position(self, day_or_moment: dt.date) -> int:
        """The open seconds up to the moment, or up to the end of the day."""
        moment = self.close(day_or_moment)
        worked, day = self.calendar.count(moment.date()), sum(b - a for a, b in self._spans())
        if not self.calendar.works(moment.date()):
            return worked * day
        now = _seconds(moment.time())
        return (worked - 1) * day + sum(min(max(now - a, 0), b - a) for a, b in self._spans())

    def at(self, position: int) -> dt.datetime:
        """The first moment at that position."""
        days, rest = divmod(position - 1, sum(b - a for a, b in self._spans()))
        date, rest = self.calendar.nth(days + 1), rest + 1
        for begins, ends in self._spans():
            if rest <= ends - begins:
                break
            rest -= ends - begins
        return dt.datetime.combine(date, dt.time()) + dt.timedelta(seconds=begins + rest)

    def close(self, day: dt.date) -> dt.datetime:
        """The end of that day; a moment stays as it is."""
        return day if isinstance(day, dt.datetime) else dt.datetime.combine(day, dt.time.max)

    def _spans(self) -> list[tuple[int, int]]:
        return [(_seconds(begins), _seconds(ends)) for begins, ends in self.opening]


Ruler = WorkingDays | NaturalDays | WorkingHours


def _seconds(time: dt.time) -> int:
    return time.hour * 3600 + time.minute * 60 + time.second


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day number so many months later, or the last day of that month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    if year > LAST.year:
        raise BeyondCalendar
    return dt.date(year, month, min(day.day, monthrange(year, month)[1]))


def measure(facts: Facts, calendar: Calendar) -> tuple[Ruler, int]:
    """The ruler of the limit's unit, and the limit on it. Months become the natural days they have."""
    match facts.limit.unit:
        case "working_day":
            return WorkingDays(calendar), facts.total
        case "working_hour":
            return WorkingHours(calendar, facts.opening), facts.total * 3600
        case "month":
            days = months_later(facts.start, facts.total).toordinal() - facts.start.toordinal()
            return NaturalDays(calendar), days
    return NaturalDays(calendar), facts.total
