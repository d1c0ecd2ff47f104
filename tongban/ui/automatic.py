"""自动办理 as pages show it: the rule in words, the facts, the path; and what an officer does about it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongban.cases import actions, automatic, queries
from tongban.cases.models import Case
from tongban.catalogue.decisions import wording
from tongban.core import errors
from tongban.identity import queries as identity
from tongban.ui import access, casework


def shown(case: Case) -> dict | None:
    """What is known of the automatic handling of a case; None where its item has no table."""
    definition = queries.definition(case)
    if definition.automatic is None:
        return None
    judged = automatic.judgement(case)
    spoken = {each.rule.key: each for each in wording.rules(definition)}
    return {
        "judged": judged,
        "rule": spoken.get(judged.rule) if judged else None,
        "names": {key: place for place, key in enumerate(spoken, 1)},
        "takeover": automatic.takeover(case),
        "recheck": automatic.recheck(case),
        "decided": automatic.decided(case),
        "may_take_over": automatic.may_take_over(case),
        "ground": definition.automatic.ground,
    }


def _surface(request: HttpRequest) -> str:
    """The desk at which the officer sits, by the address."""
    return request.resolver_match.namespace if request.resolver_match else "desk"


def _answered(
    request: HttpRequest, number: str, act: Callable[[Case], object], sentence: str
) -> HttpResponse:
    case, surface = casework.found(request, number), _surface(request)
    try:
        act(case)
    except errors.Invalid as wrong:
        for _key, said in wrong.errors:
            messages.error(request, said)
        return redirect(f"{surface}:case", case.number)
    messages.success(request, sentence)
    return redirect(f"{surface}:case", case.number)


@access.staff
@require_POST
def take_over(request: HttpRequest, number: str) -> HttpResponse:
    """转人工."""
    by = identity.through(request.desk, _surface(request))
    reason = casework.said(request, "takeover_reason")
    return _answered(
        request,
        number,
        lambda case: actions.take_over(case, reason=reason, by=by, at=timezone.now()),
        _("已转人工，系统不再自动办理这一件。"),
    )


@access.staff
@require_POST
def recheck(request: HttpRequest, number: str) -> HttpResponse:
    """抽查复核."""
    by = identity.through(request.desk, _surface(request))
    said = {
        "verdict": casework.said(request, "verdict"),
        "opinion": casework.said(request, "recheck_opinion"),
    }
    return _answered(
        request,
        number,
        lambda case: actions.recheck(case, **said, by=by, at=timezone.now()),
        _("复核结果已记录。"),
    )
