"""Finding an item (找事项): by words, theme, agency and facet."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongban.catalogue import codes, search
from tongban.identity.models import Agency, Region
from tongban.portal import guide, searches
from tongban.ui import access

SHOWN = 8  # words of one facet before the rest is left to the other ways of finding
THEMES = {"person": codes.PERSON_THEMES, "firm": codes.FIRM_THEMES}
AUDIENCES = {"person": "个人", "firm": "单位"} | codes.AUDIENCES


@dataclass(frozen=True, slots=True)
class Choice:
    """One word of a facet, as a link."""

    label: str
    url: str
    count: int
    chosen: bool


def _filters(given: Mapping[str, str]) -> dict:
    """What the address asks for; what cannot be meant is left out."""
    agency = given.get("agency", "")
    return {
        "kind": given.get("kind") if given.get("kind") in codes.KINDS else None,
        "agency": int(agency) if agency.isdecimal() and len(agency) < 10 else None,
        "audience": given.get("audience") if given.get("audience") in AUDIENCES else None,
        "region": given.get("region") if _is_region(given.get("region", "")) else None,
        "online": {"true": True, "false": False}.get(given.get("online", "")),
    }


def _is_region(code: str) -> bool:
    return len(code) == 12 and code.isascii() and code.isdecimal()


def _page_number(given: Mapping[str, str]) -> int:
    number = given.get("page", "")
    return min(int(number), 10_000) if number.isdecimal() and len(number) < 6 else 1


def _without(query: QueryDict, *names: str) -> QueryDict:
    left = query.copy()
    for name in (*names, "page"):
        left.pop(name, None)
    return left


def _facets(request: HttpRequest, found: search.Results, filters: Mapping) -> list[tuple[str, list[Choice]]]:
    names = {
        "audience": (_("服务对象"), AUDIENCES),
        "kind": (_("事项类型"), codes.KINDS),
        "online": (_("网上办理"), {"true": _("网上可办"), "false": _("到窗口办")}),
        "region": (_("区划"), _named(Region, "code", found.facets.get("region", {}))),
        "agency": (_("部门"), _named(Agency, "pk", found.facets.get("agency", {}))),
    }
    made = []
    for facet, (heading, words) in names.items():
        counts = {word: n for word, n in found.facets.get(facet, {}).items() if word in words}
        chosen = filters[facet] is not None and request.GET[facet] in words
        if len(counts) > 1 or chosen:
            made.append((heading, _choices(request, facet, counts, words, chosen)))
    return made


def _named(model: type[Agency] | type[Region], key: str, counts: Mapping[str, int]) -> dict[str, str]:
    frequent = sorted(counts, key=lambda word: -counts[word])[:SHOWN]
    return {str(pk): name for pk, name in model.objects.filter(pk__in=frequent).values_list(key, "name")}


def _choices(
    request: HttpRequest, facet: str, counts: Mapping[str, int], words: Mapping[str, str], chosen: bool
) -> list[Choice]:
    base = _without(request.GET, facet)
    address = request.path
    made = []
    if chosen:
        made = [Choice(_("不限"), f"{address}?{base.urlencode()}", 0, False)]
        word = request.GET[facet]
        made += [Choice(words[word], request.get_full_path(), 0, True)] if word not in counts else []
    for word in sorted(counts, key=lambda each: -counts[each])[:SHOWN]:
        query = base.copy()
        query[facet] = word
        on = chosen and request.GET.get(facet) == word
        made.append(Choice(words[word], f"{address}?{query.urlencode()}", counts[word], on))
    return made


def _results(request: HttpRequest, *, theme: str | None = None, **told) -> HttpResponse:
    text, filters = request.GET.get("q", ""), _filters(request.GET)
    found = search.find(text, theme=theme, page=_page_number(request.GET), **filters)
    searches.noted(request, text, found.total)
    pages = Paginator(range(found.total), search.PAGE)
    query = _without(request.GET).urlencode()
    lines = [(item, guide.line(item)) for item in found.items]
    answer = {
        "q": text,
        "found": found,
        "lines": lines,
        "facets": _facets(request, found, filters),
        "page": pages.get_page(found.page),
        "page_url": lambda number: f"{request.path}?{query}{'&' if query else ''}page={number}",
        "agency": Agency.objects.filter(pk=filters["agency"]).first() if filters["agency"] else None,
        "filtered": any(value is not None for value in filters.values()),
        "without_filters": f"{request.path}?{_only(request.GET, 'q').urlencode()}",
    }
    return render(request, "portal/items.html", answer | told)


def _only(query: QueryDict, name: str) -> QueryDict:
    kept = QueryDict(mutable=True)
    if query.get(name):
        kept[name] = query[name]
    return kept


@access.public
def items(request: HttpRequest) -> HttpResponse:
    """搜索: all items, those that answer a text, those of an agency …"""
    return _results(request, heading=_("找事项"), trail=[(_("首页"), "/")])


@access.public
def theme(request: HttpRequest, audience: str, code: str) -> HttpResponse:
    """主题: the items of one theme of persons or firms."""
    names = THEMES.get(audience, {})
    if code not in names:
        raise Http404
    all_of = _("个人服务") if audience == "person" else _("法人服务")
    trail = [(_("首页"), "/"), (all_of, reverse("portal:themes", args=[audience]))]
    return _results(request, theme=f"{audience}:{code}", heading=names[code], trail=trail)


@access.public
def suggest(request: HttpRequest) -> HttpResponse:
    """What somebody who has typed this far may be after; a fragment below the search box."""
    text = request.GET.get("q", "")
    found = [(item, guide.line(item)) for item in search.suggest(text, limit=6)]
    return render(request, "portal/_suggestions.html", {"found": found, "q": text.strip()})
