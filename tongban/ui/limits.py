"""Limits as officers read them (期限展示): how many days are left and used, and the strip of days."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.cases import queries, rules, worklists
from tongban.cases.models import Case, Draft
from tongban.clock import engine
from tongban.clock import queries as clock
from tongban.ui import formats

STARTS = {
    "acceptance": gettext_lazy("收件日"),
    "decision": gettext_lazy("受理日"),
    "delivery": gettext_lazy("决定日"),
}
KINDS = {"promised": gettext_lazy("承诺"), "statutory": gettext_lazy("法定")}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a limit stands on a day, in working days."""

    left: str
    used: int | str
    limit: int | str


def standing(row: worklists.Row, today: dt.date, calendar: engine.Calendar) -> Standing:
    """剩几天, 已用, 时限 of one row."""
    began = formats.date_of(row.decided_at or row.accepted_at or row.counted_at)
    used = engine.working_days_between(began, today, calendar)
    if row.due_on is None:
        return Standing(_("停表"), used, "—")
    limit = engine.working_days_between(began, row.due_on, calendar)
    return Standing(left(row.due_on, today, calendar), used, limit)


def left(due_on: dt.date, today: dt.date, calendar: engine.Calendar) -> str:
    """超2天, 今天, 剩3天: in working days."""
    if due_on == today:
        return _("今天")
    if due_on < today:
        over = engine.working_days_between(due_on, today, calendar)
        return _("超%(days)s天") % {"days": over} if over else _("超期")
    return _("剩%(days)s天") % {"days": engine.working_days_between(today, due_on, calendar)}


def last_day(due_on: dt.date | None, provisional: bool) -> str:
    """1月4日（预估）: the last day, and whether the holidays of its year are not announced yet."""
    if due_on is None:
        return _("恢复后定")
    return _("%(day)s（预估）") % {"day": formats.day(due_on)} if provisional else formats.day(due_on)


def ending(due_on: dt.date | None, calendar: engine.Calendar) -> str:
    """The same in a list, by the year in which the limit ends."""
    return last_day(due_on, due_on is not None and calendar.provisional(due_on.year))


def of(case: Case, today: dt.date) -> dict:
    """期限: the leading limit with its days, its light, and the others beside it."""
    limits = queries.explained(case, today)
    if not limits:
        return {}
    leading = limits[0]
    found = leading.explanation
    calendar = clock.calendar(case.region_id)
    return {
        "days": [day.json() for day in found.days or ()],
        "start": leading.start,
        "start_note": _("重新起算日") if _anew(case, leading) else str(STARTS[leading.name]),
        "due": found.due,
        "last_day": last_day(found.due and formats.date_of(found.due), found.provisional),
        "light": found.light or "paused",
        "left": left(formats.date_of(found.due), today, calendar) if found.due else _("停表"),
        "projected": found.projected,
        "amounts": "，".join(f"{KINDS[each.kind]}{words(each.limit)}" for each in limits),
        "longer": longer(leading),
        "provisional": found.provisional,
        "today": today,
    }


def _anew(case: Case, leading: queries.Explained) -> bool:
    return leading.name == "acceptance" and case.counted_from is not None


def words(limit: engine.Limit) -> str:
    """8个工作日."""
    return formats.limit(limit.value, limit.unit)


def longer(clock: queries.Explained) -> str:
    """，延期10个工作日; nothing where it was not extended."""
    more = clock.extension
    return _("，延期%(days)s") % {"days": formats.limit(more.value, more.unit)} if more else ""


def if_accepted(draft: Draft, today: dt.date) -> tuple[dt.date, str] | None:
    """The last day if the draft were accepted today, and the limit in words; None where there is none."""
    found = rules.limits(queries.definition(draft), queries.checklist(draft).promised)
    limit = found.promised or found.statutory
    return limit and (
        engine.add(today, limit, clock.calendar(draft.item.region_id)),
        formats.limit(limit.value, limit.unit),
    )
