"""日历的页面: a year; a notice read, checked, previewed and taken in; a day changed in a division."""

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongban.clock import actions, checking, keeping, notice_text, queries
from tongban.clock.engine import NoticeDay
from tongban.clock.engine.calendar import FIRST, LAST
from tongban.clock.models import Notice, Override
from tongban.console import access as permission
from tongban.console.calendars import foreseen, shown
from tongban.console.measures import day
from tongban.core import errors
from tongban.identity.models import Region
from tongban.journal.actions import Author
from tongban.ui import access, casework

EVERYWHERE = "0" * 12
LONGEST = 200  # characters of a ground


def _keeper(request: HttpRequest) -> tuple[Author, list[Region]]:
    """The officer as the journal names him, and the divisions whose days he may change."""
    held = keeping.power(request.desk)
    return permission.at_console(request).author(held), keeping.regions(request.desk)


def _year(given: str) -> int:
    wanted = permission.number(given)
    return wanted if FIRST.year < wanted < LAST.year else timezone.localdate().year


@access.staff
@require_safe
def year(request: HttpRequest) -> HttpResponse:
    """One year in one division: every day, what is named, what was changed, what was done."""
    _by, own = _keeper(request)
    wanted = _year(request.GET.get("year", ""))
    codes = [each.code for each in own]
    region = request.GET.get("region", "")
    region = region if region in codes else codes[0]
    calendar = queries.calendar(region)
    changed = Override.objects.filter(date__year=wanted).order_by("date", "region")
    names = dict(Region.objects.filter(pk__in={each.region for each in changed}).values_list("code", "name"))
    found = shown.source(wanted)
    page = {
        "year": wanted,
        "region": region,
        "regions": [(each.code, each.name) for each in own],
        "months": shown.months(wanted, calendar),
        "worked": shown.worked(wanted, calendar),
        "source": found,
        "holidays": shown.holidays(found["days"]),
        "changed": [(each, names.get(each.region, each.region), each.region in codes) for each in changed],
        "history": shown.history(wanted),
        "whole": keeping.whole(own),
    }
    return render(request, "console/calendar/year.html", page)


@access.staff
def notice(request: HttpRequest) -> HttpResponse:
    """录入放假安排: the text is read and checked; taken in only once it has been seen without a fault."""
    by, own = _keeper(request)
    if not keeping.whole(own):
        raise keeping.NotEntitled(
            _("全国的放假安排由最高一级的日历管理岗录入，日历没有变化。您可以登记本地的调整。")
        )
    if request.method != "POST":
        return render(request, "console/calendar/notice.html", {"typed": {}})
    read = notice_text.read(request.POST.get("text", ""))
    found = checking.faults(read)
    if found or request.POST.get("do") != "import":
        return _read(request, read, found)
    address = casework.said(request, "source")[:LONGEST]
    source = "\n".join(part for part in (read.number, address) if part)
    made = actions.import_notice(read.year, read.days, source=source, by=by, at=timezone.now())
    said = (
        _("%(year)s年放假安排已导入，没有办结的办件正在重算期限，有变动的会告知申请人。")
        if made
        else _("%(year)s年放假安排此前已经导入，没有变化。")
    )
    messages.success(request, said % {"year": read.year})
    return redirect(f"{reverse('console:calendar')}?year={read.year}")


def _read(request: HttpRequest, read: notice_text.Reading, found: list[notice_text.Fault]) -> HttpResponse:
    page = {"typed": request.POST, "read": read, "faults": found, "holidays": shown.holidays(read.days)}
    if read.days and not found:
        page |= _foreseen(read.year, read.days)
    return render(request, "console/calendar/notice.html", page, status=422 if found else 200)


def _foreseen(year: int, days: list[NoticeDay]) -> dict:
    calendars = queries.foreseen(notice={year: days})
    now, then = queries.calendar(), calendars(None)
    return {
        "months": shown.months(year, then),
        "worked": shown.worked(year, then),
        "changes": checking.changes(days, now, then),
        "before": sum(day.date.year < year for day in days),
        "replaced": Notice.objects.filter(year=year).first(),
        "moves": foreseen.moves(calendars, dt.date(year - 1, 12, 1), EVERYWHERE, timezone.localdate()),
    }


@access.staff
def override(request: HttpRequest) -> HttpResponse:
    """登记地方调整: a day off, or worked, in a division and below; seen with what moves before it holds."""
    by, own = _keeper(request)
    page = {"regions": [(each.code, each.name) for each in own], "typed": request.POST, "found": {}}
    if request.method != "POST":
        return render(request, "console/calendar/override.html", page)
    date, ground = day(casework.said(request, "date")), casework.said(request, "ground")[:LONGEST]
    region, off = casework.said(request, "region"), request.POST.get("off") == "yes"
    wrong = _wrong(date, region, ground, off=off, codes=[code for code, _name in page["regions"]])
    if wrong or date is None:
        page |= {"found": dict(wrong), "errors": casework.lines(wrong)}
        return render(request, "console/calendar/override.html", page, status=422)
    if request.POST.get("do") != "import":
        calendars = queries.foreseen(overrides=[(region, date, ground, off)])
        moves = foreseen.moves(calendars, date, region, timezone.localdate())
        name = dict(page["regions"])[region]
        page |= {"moves": moves, "date": date, "off": off, "name": name}
        return render(request, "console/calendar/override.html", page)
    actions.override_day(region, date, off=off, ground=ground, by=by, at=timezone.now())
    messages.success(request, _("调整已登记，没有办结的办件正在重算期限，有变动的会告知申请人。"))
    return redirect(f"{reverse('console:calendar')}?year={date.year}&region={region}")


def _wrong(
    date: dt.date | None, region: str, ground: str, *, off: bool, codes: list[str]
) -> list[tuple[str, str]]:
    if region not in codes:
        return [("region", _("请选您管理的地方"))]
    if date is None or not FIRST < date < LAST:
        return [("date", _("请填一个日期，例如2026-12-24"))]
    found = [] if ground else [("ground", _("请写明依据的文件和文号"))]
    if queries.calendar(region).works(date) is not off:
        found.append(("off", _("这一天现在就是休息，不用调整") if off else _("这一天现在就是上班，不用调整")))
    return found


@access.staff
@require_POST
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """撤销地方调整."""
    by, own = _keeper(request)
    entry, ground = get_object_or_404(Override, pk=pk), casework.said(request, "ground")[:LONGEST]
    if entry.region not in {each.code for each in own}:
        raise keeping.NotEntitled(_("这里的日历不归您管理，调整没有撤销。"))
    if not ground:
        raise errors.Problem(_("没有撤销：请写明理由。"))
    actions.withdraw_override(entry, ground=ground, by=by, at=timezone.now())
    messages.success(request, _("调整已撤销，没有办结的办件正在重算期限。"))
    return redirect(f"{reverse('console:calendar')}?year={entry.date.year}&region={entry.region}")
