"""听证 at the desk: the right told, a hearing called, arranged, held or called off."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongban.cases import actions
from tongban.cases.models import Hearing, HearingMinutes
from tongban.desk import acts, cases, interruptions
from tongban.files import actions as files
from tongban.ui import access, casework


def interested(request: HttpRequest) -> list[tuple[str, str]]:
    """利害关系人, one a line: the name, and after a comma how to reach him."""
    lines = [line.strip() for line in casework.said(request, "interested").splitlines()]
    parted = [line.replace(",", "，").partition("，") for line in lines if line]
    return [(name, contact) for name, _comma, contact in parted]


def moment(request: HttpRequest) -> dt.datetime | None:
    """The local date and time that were filled in; none where they are none."""
    try:
        said = f"{casework.said(request, 'meets_on')}T{casework.said(request, 'meets_at')}"
        return timezone.make_aware(dt.datetime.fromisoformat(said))
    except ValueError:
        return None


@access.staff
@require_POST
def tell(request: HttpRequest, number: str) -> HttpResponse:
    """告知听证权利."""
    case = casework.found(request, number)
    return acts.answered(
        request,
        case,
        lambda: actions.tell_hearing_right(
            case,
            matter=casework.said(request, "matter"),
            interested=interested(request),
            stage=casework.said(request, "stage"),
            by=cases.at_desk(request),
            at=timezone.now(),
        ),
        _("听证告知书已制发。期满或者当事人都放弃以后，才能作出决定。"),
    )


@access.staff
@require_POST
def call(request: HttpRequest, number: str) -> HttpResponse:
    """依职权听证."""
    case = casework.found(request, number)
    return acts.answered(
        request,
        case,
        lambda: actions.call_hearing(
            case,
            reason=casework.said(request, "hearing_reason"),
            stage=casework.said(request, "stage"),
            by=cases.at_desk(request),
            at=timezone.now(),
        ),
        _("听证已启动，计时暂停，请安排时间、地点和主持人。"),
    )


@access.staff
@require_POST
def schedule(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """安排听证."""
    case, chair = casework.found(request, number), casework.said(request, "chair")
    hearing = get_object_or_404(case.hearings, pk=pk)
    return acts.answered(
        request,
        case,
        lambda: actions.schedule_hearing(
            hearing,
            meets_at=moment(request),
            place=casework.said(request, "place"),
            chair=int(chair) if chair.isascii() and chair.isdigit() and len(chair) < 18 else None,
            by=cases.at_desk(request),
            at=timezone.now(),
        ),
        _("听证已安排，听证通知书已制发。"),
    )


@access.staff
@require_POST
def hold(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """听证笔录."""
    case = casework.found(request, number)
    hearing = get_object_or_404(case.hearings, pk=pk)
    return acts.answered(request, case, lambda: _kept(request, hearing), _("听证笔录已保存，恢复计时。"))


def _kept(request: HttpRequest, hearing: Hearing) -> HearingMinutes:
    by, at, sent = cases.at_desk(request), timezone.now(), request.FILES.get("minutes_file")
    return actions.hold_hearing(
        hearing,
        held_on=interruptions.day(request, "held_on"),
        text=request.POST.get("minutes", "").replace("\0", "").replace("\r\n", "\n").strip(),
        file=files.store(sent, sent.name or "", by=by.author(), at=at) if sent else None,
        signed_by=casework.said(request, "signed_by"),
        result=casework.said(request, "hearing_result"),
        by=by,
        at=at,
    )


@access.staff
@require_POST
def cancel(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """终止听证."""
    case = casework.found(request, number)
    hearing = get_object_or_404(case.hearings, pk=pk)
    return acts.answered(
        request,
        case,
        lambda: actions.cancel_hearing(
            hearing,
            reason=casework.said(request, "cancel_reason"),
            by=cases.at_desk(request),
            at=timezone.now(),
        ),
        _("听证已终止，恢复计时。"),
    )
