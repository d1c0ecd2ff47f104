"""按主题找、按部门找: everything there is, with counts."""

from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tongban.catalogue import queries, search
from tongban.catalogue.models import Item
from tongban.identity.models import Agency
from tongban.portal import searching
from tongban.ui import access


def items_for(audience: str) -> QuerySet[Item]:
    """The published items for persons, or for firms."""
    return queries.published().filter(audiences__overlap=search.AUDIENCE_GROUPS[audience])


def theme_counts(audience: str) -> dict[str, int]:
    """How many items each theme has; themes without any are left out."""
    counts: dict[str, int] = {}
    for themes in queries.published().values_list(f"{audience}_themes", flat=True):
        for code in themes:
            counts[code] = counts.get(code, 0) + 1
    return counts


def agency_counts(limit: int | None = None) -> list[dict]:
    """The agencies that have published items, the busiest first."""
    counts = dict(queries.published().values_list("agency").annotate(n=Count("pk")).order_by("-n")[:limit])
    agencies = Agency.objects.select_related("region").in_bulk(counts)
    return [{"agency": agencies[pk], "n": n, "url": agency_url(pk)} for pk, n in counts.items()]


def agency_url(pk: int) -> str:
    """The items of an agency."""
    return f"{reverse('portal:items')}?agency={pk}"


@access.public
def themes(request: HttpRequest, audience: str) -> HttpResponse:
    """个人服务 or 法人服务: its themes."""
    if audience not in searching.THEMES:
        raise Http404
    counts = theme_counts(audience)
    entries = [
        {"name": name, "url": reverse("portal:theme", args=[audience, code]), "after": counts[code]}
        for code, name in searching.THEMES[audience].items()
        if code in counts
    ]
    return render(
        request,
        "portal/themes.html",
        {"audience": audience, "entries": entries, "total": items_for(audience).count()},
    )


@access.public
def agencies(request: HttpRequest) -> HttpResponse:
    """按部门找: every agency that has items, by division."""
    groups: dict[str, list[dict]] = {}
    for entry in agency_counts():
        groups.setdefault(entry["agency"].region_id, []).append(entry)
    ordered = [
        {
            "name": entries[0]["agency"].region.name,
            "links": [
                {"name": each["agency"].name, "url": each["url"], "after": each["n"]} for each in entries
            ],
        }
        for _code, entries in sorted(groups.items())
    ]
    return render(request, "portal/agencies.html", {"groups": ordered})
