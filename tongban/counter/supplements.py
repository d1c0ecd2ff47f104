"""补正 at the window: the papers that the applicant has brought now."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongban.cases import access as permission
from tongban.cases import actions, queries
from tongban.cases.models import Case
from tongban.core import errors
from tongban.counter import acts
from tongban.files import actions as files
from tongban.files.models import File
from tongban.files.refusals import Refused
from tongban.identity.rules import Applicant
from tongban.ui import access, forms, veils


@access.staff
@require_POST
def supplement(request: HttpRequest, number: str) -> HttpResponse:
    """收下补正: every gap of the notice at once."""
    return acts.answered(
        request, number, lambda case: taken(request, case), _("补正材料已收下，办件回到待受理。")
    )


def taken(request: HttpRequest, case: Case) -> None:
    """The scans and the amended form, in the applicant's name, by the clerk's hand."""
    desk, now = request.desk, timezone.now()
    refused = permission.objection(case, "accept", desk, timezone.localdate())
    if refused:
        raise actions.NotEntitled(refused)
    with transaction.atomic():
        actions.supplement(
            case,
            files={gap.key: scanned(request, gap.key) for gap in case.correction.gaps.exclude(key="form")},
            form=amended(request, case),
            by=applicant(case),
            author=desk.author(desk.power("accept", case.agency_id, case.item.code)),
            at=now,
        )


def scanned(request: HttpRequest, key: str) -> list[File]:
    """The files that were brought for one gap."""
    by, now = request.desk.author(), timezone.now()
    try:
        return [files.store(sent, sent.name, by=by, at=now) for sent in request.FILES.getlist(f"file-{key}")]
    except Refused as refused:
        raise errors.Invalid(refused.sentence, [(key, refused.sentence)]) from refused


def amended(request: HttpRequest, case: Case) -> dict | None:
    """The form as it was put right, when the notice asks for that."""
    if not case.correction.gaps.filter(key="form").exists():
        return None
    schema = queries.definition(case).form
    return veils.merged(schema, queries.form(case), forms.parse(schema, request.POST)[0])


def applicant(case: Case) -> Applicant:
    """Whoever applied."""
    firm = {"firm_id": case.firm_id, "firm_name": case.firm.name} if case.firm else {}
    return Applicant(person_id=case.person_id, name=case.person.name, channel="counter", **firm)
