"""示例: the pages on which the examples of a draft are listed, recorded and changed."""

import re
import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tongban.catalogue import codes
from tongban.catalogue.models import Proposal
from tongban.catalogue.proposals import actions, step
from tongban.console import access as permission
from tongban.console import checking, editing, history, overtaking
from tongban.console.examples import shown, trying
from tongban.console.examples.trying import Trial
from tongban.core import errors
from tongban.ui import access

SECTION = "examples"
WISH = re.compile(r"(up|down|copy|drop):(\d{1,3})", re.ASCII)


class NotReady(errors.Problem):
    """There is nothing yet that an example could be tried on."""


@access.staff
def examples(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The examples of a proposal; POST moves, copies or deletes one, or takes that back."""
    proposal = permission.proposal(request, pk)
    if request.method != "POST":
        return _list(request, proposal)
    wish = request.POST.get("do", "")
    if wish == "next":
        return redirect("console:proposal", pk)
    document = overtaking.opened(request, proposal)
    kept, at = _changed(request, proposal, trying.rows(document), wish)
    refused = _revised(request, proposal, document, kept)
    return refused or redirect(reverse("console:examples", args=[pk]) + (f"?at={at}" if at else ""))


def _changed(request: HttpRequest, proposal: Proposal, rows: list[dict], wish: str) -> tuple[list[dict], int]:
    if wish == "undo":
        at = overtaking.number(request, "at") or proposal.revision
        found = history.earlier(proposal, SECTION, at, lambda said: trying.rows({SECTION: said}))
        return (found[1], found[0]) if found else (rows, at)
    said = WISH.fullmatch(wish)
    place = int(said[2]) if said else len(rows)
    if said is None or place >= len(rows):
        return rows, 0
    row, verb = rows[place], said[1]
    rest = rows[:place] + rows[place + 1 :]
    if verb == "drop":
        messages.success(request, _("已经删除示例“%(name)s”。") % {"name": row.get("name", "")})
        return rest, 0
    if verb == "copy":
        copied = row | {"name": _("%(name)s（副本）") % {"name": row.get("name", "")}}
        return [*rows[: place + 1], copied, *rows[place + 1 :]], 0
    to = max(place - 1 if verb == "up" else place + 1, 0)
    return [*rest[:to], row, *rest[to:]], 0


def _revised(
    request: HttpRequest, proposal: Proposal, document: dict, rows: list[dict]
) -> HttpResponse | None:
    """Kept; else the page that shows what others wrote meanwhile."""
    rest = {key: said for key, said in document.items() if key != SECTION}
    wanted = rest | ({SECTION: rows} if rows else {})
    by, at = permission.at_console(request), timezone.now()
    try:
        actions.revise(proposal, wanted, seen=overtaking.seen(request), by=by, at=at)
    except step.Overtaken as overtaken:
        return overtaking.page(request, proposal, (SECTION,), wanted, overtaken)
    return None


def _list(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    definition = trying.legible(proposal.definition)
    kept = [one for row in trying.rows(proposal.definition) if (one := trying.read(row))]
    content = _frame(request, proposal) | {
        "entries": shown.entries(proposal, definition),
        "coverage": shown.coverage(definition, kept) if definition else None,
        "legible": definition is not None,
        "at": overtaking.numbered(request.GET.get("at", "")) or proposal.revision,
    }
    return render(request, "console/examples/examples.html", content)


def _frame(request: HttpRequest, proposal: Proposal) -> dict:
    found = checking.blocking(checking.remarks(proposal))
    return editing.frame(request, proposal, found) | {"section": SECTION}


@access.staff
def new(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """录一个示例."""
    return _recorded(request, permission.proposal(request, pk), None)


@access.staff
def example(request: HttpRequest, pk: uuid.UUID, place: int) -> HttpResponse:
    """One example; it is filled in, tried and kept like a new one."""
    return _recorded(request, permission.proposal(request, pk), place)


def _recorded(request: HttpRequest, proposal: Proposal, place: int | None) -> HttpResponse:
    document = overtaking.opened(request, proposal)
    rows = trying.rows(document)
    if place is not None and place >= len(rows):
        raise Http404
    definition = trying.legible(document)
    if definition is None:
        raise NotReady(_("修订稿还有写法不对的地方，现在不能录示例。请先改正各部分和申请表列出的错误。"))
    before = trying.read(rows[place]) if place is not None else None
    if request.method != "POST":
        trial = trying.opened(definition, before) if before else trying.begun(definition, request.GET)
        return _page(request, proposal, trial, place)
    trial = trying.posted(definition, request.POST, before)
    if request.POST.get("do") != "save":
        return _page(request, proposal, trial, place, told=request.POST.get("do") == "try")
    wrong = _lacking(trial)
    if wrong:
        return _page(request, proposal, trial, place, told=True, wrong=wrong)
    written = trial.written()
    kept = [*rows, written] if place is None else [*rows[:place], written, *rows[place + 1 :]]
    refused = _revised(request, proposal, document, kept)
    if refused is None:
        messages.success(request, _("已经保存示例“%(name)s”。") % {"name": trial.name})
    return refused or redirect("console:examples", proposal.pk)


def _lacking(trial: Trial) -> list[dict]:
    """Why it cannot be kept yet."""
    found = [] if trial.name else [{"id": "f-Name", "label": _("示例的名称"), "sentence": _("请填写")}]
    if trial.unanswered:
        found.append({"id": "f-answers", "label": _("情形"), "sentence": _("每个问题都要选一个答案")})
    return found


def _page(
    request: HttpRequest,
    proposal: Proposal,
    trial: Trial,
    place: int | None,
    *,
    told: bool = False,
    wrong: list[dict] | None = None,
) -> HttpResponse:
    parts, problems = trying.sections(trial, told=told)
    content = _frame(request, proposal) | {
        "trial": trial,
        "place": place,
        "revision": overtaking.seen(request) or proposal.revision,
        "form_sections": parts,
        "problems": problems if told and not wrong else [],
        "wrong": wrong or [],
        "facts": trying.asked_facts(trial),
        "outcomes": codes.OUTCOMES,
    }
    return render(request, "console/examples/example.html", content, status=422 if wrong else 200)
