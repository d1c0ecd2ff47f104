"""A deadline moved by the calendar: what was raised for the old one stands no more, the new has its own."""

import datetime as dt

from tests import make
from tongban.cases import actions as cases
from tongban.clock import actions as clock
from tongban.journal.actions import SYSTEM
from tongban.supervision import sweeping
from tongban.supervision.models import Alarm

DECEMBER = dt.datetime(2026, 12, 21, 10, tzinfo=make.AT.tzinfo)
OLD, NEW = dt.date(2026, 12, 31), dt.date(2027, 1, 4)


def raised() -> list[tuple[str, dt.date]]:
    return [*Alarm.objects.order_by("pk").values_list("level", "due_on")]


def test_an_alarm_is_of_its_deadline_and_the_new_one_is_raised_in_its_time(town):
    case = make.case("accepted", at=DECEMBER)
    sweeping.relight(DECEMBER + dt.timedelta(days=11))
    assert raised() == [("red", OLD)]

    clock.override_day("990100000000", dt.date(2026, 12, 24), off=True, ground="市庆", by=SYSTEM, at=DECEMBER)
    assert cases.recompute([case.pk], ground="市庆", at=DECEMBER) == 1
    standing = Alarm.objects.filter(case__due_on=OLD)
    assert standing.count() == 0

    sweeping.relight(DECEMBER + dt.timedelta(days=11))
    assert raised() == [("red", OLD), ("yellow", NEW)]
    sweeping.relight(DECEMBER + dt.timedelta(days=15))
    assert raised() == [("red", OLD), ("yellow", NEW), ("red", NEW)]
