"""补交容缺材料: what is still owed, until when, and the files for it, handed in at once."""

from collections.abc import Sequence

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tongban.cases import actions, queries, states, tolerance
from tongban.cases.models import Case
from tongban.core import errors
from tongban.files.models import File
from tongban.identity.rules import Applicant
from tongban.portal import acting, cases, uploading
from tongban.ui import access


@access.person
def owed(request: HttpRequest, number: str) -> HttpResponse:
    """还要补交的材料; one may bring one or all of them."""
    case, party = acting.case(request, number)
    states.check("supply", case.state)
    if request.method != "POST":
        return page(request, case)
    try:
        with transaction.atomic():
            files = {one.key: brought(request, one.key, party) for one in tolerance.owed(case)}
            actions.supply(case, files=files, by=party, at=timezone.now())
    except errors.Invalid as wrong:
        return page(request, case, wrong.errors)
    messages.success(request, _("已补交，办理人员会核对。"))
    return redirect("portal:case", case.number)


def brought(request: HttpRequest, key: str, by: Applicant) -> list[File]:
    """The files that came for one paper; raises Invalid where one is refused."""
    kept: list[File] = []
    if not request.FILES.getlist(f"file-{key}"):
        return kept
    refused = uploading.received(request, by, kept.append, 0, field=f"file-{key}")
    if refused:
        raise errors.Invalid(refused, [(key, refused)])
    return kept


def page(request: HttpRequest, case: Case, problems: Sequence[tuple[str, str]] = ()) -> HttpResponse:
    """Each paper with its last day."""
    wrong, needs = dict(problems), {paper.key: paper for paper in queries.definition(case).papers}
    shown = cases.head(case) | {
        "owed": [(one, needs.get(one.key), wrong.get(one.key, "")) for one in tolerance.owed(case)],
        "problems": [{"id": f"f-{key}", "label": "", "sentence": sentence} for key, sentence in problems],
        "undertaking": queries.paper(case, "tolerance"),
    }
    return render(request, "portal/case/owed.html", shown, status=422 if problems else 200)
