"""承诺书 to be signed by hand, as a PDF without a number: the numbered paper comes with the acceptance."""

import datetime as dt
from urllib.parse import quote

from django.http import HttpResponse
from django.utils import timezone

from tongban.cases import commitments, queries, tolerance
from tongban.cases.models import Draft
from tongban.identity.rules import Applicant
from tongban.papers import kinds, typeset


def answer(draft: Draft, by: Applicant, kind: str, day: dt.date) -> HttpResponse:
    """The sheet of one kind for an application as it stands."""
    name = by.firm_name or by.name
    data = {
        "applicant": name,
        "signer": name,
        "item": draft.item.name,
        "agency": {"name": draft.item.agency.name},
        "date": day.isoformat(),
        "signed_on": day.isoformat(),
        **KINDS[kind](draft),
    }
    response = HttpResponse(typeset.pdf(kind, data), content_type="application/pdf")
    title = f"{kinds.KINDS[kind].title} {draft.item.name[:60]}.pdf"
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(title)}"
    response["Cache-Control"] = "private, no-store"
    return response


def _tolerance(draft: Draft) -> dict:
    missing = tolerance.offered(draft, queries.draft_files(draft), timezone.localdate())
    return {"papers": [{"name": paper.name, "days": paper.deferrable_days} for paper in missing]}


def _commitment(draft: Draft) -> dict:
    definition = queries.definition(draft)
    terms = definition.commitment_terms
    return {
        "promise": definition.commitment,
        "checked": commitments.checked(definition),
        "consequence": terms.consequence if terms else "",
        "spared": [paper.name for paper in commitments.replaced(draft)],
    }


KINDS = {"tolerance": _tolerance, "commitment": _commitment}
