"""问责: opened on evidence, heard, decided by another supervisor, carried out."""

import datetime as dt
import uuid
from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongban.board import access as permission
from tongban.board import cases, findings, overtimes
from tongban.catalogue import codes
from tongban.core import errors
from tongban.identity.rules import Desk
from tongban.supervision import actions, queries
from tongban.supervision.models import Accountability, Urging
from tongban.supervision.states import Answerable, Reviewed
from tongban.ui import access, casework, downloads, oversight, tables

HEADER = ("方式", "编号", "事项", "机关", "岗位", "责任人员", "提出", "状态", "文号", "执行")


@access.staff
@require_safe
def accountabilities(request: HttpRequest) -> HttpResponse:
    """The latest, of a state if one is asked for."""
    found, state = queries.accountabilities(permission.at_board(request)), request.GET.get("state", "")
    chosen = state if state in Answerable.values else ""
    rows, following = cases.turned(request, found, chosen, "at")
    shown = {
        "accountabilities": rows,
        "following": following,
        "state": chosen,
        "states": [("", _("全部")), *Answerable.choices],
        "posts": codes.POSTS,
        "lights": oversight.STANDINGS,
    }
    return render(request, "board/accountabilities.html", shown)


@access.staff
@require_safe
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """导出: every accountability within the range."""
    found = queries.accountabilities(permission.at_board(request))
    return tables.answer(form, "问责清单", HEADER, _cells(found))


@access.staff
@require_POST
def opening(request: HttpRequest, source: str, pk: uuid.UUID) -> HttpResponse:
    """提出问责 on an overtime, a finding or an urging."""
    if source not in SOURCES:
        raise Http404
    listed, page = SOURCES[source]
    by = permission.at_board(request)
    evidence = get_object_or_404(listed(by), pk=pk)
    said = {name: casework.said(request, name) for name in ("kind", "reason", "person")}
    try:
        opened = actions.open_accountability(evidence, **said, by=by, at=timezone.now())
    except errors.Invalid as wrong:
        return page(request, evidence, wrong)
    messages.success(request, _("问责已提出，被问责的岗位和单位负责人会收到消息，可以申辩。"))
    return redirect("board:accountability", opened.pk)


@access.staff
@require_safe
def accountability(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One accountability: its evidence, the hearing, what was decided, what was done."""
    return _page(request, _one(request, pk))


@access.staff
@require_POST
def answer(request: HttpRequest, pk: uuid.UUID, verb: str) -> HttpResponse:
    """决定问责, 不予问责, 执行 or 复核申诉."""
    act = {"decision": _decide, "dismissal": _dismiss, "outcome": _carry_out, "appeal": _review}.get(verb)
    if act is None:
        raise Http404
    one, by = _one(request, pk), permission.at_board(request)
    try:
        act(request, one, by, timezone.now())
    except errors.Invalid as wrong:
        return _page(request, one, wrong)
    messages.success(request, _("已记录，会通知被问责的岗位和单位负责人。"))
    return redirect("board:accountability", one.pk)


@access.staff
@require_safe
def paper(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """约谈通知书, 问责通报 or 问责建议书."""
    one = _one(request, pk)
    if one.paper is None or one.paper.file is None:
        raise Http404
    return downloads.answer(request, one.paper.file)


def _urged(request: HttpRequest, urging: Urging, wrong: errors.Invalid) -> HttpResponse:
    return cases.page(request, urging.case, errors=wrong.errors, status=wrong.status)


SOURCES = {
    "overtimes": (queries.overtimes, overtimes.page),
    "findings": (queries.findings, findings.page),
    "urgings": (queries.urged, _urged),
}


def _decide(request: HttpRequest, one: Accountability, by: Desk, at: dt.datetime) -> None:
    said = {name: casework.said(request, name) for name in ("opinion", "demand")}
    actions.hold_accountable(one, **said, by=by, at=at)


def _dismiss(request: HttpRequest, one: Accountability, by: Desk, at: dt.datetime) -> None:
    actions.dismiss(one, opinion=casework.said(request, "opinion"), by=by, at=at)


def _carry_out(request: HttpRequest, one: Accountability, by: Desk, at: dt.datetime) -> None:
    day = cases.day(request.POST.get("carried_on", ""))
    actions.carry_out(one, outcome=casework.said(request, "outcome"), on=day, by=by, at=at)


def _review(request: HttpRequest, one: Accountability, by: Desk, at: dt.datetime) -> None:
    asked = get_object_or_404(one.appeals)
    said = {"verdict": casework.said(request, "verdict"), "opinion": casework.said(request, "appeal_opinion")}
    actions.answer_appeal(asked, **said, by=by, at=at)


def _one(request: HttpRequest, pk: uuid.UUID) -> Accountability:
    return get_object_or_404(queries.accountabilities(permission.at_board(request)), pk=pk)


def _page(request: HttpRequest, one: Accountability, wrong: errors.Invalid | None = None) -> HttpResponse:
    today = timezone.localdate()
    shown = {
        "one": one,
        "evidence": oversight.evidence(one),
        "posts": codes.POSTS,
        "light": oversight.STANDINGS[one.state],
        "own": one.officer_id == request.desk.officer_id,
        "decides": one.state == "heard" or (one.state == "opened" and today > one.answer_by),
        "appeal": one.appeals.filter(outcome="").first(),
        "appeal_is_own": request.desk.officer_id in (one.officer_id, one.decided_by_id),
        "reviewed": Reviewed.choices,
        "today": today,
        "errors": casework.lines(wrong.errors if wrong else ()),
        "typed": request.POST,
    }
    return render(request, "board/accountability.html", shown, status=wrong.status if wrong else 200)


def _cells(found) -> Iterator[tuple]:
    for one in found.iterator(chunk_size=1000):
        yield (
            one.get_kind_display(),
            one.case.number,
            one.case.item_name,
            one.agency.name,
            codes.POSTS.get(one.post, one.post),
            one.person,
            timezone.localdate(one.at),
            one.get_state_display(),
            one.paper.number if one.paper else "",
            one.outcome,
        )
