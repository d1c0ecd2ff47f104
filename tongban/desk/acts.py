"""审查, 退回, 决定 and 缴费确认: what an officer does to a case, answered by the page as it then stands."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongban.cases import actions
from tongban.cases.models import Case, Review
from tongban.core import errors
from tongban.desk import cases
from tongban.ui import access, casework

FINDINGS = ("conforms", "differs")


def answered(request: HttpRequest, case: Case, act: Callable[[], object], sentence: str) -> HttpResponse:
    """Do it; then the page of the case, with what was done or with what is missing."""
    try:
        act()
    except errors.Invalid as wrong:
        messages.error(request, wrong.sentence)
        return cases.page(request, case, errors=wrong.errors, status=wrong.status)
    messages.success(request, sentence)
    return redirect("desk:case", case.number)


@access.staff
@require_POST
def review(request: HttpRequest, number: str) -> HttpResponse:
    """审查 of a stage: agree or oppose; at a site visit with its finding."""
    case = casework.found(request, number)
    agrees = casework.said(request, "verdict") == Review.Verdict.AGREE
    found = {"result": casework.said(request, "result"), "notes": casework.said(request, "notes")}
    return answered(
        request,
        case,
        lambda: actions.review(
            case,
            verdict=Review.Verdict.AGREE if agrees else Review.Verdict.OPPOSE,
            opinion=casework.said(request, "opinion"),
            findings=found if found["result"] in FINDINGS else {},
            stage=casework.said(request, "stage"),
            by=cases.at_desk(request),
            at=timezone.now(),
        ),
        _("意见已保存。"),
    )


@access.staff
@require_POST
def send_back(request: HttpRequest, number: str) -> HttpResponse:
    """退回 to an earlier stage."""
    case = casework.found(request, number)
    return answered(
        request,
        case,
        lambda: actions.send_back(
            case,
            opinion=casework.said(request, "opinion"),
            to=casework.said(request, "to") or None,
            stage=casework.said(request, "stage"),
            by=cases.at_desk(request),
            at=timezone.now(),
        ),
        _("办件已退回。"),
    )


@access.staff
@require_POST
def decision(request: HttpRequest, number: str) -> HttpResponse:
    """决定: grant or refuse."""
    case = casework.found(request, number)
    granted = casework.said(request, "granted") == "yes"
    return answered(
        request,
        case,
        lambda: actions.decide(
            case,
            granted=granted,
            reason=casework.reason(request, case, granted=granted),
            basis="" if granted else casework.said(request, "basis"),
            stage=casework.said(request, "stage"),
            by=cases.at_desk(request),
            at=timezone.now(),
        ),
        _("已作出准予决定，文书和证照已制发。") if granted else _("已作出不予许可决定，决定书已制发。"),
    )


@access.staff
@require_POST
def hold(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """缴费确认: the fee's receipt lifts what the decision waits for."""
    case = casework.found(request, number)
    held = get_object_or_404(case.holds, pk=pk)
    return answered(
        request,
        case,
        lambda: actions.settle(
            held,
            receipt_number=casework.said(request, "receipt_number"),
            by=cases.at_desk(request),
            at=timezone.now(),
        ),
        _("缴费已确认，可以作出决定。"),
    )
