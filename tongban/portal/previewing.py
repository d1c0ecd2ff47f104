"""预览: the guide as it will be, drawn from a proposal; for those alone who may read the proposal."""

import datetime as dt
import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongban.catalogue.models import Proposal
from tongban.catalogue.proposals import access as permission
from tongban.catalogue.proposals import texts
from tongban.catalogue.queries import Subject
from tongban.core import errors
from tongban.portal import items
from tongban.ui import access


class NotLegible(errors.Problem):
    """The text has faults with which no page can be drawn."""


@access.staff
@require_safe
def preview(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The guide of a proposal, for the situation that the answers describe."""
    today = timezone.localdate()
    try:
        proposal = permission.proposal(pk, request.desk, today)
    except Proposal.DoesNotExist as unknown:
        raise Http404 from unknown
    definition, _faults = texts.read(proposal.definition)
    if definition is None:
        raise NotLegible(_("修订稿还有写法不对的地方，现在不能预览。修订稿没有变化，请先改正列出的各处。"))
    shown = items.content(request, subject(proposal, today), definition)
    shown |= {"proposal": proposal}
    return render(request, "portal/preview.html", shown)


def subject(proposal: Proposal, today: dt.date) -> Subject:
    """What the guide will be about, once this is published."""
    agency, base = proposal.agency, proposal.base
    return Subject(
        code=proposal.code,
        base_code=proposal.code[19:31],
        name=proposal.name,
        state="active",
        level=proposal.level,
        agency_id=agency.pk,
        agency=agency.name,
        agency_short_name=agency.short_name,
        agency_code=agency.code,
        phone=agency.phone,
        review_body=agency.review_body,
        court=agency.court,
        version_id=0,
        number=base.number + 1 if base else 1,
        effective_from=proposal.effective_from or today,
        digest="",
        published_at=proposal.saved_at,
    )
