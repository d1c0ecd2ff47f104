"""The acts on the calendar. Each is one transaction and one line of the journal."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from tongban.clock.engine import NoticeDay
from tongban.clock.models import Notice, Override, Threshold
from tongban.clock.models import NoticeDay as NoticeDayRow
from tongban.journal import actions as journal


@transaction.atomic
def import_notice(
    year: int, days: Iterable[NoticeDay], *, source: str, by: journal.Author, at: dt.datetime
) -> Notice | None:
    """导入放假安排: the year is no longer provisional. None if just this notice was there already."""
    days = sorted(days)
    known = Notice.objects.select_for_update().filter(year=year).first()
    if known and known.source == source and _days(known) == days:
        return None
    if known:
        known.delete()
    notice = Notice.objects.create(year=year, source=source, imported_at=at)
    NoticeDayRow.objects.bulk_create(NoticeDayRow(notice=notice, **day._asdict()) for day in days)
    journal.append(
        "clock.import_notice", f"calendar:{year}", by=by, at=at, year=year, source=source, days=len(days)
    )
    return notice


@transaction.atomic
def override_day(
    region: str, date: dt.date, *, off: bool, ground: str, by: journal.Author, at: dt.datetime
) -> Override:
    """地方调整: take a day off, or work it, in one division and below."""
    Override.objects.filter(region=region, date=date).delete()
    override = Override.objects.create(region=region, date=date, off=off, ground=ground)
    journal.append(
        "clock.override_day",
        f"calendar:{date.year}",
        by=by,
        at=at,
        ground=ground,
        region=region,
        date=date,
        off=off,
    )
    return override


@transaction.atomic
def set_thresholds(yellow: int, *, ground: str, by: journal.Author, at: dt.datetime) -> Threshold:
    """设定预警阈值: the lights of what is open are computed anew."""
    made = Threshold.objects.create(yellow=yellow, ground=ground, set_at=at)
    journal.append("clock.set_thresholds", "calendar:lights", by=by, at=at, ground=ground, yellow=yellow)
    return made


@transaction.atomic
def withdraw_override(override: Override, *, ground: str, by: journal.Author, at: dt.datetime) -> bool:
    """撤销地方调整: the day is again what the notice says. False if it was gone already."""
    gone, _rows = Override.objects.filter(pk=override.pk).delete()
    if gone:
        journal.append(
            "clock.withdraw_override",
            f"calendar:{override.date.year}",
            by=by,
            at=at,
            ground=ground,
            region=override.region,
            date=override.date,
            off=override.off,
        )
    return bool(gone)


def _days(notice: Notice) -> list[NoticeDay]:
    return sorted(NoticeDay(*row) for row in notice.days.values_list("date", "name", "off"))
