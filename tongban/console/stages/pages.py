"""办理环节: the page on which the flow of a draft is edited, as a diagram and as a table."""

import uuid
from typing import NamedTuple

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
from tongban.console import checking, editing, history, overtaking, sections
from tongban.console.stages import checks, order, reading, shown
from tongban.ui import access

KEYS = ("flow", "same_hand")


class Outcome(NamedTuple):
    """What a button makes of the text: where to look, why it was refused, the revision one went back to."""

    document: dict
    look: str = ""
    refused: str = ""
    at: int = 0


@access.staff
def stages(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The stages of a proposal; POST saves them, and changes their order as `do` says."""
    proposal = permission.proposal(request, pk)
    if request.method != "POST":
        return _page(request, proposal, Outcome(proposal.definition))
    made = _undone(request, proposal) if request.POST.get("do") == "undo" else _changed(request, proposal)
    by, at = permission.at_console(request), timezone.now()
    try:
        saved = actions.revise(proposal, made.document, seen=overtaking.seen(request), by=by, at=at)
    except step.Overtaken as overtaken:
        return overtaking.page(request, proposal, KEYS, made.document, overtaken)
    if made.refused or _live(request):
        return _page(request, saved, made)
    return _onwards(request, saved, made)


def _live(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers


def _changed(request: HttpRequest, proposal: Proposal) -> Outcome:
    document = reading.posted(proposal.definition, request.POST)
    try:
        rows, look = order.changed(order.keyed(document.get("flow")), request.POST.get("do", ""))
    except order.Refused as why:
        return Outcome(document, refused=why.sentence)
    return Outcome(reading.with_rows(document, rows), look)


def _undone(request: HttpRequest, proposal: Proposal) -> Outcome:
    """撤销: the stages of an earlier revision again; the next time one goes on from there."""
    at = overtaking.number(request, "at") or proposal.revision
    found = history.earlier(proposal, "flow", at, order.keyed)
    if found is None:
        return Outcome(proposal.definition, at=at)
    number, rows = found
    return Outcome(reading.with_rows(proposal.definition, rows), at=number)


def _onwards(request: HttpRequest, proposal: Proposal, made: Outcome) -> HttpResponse:
    if request.POST.get("do") == "next":
        return redirect(sections.address(proposal.pk, sections.following("flow")))
    here = reverse("console:stages", args=[proposal.pk])
    if made.at:
        return redirect(f"{here}?at={made.at}")
    keys = [row["key"] for row in order.keyed(proposal.definition.get("flow"))]
    if made.look in keys:
        return redirect(f"{here}#f-flow.{keys.index(made.look)}")
    messages.success(request, _("已保存。"))
    return redirect(here)


def _page(request: HttpRequest, proposal: Proposal, made: Outcome) -> HttpResponse:
    remarks, live = checking.remarks(proposal), _live(request)
    content = editing.frame(request, proposal, checking.blocking(remarks))
    content |= _content(request, proposal, remarks)
    content |= {"section": "flow", "look": made.look, "refused": made.refused}
    content["at"] = made.at or overtaking.numbered(request.GET.get("at", "")) or proposal.revision
    page = "console/_stages.html" if live else "console/stages.html"
    return render(request, page, content, status=422 if made.refused and not live else 200)


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
