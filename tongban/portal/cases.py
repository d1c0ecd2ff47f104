"""我的办件: one case as its applicant sees it, its papers and days, withdrawing it, checking its record."""

import datetime as dt
import uuid

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tongban.cases import actions, interruptions, prereviews, queries, states, telling
from tongban.cases.models import Case
from tongban.core import text
from tongban.files.models import File
from tongban.journal import queries as journal
from tongban.journal.actions import SYSTEM
from tongban.licences import queries as licences
from tongban.licences.states import State as Standing
from tongban.papers import queries as papers
from tongban.portal import (
    acting,
    counting,
    endings,
    hearings,
    lateness,
    renewing,
    serving,
    standing,
    timeline,
    waiting,
)
from tongban.ratings import queries as ratings
from tongban.ui import access, applications, automatic, downloads, promises, reckoning

REASON = 500  # characters


def head(case: Case) -> dict:
    """What every page of a case shows of it."""
    own = case.firm_id is None
    return {"case": case, "who": text.mask_name(case.applicant_name) if own else case.applicant_name}


def explained(request: HttpRequest, case: Case, clocks: list[queries.Explained], today: dt.date) -> dict:
    """The days of the limit that was asked for, and what it stands still for."""
    shown = counting.shown(clocks, request.GET.get("limit", ""), today)
    held = interruptions.running(case) if shown and shown["projected"] else []
    told = reckoning.told(case, clocks, request.GET.get("limit", ""), today)
    return {"days": shown, "paused_by": "、".join(pause.name for pause in held), "reckoned": told}


@access.person
def case(request: HttpRequest, number: str) -> HttpResponse:
    """办理进度."""
    found, party = acting.case(request, number)
    today = timezone.localdate()
    clocks = queries.explained(found, today)
    issued = papers.for_subject(found.chain)
    shown = head(found) | explained(request, found, clocks, today)
    shown |= {
        "state": standing.answers(found, clocks, today),
        "entries": timeline.entries(found, {paper.pk: paper for paper in issued}),
        "papers": issued,
        "service": serving.shown(found),
        "materials": found.materials.select_related("file").exclude(file=None).order_by("given_at", "id"),
        "to_do": waiting.of(found),
        "late": lateness.of(found, today),
        "may_begin_again": found.state in states.UNDECIDED_ENDS,
        "may_withdraw": found.state in states.STEPS["withdraw"].before,
        "renewal": renewing.of(found),
        "pre_reviews": [one for one in prereviews.of(found.submission) if one.outcome],
        "certificates": licences.held_by(party).filter(subject=found.chain).exclude(state=Standing.REVOKED),
        "contact": queries.definition(found).consult or found.agency.phone,
        "rating": rating_address(found),
        "signed": queries.signature(found),
        "automatic": automatic.shown(found),
        "heard": hearings.shown(found, today),
        **endings.shown(found),
        **promises.shown(found),
    }
    return render(request, "portal/case/page.html", shown)


def rating_address(case: Case) -> str | None:
    """Where the service is rated once a decision was made."""
    return reverse("portal:rating", args=[case.number]) if ratings.may_be_rated(case) else None


@access.person
def days(request: HttpRequest, number: str) -> HttpResponse:
    """期限是这样算的: every day of the running limit."""
    found, _party = acting.case(request, number)
    today = timezone.localdate()
    clocks = queries.explained(found, today)
    shown = explained(request, found, clocks, today)
    return render(request, "portal/case/days.html", head(found) | shown)


@access.person
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """提交成功: the number, what happens next and by when."""
    found, _party = acting.case(request, number)
    reply_by = found.due_on if found.state == states.State.RECEIVED else None
    return render(request, "portal/case/receipt.html", head(found) | {"reply_by": reply_by})


@access.person
def receipt_paper(request: HttpRequest, number: str) -> HttpResponse:
    """收件凭证: made now if no job has made it yet."""
    found, _party = acting.case(request, number)
    with transaction.atomic():
        paper = actions.receipt(found, by=SYSTEM, at=timezone.now())
    return redirect("portal:case_paper", found.number, paper.pk)


@access.person
def paper(request: HttpRequest, number: str, paper_id: uuid.UUID) -> HttpResponse:
    """文书 of one's own case, as PDF."""
    found, party = acting.case(request, number)
    issued = get_object_or_404(papers.for_subject(found.chain), pk=paper_id)
    answer = sent(request, issued.file)
    actions.read_paper(found, issued, by=party, at=timezone.now())
    return answer


@access.person
def application(request: HttpRequest, number: str) -> HttpResponse:
    """申请表 of one's own case, as PDF."""
    found, _party = acting.case(request, number)
    return applications.of_case(found)


@access.person
def signature(request: HttpRequest, number: str) -> HttpResponse:
    """签名 under the application, as it was drawn."""
    found, _party = acting.case(request, number)
    return applications.drawing(request, found)


@access.person
def material(request: HttpRequest, number: str, material_id: int) -> HttpResponse:
    """申请材料 as it was handed in."""
    found, _party = acting.case(request, number)
    return sent(request, get_object_or_404(found.materials.select_related("file"), pk=material_id).file)


def sent(request: HttpRequest, file: File | None) -> HttpResponse:
    """A file, where there is one: paper handed over at the window may have none."""
    if file is None:
        raise Http404
    return downloads.answer(request, file)


@access.person
def withdrawal(request: HttpRequest, number: str) -> HttpResponse:
    """撤回申请, after saying once more what it means."""
    found, party = acting.case(request, number)
    states.check("withdraw", found.state)
    if request.method != "POST":
        return render(request, "portal/case/withdrawal.html", head(found))
    reason = request.POST.get("reason", "").replace("\0", "").strip()
    if len(reason) > REASON:
        shown = head(found) | {"reason": reason, "wrong": _("最多填%s个字") % REASON}
        return render(request, "portal/case/withdrawal.html", shown, status=422)
    actions.withdraw(found, reason=reason, by=party, at=timezone.now())
    messages.success(request, _("申请已撤回。撤回申请确认书在“文书与材料”里。"))
    return redirect("portal:case", found.number)


@access.person
def record(request: HttpRequest, number: str) -> HttpResponse:
    """核对办理记录: is the chain of one's own case whole?"""
    found, _party = acting.case(request, number)
    lines = [(line, telling.tell(line, public=True)) for line in journal.timeline(found.chain)]
    shown = head(found) | {"lines": lines, "faults": journal.faults(found.chain)}
    return render(request, "portal/case/record.html", shown)
