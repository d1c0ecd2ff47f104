"""下放委托: an item goes to another agency from a day; one proposes, another approves; and taking it back."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongban.catalogue import codes
from tongban.catalogue.entrusting import actions, queries
from tongban.catalogue.entrusting.states import NAMES, STEPS
from tongban.catalogue.models import Entrustment, Item
from tongban.console import access as permission
from tongban.console.measures import day
from tongban.core import errors
from tongban.identity.models import Agency
from tongban.ui import access, casework

PER_PAGE = 20
LIGHTS = {"proposed": "warn", "approved": "ok", "declined": "bad", "taken_back": "pause"}


@access.staff
@require_safe
def entrustments(request: HttpRequest) -> HttpResponse:
    """Those this officer may read, the newest first."""
    page = Paginator(queries.open_to(request.desk), PER_PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "lights": LIGHTS, "sources": codes.POWER_SOURCES, "url_of": "?page={}".format}
    return render(request, "console/entrustments.html", shown | {"words": queries.words})


@access.staff
def entrust(request: HttpRequest, code: str) -> HttpResponse:
    """提出: what goes to whom, on what paper, from when."""
    item = permission.item(request, code)
    if request.method != "POST":
        return _form(request, item)
    try:
        made = actions.entrust(
            item,
            _agency(request),
            kind=casework.said(request, "kind"),
            acts=request.POST.getlist("acts"),
            instrument=casework.said(request, "instrument")[:120],
            since=day(casework.said(request, "since")),
            until=day(casework.said(request, "until")),
            place=casework.said(request, "place")[:200],
            by=permission.at_console(request),
            at=timezone.now(),
        )
    except errors.Invalid as wrong:
        return _form(request, item, wrong)
    messages.success(request, _("已提出，等待机构编制审核。"))
    return redirect("console:entrustment", made.pk)


def _agency(request: HttpRequest) -> Agency:
    chosen = casework.said(request, "agency")
    found = Agency.objects.select_related("region").filter(code=chosen).first()
    if found is None:
        raise errors.Invalid(_("没有提出，请先选承接的机关。"), [("agency", _("请选承接的机关"))])
    return found


def _form(request: HttpRequest, item: Item, wrong: errors.Invalid | None = None) -> HttpResponse:
    others = Agency.objects.exclude(pk=item.agency_id).order_by("region_id", "name")
    shown = {
        "item": item,
        "agencies": [*others.values_list("code", "name")],
        "sources": [(key, label) for key, label in codes.POWER_SOURCES.items() if key != "1"],
        "acts": [*queries.ACTS.items()],
        "chosen": request.POST.getlist("acts"),
        "typed": request.POST,
        "found": dict(wrong.errors) if wrong else {},
        "errors": casework.lines(wrong.errors) if wrong else [],
    }
    return render(request, "console/entrust.html", shown, status=wrong.status if wrong else 200)


def _found(request: HttpRequest, pk: int) -> Entrustment:
    found = queries.open_to(request.desk).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@access.staff
@require_safe
def entrustment(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them: what, to whom, who did what, and what may be done now."""
    return _page(request, _found(request, pk))


def _page(request: HttpRequest, one: Entrustment, wrong: errors.Invalid | None = None) -> HttpResponse:
    may = {
        verb: one.state in step.before and request.desk.power(step.act, one.holder_id, one.item.code)
        for verb, step in STEPS.items()
    }
    history = list(one.history.select_related("officer").order_by("at", "id"))
    mine = any(act.verb == "entrust" and act.officer_id == request.desk.officer_id for act in history)
    runs = Entrustment.objects.filter(queries.in_force(timezone.localdate()), pk=one.pk).exists()
    able = request.desk.power("review_establishment", one.holder_id, one.item.code)
    shown = {
        "one": one,
        "light": LIGHTS[one.state],
        "source": codes.POWER_SOURCES[one.kind],
        "what": queries.words(one.acts),
        "history": [(NAMES[act.verb], act) for act in history],
        "judges": may["approve_entrusting"] and not mine,
        "takes_back": may["take_back"],
        "posts": [*one.agency.posts.order_by("name")] if able and runs and one.acts else [],
        "typed": request.POST,
        "errors": casework.lines(wrong.errors) if wrong else [],
    }
    return render(request, "console/entrustment.html", shown, status=wrong.status if wrong else 200)


def _done(
    request: HttpRequest, pk: int, sentence: str, change: Callable[[Entrustment], object]
) -> HttpResponse:
    found = _found(request, pk)
    try:
        change(found)
    except errors.Invalid as wrong:
        return _page(request, found, wrong)
    messages.success(request, sentence)
    return redirect("console:entrustment", pk)


@access.staff
@require_POST
def judgement(request: HttpRequest, pk: int) -> HttpResponse:
    """批准 or 不批准."""
    declined = request.POST.get("verdict") == "decline"
    verb = actions.decline_entrusting if declined else actions.approve_entrusting
    by, opinion = permission.at_console(request), casework.said(request, "opinion")
    sentence = _("已退回，没有批准。") if declined else _("已批准，从施行之日起新的申请由承接机关办理。")
    return _done(request, pk, sentence, lambda one: verb(one, opinion=opinion, by=by, at=timezone.now()))


@access.staff
@require_POST
def taking_back(request: HttpRequest, pk: int) -> HttpResponse:
    """收回."""
    by, on = permission.at_console(request), day(casework.said(request, "on"))
    paper = casework.said(request, "instrument")
    sentence = _("已收回。从这一天起新的申请由原机关办理，在办的照常由承接机关办完。")
    return _done(
        request,
        pk,
        sentence,
        lambda one: actions.take_back(one, on=on, instrument=paper, by=by, at=timezone.now()),
    )


@access.staff
@require_POST
def empowerment(request: HttpRequest, pk: int) -> HttpResponse:
    """授权到岗: a post of the other agency does the entrusted acts."""
    found, by = _found(request, pk), permission.at_console(request)
    post = get_object_or_404(found.agency.posts, pk=permission.number(request.POST.get("post", "")))
    sentence = _("已授权给%(post)s。") % {"post": post.name}
    return _done(request, pk, sentence, lambda one: actions.empower(one, post, by=by, at=timezone.now()))
