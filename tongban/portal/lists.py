"""我要看: the public lists (权责清单), as pages, in print and as files."""

from collections.abc import Iterator, Mapping
from itertools import islice
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tongban.catalogue import codes, coverage, lists, unity
from tongban.catalogue.lists import Choice, List, Row
from tongban.catalogue.registers import lists as registers
from tongban.ui import access, tables

PAGE, PRINTED, TOGETHER = 30, 3000, 200

LISTS = lists.LISTS | {"catalogue": unity.CATALOGUE} | coverage.LISTS | registers.LISTS


def _list(key: str) -> List:
    if key not in LISTS:
        raise Http404
    return LISTS[key]


def _chosen(request: HttpRequest, key: str) -> tuple[List, Choice]:
    one = _list(key)
    return one, _choice(one, request.GET)


def _choice(one: List, given: Mapping[str, str]) -> Choice:
    """What the address asks for; what cannot be meant is left out."""
    region, agency, kind = (given.get(name, "") for name in ("region", "agency", "kind"))
    return Choice(
        region=region if len(region) == 12 and region.isascii() and region.isdecimal() else None,
        agency=int(agency) if agency.isascii() and agency.isdecimal() and len(agency) < 10 else None,
        kind=kind if kind and kind in one.kinds() else None,
        deviating=given.get("deviating") == "true",
    )


def _query(choice: Choice) -> str:
    """The part of an address that narrows a list so."""
    given = {"region": choice.region, "agency": choice.agency, "kind": choice.kind}
    given |= {"deviating": "true" if choice.deviating else None}
    return urlencode({name: value for name, value in given.items() if value is not None})


def _narrowing(one: List, choice: Choice) -> list[dict]:
    """The filters of a list; one that leaves no choice is not offered."""
    if one.scope is None:
        return _of_register(one, choice)
    kinds = [(kind, f"{codes.KINDS.get(kind, kind)}（{size}）") for kind, size in lists.kinds(one).items()]
    made = [
        ("region", _("行政区划"), lists.regions(one), choice.region),
        ("agency", _("实施主体"), lists.agencies(one, choice.region), choice.agency),
        ("kind", _("事项类型"), kinds, choice.kind),
    ]
    return [
        {"key": key, "label": label, "options": options, "value": value}
        for key, label, options, value in made
        if len(options) > 1 or value is not None
    ]


def _of_register(one: List, choice: Choice) -> list[dict]:
    """The filters of a list that is not of items."""
    places = one.places() if one.places else []
    made = [
        ("region", _("行政区划"), places, choice.region or settings.SITE["region"]),
        ("kind", one.kind, [*one.kinds().items()], choice.kind),
    ]
    return [
        {"key": key, "label": label, "options": options, "value": value, "all": key != "region"}
        for key, label, options, value in made
        if options
    ]


def _rows(one: List, choice: Choice) -> Iterator[Row]:
    """Every row, read from the database as it is needed."""
    found = one.found(choice).iterator(chunk_size=TOGETHER)
    while some := [*islice(found, TOGETHER)]:
        yield from one.rows(some)


@access.public
def see(request: HttpRequest) -> HttpResponse:
    """我要看: what is open to everybody, and how much of it."""
    sizes = lists.sizes() | {"catalogue": unity.base_codes(Choice()).count()}
    entries = [
        {
            "name": one.title,
            "text": one.sentence,
            "url": reverse("portal:list", args=[key]),
            "size": sizes.get(key),
        }
        for key, one in LISTS.items()
    ]
    return render(request, "portal/lists/see.html", {"entries": entries})


@access.public
def listed(request: HttpRequest, key: str) -> HttpResponse:
    """One list, a page of it."""
    one, choice = _chosen(request, key)
    page, query = Paginator(one.found(choice), PAGE).get_page(request.GET.get("page")), _query(choice)
    told = {
        "key": key,
        "list": one,
        "choice": choice,
        "rows": [*one.rows(page.object_list)],
        "page": page,
        "page_url": lambda number: f"{request.path}?{query}{'&' if query else ''}page={number}",
        "narrowing": _narrowing(one, choice),
        "query": f"?{query}" if query else "",
        "siblings": [(each, other.title) for each, other in LISTS.items()],
    }
    return render(request, "portal/lists/list.html", told)


@access.public
def printed(request: HttpRequest, key: str) -> HttpResponse:
    """The list as it is narrowed, to be printed; what is too long for paper is given as a file."""
    one, choice = _chosen(request, key)
    rows = [*islice(_rows(one, choice), PRINTED + 1)]
    told = {
        "key": key,
        "list": one,
        "rows": rows[:PRINTED],
        "cut": len(rows) > PRINTED,
        "query": f"?{query}" if (query := _query(choice)) else "",
        "today": timezone.localdate(),
    }
    return render(request, "portal/lists/print.html", told)


@access.public
def exported(request: HttpRequest, key: str, form: str) -> HttpResponseBase:
    """The whole list as it is narrowed, as a file; sent while it is read."""
    one, choice = _chosen(request, key)
    cells = ([row[column] for column in one.columns] for row in _rows(one, choice))
    labels = [str(label) for label in one.columns.values()]
    return tables.answer(form, str(one.title), labels, cells, [*one.columns])


@access.public
def base(request: HttpRequest, base_code: str) -> HttpResponse:
    """基本目录: one base code, and what every level says of it."""
    found = unity.entries([base_code.upper()])
    if not found:
        raise Http404
    return render(request, "portal/lists/base.html", {"entry": found[0], "levels": codes.LEVELS})
