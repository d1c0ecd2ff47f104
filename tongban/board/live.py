"""实时监察: every open case by light, from the city down to the clerk."""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongban.board import access as permission
from tongban.board import levels
from tongban.cases.states import State
from tongban.cases.worklists import LIGHTS
from tongban.catalogue import codes
from tongban.clock import engine
from tongban.clock import queries as clock
from tongban.core import text
from tongban.identity.models import Agency
from tongban.supervision import live
from tongban.ui import access, limits, queues, tables

HEADER = ("编号", "事项", "机关", "岗位", "经办人", "状态", "期限", "最后一天")
SIX = 6  # digits of a county
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
        "drill": levels.compared(request, [*agencies], wish, counts),
        "above": levels.above(request, wish, counts),
        "asked": request.GET.urlencode(),
        "still": bool(request.GET.get("still")),
        "refresh": queues.onward(request, after=request.GET.get("after", "")),
        "moving": queues.onward(request, still="" if request.GET.get("still") else "1"),
        "now": timezone.localtime(),
    }
    return render(request, "board/live.html", shown)


@access.staff
@require_safe
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """导出: the whole list as it is filtered now."""
    cells = _cells(permission.agencies(request), wished(request), timezone.localdate())
    return tables.answer(form, "监察清单", HEADER, cells)


def wished(request: HttpRequest) -> live.Wish:
    """The filters of the address; what is not understood is not asked."""
    asked = request.GET
    light = asked.get("light", "")
    region = asked.get("region", "")
    return live.Wish(
        region=region if region.isascii() and region.isdecimal() and len(region) == SIX else "",
        agency=_number(asked.get("agency", "")),
        post=asked.get("post", "")[:20],
        person=_number(asked.get("person", "")),
        light=light if light in LIGHTS else "",
        text=text.tidy(asked.get("q", ""))[:100],
        day=_day(asked.get("day", "")),
    )


def _day(typed: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(typed)
    except ValueError:
        return None


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 18 else None


def began(request: HttpRequest) -> live.Place:
    """Where the page begins: `after` is deadline and id."""
    due, _sep, key = request.GET.get("after", "").partition("_")
    try:
        return live.Place(dt.date.fromisoformat(due) if due else None, uuid.UUID(key))
    except ValueError:
        return live.Place()


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
                "due": limits.ending(row.due_on, calendars[row.region_id]),
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
