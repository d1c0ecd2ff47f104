"""督办 as the urged post sees it: what is wanted of it by when, and its answer."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongban.core import errors
from tongban.identity import queries as identity
from tongban.supervision import actions, queries
from tongban.ui import access, casework


@access.staff
@require_POST
def answer(request: HttpRequest, number: str, pk: uuid.UUID) -> HttpResponse:
    """答复督办."""
    case = casework.found(request, number)
    surface = request.resolver_match.namespace if request.resolver_match else "desk"
    urging, by = get_object_or_404(queries.urgings(case), pk=pk), identity.through(request.desk, surface)
    try:
        actions.answer(urging, text=casework.said(request, "urging_answer"), by=by, at=timezone.now())
    except errors.Invalid as wrong:
        for _key, sentence in wrong.errors:
            messages.error(request, sentence)
    else:
        messages.success(request, _("答复已提交，督办人会收到消息。"))
    return redirect(f"{surface}:case", case.number)
