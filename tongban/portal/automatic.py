"""自动办理, as the applicant sees it: asking for a person before anything is decided."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongban.cases import actions
from tongban.portal import acting
from tongban.ui import access


@access.person
@require_POST
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """要求人工办理."""
    found, party = acting.case(request, number)
    actions.ask_for_person(found, by=party, at=timezone.now())
    messages.success(request, _("已转人工，由工作人员按规定的期限办理。"))
    return redirect("portal:case", found.number)
