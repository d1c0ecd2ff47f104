"""按主题找、按部门找: everything there is, with counts."""

from itertools import groupby

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tongban.catalogue import queries, search
from tongban.catalogue.models import Item
from tongban.core import identifiers
from tongban.identity.models import Agency, Region
from tongban.portal import searching
from tongban.ui import access


def items_for(audience: str) -> QuerySet[Item]:
    """The published items for persons, or for firms."""
    return queries.published().filter(audiences__overlap=search.AUDIENCE_GROUPS[audience])


def agencies_here_first() -> list[tuple[Agency, int]]:
    """The agencies that have items: those of this place first, the busiest before the others."""
    return sorted(queries.by_agency(), key=lambda pair: (*_nearness(pair[0].region_id), -pair[1]))


def _nearness(region: str) -> tuple[bool, str]:
    ours = identifiers.region_prefix(settings.SITE["region"])
    return not region.startswith(ours), region


def link(agency: Agency, name: str, after: object) -> dict:
    """A line that leads to the items of an agency."""
    return {"name": name, "url": f"{reverse('portal:items')}?agency={agency.pk}", "after": after}


@access.public
def themes(request: HttpRequest, audience: str) -> HttpResponse:
    """个人服务 or 法人服务: its themes."""
    if audience not in searching.THEMES:
        raise Http404
    entries = [
        {"name": name, "url": reverse("portal:theme", args=[audience, code]), "after": count}
        for code, name, count in queries.by_theme(audience)
    ]
    total = items_for(audience).count()
    return render(request, "portal/themes.html", {"audience": audience, "entries": entries, "total": total})


@access.public
def agencies(request: HttpRequest) -> HttpResponse:
    """按部门找: every agency that has items, by division."""
    pairs = agencies_here_first()
    names = dict(
        Region.objects.filter(agencies__in=[agency for agency, _ in pairs]).values_list("code", "name")
    )
    groups = [
        {"name": names[code], "links": [link(agency, agency.name, count) for agency, count in found]}
        for code, found in groupby(pairs, lambda pair: pair[0].region_id)
    ]
    return render(request, "portal/agencies.html", {"groups": groups})
