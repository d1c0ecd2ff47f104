"""事项处置: suspending, resuming, cancelling, splitting and merging: one asks, another confirms."""

import datetime as dt
import uuid
from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tongban.catalogue.measures import actions, queries
from tongban.catalogue.measures.actions import Successor
from tongban.catalogue.measures.states import BEFORE, SETS, Kind
from tongban.catalogue.models import Item, Measure
from tongban.catalogue.proposals import queries as proposals
from tongban.console import access as permission
from tongban.core import errors
from tongban.ui import access, casework

PER_PAGE = 20
VERBS = {
    "ask": gettext_lazy("提出"),
    "confirm": gettext_lazy("确认"),
    "refuse": gettext_lazy("不同意"),
    "retract": gettext_lazy("撤回"),
    "ask_again": gettext_lazy("改期"),
    "carry_out": gettext_lazy("施行"),
    "fall": gettext_lazy("没有施行"),
}
LIGHTS = {
    "asked": "warn", "confirmed": "info", "enacted": "ok", "refused": "bad", "retracted": "pause",
    "fallen": "bad",
}  # fmt: skip


@access.staff
@require_safe
def measures(request: HttpRequest) -> HttpResponse:
    """Those that this officer may read, the latest first."""
    page = Paginator(queries.open_to(request.desk), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "console/measures.html", {"page": page, "lights": LIGHTS, "url_of": "?page={}".format}
    )


@access.staff
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """提出: what is to be done with an item, from when and why."""
    item = permission.item(request, code)
    if request.method != "POST":
        return _form(request, item)
    try:
        made = actions.ask(
            casework.said(request, "kind"),
            [item, *_others(request, item)],
            reason=casework.said(request, "reason"),
            instead=casework.said(request, "instead"),
            begins=day(casework.said(request, "begins")),
            successors=_successors(request),
            by=permission.at_console(request),
            at=timezone.now(),
        )
    except errors.Invalid as wrong:
        return _form(request, item, wrong)
    messages.success(request, _("已提出，等待其他人员确认。"))
    return redirect("console:measure", made.pk)


def _form(request: HttpRequest, item: Item, wrong: errors.Invalid | None = None) -> HttpResponse:
    wished = request.POST.get("kind") or request.GET.get("kind", "")
    possible = [(kind.value, kind.label) for kind in Kind if item.state in BEFORE[kind]]
    shown = {
        "item": item,
        "kinds": possible,
        "kind": wished if wished in dict(possible) else "",
        "others": proposals.items(request.desk)
        .filter(agency=item.agency_id)
        .exclude(pk=item.pk)
        .exclude(state="cancelled")
        .order_by("name"),
        "chosen": request.POST.getlist("others"),
        "typed": request.POST,
        "found": dict(wrong.errors) if wrong else {},
        "errors": casework.lines(wrong.errors) if wrong else [],
        "base_code": item.code[19:],
    }
    return render(request, "console/measure_new.html", shown, status=wrong.status if wrong else 200)


def _others(request: HttpRequest, item: Item) -> list[Item]:
    """The items that are merged with this one."""
    if request.POST.get("kind") != Kind.MERGE:
        return []
    codes = request.POST.getlist("others")[:50]
    return list(proposals.items(request.desk).filter(code__in=codes).exclude(pk=item.pk))


def _successors(request: HttpRequest) -> list[Successor]:
    """Lines like “000131001000 名称”."""
    if request.POST.get("kind") not in SETS:
        return []
    lines = [line.split(maxsplit=1) for line in casework.said(request, "successors").splitlines()]
    return [Successor(words[0], words[1] if len(words) > 1 else "") for words in lines if words]


def day(typed: str) -> dt.date | None:
    """A date like 2026-10-08; None where it is none."""
    try:
        return dt.date.fromisoformat(typed)
    except ValueError:
        return None


def _found(request: HttpRequest, pk: uuid.UUID) -> Measure:
    found = queries.open_to(request.desk).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@access.staff
@require_safe
def measure(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One measure: its items, its drafts, who said what, what may be done now."""
    return _page(request, _found(request, pk))


def _page(request: HttpRequest, found: Measure, wrong: errors.Invalid | None = None) -> HttpResponse:
    items = [*found.items.order_by("code")]
    powers = {
        act: all(request.desk.power(act, item.agency_id, item.code) for item in items)
        for act in ("draft_items", "check_items")
    }
    shown = {
        "measure": found,
        "items": items,
        "light": LIGHTS[found.state],
        "drafts": found.proposals.order_by("code"),
        "acts": [(VERBS[act.verb], act) for act in found.acts.select_related("officer").order_by("-id")],
        "confirms": found.state == "asked" and powers["check_items"],
        "own": found.asked_by_id == request.desk.officer_id,
        "retracts": found.state in ("asked", "confirmed", "fallen") and powers["draft_items"],
        "errors": casework.lines(wrong.errors) if wrong else [],
        "typed": request.POST,
    }
    return render(request, "console/measure.html", shown, status=wrong.status if wrong else 200)


def _answered(request: HttpRequest, found: Measure, act: Callable[[], object], sentence: str) -> HttpResponse:
    try:
        act()
    except errors.Invalid as wrong:
        return _page(request, found, wrong)
    messages.success(request, sentence)
    return redirect("console:measure", found.pk)


@access.staff
@require_POST
def answer(request: HttpRequest, pk: uuid.UUID, verb: str) -> HttpResponse:
    """确认 or 不同意."""
    act = {"confirmation": actions.confirm, "refusal": actions.refuse}.get(verb)
    if act is None:
        raise Http404
    found, opinion = _found(request, pk), casework.said(request, "opinion")
    by = permission.at_console(request)
    return _answered(
        request, found, lambda: act(found, opinion=opinion, by=by, at=timezone.now()), _("意见已保存。")
    )


@access.staff
@require_POST
def retraction(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """撤回."""
    found, by = _found(request, pk), permission.at_console(request)
    return _answered(
        request,
        found,
        lambda: actions.retract(found, by=by, at=timezone.now()),
        _("已撤回，事项没有变化。"),
    )


@access.staff
@require_POST
def date(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """改期."""
    found, by = _found(request, pk), permission.at_console(request)
    begins = day(casework.said(request, "begins"))
    return _answered(
        request,
        found,
        lambda: actions.ask_again(found, begins=begins, by=by, at=timezone.now()),
        _("已改期，等待其他人员确认。"),
    )
