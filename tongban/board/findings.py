"""疑点核查: what the signs found, its evidence, and the judgement of a person."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongban.board import access as permission
from tongban.board import cases
from tongban.cases import telling
from tongban.core import errors
from tongban.supervision import actions, queries, rulebook, signs
from tongban.supervision.models import Finding
from tongban.supervision.states import Measure
from tongban.ui import access, casework


@access.staff
@require_safe
def findings(request: HttpRequest) -> HttpResponse:
    """The latest, those that wait unless others are asked for."""
    found = queries.findings(permission.at_board(request))
    state = request.GET.get("state", "open")
    chosen = state if state in ("open", "upheld", "dismissed") else ""
    rows, following = cases.turned(request, found, chosen, "found_at")
    shown = {"findings": rows, "following": following, "state": chosen, "signs": signs.SIGNS}
    return render(request, "board/findings.html", shown)


@access.staff
@require_safe
def finding(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One finding with the lines that show it."""
    return page(request, permission.finding(request, pk))


@access.staff
@require_POST
def judgement(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """核查意见: upheld or dismissed."""
    found = permission.finding(request, pk)
    said = {"verdict": casework.said(request, "verdict"), "opinion": casework.said(request, "opinion")}
    try:
        actions.judge(found, **said, by=permission.at_board(request), at=timezone.now())
    except errors.Invalid as wrong:
        return page(request, found, wrong)
    messages.success(request, _("核查意见已记录。"))
    return redirect("board:finding", found.pk)


def page(request: HttpRequest, found: Finding, wrong: errors.Invalid | None = None) -> HttpResponse:
    """The page of a finding."""
    lines = [{"line": line, "words": telling.tell(line, public=False)} for line in queries.evidence(found)]
    shown = {
        "finding": found,
        "sign": signs.SIGNS[found.sign],
        "lines": lines,
        "figures": rulebook.worded(found.sign),
        "source": "findings",
        "evidence": found,
        "responsible": "",
        "bears": actions.bears(found),
        "measures": Measure.choices,
        "accountabilities": found.accountabilities.order_by("-at"),
        "typed": request.POST,
        "errors": casework.lines(wrong.errors if wrong else ()),
    }
    return render(request, "board/finding.html", shown, status=wrong.status if wrong else 200)
