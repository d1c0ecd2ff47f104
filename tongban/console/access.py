"""What the officer of a request may open (权限), fetched through his powers."""

import uuid

from django.http import Http404, HttpRequest
from django.utils import timezone

from tongban.catalogue.models import Item, Proposal
from tongban.catalogue.proposals import access
from tongban.identity import queries as identity
from tongban.identity.rules import Desk


def at_console(request: HttpRequest) -> Desk:
    """The officer, working at the console."""
    return identity.through(request.desk, "console")


def proposal(request: HttpRequest, pk: uuid.UUID) -> Proposal:
    """The proposal, if this officer may read it."""
    try:
        return access.proposal(pk, request.desk, timezone.localdate())
    except Proposal.DoesNotExist as unknown:
        raise Http404 from unknown


def item(request: HttpRequest, code: str) -> Item:
    """The item, if this officer's post works for its agency."""
    try:
        return access.item(code, request.desk, timezone.localdate())
    except Item.DoesNotExist as unknown:
        raise Http404 from unknown


def powered(desk: Desk, *acts: str) -> list[int]:
    """The agencies for which this post may do one of these acts."""
    return [power.agency_id for power in desk.powers if power.acts.intersection(acts)]


def number(typed: str) -> int:
    """A key as it stands in a form; 0, which is nobody's, where it is none."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0
