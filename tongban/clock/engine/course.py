"""进程: one clock on its ruler, with the pauses taken out as their union."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from tongban.clock.engine.calendar import BeyondCalendar, Calendar
from tongban.clock.engine.facts import BadFacts, Facts, Pause
from tongban.clock.engine.lights import day_of
from tongban.clock.engine.rulers import Ruler, measure


class Stop(NamedTuple):
    """停表: what lies after `begins` up to and including `ends`, overlaps merged."""

    begins: dt.date
    ends: dt.date


@dataclass(frozen=True, slots=True)
class Course:
    """One clock, ready to be asked."""

    facts: Facts
    calendar: Calendar
    ruler: Ruler
    amount: int
    today: dt.date
    stops: tuple[Stop, ...]

    def used(self, moment: dt.date) -> int:
        """How much of the limit has run, up to and including the moment."""
        return min(self._run(moment), self.amount)

    def between(self, after: dt.date, until: dt.date) -> int:
        """How much runs after one day or moment, up to and including another."""
        place = self.ruler.close if self.facts.hourly else day_of
        return self._run(place(until)) - self._run(place(after))

    def _run(self, moment: dt.date) -> int:
        position = self.ruler.position
        run = position(moment) - position(self.facts.start)
        for stop in self.stops:
            if stop.begins >= moment:
                break
            run -= position(min(stop.ends, moment)) - position(stop.begins)
        return max(run, 0)

    def reached(self, amount: int) -> dt.date:
        """The day or moment at which so much has run."""
        if not amount:
            return self.facts.start
        position = self.ruler.position
        target = position(self.facts.start) + amount
        for stop in self.stops:
            begins = position(stop.begins)
            if begins >= target:
                break
            target += position(stop.ends) - begins
        return self.ruler.at(target)

    def end(self) -> dt.date:
        """The end of the limit; a natural day or month ends on a working day (民法典 203)."""
        try:
            last = self.reached(self.amount)
            return self.calendar.next_working(last) if self.ruler.rolls else last
        except BeyondCalendar:
            raise beyond(self.facts) from None

    @property
    def open(self) -> bool:
        """Whether a pause that has begun is without end: there is no deadline then."""
        return any(pause.ends is None for pause in self.begun())

    @property
    def paused(self) -> bool:
        """Whether the clock stands at the close of today."""
        return any(pause.ends is None or pause.ends > self.today for pause in self.begun())

    def begun(self) -> list[Pause]:
        """The pauses that have begun by today."""
        return [pause for pause in self.facts.pauses if pause.begins <= self.today]

    def provisional(self, end: dt.date) -> bool:
        """预估: whether the deadline counts a day of a year without a notice, or ends in one."""
        if self.calendar.provisional(end.year):
            return True
        return any(
            self.used(self.ruler.close(dt.date(year, 12, 31)))
            > self.used(self.ruler.close(dt.date(year - 1, 12, 31)))
            for year in range(self.facts.start.year, end.year)
            if self.calendar.provisional(year)
        )


def beyond(facts: Facts) -> BadFacts:
    """The error for an end that the calendar does not reach."""
    return BadFacts("limit.value", f"期限（共{facts.total}）的终点超出日历范围")


def course(facts: Facts, calendar: Calendar) -> Course:
    """Lay the facts on the ruler of their unit."""
    try:
        ruler, amount = measure(facts, calendar)
    except BeyondCalendar:
        raise beyond(facts) from None
    today = ruler.close(facts.today)
    return Course(facts, calendar, ruler, amount, today, stops(facts, today))


def stops(facts: Facts, today: dt.date) -> tuple[Stop, ...]:
    """The union of the pauses from the start on. An open one is taken to end today, if it has begun."""
    merged: list[Stop] = []
    spans = ((max(pause.begins, facts.start), pause.ends or today) for pause in facts.pauses)
    for begins, ends in sorted(spans):
        if begins >= ends:
            continue
        if merged and begins <= merged[-1].ends:
            merged[-1] = Stop(merged[-1].begins, max(merged[-1].ends, ends))
        else:
            merged.append(Stop(begins, ends))
    return tuple(merged)
