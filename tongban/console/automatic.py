"""自动办理情况: how the table of an item fares, stopping it at once, and what re-checks found wrong."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongban.cases import actions, automatic
from tongban.catalogue import queries as catalogue
from tongban.catalogue.models import Item
from tongban.catalogue.proposals.states import ACTS
from tongban.console import access as permission
from tongban.core import errors
from tongban.ui import access, casework

RECENT = 5


def shown(request: HttpRequest, item: Item) -> dict | None:
    """What the page of an item says of it; None where nothing is decided automatically."""
    if catalogue.definition(item.current_id).automatic is None:
        return None
    wrong = [each for each in automatic.mistakes([item.agency_id]) if each.case.item_id == item.pk]
    return {
        "figures": _figures(automatic.figures(item)),
        "paused": automatic.paused(item.pk),
        "mistakes": wrong[:RECENT],
        "may_switch": any(
            request.desk.power(act, item.agency_id, item.code) for act in ("check_items", "decide")
        ),
    }


def _figures(found: automatic.Figures) -> list[dict]:
    return [
        {"label": _("自动办结"), "figure": _share(found.decided, found.judged), "note": _of(found.decided)},
        {
            "label": _("转人工"),
            "figure": _share(found.taken_over, found.judged),
            "note": _of(found.taken_over),
        },
        {"label": _("已复核"), "figure": _share(found.checked, found.drawn), "note": _of(found.checked)},
        {
            "label": _("复核有误"),
            "figure": _share(found.wrong, found.checked),
            "note": _of(found.wrong),
            "kind": "bad" if found.wrong else "",
        },
    ]


def _share(some: int, every: int) -> str:
    return f"{some * 100 / every:.1f}%" if every else "—"


def _of(count: int) -> str:
    return _("%(n)s件") % {"n": count}


@access.staff
@require_safe
def mistakes(request: HttpRequest) -> HttpResponse:
    """复核有误: for those who write and review the rules."""
    found = automatic.mistakes(permission.powered(request.desk, *ACTS))
    return render(request, "console/mistakes.html", {"mistakes": found})


@access.staff
@require_POST
def pause(request: HttpRequest, code: str) -> HttpResponse:
    """暂停自动办理, at once."""
    found, by = permission.item(request, code), permission.at_console(request)
    try:
        actions.pause_automatic(
            found, reason=casework.said(request, "pause_reason"), by=by, at=timezone.now()
        )
    except errors.Invalid as wrong:
        messages.error(request, wrong.sentence)
    else:
        messages.success(request, _("已暂停自动办理，新的申请由人工办理。"))
    return redirect("console:item", found.code)


@access.staff
@require_POST
def resume(request: HttpRequest, code: str) -> HttpResponse:
    """恢复自动办理."""
    found = permission.item(request, code)
    actions.resume_automatic(found, by=permission.at_console(request), at=timezone.now())
    messages.success(request, _("已恢复自动办理。"))
    return redirect("console:item", found.code)
