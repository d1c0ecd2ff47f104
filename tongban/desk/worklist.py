"""待办, 已办 and 授权: what waits for this post, what the officer did, on what his powers rest."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tongban.cases import handled, worklists
from tongban.catalogue.models import Item
from tongban.identity import queries as identity
from tongban.identity.models import Agency
from tongban.ui import access, casework, queues

ACTS = {
    "accept": gettext_lazy("受理"),
    "decline": gettext_lazy("不予受理"),
    "return_for_correction": gettext_lazy("告知补正"),
    "review": gettext_lazy("审查"),
    "send_back": gettext_lazy("退回"),
    "decide": gettext_lazy("决定"),
    "deliver": gettext_lazy("送达"),
}


def address(row: worklists.Row) -> str:
    """The page of a case at the desk, at the stage that waits."""
    return f"{reverse('desk:case', args=[row.number])}?stage={row.stage}"


@access.staff
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """待办: nearest limit first."""
    found = queues.listed(request, worklists.review(request.desk), address)
    export = f"{reverse('desk:export')}?{request.GET.urlencode()}"
    return render(request, "desk/worklist.html", {"list": found, "export": export})


@access.staff
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """导出待办, as it is filtered now."""
    return queues.exported(request, worklists.review(request.desk), address)


@access.staff
@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """已办: the officer's own acts, newest first."""
    before = request.GET.get("before", "")
    acts = handled.done(request.desk, before=int(before) if before.isdigit() and len(before) < 18 else None)
    further = acts[-1].line.pk if len(acts) == worklists.SIZE else None
    return render(request, "desk/done.html", {"acts": casework.told(acts), "further": further})


@access.staff
@require_safe
def delegations(request: HttpRequest) -> HttpResponse:
    """授权: every delegation in force for this post, and those that are over."""
    desk = request.desk
    codes = {code for power in desk.powers for code in power.items or ()}
    names = dict(Item.objects.filter(code__in=codes).values_list("code", "name"))
    agencies = Agency.objects.in_bulk({power.agency_id for power in desk.powers})
    held = [
        {
            "agency": agencies[power.agency_id].name,
            "instrument": power.instrument,
            "acts": "、".join(str(words) for act, words in ACTS.items() if act in power.acts),
            "items": _("该机关全部事项")
            if power.items is None
            else "、".join(names[c] for c in sorted(power.items)),
            "last": power.last_day,
        }
        for power in desk.powers
    ]
    over = identity.ended(desk.post_id, timezone.localdate())
    return render(request, "desk/delegations.html", {"held": held, "over": over})
