"""The calendar in force, kept in process as long as nothing was imported or overridden since."""

import datetime as dt
from functools import lru_cache

from django.db import connection

from tongban.clock import default_calendar
from tongban.clock.engine import Calendar, NoticeDay, Override
from tongban.clock.models import NoticeDay as NoticeDayRow
from tongban.clock.models import Override as OverrideRow
from tongban.core.identifiers import region_prefix

VERSION = """
SELECT (SELECT oid FROM pg_database WHERE datname = current_database()),
       (SELECT max(id) FROM clock_notice), max(id), count(*) FROM clock_override
"""
Version = tuple[int, int | None, int | None, int]


def version() -> Version:
    """What changes with every import and override: rows are never edited, and numbers not used twice."""
    with connection.cursor() as cursor:
        cursor.execute(VERSION)
        return cursor.fetchall()[0]


def calendar(region_code: str | None = None) -> Calendar:
    """工作日历 of the country, or of a division (12 digits) with what it and those above it changed."""
    state = version()
    overrides = [row for row in _overrides(state) if region_code and _covers(row[0], region_code)]
    return _calendar(state, tuple(overrides))


def _covers(region: str, code: str) -> bool:
    return code.startswith(region_prefix(region)) or region == "0" * 12


@lru_cache(maxsize=1)
def _overrides(_state: Version) -> list[tuple[str, dt.date, str, bool]]:
    rows = OverrideRow.objects.values_list("region", "date", "ground", "off")
    return sorted(rows, key=lambda row: (len(region_prefix(row[0])), row))


@lru_cache(maxsize=64)
def _calendar(_state: Version, overrides: tuple[tuple[str, dt.date, str, bool], ...]) -> Calendar:
    imported: dict[int, list[NoticeDay]] = {}
    for year, *day in NoticeDayRow.objects.values_list("notice__year", "date", "name", "off"):
        imported.setdefault(year, []).append(NoticeDay(*day))
    nearest = {date: Override(date, ground, off) for _region, date, ground, off in overrides}
    return default_calendar.build(default_calendar.notices() | imported, nearest)
