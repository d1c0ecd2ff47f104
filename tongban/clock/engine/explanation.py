"""期限说明: the deadline, what is used of it, its light, and the reason for every day."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from tongban.clock.engine.calendar import Calendar
from tongban.clock.engine.course import Course, course
from tongban.clock.engine.facts import PROCEDURES, Facts, Limit, Pause
from tongban.clock.engine.lights import Thresholds, day_of, light
from tongban.clock.engine.pairing import together


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the list: counted as which number, or not, and why."""

    date: dt.date
    counted: bool
    number: float | None
    why: str
    name: str | None = None
    procedure: str | None = None

    def json(self) -> dict:
        """As the command prints it; `name` and `procedure` only where there is one."""
        named = {"name": self.name, "procedure": self.procedure}
        plain = {
            "date": self.date.isoformat(),
            "counted": self.counted,
            "number": self.number,
            "why": self.why,
        }
        return plain | {key: value for key, value in named.items() if value}


@dataclass(frozen=True, slots=True)
class Explanation:
    """The answer. While a pause is open `due` is None and `projected` the end if it ended today."""

    due: dt.date | None
    paused: bool
    projected: dt.date | None
    provisional: bool
    used: float
    limit: float
    light: str | None
    days: tuple[Day, ...] | None = None

    def json(self) -> dict:
        """As the command prints it."""
        answer = {
            "due": self.due and self.due.isoformat(),
            "paused": self.paused,
            "projected": self.projected and self.projected.isoformat(),
            "provisional": self.provisional,
            "used": self.used,
            "limit": self.limit,
            "light": self.light,
        }
        return answer if self.days is None else answer | {"days": [day.json() for day in self.days]}


@dataclass(frozen=True, slots=True)
class Due:
    """What is stored of a deadline: its end, and the first day of yellow light if nothing changes."""

    due_on: dt.date | None
    yellow_on: dt.date | None
    provisional: bool


def explain(
    facts: Facts, calendar: Calendar, days: bool = True, thresholds: Thresholds | None = None
) -> Explanation:
    """The deadline of these facts as it stands today."""
    return _explained(course(facts, calendar), days, thresholds or calendar.thresholds)


def due(facts: Facts, calendar: Calendar, thresholds: Thresholds | None = None) -> Due:
    """The deadline to store. None while a pause is open."""
    return _stored(course(facts, calendar), thresholds or calendar.thresholds)


def pair(
    statutory: Facts, promised: Facts, calendar: Calendar, thresholds: Thresholds | None = None
) -> tuple[Due, Due]:
    """法定期限 and 承诺期限 to store; the extension is the statutory one's, the promised moves with it."""
    law, own = together(statutory, promised, calendar)
    chosen = thresholds or calendar.thresholds
    return _stored(law, chosen), _stored(own, chosen)


def explain_pair(
    statutory: Facts,
    promised: Facts,
    calendar: Calendar,
    days: bool = True,
    thresholds: Thresholds | None = None,
) -> tuple[Explanation, Explanation]:
    """The same two as they stand today."""
    law, own = together(statutory, promised, calendar)
    chosen = thresholds or calendar.thresholds
    return _explained(law, days, chosen), _explained(own, days, chosen)


def _explained(run: Course, days: bool, thresholds: Thresholds) -> Explanation:
    end = run.end()
    used, is_open, paused = run.used(run.today), run.open, run.paused
    scale = run.ruler.scale
    return Explanation(
        due=None if is_open else end,
        paused=paused,
        projected=end if is_open else None,
        provisional=run.provisional(end),
        used=_amount(used, scale),
        limit=_amount(run.amount, scale),
        light=light(run.amount, used, end, run.facts.today, paused, thresholds),
        days=tuple(_days(run, end)) if days else None,
    )


def _stored(run: Course, thresholds: Thresholds) -> Due:
    end = run.end()
    if run.open:
        return Due(None, None, run.provisional(end))
    near = run.reached(-(-run.amount * thresholds.yellow // 100))
    last = max(run.ruler.close(run.facts.start), _opening_of(end)) if run.facts.hourly else end
    return Due(end, min(near, last), run.provisional(end))


def add(start: dt.date, limit: Limit, calendar: Calendar) -> dt.date:
    """The end of an undisturbed limit."""
    return course(Facts(start, limit, today=start), calendar).end()


def _opening_of(day_or_moment: dt.date) -> dt.datetime:
    return dt.datetime.combine(day_or_moment, dt.time())


def _amount(value: int, scale: int) -> float:
    return value // scale if value % scale == 0 else round(value / scale, 2)


def _days(run: Course, end: dt.date) -> Iterator[Day]:
    """From the day after the start (of hours: from its day) to the end, or to today while there is none."""
    through = min(run.today, end) if run.open else end
    first, last = day_of(run.facts.start).toordinal(), day_of(through).toordinal()
    so_far = 0
    for ordinal in range(first + (not run.facts.hourly), last + 1):
        date = dt.date.fromordinal(ordinal)
        before, so_far = so_far, run.used(min(run.ruler.close(date), through))
        counted = so_far > before
        number = _amount(so_far, run.ruler.scale) if counted else None
        yield Day(date, counted, number, *_why(run, date, counted, so_far < run.amount))


def _why(run: Course, date: dt.date, counted: bool, running: bool) -> tuple[str, str | None, str | None]:
    works, natural = run.calendar.works(date), run.ruler.rolls
    if counted and natural:
        return "natural_day", None, None
    if running and not counted and (works or natural) and (pause := _pause(run, date)):
        return "paused", pause.name or PROCEDURES[pause.kind], pause.kind
    if works and not counted:
        return ("rolled", "顺延至工作日", None) if natural else ("outside_hours", "办公时间外", None)
    return *run.calendar.reason(date), None


def _pause(run: Course, date: dt.date) -> Pause | None:
    """The procedure that takes the day out; of several, the one that began first."""
    covering = [pause for pause in run.facts.pauses if _covers(pause, date, run.facts.hourly)]
    return min(covering, key=lambda pause: pause.begins) if covering else None


def _covers(pause: Pause, date: dt.date, hourly: bool) -> bool:
    begun = day_of(pause.begins) <= date if hourly else pause.begins < date
    return begun and (pause.ends is None or date <= day_of(pause.ends))
