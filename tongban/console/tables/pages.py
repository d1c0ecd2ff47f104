"""规则表: the page on which the table of a draft is edited like a spreadsheet."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tongban.catalogue import codes
from tongban.catalogue.models import Proposal
from tongban.catalogue.proposals import actions, step
from tongban.console import access as permission
from tongban.console import checking, editing, overtaking, sections
from tongban.console.tables import posted, shown
from tongban.ui import access

SECTION = "automatic"


@access.staff
def table(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The table of a proposal; POST saves it, adds, drops or moves a row or a column."""
    proposal = permission.proposal(request, pk)
    if request.method != "POST":
        return _page(request, proposal)
    wish = request.POST.get("do", "")
    document = _wished(request, proposal.definition, wish)
    by, at = permission.at_console(request), timezone.now()
    try:
        actions.revise(proposal, document, seen=overtaking.seen(request), by=by, at=at)
    except step.Overtaken as overtaken:
        return overtaking.page(request, proposal, (SECTION,), document, overtaken)
    if wish == "next":
        return redirect(sections.address(proposal.pk, sections.following(SECTION)))
    if wish in ("", "save"):
        messages.success(request, _("已保存。"))
    return redirect(f"{reverse('console:table', args=[proposal.pk])}#table")


def _wished(request: HttpRequest, document: dict, wish: str) -> dict:
    kept = {key: value for key, value in document.items() if key != SECTION}
    if wish == "end":
        return kept
    if wish == "begin":
        return kept | {SECTION: posted.begun()}
    known = shown.known(document)
    found = posted.automatic(request.POST, known)
    return kept | {SECTION: posted.changed(found, wish, request.POST.get("new_fact", ""), known)}


def _page(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    remarks = checking.remarks(proposal)
    here = [remark for remark in remarks if sections.of(remark.element) == SECTION]
    document = proposal.definition
    definition, known = shown.legible(document), shown.known(document)
    content = editing.frame(request, proposal, checking.blocking(remarks)) | {
        "section": SECTION,
        "automatic": shown.part(document),
        "known": known,
        "kinds": codes.FACT_KINDS,
        "outcomes": codes.OUTCOMES,
        "papers": [paper for paper in definition.papers if paper.uploaded] if definition else [],
        "faults": shown.errors(here),
        "errors": editing.lines(proposal, checking.blocking(here)),
        "analysis": shown.analysed(definition),
        "tried": shown.tried(definition, request.GET),
        "tests": shown.tests(definition),
        "typed": request.GET,
    }
    return render(request, "console/table.html", content)
