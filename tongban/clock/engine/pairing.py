"""法定 and 承诺 side by side: the promised limit moves with the statutory one and never ends after it."""

import datetime as dt
from dataclasses import replace

from tongban.clock.engine.calendar import Calendar
from tongban.clock.engine.course import Course, course
from tongban.clock.engine.facts import Facts


def together(statutory: Facts, promised: Facts, calendar: Calendar) -> tuple[Course, Course]:
    """The courses of both; the promised facts bring no extension of their own."""
    law = course(statutory, calendar)
    own = _moved(statutory, promised, law, calendar)
    return law, law if _moment(own.end()) > _moment(law.end()) else own


def _moved(statutory: Facts, promised: Facts, law: Course, calendar: Calendar) -> Course:
    """In the same unit by the same number; in another by as much of its own as the extension lasts."""
    if statutory.extension is None or promised.limit.unit == statutory.limit.unit:
        return course(replace(promised, extension=statutory.extension), calendar)
    own, plain = course(promised, calendar), course(replace(statutory, extension=None), calendar)
    begins, ends = plain.reached(plain.amount), law.reached(law.amount)
    return replace(own, amount=own.amount + own.between(begins, ends))


def _moment(end: dt.date) -> dt.datetime:
    """A day ends with its close."""
    return end if isinstance(end, dt.datetime) else dt.datetime.combine(end, dt.time.max)
