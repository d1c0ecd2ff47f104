"""Which proposals and items an officer may open, and the sentence when he may not (权限)."""

import uuid

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from tongban.catalogue.models import Item, Proposal
from tongban.catalogue.proposals import queries
from tongban.catalogue.proposals.states import ACTS
from tongban.core import errors
from tongban.identity import queries as identity
from tongban.identity.models import Agency
from tongban.identity.rules import Desk


class NotYours(errors.NotEntitled):
    """无权查看: the post has no power over items of that agency."""


def at_console(request: HttpRequest) -> Desk:
    """The officer, working at the console."""
    return identity.through(request.desk, "console")


def proposal(request: HttpRequest, pk: uuid.UUID) -> Proposal:
    """The proposal, if this officer may read it; raises NotYours with the reason."""
    found = queries.open_to(request.desk).filter(pk=pk).first()
    if found:
        return found
    other = Proposal.objects.select_related("agency").filter(pk=pk).first()
    if other is None:
        raise Http404
    raise NotYours(no_power(request.desk, other.agency))


def item(request: HttpRequest, code: str) -> Item:
    """The item, if this officer's post drafts or reviews for its agency; raises NotYours with the reason."""
    found = (
        queries.items(request.desk).select_related("agency", "region", "current").filter(code=code).first()
    )
    if found:
        return found
    other = Item.objects.select_related("agency").filter(code=code).first()
    if other is None:
        raise Http404
    raise NotYours(no_power(request.desk, other.agency))


def no_power(desk: Desk, agency: Agency) -> str:
    """Why nothing of this agency is open to him."""
    over = (
        identity.ended(desk.post_id, timezone.localdate())
        .filter(agency=agency, acts__overlap=[*ACTS])
        .first()
    )
    if over:
        until = min(day for day in (over.until, over.revoked_on) if day)
        return _(
            "您岗位的授权（%(instrument)s）已于%(year)d年%(month)d月%(day)d日到期或者收回，"
            "不能查看和办理%(agency)s的事项。事项没有变化。请联系本单位续办授权。"
        ) % {
            "instrument": over.instrument,
            "year": until.year,
            "month": until.month,
            "day": until.day,
            "agency": agency.name,
        }
    return _("您的岗位（%(post)s）没有管理%(agency)s事项的授权，不能查看和办理。事项没有变化。") % {
        "post": desk.post_name,
        "agency": agency.name,
    }


def powered(desk: Desk, *acts: str) -> list[int]:
    """The agencies for which this post may do one of these acts."""
    return [power.agency_id for power in desk.powers if power.acts.intersection(acts)]
