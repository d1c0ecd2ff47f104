"""编辑修订稿: part by part as a form, or the whole text; what is wrong is kept and named beside its field."""

import uuid
from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongban.catalogue import documents, elements
from tongban.catalogue.definition import Definition
from tongban.catalogue.models import Proposal
from tongban.catalogue.proposals import actions, queries, states, step
from tongban.catalogue.registers import base
from tongban.console import access as permission
from tongban.console import checking, inputs, overtaking, reading, sections, situations, whole
from tongban.core import errors
from tongban.ui import access

Faults = list[tuple[str, str]]


@access.staff
def edit(request: HttpRequest, pk: uuid.UUID, section: str) -> HttpResponse:
    """One part of the definition as a form; POST saves it, adds, removes or moves a row."""
    proposal = permission.proposal(request, pk)
    if section not in sections.SECTIONS:
        raise Http404
    if section in sections.PAGES:
        return redirect(sections.PAGES[section], pk)
    if request.method != "POST":
        return _page(request, proposal, section)
    _title, keys = sections.SECTIONS[section]
    document = reading.section(keys, proposal.definition, request.POST)
    document = base.opened(document, _of_section(keys, base.inherited(proposal.code)))
    document, place = reading.rearranged(document, request.POST.get("do", ""))
    try:
        saved = _revise(request, proposal, document)
    except step.Overtaken as overtaken:
        return overtaking.page(request, proposal, keys, document, overtaken)
    if request.headers.get("X-Requested-With") == "autosave":
        return checking.answer(saved, section)
    return _onwards(request, proposal, section, place)


def _of_section(keys: Iterable[str], given: base.Inherited) -> base.Inherited:
    return {element: value for element, value in given.items() if element.partition(".")[0] in keys}


def _fixed(proposal: Proposal) -> dict[str, str]:
    """What the item takes over from the base catalogue, in words."""
    return {element: base.words(element, value) for element, value in base.inherited(proposal.code).items()}


def _revise(request: HttpRequest, proposal: Proposal, document: dict) -> Proposal:
    by, at = permission.at_console(request), timezone.now()
    return actions.revise(proposal, document, seen=overtaking.seen(request), by=by, at=at)


def _onwards(request: HttpRequest, proposal: Proposal, section: str, place: str) -> HttpResponse:
    here = reverse("console:edit", args=[proposal.pk, section])
    if place:
        return redirect(f"{here}#f-{place}")
    if request.POST.get("do") == "next":
        following = sections.following(section)
        return (
            redirect(sections.address(proposal.pk, following))
            if following
            else redirect("console:proposal", proposal.pk)
        )
    messages.success(request, _("已保存。"))
    return redirect(here)


def _page(request: HttpRequest, proposal: Proposal, section: str) -> HttpResponse:
    title, keys = sections.SECTIONS[section]
    remarks = checking.remarks(proposal)
    here = [remark for remark in remarks if sections.of(remark.element) == section]
    shown = frame(request, proposal, checking.blocking(remarks)) | {
        "section": section,
        "title": title,
        "inputs": inputs.section(keys, Definition, proposal.definition, here, _fixed(proposal)),
        "errors": lines(proposal, checking.blocking(here)),
        "situations": situations.shown(proposal) if section == "situations" else None,
    }
    return render(request, "console/edit.html", shown)


def frame(request: HttpRequest, proposal: Proposal, found: Faults) -> dict:
    """What every page of writing shows: the parts with their faults, and whether it may be changed now."""
    counted = [sections.of(element) for element, _sentence in found]
    parts = [
        {
            "key": key,
            "title": title,
            "url": sections.address(proposal.pk, key),
            "faults": counted.count(key),
        }
        for key, (title, _elements) in sections.SECTIONS.items()
    ]
    return {
        "proposal": proposal,
        "parts": parts,
        "barred": barred(request, proposal),
        "whole_faults": counted.count(""),
    }


def barred(request: HttpRequest, proposal: Proposal) -> str:
    """Why the text cannot be changed here and now; empty when it can."""
    if proposal.state not in states.WRITING:
        return _("修订稿现在是“%(state)s”，只能查看。") % {"state": proposal.get_state_display()}
    return queries.objection(proposal, "revise", request.desk) or ""


def lines(proposal: Proposal, found: Iterable[tuple[str, str]]) -> list[dict]:
    """Lines of the error summary: each names its element and leads to it."""
    return [
        {
            "id": f"f-{element}",
            "label": " › ".join(elements.trail(proposal.definition, element)),
            "sentence": sentence,
            "url": place(proposal, element),
        }
        for element, sentence in found
    ]


def place(proposal: Proposal, element: str) -> str:
    """Where an element is edited."""
    section = sections.of(element)
    if not section:
        return reverse("console:whole", args=[proposal.pk])
    look = f"?look={element}" if section in sections.CHOOSING else ""
    return f"{sections.address(proposal.pk, section)}{look}#f-{element}"


@access.staff
def text(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """全文: the file of the item, for those who like to write it."""
    proposal = permission.proposal(request, pk)
    if request.method != "POST":
        return _whole(request, proposal, whole.written(proposal))
    typed = request.POST.get("text", "").replace("\r\n", "\n").replace("\0", "")
    try:
        document = whole.read(proposal, typed)
        _revise(request, proposal, document)
    except documents.Unreadable as refused:
        return _whole(request, proposal, typed, refused.faults)
    except step.Overtaken as overtaken:
        return overtaking.page(request, proposal, Definition.model_fields, document, overtaken)
    messages.success(request, _("已保存。"))
    return redirect("console:whole", pk)


def _whole(
    request: HttpRequest, proposal: Proposal, typed: str, wrong: list[documents.Fault] | None = None
) -> HttpResponse:
    found = checking.blocking(checking.remarks(proposal))
    shown = frame(request, proposal, found) | {
        "text": typed,
        "revision": overtaking.seen(request) or proposal.revision,
        "wrong": wrong or [],
        "errors": [] if wrong else lines(proposal, [f for f in found if not sections.of(f[0])]),
    }
    return render(request, "console/whole.html", shown, status=422 if wrong else 200)


@access.staff
@require_POST
def undo(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """撤销: the text of an earlier revision again, as a new one."""
    proposal = permission.proposal(request, pk)
    wanted = overtaking.number(request, "number")
    earlier = proposal.revisions.filter(number=wanted).first()
    if earlier is None:
        raise errors.Problem(_("没有这一稿，修订稿没有变化。"))
    _revise(request, proposal, earlier.definition)
    messages.success(request, _("已经恢复到第%(n)s稿的内容。") % {"n": earlier.number})
    return redirect("console:proposal", pk)
