"""事项: those of one's agencies, their versions and who approved them; new, suspended and cancelled ones."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tongban.catalogue import codes, differences
from tongban.catalogue import queries as versions
from tongban.catalogue.measures import queries as measures
from tongban.catalogue.models import Item, Version
from tongban.catalogue.proposals import access as powers
from tongban.catalogue.proposals import actions, queries
from tongban.catalogue.proposals.states import OPEN
from tongban.console import access as permission
from tongban.console import automatic
from tongban.console.proposals import PER_PAGE, VERBS
from tongban.core import errors, text
from tongban.identity.models import Agency
from tongban.ui import access, casework, tables

STATES = {
    "active": gettext_lazy("在用"),
    "suspended": gettext_lazy("暂停"),
    "cancelled": gettext_lazy("已取消"),
}
LIGHTS = {"active": "ok", "suspended": "pause", "cancelled": "bad"}


@access.staff
@require_safe
def items(request: HttpRequest) -> HttpResponse:
    """The items of the agencies for which this post works, by name, with what is underway."""
    wish, state = text.tidy(request.GET.get("q", ""))[:100], request.GET.get("state", "")
    found = queries.items(request.desk).order_by("name", "code")
    if wish:
        found = found.filter(name__icontains=wish) | found.filter(code__startswith=wish.upper())
    counts = {key: found.filter(state=key).count() for key in STATES}
    shown = {
        "page": Paginator(_filtered(found, state), PER_PAGE).get_page(request.GET.get("page")),
        "wish": wish,
        "state": state,
        "states": STATES,
        "lights": LIGHTS,
        "filters": _filters(wish, state, counts),
        "url_of": lambda number: "?" + urlencode({"q": wish, "state": state, "page": number}),
        "drafts": bool(permission.powered(request.desk, "draft_items")),
    }
    on_page = [item.code for item in shown["page"]]
    underway = queries.open_to(request.desk).filter(code__in=on_page, state__in=OPEN)
    return render(request, "console/items.html", shown | {"underway": {each.code: each for each in underway}})


def _filtered(found: QuerySet[Item], state: str) -> QuerySet[Item]:
    return found.filter(state=state) if state in STATES else found


def _filters(wish: str, state: str, counts: dict[str, int]) -> list[dict]:
    made = [{"key": "", "label": _("全部"), "count": sum(counts.values()), "kind": ""}]
    made += [{"key": key, "label": STATES[key], "count": counts[key], "kind": LIGHTS[key]} for key in STATES]
    return [
        each | {"url": "?" + urlencode({"q": wish, "state": each["key"]}), "current": each["key"] == state}
        for each in made
    ]


@access.staff
@require_safe
def item(request: HttpRequest, code: str) -> HttpResponse:
    """The page of an item."""
    return page(request, permission.item(request, code))


def page(request: HttpRequest, item: Item, wrong: errors.Invalid | None = None) -> HttpResponse:
    """Its state, its versions with who approved what, and what may be done with it."""
    shown = {
        "item": item,
        "state": STATES[item.state],
        "light": LIGHTS[item.state],
        "kind": codes.KINDS[item.kind],
        "level": codes.LEVELS.get(item.level, ""),
        "history": queries.history(item),
        "verbs": VERBS,
        "underway": queries.underway(item.code),
        "drafts": request.desk.power("draft_items", item.agency_id, item.code) is not None,
        "measure": measures.underway(item),
        "automatic": automatic.shown(request, item),
        "errors": casework.lines(wrong.errors) if wrong else [],
        "typed": request.POST,
    }
    return render(request, "console/item.html", shown, status=wrong.status if wrong else 200)


@access.staff
@require_POST
def propose(request: HttpRequest, code: str) -> HttpResponse:
    """起草修订."""
    found, by = permission.item(request, code), permission.at_console(request)
    try:
        made = actions.propose(found, reason=casework.said(request, "reason"), by=by, at=timezone.now())
    except errors.Invalid as wrong:
        return page(request, found, wrong)
    return redirect("console:edit", made.pk, "basic")


@access.staff
def new(request: HttpRequest) -> HttpResponse:
    """新增事项: its code and name; the rest is written part by part."""
    agencies = list(
        Agency.objects.filter(pk__in=permission.powered(request.desk, "draft_items")).order_by("id")
    )
    if not agencies:
        raise powers.NotYours(_("您的岗位没有起草事项的有效授权，不能新增事项。请联系本单位办理授权。"))
    if request.method != "POST":
        return _new(request, agencies)
    agency = next((each for each in agencies if str(each.pk) == request.POST.get("agency")), agencies[0])
    try:
        made = actions.propose_new(
            agency,
            level=casework.said(request, "level"),
            base_code=casework.said(request, "base_code"),
            name=casework.said(request, "name"),
            reason=casework.said(request, "reason"),
            by=permission.at_console(request),
            at=timezone.now(),
        )
    except errors.Invalid as wrong:
        return _new(request, agencies, wrong)
    return redirect("console:edit", made.pk, "basic")


def _new(request: HttpRequest, agencies: list[Agency], wrong: errors.Invalid | None = None) -> HttpResponse:
    found = dict(wrong.errors) if wrong else {}
    shown = {
        "agencies": [(each.pk, each.name) for each in agencies],
        "levels": list(codes.LEVELS.items()),
        "typed": request.POST,
        "found": found,
        "errors": casework.lines(found.items()),
    }
    return render(request, "console/new.html", shown, status=wrong.status if wrong else 200)


@access.staff
@require_safe
def compare(request: HttpRequest, code: str) -> HttpResponse:
    """版本比较: any two versions side by side; without a wish the last two."""
    found = permission.item(request, code)
    known = {str(version.number): version for version in found.versions.order_by("-number")}
    numbers = list(known)
    after = known.get(request.GET.get("after", ""), known[numbers[0]])
    before = known.get(request.GET.get("before", ""), known[numbers[min(1, len(numbers) - 1)]])
    shown = {
        "item": found,
        "numbers": numbers,
        "before": before,
        "after": after,
        "differences": differences.between(_text(before), _text(after)),
        "back": reverse("console:item", args=[found.code]),
    }
    return render(request, "console/compare.html", shown)


def _text(version: Version) -> dict:
    return versions.definition(version.pk).written


@access.staff
@require_safe
def history(request: HttpRequest, code: str) -> HttpResponseBase:
    """谁审核了什么: every version with the acts on which it rests, as a table."""
    found = permission.item(request, code)
    header = ("版本", "施行日期", "理由", "步骤", "人员", "岗位", "授权依据", "时间", "意见")
    return tables.answer("csv", f"{found.code}-history", header, _acts(found))


def _acts(item: Item) -> Iterator[tuple[str, ...]]:
    for version, acts in queries.history(item):
        head = (str(version.number), version.effective_from.isoformat())
        if not acts:
            at = timezone.localtime(version.published_at)
            yield (*head, "", _("直接发布"), version.published_by, "", "", f"{at:%Y-%m-%d %H:%M}", "")
        for act in acts:
            who = (act.officer.name if act.officer else "", act.post_name, act.instrument)
            at = timezone.localtime(act.at)
            said = (str(VERBS[act.verb]), *who, f"{at:%Y-%m-%d %H:%M}", act.opinion)
            yield (*head, act.proposal.reason, *said)
