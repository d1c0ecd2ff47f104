"""What the parties to a hearing answer, as desk and counter record it; the minutes as they were scanned."""

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongban.cases import actions
from tongban.cases.models import HearingMinutes, HearingParty
from tongban.core import errors
from tongban.identity import queries as identity
from tongban.ui import access, casework, downloads


@access.staff
@require_POST
def answer(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """要求听证 or 放弃听证, as a party said it at the window, by letter or by telephone."""
    case = casework.found(request, number)
    party = get_object_or_404(HearingParty.objects.select_related("right__case"), pk=pk, right__case=case)
    surface = request.resolver_match.namespace if request.resolver_match else "desk"
    by, at = identity.through(request.desk, surface), timezone.now()
    try:
        if casework.said(request, "answer") == HearingParty.Answer.WAIVED:
            actions.waive_hearing(party, by=by, at=at)
        else:
            said = casework.said(request, "hearing_reason")
            actions.request_hearing(party, reason=said, asked_on=day(request, "asked_on"), by=by, at=at)
    except errors.Invalid as wrong:
        for _key, sentence in wrong.errors:
            messages.error(request, sentence)
    else:
        messages.success(request, _("当事人的答复已记录。"))
    return redirect(f"{surface}:case", case.number)


def day(request: HttpRequest, name: str) -> dt.date | None:
    """A date that was filled in; none where it is no date."""
    try:
        return dt.date.fromisoformat(casework.said(request, name))
    except ValueError:
        return None


@access.staff
@require_safe
def minutes(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """听证笔录 as it was scanned."""
    case = casework.found(request, number)
    kept = get_object_or_404(HearingMinutes.objects.select_related("file"), pk=pk, hearing__case=case)
    if kept.file is None:
        raise Http404
    return downloads.answer(request, kept.file)
