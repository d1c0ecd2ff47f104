"""The rules of deadlines once more, as slow as can be: one day after the other, from plain sets."""

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass

DAY = dt.timedelta(days=1)


@dataclass
class Verdict:
    """What the walk found."""

    due: dt.date
    used: int
    provisional: bool


def working(day, off, on) -> bool:
    return day in on or (day.weekday() < 5 and day not in off)


def taken_out(day, pauses) -> bool:
    return any(begins < day <= ends for begins, ends in pauses)


def same_day_later(start, months):
    year, month = start.year, start.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return dt.date(year, month, min(start.day, monthrange(year, month)[1]))


def walk(start, value, unit, pauses, today, off, on, known_years) -> Verdict:
    """Count day by day until the limit is used up, then go on to a working day if the unit asks for it."""
    amount = (same_day_later(start, value) - start).days if unit == "month" else value
    day, number, used, provisional = start, 0, 0, False
    while number < amount:
        day += DAY
        counts = not taken_out(day, pauses) and (unit != "working_day" or working(day, off, on))
        number += counts
        used += counts and day <= today
        provisional = provisional or (counts and day.year not in known_years)
    while unit != "working_day" and not working(day, off, on):
        day += DAY
    return Verdict(day, used, provisional or day.year not in known_years)


def walk_minutes(start, hours, pauses, today, off, on, opening):
    """Working hours: minute after minute; the end of the last one, and how many lay before `today`."""
    moment, left, used = start, hours * 60, 0
    while left:
        after = moment + dt.timedelta(minutes=1)
        is_open = working(moment.date(), off, on) and any(a <= moment.time() < b for a, b in opening)
        if is_open and not any(begins <= moment < ends for begins, ends in pauses):
            left -= 1
            used += after <= today
        moment = after
    return moment, used


def last_day(start, amount, unit, pauses, off, on):
    """The last counted day, before it goes on to a working day."""
    day, number = start, 0
    while number < amount:
        day += DAY
        number += not taken_out(day, pauses) and (unit != "working_day" or working(day, off, on))
    return day


def amount_of(start, value, unit):
    return (same_day_later(start, value) - start).days if unit == "month" else value


def beside(start, statutory, more, promised, pauses, off, on):
    """The end of the promised limit beside the statutory one, which is `more` longer; each (value, unit)."""
    value, unit = statutory
    own_value, own_unit = promised
    law = last_day(start, amount_of(start, value + more, unit), unit, pauses, off, on)
    if own_unit == unit:
        amount = amount_of(start, own_value + more, unit)
    else:
        amount, day = amount_of(start, own_value, own_unit), law
        plain = last_day(start, amount_of(start, value, unit), unit, pauses, off, on)
        while day > plain:
            counts = not taken_out(day, pauses) and (own_unit != "working_day" or working(day, off, on))
            amount, day = amount + counts, day - DAY
    own = last_day(start, amount, own_unit, pauses, off, on)
    return min(rolled(own, own_unit, off, on), rolled(law, unit, off, on))


def rolled(day, unit, off, on):
    while unit != "working_day" and not working(day, off, on):
        day += DAY
    return day
