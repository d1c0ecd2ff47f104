"""批量修订: choose items, change one element in all of them, see every difference, review them together."""

import datetime as dt
import uuid
from collections.abc import Callable

from django.contrib import messages
from django.core import signing
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongban.catalogue import codes, differences
from tongban.catalogue import queries as versions
from tongban.catalogue.models import Batch, Item
from tongban.catalogue.proposals import batches, bulk, queries
from tongban.catalogue.proposals.states import STEPS, TURN, WRITING
from tongban.console import access as permission
from tongban.console import measures, proposals
from tongban.core import errors, text
from tongban.identity.models import Agency
from tongban.ui import access, casework

SHOWN = 500  # items that can be chosen at once
SALT = "console.batches"


def chosen_from(request: HttpRequest) -> tuple[QuerySet[Item], dict[str, str]]:
    """The items of one's agencies by the filters of the page, and these."""
    given = request.POST if request.method == "POST" else request.GET
    wishes = {key: text.tidy(given.get(key, ""))[:60] for key in ("q", "agency", "kind")}
    found = queries.items(request.desk).exclude(state="cancelled").order_by("agency_id", "name", "code")
    if wishes["q"]:
        found = found.filter(name__icontains=wishes["q"]) | found.filter(code__startswith=wishes["q"].upper())
    if wishes["agency"].isdecimal() and len(wishes["agency"]) < 10:
        found = found.filter(agency=wishes["agency"])
    if wishes["kind"]:
        found = found.filter(kind=wishes["kind"])
    return found, wishes


@access.staff
def new(request: HttpRequest) -> HttpResponse:
    """Choose items and an element; POST shows every difference, or makes the batch of what was shown."""
    if request.method == "POST" and request.POST.get("kept"):
        return create(request)
    if request.method != "POST":
        return _form(request)
    try:
        return preview(request, _changes(request))
    except errors.Invalid as wrong:
        return _form(request, wrong)


def _form(request: HttpRequest, wrong: errors.Invalid | None = None) -> HttpResponse:
    found, wishes = chosen_from(request)
    mine = queries.items(request.desk).values("agency")
    shown = {
        "items": found[:SHOWN],
        "size": found.count(),
        "wishes": wishes,
        "agencies": Agency.objects.filter(pk__in=mine).order_by("id"),
        "kinds": codes.KINDS,
        "elements": bulk.ELEMENTS,
        "chosen": request.POST.getlist("codes"),
        "typed": request.POST,
        "picked": request.POST.getlist("words"),
        "errors": casework.lines(wrong.errors) if wrong else [],
        "batches": batches.open_to(request.desk)[:10],
    }
    return render(request, "console/batch_new.html", shown, status=wrong.status if wrong else 200)


def _changes(request: HttpRequest) -> dict[str, dict]:
    """The new text of each chosen item that would be changed, by code."""
    element = bulk.ELEMENTS.get(request.POST.get("element", ""))
    chosen = queries.items(request.desk).filter(code__in=request.POST.getlist("codes")[:SHOWN])
    wrong = [] if element else [("element", _("请选择要修改的要素"))]
    wrong += [] if chosen else [("items", _("请选择事项"))]
    if wrong or element is None:
        raise errors.Invalid(_("还不能预览。"), wrong)
    value: str | list[str] = casework.said(request, "value")
    if element.options:
        value = [word for word in request.POST.getlist("words") if word in element.options]
    found = {}
    for item in chosen:
        before = versions.definition(item.current_id).written
        after = bulk.changed(before, request.POST["element"], value, casework.said(request, "only"))
        if after != before:
            found[item.code] = after
    if not found:
        raise errors.Invalid(_("还不能预览。"), [("value", _("选中的事项都已经是这样写的，没有要修改的"))])
    return found


def preview(request: HttpRequest, changes: dict[str, dict]) -> HttpResponse:
    """Every difference of every item, before anything is written."""
    items = {item.code: item for item in queries.items(request.desk).filter(code__in=changes)}
    shown = {
        "changes": [
            (item, differences.between(versions.definition(item.current_id).written, changes[code]))
            for code, item in sorted(items.items())
        ],
        "kept": signing.dumps(changes, salt=SALT, compress=True),
        "typed": request.POST,
        "errors": [],
    }
    return render(request, "console/batch_preview.html", shown)


