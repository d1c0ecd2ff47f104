"""核定收费: the amounts of what is computed case by case, entered by who handles the case."""

import re
from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongban.cases import actions
from tongban.cases.actions import charging
from tongban.cases.models import Case
from tongban.core import errors, money
from tongban.ui import access, casework

YUAN = re.compile(r"\d{1,9}(\.\d{1,2})?")


@access.staff
@require_POST
def assess(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """核定收费."""
    case = casework.found(request, number)
    held, now = get_object_or_404(case.holds, pk=pk), timezone.now()
    surface = request.resolver_match.namespace if request.resolver_match else "desk"
    try:
        notice = actions.assess_fee(held, amounts=amounts(request, case), by=request.desk, at=now)
    except errors.Invalid as wrong:
        for _key, sentence in wrong.errors:
            messages.error(request, sentence)
    else:
        done = _("缴费通知书已制发，请交给申请人。") if notice else _("核定不需要缴费，不再等待。")
        messages.success(request, done)
    return redirect(f"{surface}:case", case.number)


def amounts(request: HttpRequest, case: Case) -> dict[str, int]:
    """What was written in 元, as 分; what is no amount is left out."""
    said = {each.name: casework.said(request, f"fen-{n}") for n, each in enumerate(charging.assessable(case))}
    return {name: money.fen(Decimal(yuan)) for name, yuan in said.items() if YUAN.fullmatch(yuan)}
