"""缺陷清单: what is wrong with the guides of one's agencies, by agency and element, and how it changes."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Avg, Count, Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tongban.catalogue import elements, labels
from tongban.catalogue import queries as versions
from tongban.catalogue.definition import Definition
from tongban.catalogue.lint.report import ACROSS, SEVERITIES
from tongban.catalogue.lint.rule import RULES
from tongban.catalogue.models import Flaw, Item, Proposal, QualityDay
from tongban.catalogue.proposals import queries, texts
from tongban.catalogue.proposals.states import OPEN
from tongban.console import editing
from tongban.core import text
from tongban.identity.models import Agency
from tongban.ui import access, tables

PER_PAGE = 50
DAYS = 7  # of progress
KINDS = {"B": "bad", "W": "warn", "M": "info"}
HEADER = ("实施主体", "事项编码", "事项名称", "得分", "规则", "级别", "要素", "缺陷", "豁免理由")
TITLES = {number: rule.title for number, rule in RULES.items()} | {
    n: title for n, (_s, title) in ACROSS.items()
}


def _wishes(request: HttpRequest) -> dict[str, str]:
    return {
        key: text.tidy(request.GET.get(key, ""))[:60]
        for key in ("agency", "part", "severity", "rule", "waived", "q")
    }


def _flaws(request: HttpRequest, wishes: dict[str, str]) -> QuerySet[Flaw]:
    found = Flaw.objects.filter(item__in=queries.items(request.desk)).select_related(
        "item__agency", "item__quality"
    )
    for key, column in (("part", "part"), ("severity", "severity"), ("rule", "rule")):
        found = found.filter(**{column: wishes[key]}) if wishes[key] else found
    if wishes["agency"].isdecimal() and len(wishes["agency"]) < 10:
        found = found.filter(item__agency=wishes["agency"])
    if wishes["q"]:
        found = found.filter(
            Q(item__name__icontains=wishes["q"]) | Q(item__code__startswith=wishes["q"].upper())
        )
    if wishes["waived"]:
        found = found.exclude(waived="")
    return found.order_by("item__quality__score", "item__code", "rule", "id")


@access.staff
@require_safe
def flaws(request: HttpRequest) -> HttpResponse:
    """The list with its filters, the agencies, the elements and the last days."""
    wishes = _wishes(request)
    found = _flaws(request, wishes)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    given = {key: value for key, value in wishes.items() if value}
    shown = {
        "page": page,
        "rows": _rows(request, list(page)),
        "wishes": wishes,
        "agencies": _agencies(request),
        "parts": _counted(found, "part"),
        "rules": [(rule, size, TITLES.get(rule, "")) for rule, size in _counted(found, "rule")],
        "severities": SEVERITIES,
        "kinds": KINDS,
        "part_names": labels.LABELS[Definition],
        "days": _days(request),
        "url_of": lambda number: "?" + urlencode(given | {"page": number}),
        "query": urlencode(given),
    }
    return render(request, "console/quality.html", shown)


def _counted(found: QuerySet[Flaw], column: str) -> list[tuple[str, int]]:
    counted = found.order_by().values_list(column).annotate(size=Count("id"))
    return list(counted.order_by("-size", column))


def _agencies(request: HttpRequest) -> list[dict]:
    """Each agency with its items, its mean score and its defects; the worst first."""
    mine = queries.items(request.desk).filter(state="active", quality__isnull=False)
    scored = mine.values("agency").annotate(size=Count("pk"), score=Avg("quality__score"))
    sizes = {row["agency"]: row for row in scored.order_by("score", "agency")}
    open_ones = Flaw.objects.filter(item__in=mine, waived="")
    counts = {severity: Count("id", filter=Q(severity=severity)) for severity in SEVERITIES}
    defects = {
        row["item__agency"]: row for row in open_ones.values("item__agency").annotate(**counts).order_by()
    }
    names = Agency.objects.in_bulk(sizes)
    none = dict.fromkeys(SEVERITIES, 0)
    return [
        {
            "agency": names[pk],
            "items": row["size"],
            "score": round(row["score"], 1),
            **(defects.get(pk) or none),
        }
        for pk, row in sizes.items()
    ]


def _days(request: HttpRequest) -> list[dict]:
    """进展: the last days of one's agencies."""
    mine = {power.agency_id for power in request.desk.powers}
    found = QualityDay.objects.filter(agency__in=mine).values("day")
    summed = found.annotate(
        mean=Avg("score"), b=Sum("blocking"), w=Sum("warning"), m=Sum("watched"), size=Sum("items")
    )
    return list(summed.order_by("-day")[:DAYS])


def _rows(request: HttpRequest, found: list[Flaw]) -> list[dict]:
    """What is shown of each: the element in words, and where it is edited."""
    codes = {flaw.item.code for flaw in found}
    drafts = queries.open_to(request.desk).filter(code__in=codes, state__in=OPEN)
    underway = {draft.code: draft for draft in drafts}
    return [
        {
            "flaw": flaw,
            "title": TITLES.get(flaw.rule, ""),
            "element": " › ".join(_trail(flaw)),
            "url": _place(flaw, underway.get(flaw.item.code)),
        }
        for flaw in found
    ]


def _trail(flaw: Flaw) -> list[str]:
    document = versions.definition(flaw.item.current_id).written
    return list(elements.trail(document, texts.placed(document, flaw.element)))


def _place(flaw: Flaw, draft: Proposal | None) -> str:
    """In the draft that is underway, else where one is begun."""
    if draft is None:
        return reverse("console:item", args=[flaw.item.code])
    return editing.place(draft, texts.placed(draft.definition, flaw.element))


@access.staff
@require_safe
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The list with the same filters as CSV, XLSX or JSON."""
    rows = _cells(_flaws(request, _wishes(request)))
    return tables.answer(form, "缺陷清单", HEADER, rows)


def _cells(found: QuerySet[Flaw]) -> Iterator[tuple]:
    for flaw in found.iterator(1000):
        item: Item = flaw.item
        yield (
            item.agency.name,
            item.code,
            item.name,
            item.quality.score,
            flaw.rule,
            SEVERITIES[flaw.severity],
            flaw.element,
            flaw.sentence,
            flaw.waived,
        )
