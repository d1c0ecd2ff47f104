"""实时监察: every open case by light, from the agency down to the clerk; the week ahead."""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tongban.board import access as permission
from tongban.cases.states import State
from tongban.cases.worklists import LIGHTS
from tongban.catalogue import codes
from tongban.clock import engine
from tongban.clock import queries as clock
from tongban.core import text
from tongban.identity.models import Agency
from tongban.supervision import live
from tongban.ui import access, formats, limits, queues, tables

WEEK = 7  # days, today among them
LEVELS = ("agency", "post", "person")
HEADINGS = {
    "agency": gettext_lazy("各机关"),
    "post": gettext_lazy("各岗位"),
    "person": gettext_lazy("各经办人"),
}
LIGHT_WORDS = {light: words for light, words, _kind in queues.FILTERS}
HEADER = ("编号", "事项", "机关", "岗位", "经办人", "状态", "期限", "最后一天")
COOL = 4  # cases a day that are never hot
NAMED = 3  # holders who are named in a row


@access.staff
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The live list with its counts."""
    agencies, today, wish = permission.agencies(request), timezone.localdate(), wished(request)
    found, following = live.page([*agencies], wish, today, began(request))
    counts = live.tally([*agencies], wish, today)
    lights = counts["light"][0].lights if counts["light"] else dict.fromkeys(LIGHTS, 0)
    shown = {
        "wish": wish,
        "rows": rows(found, agencies, today),
        "following": queues.onward(request, after=f"{following.due or ''}_{following.id}")
        if following
        else "",
        "filters": queues.filters(lights, wish.light, lambda light: queues.onward(request, light=light)),
        "total": lights[wish.light] if wish.light else sum(lights.values()),
        "drill": drill(request, wish, counts),
        "above": above(request, wish, counts),
        "asked": request.GET.urlencode(),
        "now": timezone.localtime(),
    }
    return render(request, "board/live.html", shown)


@access.staff
@require_safe
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """导出: the whole list as it is filtered now."""
    cells = _cells(permission.agencies(request), wished(request), timezone.localdate())
    return tables.answer(form, "监察清单", HEADER, cells)


@access.staff
@require_safe
def week(request: HttpRequest) -> HttpResponse:
    """未来一周: how much becomes due, by day and agency."""
    agencies, today = permission.agencies(request), timezone.localdate()
    days = [today + dt.timedelta(ahead) for ahead in range(WEEK)]
    found, calendar = live.heat([*agencies], today, days[-1]), clock.calendar()
    most = max([COOL, *found.values()])
    lines = [
        {
            "name": agency.short_name or agency.name,
            "url": f"{reverse('board:live')}?agency={agency.pk}",
            "cells": [_cell(found.get((pk, day), 0), most) for day in days],
            "total": sum(found.get((pk, day), 0) for day in days),
        }
        for pk, agency in agencies.items()
    ]
    lines = sorted((line for line in lines if line["total"]), key=lambda line: -line["total"])
    sums = [sum(found.get((pk, day), 0) for pk in agencies) for day in days]
    heads = [{"day": day, "works": calendar.works(day)} for day in days]
    return render(request, "board/week.html", {"heads": heads, "lines": lines, "sums": sums})


def _cell(count: int, most: int) -> dict:
    """How many, and how warm of four."""
    return {"count": count, "warm": -(-count * 4 // most) if count else 0}


def wished(request: HttpRequest) -> live.Wish:
    """The filters of the address; what is not understood is not asked."""
    asked = request.GET
    light = asked.get("light", "")
    return live.Wish(
        agency=_number(asked.get("agency", "")),
        post=asked.get("post", "")[:20],
        person=_number(asked.get("person", "")),
        light=light if light in LIGHTS else "",
        text=text.tidy(asked.get("q", ""))[:100],
    )


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 18 else None


def began(request: HttpRequest) -> live.Place:
    """Where the page begins: `after` is deadline and id."""
    due, _sep, key = request.GET.get("after", "").partition("_")
    try:
        return live.Place(dt.date.fromisoformat(due) if due else None, uuid.UUID(key))
    except ValueError:
        return live.Place()


def drill(request: HttpRequest, wish: live.Wish, counts: dict[str, list[live.Count]]) -> dict:
    """One step down: agencies, then the posts of one, then who holds it."""
    level = "agency" if wish.agency is None else "person" if wish.post or wish.person else "post"
    lines = [
        {
            "name": name_of(count),
            "url": queues.onward(request, **{level: count.key}),
            "current": level == "person" and count.key == str(wish.person or ""),
            "lights": [(light, LIGHT_WORDS[light], count.lights[light]) for light in LIGHTS],
            "total": count.total,
        }
        for count in counts[level]
    ]
    return {"heading": HEADINGS[level], "lines": lines}


def name_of(count: live.Count) -> str:
    """An agency or a person by name, a kind of post as the register calls it."""
    return codes.POSTS.get(count.key, count.key) if count.by == "post" else count.name


def above(
    request: HttpRequest, wish: live.Wish, counts: dict[str, list[live.Count]]
) -> list[tuple[str, str]]:
    """The way back up: what has been chosen, each with the address that forgets all below it."""
    chosen, made, kept = {"agency": wish.agency, "post": wish.post, "person": wish.person}, [], {}
    for level in LEVELS:
        if chosen[level] in (None, ""):
            continue
        kept[level] = str(chosen[level])
        name = next((name_of(each) for each in counts[level] if each.key == kept[level]), kept[level])
        forgotten = dict.fromkeys(LEVELS, "") | kept
        made.append((name, queues.onward(request, **forgotten)))
    all_of_them = queues.onward(request, **dict.fromkeys(LEVELS, ""))
    return [(_("全部机关"), all_of_them), *made] if made else []


def rows(found: Iterable[live.Row], agencies: dict[int, Agency], today: dt.date) -> list[dict]:
    """Rows of the table."""
    calendars: dict[str, engine.Calendar] = {}
    made = []
    for row in found:
        if row.region_id not in calendars:
            calendars[row.region_id] = clock.calendar(row.region_id)
        left = limits.left(row.due_on, today, calendars[row.region_id]) if row.due_on else _("停表")
        agency = agencies[row.agency_id]
        made.append(
            {
                "url": reverse("board:case", args=[row.number]),
                "number": row.number,
                "item": row.item_name,
                "agency": agency.short_name or agency.name,
                "post": codes.POSTS.get(row.post, row.post),
                "people": people(row.people),
                "state": State(row.state).label,
                "light": row.light,
                "left": left,
                "due": formats.day(row.due_on) if row.due_on else _("恢复后定"),
            }
        )
    return made


def people(names: list[str]) -> str:
    """沈青、苏禾等4人."""
    if not names:
        return _("无人在岗")
    named = "、".join(names[:NAMED])
    return _("%(names)s等%(n)s人") % {"names": named, "n": len(names)} if len(names) > NAMED else named


def _cells(agencies: dict[int, Agency], wish: live.Wish, today: dt.date) -> Iterator[tuple]:
    place: live.Place | None = live.Place()
    while place:
        found, place = live.page([*agencies], wish, today, place, 1000)
        for row in rows(found, agencies, today):
            yield tuple(
                row[key] for key in ("number", "item", "agency", "post", "people", "state", "left", "due")
            )
