"""表格和示例: blank forms, samples and specimens of a proposal, uploaded and removed one by one."""

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.views.decorators.http import require_safe

from tongban.catalogue import attachments as catalogue
from tongban.catalogue.models import Attachment, Proposal
from tongban.catalogue.proposals import actions, step, texts
from tongban.console import access as permission
from tongban.console import editing, overtaking
from tongban.core import errors
from tongban.journal.actions import Author
from tongban.ui import access, downloads

SPECIMEN = "result.sample"
TITLES = {"blank": later("空白表格"), "sample": later("示例样表")}
ENDINGS = {use: "、".join(sorted(allowed)) for use, allowed in catalogue.ALLOWED.items()}


@access.staff
def attachments(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The papers with what they have; POST puts a file to one, or takes it away."""
    proposal = permission.proposal(request, pk)
    if request.method != "POST":
        return _page(request, proposal)
    place = request.POST.get("place", "")
    if place not in {slot["place"] for slot in _slots(proposal)}:
        raise errors.Problem(_("修订稿里没有这份材料，没有保存。请刷新页面查看最新的修订稿。"))
    by, at, named = permission.at_console(request), timezone.now(), None
    try:
        if request.POST.get("do") != "remove":
            named = _received(request, place, by.author(), at)
    except errors.Problem as refused:
        return _page(request, proposal, {place: refused.sentence}, refused.status)
    document = _with(proposal.definition, place.split("."), named)
    try:
        actions.revise(proposal, document, seen=overtaking.seen(request), by=by, at=at)
    except step.Overtaken as overtaken:
        return overtaking.page(request, proposal, ("papers", "result"), document, overtaken)
    messages.success(request, _("已保存。"))
    return redirect(f"{reverse('console:attachments', args=[pk])}#f-{place}")


def _received(request: HttpRequest, place: str, by: Author, at: dt.datetime) -> dict:
    sent = request.FILES.get("file")
    if sent is None:
        raise errors.Invalid(_("没有选择文件。请先选择，再上传。"))
    return catalogue.attach(sent, sent.name or "", place.rpartition(".")[2], by=by, at=at).model_dump()


def _slots(proposal: Proposal) -> Iterator[dict]:
    """Every place for a file: two for each paper that no certificate stands for, one for the result."""
    definition, _faults = texts.read(proposal.definition)
    if definition is None:
        return
    for row, paper in enumerate(definition.papers):
        for use in ("blank", "sample") if paper.source != "licence" else ():
            yield _slot(f"papers.{row}.{use}", paper.name, str(TITLES[use]), getattr(paper, use))
    yield _slot(SPECIMEN, definition.result.name or _("办理结果"), _("结果样本"), definition.result.sample)


def _slot(place: str, name: str, title: str, named: catalogue.Named | None) -> dict:
    use = place.rpartition(".")[2]
    return {"place": place, "name": name, "title": title, "file": named, "endings": ENDINGS[use]}


def _page(
    request: HttpRequest, proposal: Proposal, wrong: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    found = texts.faults(proposal.code, proposal.definition, proposal.agency.name)
    shown = editing.frame(request, proposal, found) | {
        "section": "attachments",
        "slots": list(_slots(proposal)),
        "wrong": wrong or {},
        "errors": [
            {"id": f"f-{place}", "label": "", "sentence": sentence}
            for place, sentence in (wrong or {}).items()
        ],
    }
    return render(request, "console/attachments.html", shown, status=status)


@access.staff
@require_safe
def attachment(request: HttpRequest, pk: uuid.UUID, digest: str) -> HttpResponse:
    """One of the files that the proposal names."""
    proposal = permission.proposal(request, pk)
    definition, _faults = texts.read(proposal.definition)
    named = {one.digest for _element, one in catalogue.named(definition)} if definition else set()
    kept = Attachment.objects.select_related("file").filter(digest=digest).first()
    if kept is None or digest not in named:
        raise Http404
    return downloads.answer(request, kept.file)


def _with(document: Any, path: list[str], value: dict | None) -> Any:
    """A copy with another file at a place; without one nothing is said there."""
    key, *rest = path
    if isinstance(document, list):
        return [_with(row, rest, value) if str(i) == key else row for i, row in enumerate(document)]
    if rest:
        return document | {key: _with(document.get(key) or {}, rest, value)}
    kept = {name: said for name, said in document.items() if name != key}
    return kept | ({key: value} if value else {})
