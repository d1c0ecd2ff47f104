"""Which proposals and items an officer may open, and the sentence when he may not."""

import datetime as dt
import uuid

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


def proposal(pk: uuid.UUID, desk: Desk, day: dt.date) -> Proposal:
    """The proposal, if he may read it; raises Proposal.DoesNotExist, or NotYours with the reason."""
    found = queries.open_to(desk).filter(pk=pk).first()
    if found is None:
        other = Proposal.objects.select_related("agency").get(pk=pk)
        raise NotYours(no_power(desk, other.agency, day))
    return found


def item(code: str, desk: Desk, day: dt.date) -> Item:
    """The item, if his post drafts or reviews for its agency; raises Item.DoesNotExist, or NotYours."""
    found = queries.items(desk).filter(code=code).first()
    if found is None:
        other = Item.objects.select_related("agency").get(code=code, current__isnull=False)
        raise NotYours(no_power(desk, other.agency, day))
    return found


def no_power(desk: Desk, agency: Agency, day: dt.date) -> str:
    """Why nothing of this agency is open to him."""
    over = identity.ended(desk.post_id, day).filter(agency=agency, acts__overlap=[*ACTS]).first()
    if over is None:
        return _("您的岗位（%(post)s）没有管理%(agency)s事项的授权，不能查看和办理。事项没有变化。") % {
            "post": desk.post_name,
            "agency": agency.name,
        }
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
