"""转办 at the desk: a stage is given to a named officer of its post."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongban.cases import actions
from tongban.desk import acts, cases
from tongban.ui import access, casework


@access.staff
@require_POST
def reassign(request: HttpRequest, number: str) -> HttpResponse:
    """转办."""
    case, to = casework.found(request, number), casework.said(request, "reassign_to")
    return acts.answered(
        request,
        case,
        lambda: actions.reassign(
            case,
            stage=casework.said(request, "stage"),
            to=int(to) if to.isascii() and to.isdigit() and len(to) < 18 else None,
            kind=casework.said(request, "reassign_kind"),
            reason=casework.said(request, "reassign_reason"),
            by=cases.at_desk(request),
            at=timezone.now(),
        ),
        _("已转办，对方会收到消息。"),
    )
