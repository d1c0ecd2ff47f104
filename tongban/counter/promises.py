"""容缺 and 告知承诺 at the window: sheets to sign, what was signed, and the papers that come later."""

import uuid

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongban.cases import access as permission
from tongban.cases import actions, queries, tolerance
from tongban.cases.models import Case, Draft
from tongban.counter import acts, cases, drafts, supplements
from tongban.identity.rules import Desk
from tongban.ui import access, sheets


def chosen(request: HttpRequest, draft: Draft, desk: Desk) -> None:
    """Keep which way the applicant has chosen; a page without the choice leaves it as it is."""
    way, signed = request.POST.get("way", ""), queries.commitment(draft)
    if way == "commitment" and signed is None:
        actions.commit(draft, by=drafts.party(draft), author=desk.author(), at=timezone.now())
    elif way == "ordinary" and signed is not None:
        actions.take_ordinary_way(draft)


def undertaken(request: HttpRequest, of: Draft | Case, name: str) -> None:
    """容缺受理承诺书, signed by hand for the papers that were ticked."""
    keys = request.POST.getlist("deferred")
    if keys:
        actions.undertake(of, keys=keys, name=name, by=request.desk.author(), at=timezone.now())


@access.staff
@require_safe
def sheet(request: HttpRequest, pk: uuid.UUID, kind: str) -> HttpResponse:
    """容缺受理承诺书 or 告知承诺书 to be signed by hand, before the application is taken in."""
    cases.clerk(request)
    draft = drafts.of_clerk(request, pk)
    if draft is None or kind not in sheets.KINDS:
        raise Http404
    return sheets.answer(draft, drafts.party(draft), kind, timezone.localdate())


@access.staff
@require_POST
def supply(request: HttpRequest, number: str) -> HttpResponse:
    """收下补交的容缺材料."""
    return acts.answered(request, number, lambda case: taken(request, case), _("补交的材料已收下。"))


def taken(request: HttpRequest, case: Case) -> None:
    """The scans, in the applicant's name, by the clerk's hand."""
    desk = request.desk
    refused = permission.objection(case, "accept", desk, timezone.localdate())
    if refused:
        raise actions.NotEntitled(refused)
    with transaction.atomic():
        actions.supply(
            case,
            files={one.key: supplements.scanned(request, one.key) for one in tolerance.owed(case)},
            by=supplements.applicant(case),
            author=desk.author(desk.power("accept", case.agency_id, case.item.code)),
            at=timezone.now(),
        )


@access.staff
@require_POST
def acceptance(request: HttpRequest, number: str) -> HttpResponse:
    """受理, with what may follow."""

    @transaction.atomic
    def accepted(case: Case) -> None:
        undertaken(request, case, case.applicant_name)
        actions.accept(case, by=request.desk, at=timezone.now())

    return acts.answered(request, number, accepted, _("已受理，受理通知书已制发，可以打印交给申请人。"))
