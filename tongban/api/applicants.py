"""What applicants do."""

import datetime as dt
import uuid

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File as Upload
from ninja import Router, Status, UploadedFile

from tongban.api import access, drafting, handed, shapes, showing
from tongban.api.answers import once
from tongban.cases import actions
from tongban.cases.models import Case
from tongban.catalogue.models import Item
from tongban.files import actions as files
from tongban.identity.rules import Applicant
from tongban.ratings import actions as ratings

router = Router(tags=["申请人"])


def cases_of(by: Applicant) -> QuerySet[Case]:
    """The cases this caller may see."""
    cases = Case.objects.visible_to(by).select_related("item", "agency")
    return cases.prefetch_related("turns", "decisions__certificate")


@router.post("files", response={201: shapes.FileShape}, summary="上传文件")
def upload(request: HttpRequest, file: Upload[UploadedFile]):
    """Checked by content; use its number in an application."""
    by = access.applicant(request)
    stored = files.store(file, file.name, by=by.author, at=timezone.now())
    return Status(201, showing.file(stored))


@router.post("cases", response={201: shapes.CaseShape}, summary="提交申请")
@once
def submit(request: HttpRequest, given: shapes.Application):
    """提交: the idempotency key makes it one case, however often it is sent."""
    by = access.applicant(request, given.firm)
    item = get_object_or_404(Item.objects.select_related("agency", "current"), code=given.item)
    uploaded, at = handed.owned(given.files, by), timezone.now()
    with transaction.atomic():
        case = actions.submit(
            item,
            submission=_signed(request, given, item, by, at),
            answers=given.answers,
            form=given.form,
            files={key: [file.pk for file in stored] for key, stored in uploaded.items()},
            electronic=given.electronic,
            renews=drafting.renewed(item, given.renews, by, at),
            by=by,
            at=at,
        )
        if given.by_person:
            actions.ask_for_person(case, by=by, at=at)
    return Status(201, shapes.CaseShape(**showing.case_line(case)))


def _signed(
    request: HttpRequest, given: shapes.Application, item: Item, by: Applicant, at: dt.datetime
) -> uuid.UUID:
    """The submission's id: that of the draft with which a promise is signed, or a new one."""
    if not (given.draft or given.undertaking or given.commitment):
        return uuid.uuid4()
    draft = drafting.kept(request, given, item, by, at)
    drafting.sign(draft, given, by, at)
    return draft.pk


@router.get("cases", response=list[shapes.CaseShape], summary="我的办件")
def cases(request: HttpRequest, firm: str | None = None):
    """The last hundred, newest first."""
    found = cases_of(access.applicant(request, firm)).order_by("-received_at")[:100]
    return [showing.case_line(case) for case in found]


def mine(request: HttpRequest, number: str, firm: str | None) -> tuple[Case, Applicant]:
    """The case of that number, if it is the caller's."""
    by = access.applicant(request, firm)
    found = cases_of(by).filter(number=number).first()
    if found is None:
        raise Http404
    return found, by


@router.get("cases/{number}", response=shapes.CaseDetail, summary="一件办件")
def case(request: HttpRequest, number: str, firm: str | None = None):
    """With papers, journal and the clock explained day by day."""
    return showing.case(mine(request, number, firm)[0])


@router.post("cases/{number}/supplement", response=shapes.CaseShape, summary="补正")
@once
def supplement(request: HttpRequest, number: str, given: shapes.Supplement, firm: str | None = None):
    """补正."""
    found, by = mine(request, number, firm)
    actions.supplement(found, files=handed.owned(given.files, by), by=by, at=timezone.now())
    return shapes.CaseShape(**showing.case_line(cases_of(by).get(pk=found.pk)))


@router.post("cases/{number}/withdrawal", response=shapes.CaseShape, summary="撤回申请")
@once
def withdraw(request: HttpRequest, number: str, given: shapes.Reason, firm: str | None = None):
    """撤回."""
    found, by = mine(request, number, firm)
    actions.withdraw(found, reason=given.reason, by=by, at=timezone.now())
    return shapes.CaseShape(**showing.case_line(cases_of(by).get(pk=found.pk)))


@router.post("cases/{number}/person", response=shapes.CaseShape, summary="要求人工办理")
@once
def ask_for_person(request: HttpRequest, number: str, firm: str | None = None):
    """要求人工办理, before it is decided."""
    found, by = mine(request, number, firm)
    actions.ask_for_person(found, by=by, at=timezone.now())
    return shapes.CaseShape(**showing.case_line(found))


@router.post("cases/{number}/rating", response={201: shapes.Stars}, summary="评价")
@once
def rate(request: HttpRequest, number: str, given: shapes.Stars, firm: str | None = None):
    """评价."""
    found, by = mine(request, number, firm)
    ratings.rate(found, **given.model_dump(), by=by, at=timezone.now())
    return Status(201, given)
