"""听证 of one's own case: the right with its last day, the answer, when and where it is held."""

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongban.cases import actions
from tongban.cases.models import Case, HearingParty
from tongban.core import errors
from tongban.portal import acting
from tongban.ui import access, hearings


def shown(case: Case, today: dt.date) -> dict:
    """What stands on the page of the case; `own` is the applicant among the parties."""
    found = hearings.shown(case, today)
    own = next((party for party in found.get("parties", []) if party.applicant), None)
    return found and found | {"own": own}


@access.person
@require_POST
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """要求听证 or 放弃听证."""
    case, party = acting.case(request, number)
    own = HearingParty.objects.select_related("right__case").filter(right__case=case, applicant=True).first()
    if own is None:
        raise Http404
    at = timezone.now()
    try:
        if request.POST.get("answer") == HearingParty.Answer.WAIVED:
            actions.waive_hearing(own, by=party, at=at)
            messages.success(request, _("您已放弃听证，办理照常进行。"))
        else:
            reason = request.POST.get("hearing_reason", "").replace("\0", "").replace("\r\n", "\n")
            actions.request_hearing(own, reason=reason, by=party, at=at)
            messages.success(request, _("听证要求已提交，计时暂停，时间和地点会提前7个工作日通知您。"))
    except errors.Invalid as wrong:
        messages.error(request, wrong.sentence)
    return redirect("portal:case", case.number)
