"""清单登记: the base catalogue, negative lists, codes and standards, kept by the post that has the power.

The base catalogue comes as a whole from a file; here its items are only looked up and ended.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongban.catalogue import codes
from tongban.catalogue.models import BaseItem, Code, CodeSet, Restriction, Standard
from tongban.catalogue.registers import actions, entering, lists, restrictions, standards
from tongban.console import access as permission
from tongban.console.measures import day
from tongban.core import errors
from tongban.identity.models import Agency, Region
from tongban.identity.rules import Desk
from tongban.ui import access, casework

PER_PAGE = 30


def _words(request: HttpRequest, name: str) -> list[str]:
    """Lines, without empty ones."""
    return [line.strip() for line in casework.said(request, name).splitlines() if line.strip()]


def _restrict(request: HttpRequest, by: Desk, at: dt.datetime) -> object:
    agency = permission.number(request.POST.get("agency", ""))
    entry = Restriction(
        kind=casework.said(request, "kind"),
        text=casework.said(request, "text")[:300],
        instead=casework.said(request, "instead")[:200],
        words=_words(request, "words"),
        issuers=_words(request, "issuers"),
        items=_words(request, "items"),
        basis=casework.said(request, "basis")[:200],
        region=Region.objects.filter(pk=casework.said(request, "region")).first(),
        agency=Agency.objects.filter(pk=agency).first() if agency else None,
        since=day(casework.said(request, "since")),
        until=day(casework.said(request, "until")),
    )
    return actions.restrict(entry, by=by, at=at)


def _add_code(request: HttpRequest, by: Desk, at: dt.datetime) -> object:
    chosen = CodeSet.objects.filter(pk=casework.said(request, "set")).first()
    if chosen is None:
        raise errors.Invalid(_("没有登记。"), [("set", _("请选代码集"))])
    return actions.add_code(
        chosen,
        casework.said(request, "code"),
        casework.said(request, "label")[:100],
        source=casework.said(request, "source")[:200],
        since=day(casework.said(request, "since")),
        until=day(casework.said(request, "until")),
        by=by,
        at=at,
    )


def _set_standard(request: HttpRequest, by: Desk, at: dt.datetime) -> object:
    entry = Standard(
        number=casework.said(request, "number")[:60],
        version=casework.said(request, "version")[:20],
        title=casework.said(request, "title")[:200],
        kind=casework.said(request, "kind"),
        points=[line[:300] for line in _words(request, "points")],
        source=casework.said(request, "source")[:200],
        items=_words(request, "items"),
        posts=request.POST.getlist("posts"),
        since=day(casework.said(request, "since")),
        until=day(casework.said(request, "until")),
    )
    return actions.set_standard(entry, by=by, at=at)


def _of_base(_desk: Desk) -> dict:
    return {"kinds": codes.KINDS, "levels": codes.LEVELS}


def _of_negative(desk: Desk) -> dict:
    mine = permission.powered(desk, entering.ACT)
    agencies = Agency.objects.filter(pk__in=mine).order_by("region_id", "name")
    regions = Region.objects.filter(agencies__in=mine).distinct().order_by("code")
    return {
        "kinds": [*lists.KINDS.items()],
        "agencies": [*agencies.values_list("pk", "name")],
        "regions": [*regions.values_list("code", "name")],
    }


def _of_codes(_desk: Desk) -> dict:
    return {"sets": [*CodeSet.objects.filter(extensible=True).order_by("key").values_list("key", "name")]}


def _of_standards(_desk: Desk) -> dict:
    return {
        "kinds": [*lists.STANDARDS.items()],
        "posts": [*codes.POSTS.items()],
        "labels": codes.POSTS,
        "score": standards.score,
    }


def _base() -> QuerySet[BaseItem]:
    return BaseItem.objects.filter(until__isnull=True).order_by("code")


def _codes() -> QuerySet[Code]:
    return Code.objects.filter(set__extensible=True).select_related("set").order_by("set_id", "code")


class Register(NamedTuple):
    """One register: what it has, the field by which it is searched, its verbs, and what its page needs."""

    listed: Callable[[], QuerySet]
    named: str
    enter: Callable[[HttpRequest, Desk, dt.datetime], object] | None
    end: Callable[..., None]
    of: Callable[[Desk], Mapping]


REGISTERS = {
    "base": Register(_base, "name", None, actions.drop, _of_base),
    "negative": Register(restrictions.listed, "text", _restrict, actions.lift_restriction, _of_negative),
    "codes": Register(_codes, "label", _add_code, actions.end_code, _of_codes),
    "standards": Register(standards.listed, "title", _set_standard, actions.end_standard, _of_standards),
}


def _keeper(request: HttpRequest) -> Desk:
    """The officer, if his post keeps registers."""
    entering.power(request.desk)
    return permission.at_console(request)


def _register(key: str) -> Register:
    if key not in REGISTERS:
        raise Http404
    return REGISTERS[key]


@access.staff
def register(request: HttpRequest, key: str) -> HttpResponse:
    """One register: what it has, and a form for a new entry."""
    by, kept = _keeper(request), _register(key)
    if request.method != "POST" or kept.enter is None:
        return _page(request, key)
    try:
        kept.enter(request, by, timezone.now())
    except errors.Invalid as wrong:
        return _page(request, key, wrong)
    messages.success(request, _("已登记。"))
    return redirect("console:register", key)


def _page(request: HttpRequest, key: str, wrong: errors.Invalid | None = None) -> HttpResponse:
    kept, wish = REGISTERS[key], request.GET.get("q", "").strip()
    found = kept.listed().filter(**{f"{kept.named}__contains": wish}) if wish else kept.listed()
    shown = {
        "key": key,
        "wish": wish,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "url_of": lambda number: "?" + urlencode({"q": wish, "page": number}),
        "typed": request.POST,
        "found": dict(wrong.errors) if wrong else {},
        "errors": casework.lines(wrong.errors) if wrong else [],
        "chosen_posts": request.POST.getlist("posts"),
        **kept.of(request.desk),
    }
    return render(request, f"console/registers/{key}.html", shown, status=wrong.status if wrong else 200)


@access.staff
@require_POST
def ending(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """停用、移出、废止: from a day, on a ground."""
    by, kept = _keeper(request), _register(key)
    entry: Model = get_object_or_404(kept.listed(), pk=pk)
    until, ground = day(casework.said(request, "until")), casework.said(request, "ground")[:200]
    if until is None:
        raise errors.Problem(_("没有办理：请填从哪一天起不再有效。"))
    kept.end(entry, until=until, ground=ground, by=by, at=timezone.now())
    messages.success(request, _("已登记，从这一天起不再有效。"))
    return redirect("console:register", key)


@access.staff
def standard(request: HttpRequest, pk: int) -> HttpResponse:
    """One standard: its points, its samples and their score; POST keeps a new sample."""
    by, entry = _keeper(request), get_object_or_404(standards.listed(), pk=pk)
    if request.method != "POST":
        return _standard(request, entry)
    agency = permission.number(request.POST.get("agency", ""))
    try:
        actions.sample_standard(
            entry,
            agency=get_object_or_404(Agency, pk=agency),
            item_code=casework.said(request, "item").upper()[:64],
            subject=casework.said(request, "subject")[:100],
            met=request.POST.get("met") == "yes",
            note=casework.said(request, "note")[:300],
            by=by,
            at=timezone.now(),
        )
    except errors.Invalid as wrong:
        return _standard(request, entry, wrong)
    messages.success(request, _("已记录这次抽查。"))
    return redirect("console:standard", pk)


def _standard(request: HttpRequest, entry: Standard, wrong: errors.Invalid | None = None) -> HttpResponse:
    mine = Agency.objects.filter(pk__in=permission.powered(request.desk, entering.ACT)).order_by("name")
    shown = {
        "one": entry,
        "score": standards.score(entry.met, entry.looks),
        "labels": codes.POSTS,
        "checks": entry.checks.select_related("agency", "item", "officer").order_by("-at", "-id")[:100],
        "agencies": [*mine.values_list("pk", "name")],
        "typed": request.POST,
        "found": dict(wrong.errors) if wrong else {},
        "errors": casework.lines(wrong.errors) if wrong else [],
    }
    return render(request, "console/registers/standard.html", shown, status=wrong.status if wrong else 200)
