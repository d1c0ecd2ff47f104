"""How a year looks: months of days, the holidays by name, where each comes from, and what was done."""

import calendar as months_of
import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from tongban.clock import default_calendar, engine
from tongban.clock.engine import Calendar, NoticeDay
from tongban.clock.models import Notice
from tongban.identity.models import Region
from tongban.journal import queries as journal
from tongban.journal.models import Line
from tongban.ui import formats

MARKS = {"holiday": later("休"), "make_up_working_day": later("班"), "regional_override": later("改")}
KINDS = {
    "weekend": "off",
    "holiday": "holiday",
    "make_up_working_day": "made",
    "regional_override": "changed",
}


class Cell(NamedTuple):
    """One day of a month: `kind` is work, off, holiday, made or changed."""

    date: dt.date
    kind: str
    mark: str
    note: str
    works: bool


def months(year: int, calendar: Calendar) -> list[tuple[int, list[list[Cell | None]]]]:
    """The twelve months, each in weeks from Monday; None where no day of the month is."""
    weeks = months_of.Calendar()
    return [
        (
            month,
            [
                [_cell(date, calendar) if date.month == month else None for date in week]
                for week in weeks.monthdatescalendar(year, month)
            ],
        )
        for month in range(1, 13)
    ]


def _cell(date: dt.date, calendar: Calendar) -> Cell:
    why, name = calendar.reason(date)
    return Cell(date, KINDS.get(why, "work"), str(MARKS.get(why, "")), name or "", calendar.works(date))


def holidays(days: Iterable[NoticeDay]) -> list[dict]:
    """Each holiday by its name: its days off and the days that make up for them."""
    named: dict[str, dict[bool, list[dt.date]]] = {}
    for day in sorted(days):
        named.setdefault(day.name, {True: [], False: []})[day.off].append(day.date)
    return [
        {"name": name, "off": spans(both[True]), "size": len(both[True]), "on": spans(both[False])}
        for name, both in named.items()
    ]


def spans(dates: list[dt.date]) -> str:
    """2月5日至11日、2月14日."""
    runs: list[list[dt.date]] = []
    for date in dates:
        if runs and date - runs[-1][-1] == dt.timedelta(days=1):
            runs[-1].append(date)
        else:
            runs.append([date])
    return "、".join(_span(run) for run in runs)


def _span(run: list[dt.date]) -> str:
    first, last = formats.day(run[0]), formats.day(run[-1])
    return first if len(run) == 1 else _("%(first)s至%(last)s") % {"first": first, "last": last}


def source(year: int) -> dict:
    """Where the days of a year come from: an imported notice, those the program knows, or the statute."""
    notice = Notice.objects.filter(year=year).first()
    if notice:
        days = [NoticeDay(*row) for row in notice.days.values_list("date", "name", "off")]
        return {"kind": "imported", "notice": notice, "days": days, "lines": notice.source.splitlines()}
    known = default_calendar.notices().get(year)
    if known:
        return {"kind": "known", "days": list(known), "lines": []}
    return {"kind": "provisional", "days": default_calendar.statutory_days(year), "lines": []}


def worked(year: int, calendar: Calendar) -> int:
    """The working days of a year."""
    return engine.working_days_between(dt.date(year - 1, 12, 31), dt.date(year, 12, 31), calendar)


def history(year: int) -> list[dict]:
    """What was done to the calendar of a year, the last first."""
    lines = list(journal.timeline(f"calendar:{year}"))
    names = dict(
        Region.objects.filter(pk__in={line.data.get("region") for line in lines}).values_list("code", "name")
    )
    return [{"line": line, "words": _words(line, names)} for line in reversed(lines)]


def _words(line: Line, names: dict[str, str]) -> str:
    said = line.data
    if line.verb == "clock.import_notice":
        return _("导入%(year)s年放假安排，写明%(days)s天") % {"year": said["year"], "days": said["days"]}
    told = {
        "day": formats.day(dt.date.fromisoformat(said["date"])),
        "region": names.get(said["region"], said["region"]),
        "what": _("休息") if said["off"] else _("上班"),
    }
    if line.verb == "clock.override_day":
        return _("%(region)s%(day)s改为%(what)s") % told
    return _("撤销%(region)s%(day)s的调整") % told
