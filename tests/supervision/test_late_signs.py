"""Signs of visits, late entries, second corrections, late pauses and extensions, and idle reading."""

import datetime as dt

import pytest

from tests import make
from tests.supervision.test_signs import MINUTE, found, wrote
from tests.supervision.test_sweeping import NOON
from tongban.cases.models import Case
from tongban.catalogue.models import Item
from tongban.supervision import sweeping
from tongban.supervision.models import Finding, Rule

DAY = dt.timedelta(1)
CLOSING = make.AT.replace(hour=17, minute=29)


def watched(key: str, **given: int) -> None:
    """The rule of a sign is switched on."""
    for rule in Rule.objects.filter(key=key):
        Rule.objects.filter(pk=rule.pk).update(
            state="active", installed=True, parameters=rule.parameters | given
        )


@pytest.mark.parametrize(
    ("promised", "days", "count"), [(1, 1, 0), (1, 2, 1), (2, 2, 0), (2, 3, 1), (0, 1, 1), (None, 2, 1)]
)
def test_more_visits_than_promised(town, promised, days, count):
    case = make.case()
    Item.objects.filter(pk=case.item_id).update(visits=promised, visits_computed=None)
    for each in range(days):
        wrote("supplement", case, NOON + each * DAY, channel="counter")
        wrote("supplement", case, NOON + each * DAY + MINUTE, channel="counter")  # the same day
        wrote("supplement", case, NOON + (each + 9) * DAY, channel="web")
    assert found(NOON + 10 * DAY) == ({"window_visits": 1} if count else {})
    wrote("deliver", case, NOON + 11 * DAY, channel="counter")  # fetching the result is no visit
    assert found(NOON + 12 * DAY) == {}
    wrote("supplement", case, NOON + 11 * DAY, channel="counter")
    again = {"window_visits": 1} if not count and (promised or 1) == days else {}
    assert found(NOON + 12 * DAY) == again


@pytest.mark.parametrize(("minutes", "count"), [(30, 0), (31, 1), (600, 1)])
def test_an_entry_that_speaks_of_an_earlier_time(town, minutes, count):
    watched("backdated")
    case = make.case()
    wrote("accept", case, NOON)
    line = wrote("visit", case, NOON - minutes * MINUTE)
    assert found() == ({"backdated": 1} if count else {})
    if count:
        assert Finding.objects.get().mark == line


@pytest.mark.parametrize(("times", "count"), [(1, 0), (2, 1), (3, 1)])
def test_correction_asked_for_again(town, times, count):
    watched("corrected_twice")
    case = make.case()
    for each in range(times):
        wrote("return_for_correction", case, NOON + each * DAY)
    assert found() == ({"corrected_twice": 1} if count else {})


@pytest.mark.parametrize(("before", "within", "count"), [(0, 0, 1), (1, 0, 0), (1, 1, 1), (3, 1, 0)])
def test_the_clock_is_stopped_on_the_last_day(town, before, within, count):
    watched("stopped_late", threshold=within)
    case = make.case("accepted")
    near = NOON + 5 * DAY
    Case.objects.filter(pk=case.pk).update(due_on=near.date() + before * DAY, yellow_on=near.date() - 3 * DAY)
    sweeping.relight(near - DAY)
    wrote("begin_procedure", case, near)
    case.pauses.create(
        stage="review", name="检验", kind="inspection", ground="行政许可法第45条", began_on=near.date(),
        planned_on=near.date() + DAY, at=near, post_name="某岗",
    )  # fmt: skip
    assert found(near + DAY) == ({"stopped_late": 1} if count else {})


@pytest.mark.parametrize(("was", "count"), [("2026-09-14", 1), ("2026-09-15", 0), ("2026-09-16", 0)])
def test_an_extension_after_the_end(town, was, count):
    watched("extended_late")
    wrote("extend", make.case(), NOON, was=was)
    assert found() == ({"extended_late": 1} if count else {})


@pytest.mark.parametrize(
    ("size", "at", "channel", "count"),
    [
        (5, CLOSING, "counter", 1),
        (4, CLOSING, "counter", 0),
        (5, CLOSING - 20 * MINUTE, "counter", 0),
        (5, CLOSING, "desk", 0),
    ],
)
def test_many_acceptances_before_closing(town, size, at, channel, count):
    watched("closing_time")
    for _ in range(size):
        wrote("accept", make.case(), at, channel=channel)
    assert found() == ({"closing_time": 1} if count else {})


@pytest.mark.parametrize(("acted", "after", "count"), [(None, 4, 1), (None, 2, 0), (900, 4, 0), (901, 4, 1)])
def test_identifiers_read_and_nothing_done(town, acted, after, count):
    watched("read_only")
    case = make.case()
    wrote("read_identifiers", case, NOON)
    if acted:
        wrote("review", case, NOON + DAY, acted)
    assert found(NOON + after * DAY) == ({"read_only": 1} if count else {})
