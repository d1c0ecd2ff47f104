"""表单设计: the page on which the form of a draft is made, with the form as the applicant will see it."""

import re
import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tongban.catalogue.definition import Definition
from tongban.catalogue.models import Proposal
from tongban.catalogue.proposals import actions, step
from tongban.console import access as permission
from tongban.console import checking, editing, history, overtaking, sections
from tongban.console.forms import changing, kinds, outline, properties, shown
from tongban.console.forms.changing import Made
from tongban.ui import access

SECTION = "form"
ELEMENT = re.compile(r"form\.properties\.(\w+)(?:\.items\.properties\.(\w+))?", re.ASCII)


@access.staff
def form(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The form of a proposal; POST saves the chosen field and does what `do` says."""
    proposal = permission.proposal(request, pk)
    if request.method != "POST":
        return _page(request, proposal, Made(proposal.definition, _looked_at(request, proposal)))
    refused, at = "", 0
    try:
        made, at = _made(request, proposal)
    except changing.Full as full:
        made, refused = Made(proposal.definition), full.sentence
    by, now = permission.at_console(request), timezone.now()
    try:
        saved = actions.revise(proposal, made.document, seen=overtaking.seen(request), by=by, at=now)
    except step.Overtaken as overtaken:
        return overtaking.page(request, proposal, Definition.model_fields, made.document, overtaken)
    if refused or "HX-Request" in request.headers:
        return _page(request, saved, made, refused, at)
    return _onwards(request, saved, made, at)


def _made(request: HttpRequest, proposal: Proposal) -> tuple[Made, int]:
    if request.POST.get("do") != "undo":
        document = overtaking.opened(request, proposal)
        return changing.changed(document, request.POST, _published(proposal)), 0
    at = overtaking.number(request, "at") or proposal.revision
    found = history.earlier(proposal, SECTION, at, lambda said: said)
    if found is None:
        return Made(proposal.definition), at
    number, before = found
    document = {key: said for key, said in proposal.definition.items() if key != SECTION}
    path = outline.path(before, outline.place(request.POST.get("place", "")))
    return Made(document | ({SECTION: before} if before else {}), path, "undo"), number


def _published(proposal: Proposal) -> set[str]:
    """The fields that the version in force has: their keys stay as they are."""
    form_of = proposal.base.definition.get("form") if proposal.base else None
    return {one.key for one in outline.asked(form_of)}


def _looked_at(request: HttpRequest, proposal: Proposal) -> str:
    """The field that the address names, by itself or as an element with a fault."""
    form_of = proposal.definition.get("form")
    looked = ELEMENT.match(request.GET.get("look", ""))
    named = ".".join(filter(None, looked.groups())) if looked else request.GET.get("field", "")
    place = outline.found(form_of, named) or (0,)
    return outline.path(form_of, place)


def _onwards(request: HttpRequest, proposal: Proposal, made: Made, at: int) -> HttpResponse:
    wish = request.POST.get("do", "")
    if wish == "next":
        return redirect(sections.address(proposal.pk, sections.following(SECTION)))
    if made.dropped:
        messages.success(request, _told(made))
    elif wish in ("", "save"):
        messages.success(request, _("已保存。"))
    here = f"{reverse('console:form', args=[proposal.pk])}?field={made.path}"
    return redirect(f"{here}&at={at}" if at else f"{here}#{made.focus}" if made.focus else here)


def _told(made: Made) -> str:
    """What was deleted, and where it is still named."""
    said = _("已经删除“%(title)s”。") % {"title": made.dropped}
    if not made.left:
        return said
    places = "、".join(use.words for use in made.left)
    return said + _("%(places)s还用到它，请一并改正。") % {"places": places}


def _page(
    request: HttpRequest, proposal: Proposal, made: Made, refused: str = "", at: int = 0
) -> HttpResponse:
    remarks, live = checking.remarks(proposal), "HX-Request" in request.headers
    form_of = proposal.definition.get("form")
    place = (outline.found(form_of, made.path) if made.path else None) or (0,)
    here = [remark for remark in remarks if sections.of(remark.element) == SECTION]
    content = editing.frame(request, proposal, checking.blocking(remarks)) | {
        "section": SECTION,
        "listed": shown.sections(form_of, place, here),
        "chosen": shown.chosen(proposal, place, here),
        "kinds": kinds.KINDS,
        "inner": kinds.INNER,
        "usual": kinds.USUAL,
        "operations": kinds.OPERATIONS,
        "faults": editing.lines(proposal, checking.blocking(here)),
        "focus": made.focus,
        "told": refused or (_told(made) if made.dropped else ""),
        "left": [properties.address(proposal, use.element) for use in made.left],
        "at": at or overtaking.numbered(request.GET.get("at", "")) or proposal.revision,
        "wide": request.GET.get("wide") == "1" or request.POST.get("wide") == "1",
    }
    page = "console/forms/_designer.html" if live else "console/forms/designer.html"
    return render(request, page, content, status=422 if refused and not live else 200)
