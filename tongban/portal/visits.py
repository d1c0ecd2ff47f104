"""最多跑一次: how often one has to come, by agency and by kind, as it is computed from the definitions."""

from collections.abc import Iterator

from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from tongban.catalogue import codes, queries
from tongban.ui import access, tables

COUNTED = {
    "size": Count("pk"),
    "none": Count("pk", filter=Q(visits_computed=0)),
    "one": Count("pk", filter=Q(visits_computed=1)),
    "more": Count("pk", filter=Q(visits_computed__gte=2)),
    "refuted": Count("pk", filter=Q(visits__lt=F("visits_computed"))),
}
COLUMNS = {
    "by": later("分类"),
    "name": later("名称"),
    "size": later("事项数"),
    "none": later("一次不跑"),
    "one": later("最多跑一次"),
    "more": later("多于一次"),
    "refuted": later("公布的次数少于计算的"),
}


def rows() -> Iterator[dict]:
    """Everything, then each kind, then each agency, those with most items first."""
    found = queries.published()
    yield {"by": _("全部"), "name": _("全部事项")} | found.aggregate(**COUNTED)
    for one in found.values("kind").annotate(**COUNTED).order_by("kind"):
        yield one | {"by": _("事项类型"), "name": codes.KINDS.get(one["kind"], one["kind"])}
    for one in found.values("agency__name").annotate(**COUNTED).order_by("-size", "agency__name"):
        yield one | {"by": _("实施主体"), "name": one["agency__name"]}


def share(part: int, whole: int) -> str:
    """12（60%）; all only when it is all."""
    if not whole:
        return str(part)
    percent = min(round(100 * part / whole), 99) if part < whole else 100
    return f"{part}（{percent}%）"


@access.public
def visits(request: HttpRequest) -> HttpResponse:
    """The shares as a page."""
    return render(request, "portal/visits.html", {"rows": list(rows()), "columns": COLUMNS, "share": share})


@access.public
def exported(request: HttpRequest, form: str) -> HttpResponseBase:
    """The same as a file."""
    cells = [[str(row[key]) for key in COLUMNS] for row in rows()]
    return tables.answer(form, _("到现场次数"), [str(label) for label in COLUMNS.values()], cells, [*COLUMNS])
