"""Worklists on a page (待办页面): what was asked in the address, the page of rows, the way on, the export."""

import csv
import datetime as dt
import uuid
from collections.abc import Callable, Iterable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.cases import worklists
from tongban.clock import engine
from tongban.clock import queries as clock
from tongban.core import text
from tongban.ui import casework, limits

Address = Callable[[worklists.Row], str]
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run

HINTS = {
    ("hold", "fee"): {"text": gettext_lazy("待缴费"), "kind": "info"},
    ("review", "oppose"): {"text": gettext_lazy("前序拟不予许可"), "kind": "warn"},
}
RETURNED = {"text": gettext_lazy("已退回，请重办"), "kind": "warn"}
FILTERS = (
    ("", gettext_lazy("全部"), ""),
    ("red", gettext_lazy("超期"), "bad"),
    ("yellow", gettext_lazy("临期"), "warn"),
    ("green", gettext_lazy("正常"), "ok"),
    ("paused", gettext_lazy("停表"), "pause"),
)


def wished(request: HttpRequest) -> worklists.Wish:
    """The filters of the address; what is not understood is not asked."""
    asked = request.GET
    light, item = asked.get("light", ""), asked.get("item", "")
    return worklists.Wish(
        text=text.tidy(asked.get("q", ""))[:100],
        item=int(item) if item.isascii() and item.isdigit() and len(item) < 18 else None,
        stage=asked.get("stage", "")[:40],
        channel=asked.get("channel", "")[:16],
        light=light if light in worklists.LIGHTS else "",
        officer=request.desk.officer_id if asked.get("whose") == "mine" else None,
    )


def began(request: HttpRequest) -> worklists.Place:
    """Where the page begins: `after` is limit, id and how many were shown before."""
    due, _sep, rest = request.GET.get("after", "").partition("_")
    case, _sep, seen = rest.partition("_")
    try:
        return worklists.Place(dt.date.fromisoformat(due) if due else None, uuid.UUID(case), int(seen))
    except ValueError:
        return worklists.Place()


def onward(request: HttpRequest, **changes: str) -> str:
    """This list with other wishes, from its beginning unless a place is given."""
    asked = request.GET.copy()
    asked.pop("after", None)
    for name, value in changes.items():
        asked[name] = value
    return f"?{asked.urlencode()}"


def listed(request: HttpRequest, queue: worklists.Queue, address: Address) -> dict:
    """What `ui/queue.html` shows of a queue."""
    today, wish, place = timezone.localdate(), wished(request), began(request)
    found, following = worklists.page(queue, wish, today, place)
    groups = worklists.tally(queue, wish, today)
    counts = worklists.lights(groups, wish)
    last = following and f"{following.due or ''}_{following.id}_{following.seen}"
    return {
        "rows": rows(found, today, address),
        "wish": wish,
        "filters": filters(counts, wish.light, lambda light: onward(request, light=light)),
        "total": counts[wish.light] if wish.light else sum(counts.values()),
        "queued": sum(group.count for group in groups),
        "first": place.seen + 1,
        "choices": choices(groups),
        "following": onward(request, after=last) if last else "",
        "now": timezone.localtime(),
    }


def choices(groups: Iterable[worklists.Group]) -> dict[str, list[tuple[str, str]]]:
    """What may be filtered by: items, stages and channels that are in the queue."""
    items = {str(group.item_id): group.item_name for group in groups}
    stages = {
        group.stage: casework.stage_name(group.version_id, "accepted", group.stage)
        for group in groups
        if group.stage
    }
    channels = {group.channel: casework.channel(group.channel) for group in groups}
    return {
        name: list(each.items()) for name, each in (("item", items), ("stage", stages), ("channel", channels))
    }


def exported(request: HttpRequest, queue: worklists.Queue, address: Address) -> HttpResponse:
    """导出: the list as it is filtered now, all its pages, as CSV that spreadsheets open."""
    today, wish, place = timezone.localdate(), wished(request), worklists.Place()
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="worklist-{today:%Y%m%d}.csv"'
    columns = {
        "number": _("编号"), "item": _("事项"), "applicant": _("申请人"), "stage": _("环节"),
        "channel": _("渠道"), "left": _("期限"), "due": _("最后一天"), "used": _("已用"), "limit": _("时限"),
    }  # fmt: skip
    written = csv.writer(response)
    written.writerow(columns.values())
    while place:
        found, place = worklists.page(queue, wish, today, place)
        written.writerows(
            [safe(str(row[column])) for column in columns] for row in rows(found, today, address)
        )
    return response


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def rows(found: Iterable[worklists.Row], today: dt.date, address: Address) -> list[dict]:
    """Rows for `work.table`; `address` makes the address of a row."""
    calendars: dict[str, engine.Calendar] = {}
    found = list(found)
    hints = worklists.hints([row.id for row in found])
    made = []
    for row in found:
        if row.region_id not in calendars:
            calendars[row.region_id] = clock.calendar(row.region_id)
        stands = limits.standing(row, today, calendars[row.region_id])
        made.append(
            {
                "url": address(row),
                "light": row.light,
                "left": stands.left,
                "due": limits.ending(row.due_on, calendars[row.region_id]),
                "item": row.item_name,
                "applicant": row.applicant_name,
                "number": row.number,
                "stage": casework.stage_name(row.version_id, row.state, row.stage),
                "channel": casework.channel(row.channel),
                "used": stands.used,
                "limit": stands.limit,
                "tags": tags(row, hints.get(row.id, ())),
            }
        )
    return made


def tags(row: worklists.Row, hints: Iterable[tuple[str, str]]) -> list[dict]:
    """What an officer should know before he opens it."""
    found = [HINTS[hint] for hint in hints if hint in HINTS] + ([RETURNED] if row.returned else [])
    given = {"text": _("转办：%(name)s") % {"name": row.given_to}, "kind": "info"}
    return [*found, given] if row.given_to else found


def filters(counts: dict[str, int], chosen: str, address: Callable[[str], str]) -> list[dict]:
    """Entries of `work.filter`: every light with its count; `address` makes one of a light."""
    total = {"": sum(counts.values())} | counts
    return [
        {
            "label": label,
            "kind": kind,
            "count": total[light],
            "current": light == chosen,
            "url": address(light),
        }
        for light, label, kind in FILTERS
    ]
