"""The sweep: what turned yellow or red is written once."""

import datetime as dt
import threading

import pytest
from django.db import connection, transaction

from tests import make
from tongban.cases.models import Case
from tongban.supervision import sweeping
from tongban.supervision.models import Alarm
from tongban.supervision.sweeping import Pass

NOON = make.AT.replace(hour=12)


def on(day: dt.date) -> dt.datetime:
    return NOON.replace(year=day.year, month=day.month, day=day.day)


def raised(case: Case) -> list[tuple[str, str]]:
    return [(each.clock, each.level) for each in Alarm.objects.filter(case=case).order_by("pk")]


@pytest.mark.parametrize(
    ("state", "clock"), [("received", "acceptance"), ("accepted", "decision"), ("granted", "delivery")]
)
def test_a_clock_turns_yellow_then_red_once(town, state, clock):
    case = make.case(state)
    assert sweeping.relight(on(case.yellow_on - dt.timedelta(1))) == Pass()
    assert sweeping.relight(on(case.yellow_on)) == Pass(yellow=1)
    assert sweeping.relight(on(case.due_on)) == Pass()
    assert sweeping.relight(on(case.due_on + dt.timedelta(1))) == Pass(red=1)
    assert sweeping.relight(on(case.due_on + dt.timedelta(9))) == Pass()
    assert raised(case) == [(clock, "yellow"), (clock, "red")]


@pytest.mark.parametrize("state", ["correcting", "declined", "withdrawn", "delivered"])
def test_what_no_clock_of_an_agency_runs_on_raises_nothing(town, state):
    make.case(state)
    assert sweeping.relight(NOON + dt.timedelta(90)) == Pass()


def test_a_deadline_that_moves_may_raise_again(town):
    case = make.case("accepted")
    late = on(case.due_on + dt.timedelta(1))
    sweeping.relight(late)
    Case.objects.filter(pk=case.pk).update(due_on=late.date() + dt.timedelta(1), yellow_on=late.date())
    assert sweeping.relight(late) == Pass(yellow=1)
    assert raised(case) == [("decision", "red"), ("decision", "yellow")]


@pytest.mark.parametrize("size", [1, 2, 3, 50])
def test_batches_of_any_size_light_every_case_once(town, monkeypatch, size):
    cases = [make.case("accepted") for _ in range(3)]
    late = on(cases[0].due_on + dt.timedelta(1))
    monkeypatch.setattr(sweeping, "BATCH", size)
    assert sweeping.relight(late) == Pass(red=3)
    assert sweeping.relight(late) == Pass()
    assert [raised(case) for case in cases] == [[("decision", "red")]] * 3


def test_while_one_pass_writes_another_leaves_it_alone(fresh_town):
    case = make.case("accepted")
    late, seen = on(case.due_on + dt.timedelta(1)), []

    def beside() -> None:
        seen.append(sweeping.relight(late))
        connection.close()

    with transaction.atomic():
        sweeping.relight(late)
        other = threading.Thread(target=beside)
        other.start()
        other.join()
        transaction.set_rollback(True)  # as if it were killed
    assert seen == [Pass(busy=True)]
    assert raised(case) == []
    assert sweeping.relight(late) == Pass(red=1)
