"""特别程序 and 延期 at the desk: begun, ended, asked for, approved."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongban.cases import actions
from tongban.desk import acts, cases
from tongban.ui import access, casework


def day(request: HttpRequest, name: str) -> dt.date | None:
    """A date that was filled in; none where it is no date."""
    try:
        return dt.date.fromisoformat(casework.said(request, name))
    except ValueError:
        return None


@access.staff
@require_POST
def begin(request: HttpRequest, number: str) -> HttpResponse:
    """启动特别程序."""
    case = casework.found(request, number)
    return acts.answered(
        request,
        case,
        lambda: actions.begin_procedure(
            case,
            name=casework.said(request, "procedure"),
            ground=casework.said(request, "ground"),
            law=casework.said(request, "law"),
            planned_on=day(request, "planned_on"),
            stage=casework.said(request, "stage"),
            by=cases.at_desk(request),
            at=timezone.now(),
        ),
        _("特别程序已启动，计时暂停，特别程序告知书已制发。"),
    )


@access.staff
@require_POST
def end(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """结束特别程序."""
    case = casework.found(request, number)
    pause = get_object_or_404(case.pauses, pk=pk)
    return acts.answered(
        request,
        case,
        lambda: actions.end_procedure(
            pause,
            result=casework.said(request, "result"),
            ended_on=day(request, "ended_on"),
            by=cases.at_desk(request),
            at=timezone.now(),
        ),
        _("结果已记录，特别程序结束。"),
    )


@access.staff
@require_POST
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """申请延期."""
    case, days = casework.found(request, number), casework.said(request, "days")
    return acts.answered(
        request,
        case,
        lambda: actions.ask_extension(
            case,
            days=int(days) if days.isascii() and days.isdigit() and len(days) < 4 else None,
            reason=casework.said(request, "extension_reason"),
            stage=casework.said(request, "stage"),
            by=cases.at_desk(request),
            at=timezone.now(),
        ),
        _("延期申请已提交，等待批准。批准以前期限不变。"),
    )


@access.staff
@require_POST
def answer(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """批准 or 不批准延期."""
    case = casework.found(request, number)
    asked, by, at = get_object_or_404(case.extensions, pk=pk), cases.at_desk(request), timezone.now()
    if casework.said(request, "granted") == "yes":
        words = _("已批准延期，延长办理期限告知书已制发。")
        return acts.answered(request, case, lambda: actions.extend(asked, by=by, at=at), words)
    opinion = casework.said(request, "extension_opinion")
    return acts.answered(
        request,
        case,
        lambda: actions.refuse_extension(asked, opinion=opinion, by=by, at=at),
        _("没有批准延期，期限不变。"),
    )
