"""容缺 and 告知承诺 at the desk: what came and does not fit, the checks that are due, and what they found."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tongban.cases import actions, commitments, rules
from tongban.desk import acts, cases, interruptions
from tongban.ui import access, casework

PER_PAGE = 50
SENTENCES = {
    "true": gettext_lazy("核查结果已记录：属实。"),
    "mend": gettext_lazy("已告知限期整改，到期再次核查。"),
    "untrue": gettext_lazy("核查结果已记录：不实。依法应当撤销的，请在“撤销许可”里办理。"),
}


@access.staff
@require_safe
def checks(request: HttpRequest) -> HttpResponse:
    """待核查的承诺, nearest day first, each with its light."""
    page = Paginator(commitments.to_check(request.desk), PER_PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    rows = [(one, rules.light(one.due_on, one.yellow_on, today)) for one in page.object_list]
    return render(request, "desk/commitments.html", {"page": page, "rows": rows, "url_of": "?page={}".format})


@access.staff
@require_POST
def check(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """承诺核查."""
    case, by, at = casework.found(request, number), cases.at_desk(request), timezone.now()
    found = get_object_or_404(case.commitment_checks, pk=pk)
    said = {
        "result": casework.said(request, "result"),
        "findings": casework.said(request, "findings"),
        "mend_by": interruptions.day(request, "mend_by"),
    }
    words = str(SENTENCES.get(said["result"], ""))
    return acts.answered(request, case, lambda: actions.check_commitment(found, **said, by=by, at=at), words)


@access.staff
@require_POST
def reject(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """补交的材料不符合要求."""
    case, by, at = casework.found(request, number), cases.at_desk(request), timezone.now()
    one = get_object_or_404(case.deferrals, pk=pk)
    reason, stage = casework.said(request, "supply_reason"), casework.said(request, "stage")
    return acts.answered(
        request,
        case,
        lambda: actions.reject_supply(one, reason=reason, stage=stage or None, by=by, at=at),
        _("已告知申请人重新补交。"),
    )
