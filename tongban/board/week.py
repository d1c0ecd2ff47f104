"""未来一周: what becomes due on which day, at which agency or post, and how it compares with what is done."""

import datetime as dt
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongban.board import access as permission
from tongban.board import live as board
from tongban.catalogue import codes
from tongban.clock import engine
from tongban.clock import queries as clock
from tongban.identity.models import Agency
from tongban.supervision import comparing, live
from tongban.ui import access, formats, tables

WEEK = 7  # days, today among them
PAST = dt.timedelta(28)  # how far back the pace of work is taken from
COOL = 4  # cases a day that are never hot
WARMTHS = 4


@access.staff
@require_safe
def week(request: HttpRequest) -> HttpResponse:
    """The calendar and the table of the week."""
    return render(request, "board/week.html", ahead(request))


@access.staff
@require_safe
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """导出 the table."""
    shown = ahead(request)
    header = (
        shown["heading"],
        *(head["label"] for head in shown["heads"]),
        _("合计"),
        _("日均办完"),
        _("约需工作日"),
    )
    cells = (
        (
            line["name"],
            *(cell["count"] for cell in line["cells"]),
            line["total"],
            line["pace"] or "",
            line["needs"] or "",
        )
        for line in shown["lines"]
    )
    return tables.answer(form, "未来一周到期", header, cells)


def ahead(request: HttpRequest) -> dict:
    """What both show: agencies, or the posts of one agency."""
    agencies, today, wish = permission.agencies(request), timezone.localdate(), board.wished(request)
    by = "post" if wish.agency in agencies else "agency"
    days, calendar = [today + dt.timedelta(each) for each in range(WEEK)], clock.calendar()
    found = live.heat([*agencies], wish, today, days[-1], by)
    pace = _pace([*agencies], wish, by, today, calendar)
    names = codes.POSTS if by == "post" else {str(pk): _short(one) for pk, one in agencies.items()}
    keys = {key for key, _day in found}
    most = max([COOL, *found.values()])
    lines = [_line(key, names.get(key, key), by, wish, days, found, most, pace) for key in keys]
    return {
        "by": by,
        "heading": _("岗位") if by == "post" else _("机关"),
        "agency": agencies.get(wish.agency or 0),
        "heads": _heads(days, calendar, found, wish),
        "lines": sorted(lines, key=lambda line: (-line["total"], line["name"])),
        "total": sum(found.values()),
    }


def _line(
    key: str, name: str, by: str, wish: live.Wish, days: list[dt.date], found: dict, most: int, pace: dict
) -> dict:
    """One agency or post: its days, its sum, and how many working days it needs at its pace."""
    counts = [found.get((key, day), 0) for day in days]
    total, daily = sum(counts), pace.get(key, 0)
    chosen = {"agency": wish.agency or "", by: key}
    inward = f"?{urlencode(chosen)}" if by == "agency" else listed(chosen)
    return {
        "name": name,
        "url": inward,
        "cells": [
            {"count": n, "warm": warmth(n, most), "url": listed(chosen, day)}
            for n, day in zip(counts, days, strict=True)
        ],
        "total": total,
        "pace": round(daily, 1),
        "needs": round(total / daily, 1) if daily else None,
    }


def _heads(days: list[dt.date], calendar: engine.Calendar, found: dict, wish: live.Wish) -> list[dict]:
    """Each day with its sum and how warm it is."""
    sums = {day: sum(count for (_key, due), count in found.items() if due == day) for day in days}
    most = max([COOL, *sums.values()])
    chosen = {"agency": wish.agency or ""}
    return [
        {
            "day": day,
            "label": formats.weekday_day(day),
            "works": calendar.works(day),
            "count": sums[day],
            "warm": warmth(sums[day], most),
            "url": listed(chosen, day),
        }
        for day in days
    ]


def _pace(
    agencies: list[int], wish: live.Wish, by: str, today: dt.date, calendar: engine.Calendar
) -> dict[str, float]:
    """日均办完: stages done a working day, of late."""
    since = timezone.make_aware(dt.datetime.combine(today - PAST, dt.time()))
    days = engine.working_days_between(today - PAST, today, calendar)
    done: Iterable = comparing.ended(agencies, wish, by, since).items()
    return {key: count / days for key, (count, _late) in done}


def warmth(count: int, most: int) -> int:
    """Of four, none for nothing."""
    return -(-count * WARMTHS // most) if count else 0


def listed(chosen: dict, day: dt.date | None = None) -> str:
    """The list of what is meant."""
    asked = {name: value for name, value in chosen.items() if value} | ({"day": day} if day else {})
    return f"{reverse('board:live')}?{urlencode(asked)}"


def _short(agency: Agency) -> str:
    return agency.short_name or agency.name
