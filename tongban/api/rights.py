"""What an applicant may still do while his case runs, or after: 补交, 延长补正, 听证, 陈述申辩, 送达方式."""

import uuid
from typing import Literal

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from tongban.api import applicants, handed, shapes, showing
from tongban.api.answers import once
from tongban.cases import actions, hearings
from tongban.cases.models import Case, HearingParty
from tongban.identity.rules import Applicant

router = Router(tags=["申请人"])


class Supply(Schema):
    """补交容缺材料."""

    files: dict[str, list[uuid.UUID]] = Field(description="材料标识 → 文件编号，可以分几次补交")


class HearingAnswer(Schema):
    """要求听证或者放弃听证."""

    answer: Literal["asked", "waived"]
    reason: str = ""


class Defence(Schema):
    """陈述申辩."""

    text: str


class Consent(Schema):
    """送达方式."""

    electronic: bool = Field(description="是否同意电子送达")


def _now(case: Case, by: Applicant) -> Status:
    return Status(201, shapes.CaseShape(**showing.case_line(applicants.cases_of(by).get(pk=case.pk))))


@router.post("cases/{number}/supplies", response={201: shapes.CaseShape}, summary="补交容缺材料")
@once
def supply(request: HttpRequest, number: str, given: Supply, firm: str | None = None):
    """补交容缺材料, one or all of them."""
    found, by = applicants.mine(request, number, firm)
    actions.supply(found, files=handed.owned(given.files, by), by=by, at=timezone.now())
    return _now(found, by)


@router.post("cases/{number}/more-time", response={201: shapes.CaseShape}, summary="申请延长补正期限")
@once
def ask_more_time(request: HttpRequest, number: str, given: shapes.Reason, firm: str | None = None):
    """申请延长补正期限, once."""
    found, by = applicants.mine(request, number, firm)
    actions.ask_more_time(found, reason=given.reason, by=by, at=timezone.now())
    return _now(found, by)


@router.post("cases/{number}/hearing", response={201: shapes.CaseShape}, summary="要求或者放弃听证")
@once
def answer_hearing(request: HttpRequest, number: str, given: HearingAnswer, firm: str | None = None):
    """要求听证 or 放弃听证, after the right was told."""
    found, by = applicants.mine(request, number, firm)
    party, at = _party(found), timezone.now()
    if given.answer == HearingParty.Answer.WAIVED:
        actions.waive_hearing(party, by=by, at=at)
    else:
        actions.request_hearing(party, reason=given.reason, by=by, at=at)
    return _now(found, by)


def _party(case: Case) -> HearingParty:
    told = hearings.right(case)
    if told is None:
        raise Http404
    return told.parties.get(applicant=True)


@router.post("cases/{number}/defence", response={201: shapes.CaseShape}, summary="陈述申辩")
@once
def defend(request: HttpRequest, number: str, given: Defence, firm: str | None = None):
    """陈述申辩, before a licence is revoked."""
    found, by = applicants.mine(request, number, firm)
    actions.defend(found, text=given.text, by=by, at=timezone.now())
    return _now(found, by)


@router.post("cases/{number}/service", response={201: shapes.CaseShape}, summary="同意或者不同意电子送达")
@once
def choose_service(request: HttpRequest, number: str, given: Consent, firm: str | None = None):
    """电子送达确认."""
    found, by = applicants.mine(request, number, firm)
    actions.choose_service(found, electronic=given.electronic, by=by, at=timezone.now())
    return _now(found, by)
