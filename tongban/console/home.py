"""等您办理: how much waits for this officer, by kind and since when; the badge of the navigation."""

import datetime as dt

from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongban.catalogue.measures import queries as measures
from tongban.catalogue.proposals import queries, states
from tongban.catalogue.proposals.states import STEPS
from tongban.console import access as permission
from tongban.identity.rules import Desk
from tongban.ui import access

SHOWN = 8  # of those that wait longest


def waiting(desk: Desk) -> list[tuple[str, str, QuerySet]]:
    """What waits for this officer: its name, where it is done, and the records with `since` and `title`."""
    proposals = queries.waiting_for(desk)
    made = [
        (label, "console:waiting", proposals.filter(state=state))
        for state, label in (
            (states.State.HANDED_IN, _("待部门审核")),
            (states.State.CHECKED, _("待法制审核")),
            (states.State.LEGAL, _("待机构编制审核")),
        )
    ]
    own = queries.drafted_by(desk).filter(drafted_by=desk.officer_id)
    made.append((_("退回给您修改"), "console:mine", own.filter(state=states.State.RETURNED)))
    made = [(label, route, found.annotate(since=F("saved_at"))) for label, route, found in made]
    asked = measures.waiting_for(desk).annotate(since=F("asked_at"))
    return [*made, (_("待确认的暂停、取消、拆分、合并"), "console:measures", asked)]


def badge(request: HttpRequest) -> dict:
    """For the navigation of the console: how much waits, counted only where it is shown."""
    return {"waits_here": lambda: sum(found.count() for _label, _route, found in waiting(request.desk))}


@access.staff
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Where one lands: what waits, by kind, with its age."""
    now, waits, oldest = timezone.now(), [], []
    for label, route, found in waiting(request.desk):
        first = list(found.order_by("since")[:SHOWN])
        size = found.count() if first else 0
        days = _days(first[0].since, now) if first else 0
        waits.append({"label": label, "count": size, "days": days, "url": reverse(route)})
        oldest += [_line(one, label, now) for one in first]
    oldest.sort(key=lambda line: line["since"])
    shown = {
        "waits": waits,
        "oldest": oldest[:SHOWN],
        "drafts": bool(permission.powered(request.desk, "draft_items")),
        "reviews": bool(permission.powered(request.desk, *(STEPS[v].act for v in states.APPROVALS))),
    }
    return render(request, "console/home.html", shown)


def _line(one, label: str, now: dt.datetime) -> dict:
    if hasattr(one, "kind"):
        name = f"{one.get_kind_display()}：{'、'.join(item.name for item in one.items.all())}"
        url = reverse("console:measure", args=[one.pk])
    else:
        name, url = one.name, reverse("console:proposal", args=[one.pk])
    return {"name": name, "url": url, "label": label, "since": one.since, "days": _days(one.since, now)}


def _days(since: dt.datetime, now: dt.datetime) -> int:
    return (timezone.localdate(now) - timezone.localdate(since)).days
