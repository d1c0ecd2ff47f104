"""补正中: what the applicants are correcting, by its last day, and the answer to who asks for more time."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongban.cases import actions, corrections
from tongban.cases.models import Correction
from tongban.counter import acts, cases
from tongban.ui import access, casework, turning

SOON = 3  # days
ORDER = (("answered", int), ("until", dt.date.fromisoformat), ("pk", int))


@access.staff
@require_safe
def correcting(request: HttpRequest) -> HttpResponse:
    """Who asks for more time first, then by the last day."""
    waiting = corrections.waiting(cases.clerk(request))
    found, following = turning.page(request, waiting, ORDER)
    rows = [{"correction": one, "light": light(one), "asks": asks(one)} for one in found]
    shown = {"rows": rows, "following": following, "total": waiting.count(), "here_is": "correcting"}
    return render(request, "counter/correcting.html", shown)


def asks(correction: Correction) -> bool:
    """Does its applicant wait to hear whether he has more time?"""
    longer = getattr(correction, "prolongation", None)
    return longer is not None and not longer.outcome


def light(correction: Correction) -> tuple[str, str]:
    """剩几天: (kind of light, words)."""
    left = (correction.until - timezone.localdate()).days
    if left < 0:
        return "bad", _("已过%s天") % -left
    return ("warn" if left <= SOON else "ok"), _("今天") if not left else _("剩%s天") % left


@access.staff
@require_POST
def prolongation(request: HttpRequest, number: str) -> HttpResponse:
    """答复延长补正期限."""
    granted = casework.said(request, "granted") == "yes"
    return acts.answered(
        request,
        number,
        lambda case: actions.prolong_correction(
            case,
            granted=granted,
            opinion=casework.said(request, "opinion"),
            by=request.desk,
            at=timezone.now(),
        ),
        _("已同意延长，申请人会收到通知。") if granted else _("已答复不同意，申请人会收到通知。"),
    )
