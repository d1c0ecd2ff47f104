"""申请表 as a PDF: drawn from any form and what was filled in, identifiers masked, with the signature."""

import datetime as dt
from collections.abc import Sequence
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from tongban.cases import queries
from tongban.cases.models import Case, Draft, Signature
from tongban.files import queries as files
from tongban.papers import typeset
from tongban.ui import casework, downloads, formats
from tongban.ui.forms import Part


def of_case(case: Case) -> HttpResponse:
    """The form of a case as it was handed in."""
    told = {"case_number": case.number, "applicant": case.applicant_name}
    return answer(case, casework.application(case), timezone.localdate(case.received_at), told)


def answer(of: Case | Draft, parts: Sequence[Part], day: dt.date, told: dict | None = None) -> HttpResponse:
    """A form as a PDF of its own."""
    signature, stands = queries.signature(of)
    signed = _signed(signature) if signature and stands else {}
    agency = {"name": of.item.agency.name}
    data = {"item": of.item.name, "agency": agency, "date": day.isoformat(), "sections": sections(parts)}
    promise = {"promise": _("本人（单位）对所填内容和所交材料的真实性负责。")}
    pdf = typeset.pdf("application", data | promise | (told or {}) | signed)
    response = HttpResponse(pdf, content_type="application/pdf")
    name = _("申请表") + f" {of.item.name[:60]}.pdf"
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(name)}"
    response["Cache-Control"] = "private, no-store"
    return response


def sections(parts: Sequence[Part]) -> list[dict]:
    """As the template prints them: single fields of a section in one table, each group in its own."""
    made = []
    for part in parts:
        single = [line for line in part.lines if not line.is_table]
        rows = [{"label": one.label, "value": one.words, "hint": one.source} for one in single]
        made += [{"title": part.title, "rows": rows}] if rows else []
        tables = [line for line in part.lines if line.is_table]
        made += [{"title": one.label, "heads": one.heads, "lines": one.rows} for one in tables]
    return made


def _signed(signature: Signature) -> dict:
    said = {"at": formats.moment(signature.signed_at), "digest": signature.digest}
    drawing = [*files.content(signature.file)] if signature.file else []
    return {"signature": {"name": signature.name, "drawing": drawing, **said}}


def drawing(request: HttpRequest, of: Case | Draft) -> HttpResponse:
    """The signature as it was drawn."""
    signature, _stands = queries.signature(of)
    if signature is None or signature.file is None:
        raise Http404
    return downloads.answer(request, signature.file)
