"""监察范围: what the supervisor of a request may open; whatever lies outside does not exist for him."""

import uuid

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from tongban.cases.models import Case
from tongban.core import errors
from tongban.identity import queries as identity
from tongban.identity.models import Agency
from tongban.identity.rules import Desk
from tongban.supervision import queries
from tongban.supervision.models import Finding


class NotASupervisor(errors.NotEntitled):
    """不是监察岗: the post has no delegation to supervise."""


def at_board(request: HttpRequest) -> Desk:
    """The supervisor, working at the board; raises NotASupervisor."""
    if not any(queries.ACT in power.acts for power in request.desk.powers):
        raise NotASupervisor(
            _("您的岗位没有监察的授权，不能打开监察台。请联系本单位办理授权，或者换到监察岗位。")
        )
    return identity.through(request.desk, "board")


def agencies(request: HttpRequest) -> dict[int, Agency]:
    """The agencies within the range, by key, in the order of their divisions."""
    return {agency.pk: agency for agency in queries.agencies(at_board(request))}


def case(request: HttpRequest, number: str) -> Case:
    """The case of a number, within the range."""
    try:
        return queries.case(at_board(request), number)
    except Case.DoesNotExist as unknown:
        raise Http404 from unknown


def finding(request: HttpRequest, pk: uuid.UUID) -> Finding:
    """A finding within the range."""
    try:
        return queries.findings(at_board(request)).get(pk=pk)
    except Finding.DoesNotExist as unknown:
        raise Http404 from unknown
