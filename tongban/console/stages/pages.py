"""办理环节: the page on which the flow of a draft is edited, as a diagram and as a table."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tongban.catalogue import codes
from tongban.catalogue.gate import Remark
from tongban.catalogue.models import Proposal
from tongban.catalogue.proposals import actions, step
from tongban.console import access as permission
from tongban.console import checking, editing, overtaking, sections
from tongban.console.stages import checks, order, reading, shown
from tongban.ui import access

REMEMBERED = 60  # revisions in which to look for what may be taken back
KEYS = ("flow", "same_hand")


@access.staff
def stages(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The stages of a proposal; POST saves them, and changes their order as `do` says."""
    proposal = permission.proposal(request, pk)
    if request.method != "POST":
        return _page(request, proposal)
    document, wish = reading.posted(proposal.definition, request.POST), request.POST.get("do", "")
    look, refused = "", ""
    try:
        document, look = _wished(proposal, document, wish)
    except order.Refused as why:
        refused = why.sentence
    by, at = permission.at_console(request), timezone.now()
    try:
        saved = actions.revise(proposal, document, seen=overtaking.seen(request), by=by, at=at)
    except step.Overtaken as overtaken:
        return overtaking.page(request, proposal, KEYS, document, overtaken)
    if refused or _live(request):
        return _page(request, saved, look, refused)
    return _onwards(request, saved, wish, look)


def _live(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers


def _wished(proposal: Proposal, document: dict, wish: str) -> tuple[dict, str]:
    rows, look = order.keyed(document.get("flow")), ""
    if wish == "undo":
        rows = order.taken_back(_history(proposal)) or rows
    else:
        rows, look = order.changed(rows, wish)
    return reading.with_rows(document, rows), look


def _history(proposal: Proposal) -> list[order.Rows]:
    """The stages of each revision, the latest last."""
    kept = proposal.revisions.order_by("-number").values_list("definition__flow", flat=True)[:REMEMBERED]
    return [order.keyed(rows) for rows in reversed(kept)]


def _onwards(request: HttpRequest, proposal: Proposal, wish: str, look: str) -> HttpResponse:
    if wish == "next":
        return redirect(sections.address(proposal.pk, sections.following("flow")))
    here = reverse("console:stages", args=[proposal.pk])
    keys = [row["key"] for row in order.keyed(proposal.definition.get("flow"))]
    if look in keys:
        return redirect(f"{here}#f-flow.{keys.index(look)}")
    messages.success(request, _("已保存。"))
    return redirect(here)


def _page(request: HttpRequest, proposal: Proposal, look: str = "", refused: str = "") -> HttpResponse:
    remarks, live = checking.remarks(proposal), _live(request)
    content = editing.frame(request, proposal, checking.blocking(remarks))
    content |= _content(request, proposal, remarks) | {"section": "flow", "look": look, "refused": refused}
    page = "console/_stages.html" if live else "console/stages.html"
    return render(request, page, content, status=422 if refused and not live else 200)


def _content(request: HttpRequest, proposal: Proposal, remarks: list[Remark]) -> dict:
    document = proposal.definition
    rows, definition = order.keyed(document.get("flow")), checks.legible(document)
    found = checks.faults(document, checking.blocking(remarks), definition)
    held = checks.holders(proposal, timezone.localdate())
    vacant = checks.vacant(definition, document, held) if definition else []
    table, same_hand, errors = shown.lines(document, rows, remarks)
    given = reading.answers(request.POST or request.GET)
    return {
        "diagram": shown.diagram(document, rows, found),
        "lines": table,
        "same_hand": same_hand,
        "errors": errors,
        "faults": editing.lines(proposal, found),
        "vacant": editing.lines(proposal, vacant),
        "held": held,
        "posts": codes.POSTS,
        "units": codes.UNITS,
        "sum": checks.summed(definition) if definition else None,
        "questions": definition.questions if definition else (),
        "tried": checks.tried(definition, given) if definition and given else None,
        "legible": definition is not None,
    }