def create(request: HttpRequest) -> HttpResponse:
    """批量起草 what was shown."""
    try:
        changes = signing.loads(request.POST["kept"], salt=SALT, max_age=86400)
    except signing.BadSignature as unread:
        raise errors.Problem(_("没有读到预览的内容，没有建立修订稿。请重新选择和预览。")) from unread
    items = {item.code: item for item in queries.items(request.desk).filter(code__in=changes)}
    pairs = [(items[code], document) for code, document in sorted(changes.items()) if code in items]
    by, at = permission.at_console(request), timezone.now()
    try:
        made = batches.propose_many(pairs, reason=casework.said(request, "reason"), by=by, at=at)
    except errors.Invalid as wrong:
        shown = {
            "changes": [
                (item, differences.between(versions.definition(item.current_id).written, document))
                for item, document in pairs
            ],
            "kept": request.POST["kept"],
            "typed": request.POST,
            "errors": casework.lines(wrong.errors),
        }
        return render(request, "console/batch_preview.html", shown, status=wrong.status)
    messages.success(request, _("已建立%(n)s份修订稿。") % {"n": len(pairs)})
    return redirect("console:batch", made.pk)


@access.staff
@require_safe
def batch(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One batch: its proposals and the step that may be taken with all of them."""
    return _page(request, _found(request, pk))


def _found(request: HttpRequest, pk: uuid.UUID) -> Batch:
    found = next((one for one in batches.open_to(request.desk) if one.pk == pk), None)
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, found: Batch, wrong: errors.Invalid | None = None) -> HttpResponse:
    mine = list(queries.open_to(request.desk).filter(batch=found).order_by("code"))
    writing = [one for one in mine if one.state in WRITING]
    turns = [
        (verb, proposals.VERBS[verb], [one for one in mine if TURN.get(one.state) == verb])
        for verb in TURN.values()
        if any(TURN.get(one.state) == verb for one in mine)
        and permission.powered(request.desk, STEPS[verb].act)
    ]
    shown = {
        "batch": found,
        "rows": [
            (one, differences.between(versions.definition(one.base_id).written, one.definition))
            for one in mine
        ],
        "writing": len(writing) if permission.powered(request.desk, "draft_items") else 0,
        "turns": turns,
        "errors": casework.lines(wrong.errors) if wrong else [],
        "typed": request.POST,
    }
    return render(request, "console/batch.html", shown, status=wrong.status if wrong else 200)


def _answered(request: HttpRequest, found: Batch, act: Callable[[], int]) -> HttpResponse:
    try:
        size = act()
    except errors.Invalid as wrong:
        return _page(request, found, wrong)
    messages.success(request, _("%(n)s份修订稿已办理。") % {"n": size})
    return redirect("console:batch", found.pk)


@access.staff
@require_POST
def hand_in(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """批量提交."""
    found, typed = _found(request, pk), casework.said(request, "effective_from")
    begins: dt.date | None = measures.day(typed)
    if typed and begins is None:
        return _page(request, found, errors.Invalid("", [("effective_from", _("日期请写成2026-10-08这样"))]))
    by, at = permission.at_console(request), timezone.now()
    return _answered(request, found, lambda: batches.hand_in_many(found, effective_from=begins, by=by, at=at))


@access.staff
@require_POST
def approval(request: HttpRequest, pk: uuid.UUID, verb: str) -> HttpResponse:
    """批量审核通过, of the texts that were on the page."""
    found, opinion = _found(request, pk), casework.said(request, "opinion")
    seen = {}
    for pair in request.POST.getlist("seen"):
        code, _sign, number = pair.partition(":")
        seen[code] = int(number) if number.isascii() and number.isdigit() and len(number) < 9 else 0
    by, at = permission.at_console(request), timezone.now()
    return _answered(
        request,
        found,
        lambda: batches.approve_many(found, verb, opinion=opinion, seen=seen, by=by, at=at),
    )
