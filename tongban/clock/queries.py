"""The calendar in force, kept in process as long as nothing was imported or overridden since."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from django.db import connection

from tongban.clock import default_calendar
from tongban.clock.engine import THRESHOLDS, Calendar, NoticeDay, Override, Thresholds
from tongban.clock.models import NoticeDay as NoticeDayRow
from tongban.clock.models import Override as OverrideRow
from tongban.clock.models import Threshold
from tongban.core.identifiers import region_prefix

VERSION = """
SELECT (SELECT oid FROM pg_database WHERE datname = current_database()),
       (SELECT max(id) FROM clock_notice), (SELECT max(id) FROM clock_threshold), max(id), count(*)
FROM clock_override
"""
Version = tuple[int, int | None, int | None, int | None, int]
Row = tuple[str, dt.date, str, bool]  # region, date, ground, off
NOTHING: Mapping[int, Sequence[NoticeDay]] = {}


def version() -> Version:
    """What changes with every import and override: rows are never edited, and numbers not used twice."""
    with connection.cursor() as cursor:
        cursor.execute(VERSION)
        return cursor.fetchall()[0]


def calendar(region_code: str | None = None) -> Calendar:
    """工作日历 of the country, or of a division (12 digits) with what it and those above it changed."""
    state = version()
    return _calendar(state, _upon(_overrides(state), region_code))


def foreseen(
    *, notice: Mapping[int, Sequence[NoticeDay]] = NOTHING, overrides: Sequence[Row] = (), without: int = 0
) -> Callable[[str | None], Calendar]:
    """拟议的日历 by division: as if a notice were imported, days overridden, or an override taken back."""
    state = version()
    dropped = OverrideRow.objects.filter(pk=without).values_list("region", "date").first()
    replaced = {(row[0], row[1]) for row in overrides} | ({dropped} if dropped else set())
    kept = [row for row in _overrides(state) if (row[0], row[1]) not in replaced]
    notices = default_calendar.notices() | _imported(state) | dict(notice)
    rows = sorted([*kept, *overrides], key=_width)
    lit = thresholds(state)
    return lambda code: default_calendar.build(notices, _nearest(_upon(rows, code)), lit)


def _upon(rows: Iterable[Row], code: str | None) -> tuple[Row, ...]:
    """Those that hold in a division, the nearest last."""
    return tuple(row for row in rows if code and _covers(row[0], code))


def _covers(region: str, code: str) -> bool:
    return code.startswith(region_prefix(region)) or region == "0" * 12


def _width(row: Row) -> tuple[int, Row]:
    return len(region_prefix(row[0])), row


def _nearest(rows: Iterable[Row]) -> dict[dt.date, Override]:
    return {date: Override(date, ground, off) for _region, date, ground, off in rows}


@lru_cache(maxsize=1)
def thresholds(_state: Version) -> Thresholds:
    """预警阈值 in force."""
    latest = Threshold.objects.order_by("-pk").first()
    return Thresholds(yellow=latest.yellow) if latest else THRESHOLDS


@lru_cache(maxsize=1)
def _overrides(_state: Version) -> list[Row]:
    return sorted(OverrideRow.objects.values_list("region", "date", "ground", "off"), key=_width)


@lru_cache(maxsize=1)
def _imported(_state: Version) -> dict[int, list[NoticeDay]]:
    imported: dict[int, list[NoticeDay]] = {}
    for year, *day in NoticeDayRow.objects.values_list("notice__year", "date", "name", "off"):
        imported.setdefault(year, []).append(NoticeDay(*day))
    return imported


@lru_cache(maxsize=64)
def _calendar(state: Version, overrides: tuple[Row, ...]) -> Calendar:
    notices = default_calendar.notices() | _imported(state)
    return default_calendar.build(notices, _nearest(overrides), thresholds(state))
