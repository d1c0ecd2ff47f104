"""终止, 作废, 恢复 and 撤销, as officers order, ask for and approve them."""

from typing import Literal

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from tongban.api import officers, shapes
from tongban.api.answers import once
from tongban.cases import actions, ends
from tongban.cases.models import Case, Revocation, Voiding

router = Router(tags=["工作人员"])


class Termination(Schema):
    """终止办理."""

    kind: str = Field(description="终止的情形，例如applicant_gone；不认识的会列为错误")
    reason: str
    basis: str = Field("", description="依据，不填的用这一情形的依据")


class VoidingAsked(Schema):
    """申请作废."""

    kind: Literal["mistake", "twice"]
    reason: str
    twin: str = Field("", description="重复登记的，保留的另一件的办件编号")


class VoidingAnswer(Schema):
    """批准或者不批准作废."""

    granted: bool
    opinion: str = Field("", description="不批准的，必须写明理由")


class Reopening(Schema):
    """恢复办理."""

    ground: Literal["review", "court", "own"]
    order: str = Field("", description="行政复议决定、判决或者裁定的文号")
    reason: str


class Announcement(Schema):
    """撤销许可事先告知."""

    ground: str = Field(description="撤销的情形，例如deceit；不认识的会列为错误")
    reason: str
    basis: str = Field("", description="依据，不填的用这一情形的依据")


class Revoking(Schema):
    """撤销或者不予撤销许可."""

    revoked: bool
    opinion: str = Field("", description="对陈述申辩的答复")


@router.post("cases/{number}/termination", response={201: shapes.CaseShape}, summary="终止办理")
@once
def terminate(request: HttpRequest, number: str, given: Termination):
    """终止办理, with its notice."""
    found, desk = officers.taken(request, number)
    actions.terminate(found, **given.model_dump(), by=desk, at=timezone.now())
    return Status(201, officers.now(found))


@router.post("cases/{number}/voiding", response={201: shapes.CaseShape}, summary="申请作废")
@once
def ask_void(request: HttpRequest, number: str, given: VoidingAsked):
    """申请作废; nothing changes until another approves it."""
    found, desk = officers.taken(request, number)
    actions.ask_void(found, **given.model_dump(), by=desk, at=timezone.now())
    return Status(201, officers.now(found))


@router.post("cases/{number}/voiding/answer", response={201: shapes.CaseShape}, summary="批准作废")
@once
def answer_void(request: HttpRequest, number: str, given: VoidingAnswer):
    """批准 or 不批准作废, by another than who asked."""
    found, desk = officers.taken(request, number)
    asked, at = _asked(found), timezone.now()
    if given.granted:
        actions.void(asked, by=desk, at=at)
    else:
        actions.refuse_void(asked, opinion=given.opinion, by=desk, at=at)
    return Status(201, officers.now(found))


def _asked(case: Case) -> Voiding:
    asked = ends.voiding(case)
    if asked is None:
        raise Http404
    return asked


@router.post("cases/{number}/reopening", response={201: shapes.CaseShape}, summary="恢复办理")
@once
def reopen(request: HttpRequest, number: str, given: Reopening):
    """恢复办理, where it stopped."""
    found, desk = officers.taken(request, number)
    actions.reopen(found, **given.model_dump(), by=desk, at=timezone.now())
    return Status(201, officers.now(found))


@router.post(
    "cases/{number}/revocation/announcement", response={201: shapes.CaseShape}, summary="撤销许可事先告知"
)
@once
def announce(request: HttpRequest, number: str, given: Announcement):
    """撤销许可事先告知: the holder is heard first."""
    found, desk = officers.taken(request, number)
    actions.announce_revocation(found, **given.model_dump(), by=desk, at=timezone.now())
    return Status(201, officers.now(found))


@router.post("cases/{number}/revocation", response={201: shapes.CaseShape}, summary="撤销许可")
@once
def revoke(request: HttpRequest, number: str, given: Revoking):
    """撤销 or 不予撤销, when the holder has spoken or his time is over."""
    found, desk = officers.taken(request, number)
    made, at = _announced(found), timezone.now()
    decide = actions.revoke if given.revoked else actions.drop_revocation
    decide(made, opinion=given.opinion, by=desk, at=at)
    return Status(201, officers.now(found))


def _announced(case: Case) -> Revocation:
    made = ends.revocation(case)
    if made is None:
        raise Http404
    return made
