"""红黄绿灯: how near the end of a limit is."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """预警阈值: the share of the limit, in percent, from which the light is yellow."""

    yellow: int = 80


THRESHOLDS = Thresholds()


def light(
    limit: float,
    used: float,
    last: dt.date,
    today: dt.date,
    paused: bool,
    thresholds: Thresholds = THRESHOLDS,
) -> str | None:
    """亮灯: none while paused; red after the end; yellow near it or on the last day; else green."""
    if paused:
        return None
    if is_after(today, last):
        return "red"
    near = used * 100 >= limit * thresholds.yellow
    return "yellow" if near or day_of(today) == day_of(last) else "green"


def is_after(today: dt.date, last: dt.date) -> bool:
    """Whether a day or moment lies after the end; a bare day is meant up to its close."""
    if type(today) is type(last):
        return today > last
    return day_of(today) > day_of(last)


def day_of(moment: dt.date) -> dt.date:
    """The day of a day or of a moment."""
    return moment.date() if isinstance(moment, dt.datetime) else moment
