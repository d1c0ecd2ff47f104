"""文书送达 as officers record it: how a paper reached its addressee, that it was signed for, or came back."""

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongban.cases import actions, queries
from tongban.cases.models import Case
from tongban.core import errors
from tongban.files import actions as files
from tongban.papers import actions as papers
from tongban.papers import queries as registered
from tongban.papers.models import Paper
from tongban.papers.rules import Handing, Method
from tongban.ui import access, casework

BY_HAND = (Method.WINDOW, Method.POST, Method.LEFT, Method.NOTICE)
WRITTEN = {"receiver": 120, "relation": 60, "place": 200, "tracking": 40, "reason": 500, "witness": 120}


def given(request: HttpRequest) -> Handing:
    """What the form says of a service; its proof is kept."""
    sent = request.FILES.get("proof")
    proof = files.store(sent, sent.name, by=request.desk.author(), at=timezone.now()).pk if sent else None
    written: dict[str, Any] = {name: casework.said(request, name)[:most] for name, most in WRITTEN.items()}
    return Handing(
        method=casework.said(request, "method")[:12],
        checked="checked" in request.POST,
        proof_id=proof,
        **written,
    )


def chosen(request: HttpRequest, ways: tuple[Method, ...]) -> Method:
    """The way whose fields are shown: the one asked for, else the first."""
    asked = request.POST.get("method") or request.GET.get("method", "")
    return next((way for way in ways if way == asked), ways[0])


def of_case(request: HttpRequest, number: str, pk: uuid.UUID) -> tuple[Case, Paper]:
    """The paper of a case this officer may open."""
    case = casework.found(request, number)
    return case, get_object_or_404(registered.for_subject(case.chain), pk=pk)


def page(
    request: HttpRequest,
    case: Case,
    paper: Paper,
    problems: Sequence[tuple[str, str]] = (),
    status: int = 200,
) -> HttpResponse:
    """The paper, how it was brought to its addressee so far, and what may be recorded now."""
    tried = list(paper.services.select_related("officer").order_by("id"))
    shown = {
        "case": case,
        "paper": paper,
        "surface": surface(request),
        "tried": tried,
        "live": next((one for one in tried if one.failed_at is None), None),
        "way": chosen(request, BY_HAND),
        "ways": BY_HAND,
        "agreed": queries.electronic(case),
        "typed": request.POST,
        "today": timezone.localdate(),
        "wrong": dict(problems),
        "errors": casework.lines(problems),
        "here_is": "services",
    }
    return render(request, "ui/service.html", shown, status=status)


def surface(request: HttpRequest) -> str:
    """At which desk: counter or desk."""
    return request.resolver_match.namespace if request.resolver_match else "desk"


def recorded(
    request: HttpRequest, number: str, pk: uuid.UUID, act: Callable[[Case, Paper], object], sentence: str
) -> HttpResponse:
    """Do it; then the page of the paper, with what was done or with what is missing."""
    case, paper = of_case(request, number, pk)
    try:
        act(case, paper)
    except errors.Invalid as wrong:
        messages.error(request, wrong.sentence)
        return page(request, case, paper, wrong.errors, wrong.status)
    messages.success(request, sentence)
    return redirect(f"{surface(request)}:service", case.number, paper.pk)


@access.staff
@require_safe
def service(request: HttpRequest, number: str, pk: uuid.UUID) -> HttpResponse:
    """送达 of one paper."""
    return page(request, *of_case(request, number, pk))


@access.staff
@require_POST
def serve(request: HttpRequest, number: str, pk: uuid.UUID) -> HttpResponse:
    """登记送达: handed over, left, posted, or a notice put up."""
    return recorded(
        request,
        number,
        pk,
        lambda case, paper: actions.serve(case, paper, given(request), by=request.desk, at=timezone.now()),
        _("送达已登记。"),
    )


@access.staff
@require_POST
def confirm(request: HttpRequest, number: str, pk: uuid.UUID) -> HttpResponse:
    """签收 of what was posted, 期满 of a notice."""
    return recorded(
        request,
        number,
        pk,
        lambda case, paper: actions.confirm_service(
            case,
            paper,
            receiver=casework.said(request, "receiver")[:120],
            on=written_day(request),
            by=request.desk,
            at=timezone.now(),
        ),
        _("已确认送达。"),
    )


def written_day(request: HttpRequest) -> dt.date:
    """The day that was written; raises Invalid."""
    try:
        return dt.date.fromisoformat(casework.said(request, "served_on"))
    except ValueError as wrong:
        raise errors.Invalid(_("请选择送达日期，没有保存。"), [("served_on", _("请选择送达日期"))]) from wrong


@access.staff
@require_POST
def fail(request: HttpRequest, number: str, pk: uuid.UUID) -> HttpResponse:
    """没有送到: it came back."""
    return recorded(
        request,
        number,
        pk,
        lambda case, paper: actions.fail_service(
            case, paper, reason=casework.said(request, "failure"), by=request.desk, at=timezone.now()
        ),
        _("已记录没有送到，请改用其他方式送达。"),
    )


@access.staff
@require_POST
def copy(request: HttpRequest, number: str, pk: uuid.UUID) -> HttpResponse:
    """补打: the paper once more, marked as a copy."""
    _case, paper = of_case(request, number, pk)
    printed = papers.reprint(paper, by=request.desk.author(), at=timezone.now())
    response = HttpResponse(printed, content_type="application/pdf")
    response["Content-Disposition"] = "inline"
    response["Cache-Control"] = "private, no-store"
    return response
