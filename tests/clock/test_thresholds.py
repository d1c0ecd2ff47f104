"""The thresholds of the lights: the latest row is in force, and the calendar carries it to every light."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from tests import make
from tongban.clock import actions, engine
from tongban.clock import queries as clock
from tongban.clock.models import Threshold
from tongban.journal.actions import SYSTEM
from tongban.journal.models import Line

START = dt.date(2026, 9, 15)


def yellow_on() -> dt.date | None:
    facts = engine.Facts(START, engine.Limit(10, "working_day"), START)
    return engine.due(facts, clock.calendar("990100000000")).yellow_on


def set_to(share: int) -> Threshold:
    return actions.set_thresholds(share, ground="本地办法", by=SYSTEM, at=make.AT)


def test_without_a_row_yellow_begins_at_eighty(db):
    assert clock.calendar().thresholds == engine.THRESHOLDS
    calendar = clock.calendar()
    assert yellow_on() == calendar.nth(calendar.count(START) + 8)


@pytest.mark.parametrize(("share", "days"), [(50, 5), (51, 6), (1, 1), (100, 10)])
def test_the_latest_row_is_in_force(db, share, days):
    set_to(30)
    set_to(share)
    calendar = clock.calendar()
    assert (calendar.thresholds.yellow, yellow_on()) == (share, calendar.nth(calendar.count(START) + days))
    assert clock.foreseen()("990100000000").thresholds.yellow == share


def test_it_has_its_line(db):
    set_to(60)
    line = Line.objects.get(chain="calendar:lights")
    assert (line.verb, line.ground, line.data) == ("clock.set_thresholds", "本地办法", {"yellow": 60})


@pytest.mark.parametrize("share", [0, 101])
def test_the_database_refuses_other_shares(db, share):
    with pytest.raises(IntegrityError, match="clock_threshold_share"), transaction.atomic():
        set_to(share)
