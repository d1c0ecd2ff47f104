"""说明和申辩: what a post has to explain to supervision, and where its agency is heard."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongban.catalogue import codes
from tongban.core import errors
from tongban.identity import queries as identity
from tongban.identity.rules import Desk
from tongban.supervision import actions, queries
from tongban.supervision.models import Accountability, Overtime
from tongban.ui import access, casework, downloads, oversight

LATEST = 100


@access.staff
@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """待说明: the overtimes of this post and the accountabilities of its agency, newest first."""
    shown = {
        "surface": surface(request),
        "overtimes": queries.own_overtimes(request.desk)[:LATEST],
        "accountabilities": queries.own_accountabilities(request.desk)[:LATEST],
        "clocks": oversight.CLOCKS,
    }
    return render(request, "ui/answers.html", shown)


@access.staff
@require_safe
def overtime(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One overtime, with the form for its cause."""
    return _overtime(request, get_object_or_404(queries.own_overtimes(request.desk), pk=pk))


@access.staff
@require_POST
def statement(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """说明超时原因."""
    late, by = get_object_or_404(queries.own_overtimes(request.desk), pk=pk), _by(request)
    said = {"cause": casework.said(request, "cause"), "statement": casework.said(request, "statement")}
    try:
        actions.state_cause(late, **said, by=by, at=timezone.now())
    except errors.Invalid as wrong:
        return _overtime(request, late, wrong)
    messages.success(request, _("说明已提交，由监察人员核查，结果会通知您。"))
    return redirect(f"{surface(request)}:overtime", late.pk)


@access.staff
@require_safe
def accountability(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One accountability, with the form for the hearing."""
    return _accountability(request, _own(request, pk))


@access.staff
@require_POST
def hearing(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """申辩."""
    one, by = _own(request, pk), _by(request)
    try:
        actions.hear(one, text=casework.said(request, "answer"), by=by, at=timezone.now())
    except errors.Invalid as wrong:
        return _accountability(request, one, wrong)
    messages.success(request, _("申辩已提交，决定以后会通知您。"))
    return redirect(f"{surface(request)}:accountability", one.pk)


@access.staff
@require_POST
def appeal(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """申诉."""
    one, by = _own(request, pk), _by(request)
    try:
        actions.appeal(one, reason=casework.said(request, "appeal_reason"), by=by, at=timezone.now())
    except errors.Invalid as wrong:
        return _accountability(request, one, wrong)
    messages.success(request, _("申诉已提交，由没有参与提出和决定的监察人员复核，结果会通知您。"))
    return redirect(f"{surface(request)}:accountability", one.pk)


@access.staff
@require_safe
def paper(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """约谈通知书, 问责通报 or 问责建议书."""
    one = _own(request, pk)
    if one.paper is None or one.paper.file is None:
        raise Http404
    return downloads.answer(request, one.paper.file)


def surface(request: HttpRequest) -> str:
    """At which surface the page is shown."""
    return request.resolver_match.namespace if request.resolver_match else "desk"


def _by(request: HttpRequest) -> Desk:
    return identity.through(request.desk, surface(request))


def _own(request: HttpRequest, pk: uuid.UUID) -> Accountability:
    return get_object_or_404(queries.own_accountabilities(request.desk), pk=pk)


def _overtime(request: HttpRequest, late: Overtime, wrong: errors.Invalid | None = None) -> HttpResponse:
    shown = oversight.overtime(late) | {
        "surface": surface(request),
        "causes": [*actions.causes(timezone.localdate()).items()],
        "errors": casework.lines(wrong.errors if wrong else ()),
        "typed": request.POST,
    }
    return render(request, "ui/overtime.html", shown, status=wrong.status if wrong else 200)


def _accountability(
    request: HttpRequest, one: Accountability, wrong: errors.Invalid | None = None
) -> HttpResponse:
    shown = {
        "surface": surface(request),
        "one": one,
        "evidence": oversight.evidence(one),
        "posts": codes.POSTS,
        "hears": one.state == "opened",
        "appeals": queries.appealable(one, timezone.localdate()),
        "errors": casework.lines(wrong.errors if wrong else ()),
        "typed": request.POST,
    }
    return render(request, "ui/accountability.html", shown, status=wrong.status if wrong else 200)
