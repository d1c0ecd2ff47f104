"""结束、恢复和撤销 as the applicant sees them: where else to go, why it ended; and 陈述申辩."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tongban.cases import actions, ends, grounds
from tongban.cases.models import Case
from tongban.cases.states import NotNow, State
from tongban.core import errors, text
from tongban.portal import acting
from tongban.ui import access


def shown(case: Case) -> dict:
    """The act that ended it, for the page of the case."""
    revoked = ends.revocation(case) if case.state == State.REVOKED else None
    return {
        "declined": ends.non_acceptance(case) if case.state == State.DECLINED else None,
        "terminated": ends.termination(case) if case.state == State.TERMINATED else None,
        "voided": ends.voiding(case) if case.state == State.VOIDED else None,
        "revoked": revoked,
        "revoked_why": grounds.label(grounds.REVOCATION, revoked.ground) if revoked else "",
    }


@access.person
def defence(request: HttpRequest, number: str) -> HttpResponse:
    """陈述申辩, before the licence is taken back."""
    case, party = acting.case(request, number)
    announced = ends.revocation(case)
    if announced is None or announced.outcome or announced.defended_at:
        raise NotNow(_("现在没有等您陈述申辩的事项，可能已经提交过，或者已经作出决定。"))
    page = {
        "case": case,
        "who": case.applicant_name if case.firm_id else text.mask_name(case.applicant_name),
        "announced": announced,
        "why": grounds.label(grounds.REVOCATION, announced.ground),
        "said": request.POST.get("defence", "").replace("\0", "").strip(),
    }
    if request.method != "POST":
        return render(request, "portal/case/defence.html", page)
    try:
        actions.defend(case, text=page["said"], by=party, at=timezone.now())
    except errors.Invalid as wrong:
        page["wrong"] = wrong.errors[0][1]
        return render(request, "portal/case/defence.html", page, status=wrong.status)
    messages.success(request, _("您的意见已经提交，作出决定时必须答复。"))
    return redirect("portal:case", case.number)
