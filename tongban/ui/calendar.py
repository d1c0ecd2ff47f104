"""Days explained (逐日说明): the day list of a clock explanation, laid out as calendar, strip and list.

A day is a mapping `{date, counted, number, why, name?, procedure?}` as the clock gives it;
of a pause `name` is the procedure in words.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.translation import gettext as _

from tongban.ui import formats


@dataclass(frozen=True)
class Cell:
    """One day: `kind` is count, off, pause, left or due; `short` is its one character in the strip."""

    date: dt.date
    kind: str
    note: str
    short: str
    number: float | None = None
    today: bool = False
    until: dt.date | None = None

    @property
    def sentence(self) -> str:
        """What is said of the day: 第1天，调休上班."""
        lead = {"pause": _("停表，不计"), "off": _("不计")}.get(self.kind, "")
        parts = [lead, self.note]
        if self.number:
            parts.insert(0, _("第%(number)s天") % {"number": self.number})
        if self.today:
            parts.append(_("今天"))
        if self.kind == "due":
            parts.append(_("最后一天"))
        return "，".join(part for part in parts if part)


def _note(day: Mapping) -> tuple[str, str]:
    why, name = day["why"], day.get("name") or ""
    if why == "paused":
        return name, _("停")
    if day["counted"]:
        return (_("调休上班") if why == "make_up_working_day" else name), str(day["number"])
    if why == "weekend":
        return _("周末"), _("休")
    return name or _("法定假日"), _("节") if why == "holiday" else _("休")


def _kind(day: Mapping, date: dt.date, today: dt.date | None, due: dt.date | None) -> str:
    if day["why"] == "paused":
        return "pause"
    if date == due:
        return "due"
    if not day["counted"]:
        return "off"
    return "left" if today and date > today else "count"


def cells(
    days: Iterable[Mapping], start: formats.Moment, today: formats.Moment | None, due: formats.Moment | None,
    start_note: str | None = None,
) -> list[Cell]:  # fmt: skip
    """The start day and every day of the explanation."""
    begins, now = formats.date_of(start), formats.date_of(today) if today else None
    ends = formats.date_of(due) if due else None
    first = Cell(begins, "off", start_note or _("受理日"), _("起"), today=begins == now)
    made = [first]
    for day in days:
        date = formats.date_of(day["date"])
        if date == begins:
            continue
        note, short = _note(day)
        number = day["number"] if day["counted"] else None
        made.append(Cell(date, _kind(day, date, now, ends), note, short, number, date == now))
    return made


def weeks(made: list[Cell]) -> list[list[Cell | None]]:
    """Rows of seven from Monday to Sunday, None where no day is meant."""
    days: list[Cell | None] = [None] * made[0].date.weekday() + made
    days += [None] * (-len(days) % 7)
    return [days[i : i + 7] for i in range(0, len(days), 7)]


def _alike(cell: Cell) -> tuple:
    plain = cell.kind in ("off", "pause") and not cell.today
    return (cell.kind, cell.note) if plain else (cell.date,)


def runs(made: list[Cell]) -> list[Cell]:
    """The same days to read as a list: days off or paused for one reason are one line, up to `until`."""
    lines = []
    for _same, group in groupby(made, _alike):
        run = list(group)
        lines.append(replace(run[0], until=run[-1].date if len(run) > 1 else None))
    return lines
