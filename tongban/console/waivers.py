"""豁免: which blocking rules a reviewer may let stand in this change, and those that he did."""

import uuid
from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongban.catalogue.gate import Remark
from tongban.catalogue.lint.rule import RULES
from tongban.catalogue.models import Proposal
from tongban.catalogue.proposals import queries, states, waivers
from tongban.console import access as permission
from tongban.console import overtaking
from tongban.ui import access, casework


def shown(request: HttpRequest, proposal: Proposal, remarks: Sequence[Remark]) -> dict:
    """What stands in the way and may be waived, by rule; what was waived; and whether this officer may."""
    asked: dict[str, list[str]] = {}
    for remark in remarks:
        if remark.waivable:
            asked.setdefault(remark.rule, []).append(remark.sentence)
    return {
        "asked": [(rule, RULES[rule].title, sentences) for rule, sentences in asked.items()],
        "given": [
            (waiver, RULES[waiver.rule].title if waiver.rule in RULES else "")
            for waiver in proposal.waivers.filter(ended_at=None).select_related("officer").order_by("rule")
        ],
        "may": proposal.state in states.REVIEWED and not queries.objection(proposal, "waive", request.desk),
    }


@access.staff
@require_POST
def waiver(request: HttpRequest, pk: uuid.UUID, rule: str) -> HttpResponse:
    """豁免."""
    found = permission.proposal(request, pk)
    reason, by = casework.said(request, "reason"), permission.at_console(request)
    waivers.waive(found, rule, reason=reason, seen=overtaking.seen(request), by=by, at=timezone.now())
    messages.success(request, _("已豁免%(rule)s，理由随修订稿保存。") % {"rule": rule})
    return redirect("console:proposal", pk)


@access.staff
@require_POST
def retraction(request: HttpRequest, pk: uuid.UUID, rule: str) -> HttpResponse:
    """收回豁免."""
    found, by = permission.proposal(request, pk), permission.at_console(request)
    waivers.unwaive(found, rule, seen=overtaking.seen(request), by=by, at=timezone.now())
    messages.success(request, _("已收回%(rule)s的豁免。") % {"rule": rule})
    return redirect("console:proposal", pk)
