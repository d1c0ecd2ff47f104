"""受理, 补正告知, 不予受理, 当场决定 and 送达: what a clerk does to a case, answered by its page."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongban.cases import actions, queries
from tongban.cases.models import Case
from tongban.core import errors
from tongban.counter import cases
from tongban.ui import access, casework, serving


def answered(request: HttpRequest, number: str, act: Callable[[Case], object], sentence: str) -> HttpResponse:
    """Do it; then the page of the case, with what was done or with what is missing."""
    cases.clerk(request)
    case = casework.found(request, number)
    try:
        act(case)
    except errors.Invalid as wrong:
        messages.error(request, wrong.sentence)
        return cases.page(request, case, errors=wrong.errors, status=wrong.status)
    messages.success(request, sentence)
    return redirect("counter:case", case.number)


def gaps(request: HttpRequest, case: Case) -> list[tuple[str, str, str]]:
    """What was ticked as to be corrected: (key, name, need)."""
    names = {paper.key: paper.name for paper in queries.checklist(case).papers}
    names["form"] = _("申请表填写内容")
    ticked = request.POST.getlist("gaps")
    return [
        (key, name, casework.said(request, f"need-{key}")) for key, name in names.items() if key in ticked
    ]


def declining(request: HttpRequest) -> dict[str, str]:
    """What was written of a non-acceptance."""
    return {
        "kind": casework.said(request, "decline_kind"),
        "reason": casework.said(request, "reason"),
        "basis": casework.said(request, "decline_basis"),
        "competent_body": casework.said(request, "competent_body")[:200],
    }


@access.staff
@require_POST
def correction(request: HttpRequest, number: str) -> HttpResponse:
    """一次性告知补正."""
    return answered(
        request,
        number,
        lambda case: actions.return_for_correction(
            case, gaps=gaps(request, case), by=request.desk, at=timezone.now()
        ),
        _("补正告知书已制发。申请人补齐后，办件会回到待受理。"),
    )


@access.staff
@require_POST
def non_acceptance(request: HttpRequest, number: str) -> HttpResponse:
    """不予受理."""
    return answered(
        request,
        number,
        lambda case: actions.decline(case, **declining(request), by=request.desk, at=timezone.now()),
        _("不予受理决定书已制发。"),
    )


@access.staff
@require_POST
def decision(request: HttpRequest, number: str) -> HttpResponse:
    """当场决定 of an instant item."""
    granted = casework.said(request, "granted") == "yes"
    return answered(
        request,
        number,
        lambda case: actions.decide(
            case,
            granted=granted,
            reason=casework.reason(request, case, granted=granted),
            basis="" if granted else casework.said(request, "basis"),
            stage=casework.said(request, "stage"),
            by=request.desk,
            at=timezone.now(),
        ),
        _("决定已作出，请把文书交给申请人。"),
    )


@access.staff
@require_POST
def hold(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """缴费确认."""
    return answered(
        request,
        number,
        lambda case: actions.settle(
            get_object_or_404(case.holds, pk=pk),
            receipt_number=casework.said(request, "receipt_number"),
            by=request.desk,
            at=timezone.now(),
        ),
        _("缴费已确认。"),
    )


@access.staff
@require_POST
def delivery(request: HttpRequest, number: str) -> HttpResponse:
    """送达: who received the result, and how."""
    return answered(
        request,
        number,
        lambda case: actions.deliver(
            case,
            given=None if casework.said(request, "method") == "served" else serving.given(request),
            by=request.desk,
            at=timezone.now(),
        ),
        _("已送达，办件办结。"),
    )


@access.staff
@require_POST
def voiding(request: HttpRequest, number: str) -> HttpResponse:
    """申请作废."""
    given = {name: casework.said(request, f"void_{name}") for name in ("kind", "reason", "twin")}
    return answered(
        request,
        number,
        lambda case: actions.ask_void(case, **given, by=request.desk, at=timezone.now()),
        _("作废申请已提交，等待批准。批准以前照常办理。"),
    )
