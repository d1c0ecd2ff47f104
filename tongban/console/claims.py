"""认领: what the base catalogue gives an agency's level, what is claimed of it, and claiming the rest."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tongban.catalogue import codes, coverage
from tongban.catalogue.models import BaseItem, Proposal
from tongban.catalogue.proposals import access as powers
from tongban.catalogue.proposals import actions
from tongban.catalogue.proposals.states import OPEN
from tongban.catalogue.registers import base
from tongban.console import access as permission
from tongban.identity.models import Agency
from tongban.ui import access

PER_PAGE = 30
WANTED = {
    "missing": gettext_lazy("未认领"),
    "claimed": gettext_lazy("已认领"),
    "own": gettext_lazy("本部门办的"),
}


def _agencies(request: HttpRequest) -> list[Agency]:
    """Those for which this post drafts."""
    mine = Agency.objects.filter(pk__in=permission.powered(request.desk, "draft_items"))
    found = list(mine.select_related("region").order_by("id"))
    if not found:
        raise powers.NotYours(_("您的岗位没有起草事项的有效授权，不能认领事项。请联系本单位办理授权。"))
    return found


def _chosen(found: list[Agency], wish: str) -> Agency:
    return next((each for each in found if str(each.pk) == wish), found[0])


@access.staff
@require_safe
def claims(request: HttpRequest) -> HttpResponse:
    """The base items of the level, with what the place has of them."""
    agencies = _agencies(request)
    agency = _chosen(agencies, request.GET.get("agency", ""))
    wanted = request.GET.get("state", "")
    every = coverage.claims(agency.region)
    page = Paginator(_narrowed(every, wanted, agency), PER_PAGE).get_page(request.GET.get("page"))
    here = {"agency": agency.pk, "state": wanted}
    shown = {
        "agency": agency,
        "agencies": agencies,
        "level": codes.LEVELS.get(coverage.level_of(agency.region), ""),
        "meter": _meter(every),
        "filters": [
            {
                "label": label,
                "url": "?" + urlencode(here | {"state": key}),
                "current": key == wanted,
                "count": n,
            }
            for key, label, n in _counts(every, agency)
        ],
        "page": page,
        "kinds": codes.KINDS,
        "underway": _underway(agency, [*page.object_list]),
        "url_of": lambda number: "?" + urlencode(here | {"page": number}),
    }
    return render(request, "console/claims.html", shown)


def _narrowed(every: QuerySet[BaseItem], wanted: str, agency: Agency) -> QuerySet[BaseItem]:
    if wanted == "own":
        return every.filter(agency_id=agency.pk)
    return every.filter(item_code__isnull=wanted == "missing") if wanted in WANTED else every


def _counts(every: QuerySet[BaseItem], agency: Agency) -> list[tuple[str, str, int]]:
    narrowed = [(key, str(label), _narrowed(every, key, agency).count()) for key, label in WANTED.items()]
    return [("", _("应认领"), every.count()), *narrowed]


def _meter(every: QuerySet[BaseItem]) -> list[tuple[str, int]]:
    """How much of what is due is offered online, and in a town or village."""
    return [
        (_("网上可办"), every.filter(online=True).count()),
        (_("镇村可办"), every.filter(near__isnull=False).count()),
    ]


def _underway(agency: Agency, bases: list[BaseItem]) -> dict[str, Proposal]:
    """Claims that are being written, by base code."""
    level = coverage.level_of(agency.region)
    wanted = [f"{agency.code}{level}{each.code}" for each in bases]
    found = Proposal.objects.filter(code__in=wanted, state__in=OPEN)
    return {each.code[19:31]: each for each in found}


@access.staff
@require_POST
def claim(request: HttpRequest, code: str) -> HttpResponse:
    """认领: a proposal that begins with what the base catalogue says."""
    agency = _chosen(_agencies(request), request.POST.get("agency", ""))
    wanted = base.newest([code]).get(code)
    level = coverage.level_of(agency.region)
    if wanted is None or level not in wanted.levels:
        raise Http404
    made = actions.propose_new(
        agency,
        level=level,
        base_code=wanted.code,
        name=wanted.name,
        reason=_("认领基本目录事项（%(source)s）") % {"source": wanted.source},
        by=permission.at_console(request),
        at=timezone.now(),
    )
    return redirect("console:edit", made.pk, "basic")
