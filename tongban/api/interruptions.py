"""特别程序 and 延期, as officers begin, end, ask for and approve them."""

import datetime as dt

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from tongban.api import officers, shapes
from tongban.api.answers import once
from tongban.cases import actions, interruptions
from tongban.cases.models import Case, Extension

router = Router(tags=["工作人员"])
STAGE = "环节的代号，不填的是本岗位正在办理的第一个"


class Procedure(Schema):
    """启动特别程序."""

    name: str = Field(description="事项列明的特别程序名称")
    ground: str
    planned_on: dt.date = Field(description="预计结束的日期")
    law: str = Field("", description="规定这一程序的法律条款，不是行政许可法第45条所列八种的必填")
    stage: str | None = Field(None, description=STAGE)


class End(Schema):
    """特别程序的结果."""

    result: str
    ended_on: dt.date | None = Field(None, description="结束的日期，不填的是今天")


class Ask(Schema):
    """申请延期."""

    days: int
    reason: str
    stage: str | None = Field(None, description=STAGE)


class Answer(Schema):
    """批准或者不批准延期."""

    granted: bool
    opinion: str = Field("", description="不批准的，必须写明理由")


@router.post("cases/{number}/procedures", response={201: shapes.CaseShape}, summary="启动特别程序")
@once
def begin(request: HttpRequest, number: str, given: Procedure):
    """启动特别程序: the clock stops, the applicant gets a notice."""
    found, desk = officers.taken(request, number)
    actions.begin_procedure(found, **given.model_dump(), by=desk, at=timezone.now())
    return Status(201, officers.now(found))


@router.post("cases/{number}/procedures/{pk}/end", response={201: shapes.CaseShape}, summary="结束特别程序")
@once
def end(request: HttpRequest, number: str, pk: int, given: End):
    """结束特别程序: the clock goes on."""
    found, desk = officers.taken(request, number)
    pause = found.pauses.filter(pk=pk).first()
    if pause is None:
        raise Http404
    actions.end_procedure(pause, **given.model_dump(), by=desk, at=timezone.now())
    return Status(201, officers.now(found))


@router.post("cases/{number}/extension", response={201: shapes.CaseShape}, summary="申请延期")
@once
def ask(request: HttpRequest, number: str, given: Ask):
    """申请延期."""
    found, desk = officers.taken(request, number)
    actions.ask_extension(found, **given.model_dump(), by=desk, at=timezone.now())
    return Status(201, officers.now(found))


@router.post("cases/{number}/extension/answer", response={201: shapes.CaseShape}, summary="批准延期")
@once
def answer(request: HttpRequest, number: str, given: Answer):
    """批准 or 不批准延期, by another than who asked."""
    found, desk = officers.taken(request, number)
    asked = _asked(found)
    if given.granted:
        actions.extend(asked, by=desk, at=timezone.now())
    else:
        actions.refuse_extension(asked, opinion=given.opinion, by=desk, at=timezone.now())
    return Status(201, officers.now(found))


def _asked(case: Case) -> Extension:
    asked = interruptions.extension(case)
    if asked is None:
        raise Http404
    return asked
