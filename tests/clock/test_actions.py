"""Importing a notice and overriding a day: the record, the calendar that follows, the journal line."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from tests.clock.facts import day
from tongban.clock import actions, engine, queries
from tongban.clock.models import Notice, NoticeDay, Override
from tongban.journal.actions import SYSTEM
from tongban.journal.models import Line

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 22, 8, tzinfo=dt.UTC)
DAYS = [
    engine.NoticeDay(day("2026-12-31"), "元旦", True),
    engine.NoticeDay(day("2027-01-01"), "元旦", True),
    engine.NoticeDay(day("2027-01-02"), "元旦", False),
]


def imported(days=DAYS, source="gov"):
    return actions.import_notice(2027, days, source=source, by=SYSTEM, at=AT)


def overridden(region, date, off, ground="州庆"):
    return actions.override_day(region, day(date), off=off, ground=ground, by=SYSTEM, at=AT)


def test_import_ends_the_provisional_year():
    assert queries.calendar().provisional(2027)
    notice = imported()
    calendar = queries.calendar()
    assert (notice.year, notice.source, notice.imported_at) == (2027, "gov", AT)
    assert sorted(notice.days.values_list("date", "name", "off")) == DAYS
    assert not calendar.provisional(2027)
    assert [calendar.works(d.date) for d in DAYS] == [False, False, True]


def test_import_writes_one_line():
    imported()
    line = Line.objects.get(verb="clock.import_notice")
    assert (line.chain, line.at, line.by) == ("calendar:2027", AT, "system")
    assert line.data == {"year": 2027, "source": "gov", "days": 3}


def test_a_second_import_changes_nothing():
    imported()
    assert imported(days=reversed(DAYS)) is None
    assert Line.objects.filter(verb="clock.import_notice").count() == 1


def test_a_corrected_notice_replaces_the_first():
    imported()
    imported(days=DAYS[:2])
    assert list(NoticeDay.objects.order_by("date").values_list("date", flat=True)) == [
        d.date for d in DAYS[:2]
    ]
    assert not queries.calendar().works(day("2027-01-02"))
    assert Line.objects.filter(verb="clock.import_notice").count() == 2


def test_an_import_that_fails_leaves_what_was():
    imported()
    with pytest.raises(IntegrityError), transaction.atomic():
        imported(days=[DAYS[0], DAYS[0]])
    assert NoticeDay.objects.count() == 3


def test_an_imported_year_stands_instead_of_the_known_one():
    actions.import_notice(2026, DAYS[:1], source="", by=SYSTEM, at=AT)
    calendar = queries.calendar()
    assert calendar.works(day("2026-10-07"))
    assert not calendar.works(day("2025-10-07"))


@pytest.mark.parametrize(
    ("region", "off"),
    [
        ("990100000000", [True, True]),
        ("990102000000", [True, False]),  # the county works what the city takes off
        ("990102003004", [True, False]),
        ("990103000000", [True, True]),
        ("990200000000", [False, False]),
        (None, [False, False]),
    ],
)
def test_an_override_holds_for_its_division_and_below(region, off):
    overridden("990100000000", "2026-09-01", True)
    overridden("990100000000", "2026-09-02", True)
    overridden("990102000000", "2026-09-02", False, "抢险")
    calendar = queries.calendar(region)
    assert [not calendar.works(day(date)) for date in ("2026-09-01", "2026-09-02")] == off


def test_an_override_of_the_whole_country():
    overridden("000000000000", "2026-09-03", True)
    assert not queries.calendar("990102000000").works(day("2026-09-03"))


def test_a_second_override_replaces_the_first():
    overridden("990100000000", "2026-09-01", True)
    overridden("990100000000", "2026-09-01", False, "取消")
    assert queries.calendar("990100000000").reason(day("2026-09-01")) == ("regional_override", "取消")
    assert Override.objects.count() == 1
    line = Line.objects.filter(verb="clock.override_day").last()
    assert (line.chain, line.ground) == ("calendar:2026", "取消")
    assert line.data == {"region": "990100000000", "date": "2026-09-01", "off": False}


def test_the_calendar_is_kept_until_something_changes(django_assert_num_queries):
    kept = queries.calendar("990102000000")
    with django_assert_num_queries(1):
        assert queries.calendar("990102000000") is kept
    overridden("990100000000", "2026-09-01", True)
    assert queries.calendar("990102000000") is not kept


@pytest.mark.parametrize(
    "row",
    [
        {"region": "9901", "date": "2026-09-01", "off": True, "ground": "州庆"},
        {"region": "990100000000", "date": "2026-09-01", "off": True, "ground": ""},
        {"region": "990100000000", "date": "1949-10-01", "off": True, "ground": "州庆"},
    ],
)
def test_the_database_refuses_a_wrong_override(row):
    with pytest.raises(IntegrityError), transaction.atomic():
        Override.objects.create(**row)


def test_the_database_refuses_a_wrong_notice():
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(year=27, imported_at=AT)
    notice = imported()
    with pytest.raises(IntegrityError), transaction.atomic():
        NoticeDay.objects.create(notice=notice, date=day("2027-05-01"), name="", off=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(year=2027, imported_at=AT)


def test_a_withdrawn_override_is_gone_with_a_line():
    override = overridden("990100000000", "2026-09-01", True)
    assert actions.withdraw_override(override, ground="取消", by=SYSTEM, at=AT) is True
    assert queries.calendar("990100000000").works(day("2026-09-01"))
    line = Line.objects.get(verb="clock.withdraw_override")
    assert (line.chain, line.ground) == ("calendar:2026", "取消")
    assert line.data == {"region": "990100000000", "date": "2026-09-01", "off": True}
    override.pk = 0
    assert actions.withdraw_override(override, ground="取消", by=SYSTEM, at=AT) is False
    assert Line.objects.filter(verb="clock.withdraw_override").count() == 1


def test_a_calendar_is_foreseen_without_a_change():
    kept = overridden("990100000000", "2026-09-01", True)
    seen = queries.foreseen(
        notice={2027: DAYS}, overrides=[("990102000000", day("2026-09-02"), "县庆", True)], without=kept.pk
    )
    dates = [day("2026-09-01"), day("2026-09-02"), day("2027-01-01"), day("2027-01-02")]
    assert [seen("990102000000").works(date) for date in dates] == [True, False, False, True]
    assert [seen("990100000000").works(date) for date in dates] == [True, True, False, True]
    assert [queries.calendar("990102000000").works(date) for date in dates] == [False, True, False, False]
