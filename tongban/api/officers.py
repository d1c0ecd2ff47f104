"""What officers do, in the post they hold today."""

from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Router, Status

from tongban.api import access, shapes, showing
from tongban.api.answers import once
from tongban.cases import actions, queries
from tongban.cases.models import Case, Turn
from tongban.cases.states import State
from tongban.core import errors
from tongban.identity.rules import Desk
from tongban.papers.rules import Handing

router = Router(tags=["工作人员"])
LINES = 200
AT_WINDOW = (State.RECEIVED, State.GRANTED, State.REFUSED)


def within(desk: Desk):
    """The cases this post has any power over."""
    cases = Case.objects.within(desk).select_related("item", "agency")
    return cases.prefetch_related("turns", "pauses", "decisions__certificate")


def taken(request: HttpRequest, number: str) -> tuple[Case, Desk]:
    """The case of that number, if it lies within the caller's powers."""
    desk = access.desk(request)
    found = within(desk).filter(number=number).first()
    if found is None:
        raise Http404
    return found, desk


def now(case: Case) -> shapes.CaseShape:
    """The case as it stands after an act."""
    fresh = Case.objects.select_related("item", "agency").get(pk=case.pk)
    return shapes.CaseShape(**showing.case_line(fresh))


@router.get("worklist", response=list[shapes.CaseShape], summary="待办")
def worklist(request: HttpRequest):
    """What waits for this post, nearest limit first."""
    desk = access.desk(request)
    open_here = Turn.objects.filter(case=OuterRef("pk"), outcome="", post=desk.post_kind)
    waits = Q(Exists(open_here)) | Q(state__in=AT_WINDOW if desk.post_kind == "window" else [])
    waiting = within(desk).filter(waits)
    return [showing.case_line(case) for case in waiting.order_by("due_on", "id")[:LINES]]


@router.get("worklist/{number}", response=shapes.CaseDetail, summary="一件待办")
def case(request: HttpRequest, number: str):
    """With papers, journal and the clock explained day by day."""
    return showing.case(taken(request, number)[0])


@router.post("cases/{number}/acceptance", response={201: shapes.CaseShape}, summary="受理")
@once
def accept(request: HttpRequest, number: str):
    """受理."""
    found, desk = taken(request, number)
    actions.accept(found, by=desk, at=timezone.now())
    return Status(201, now(found))


@router.post("cases/{number}/non-acceptance", response={201: shapes.CaseShape}, summary="不予受理")
@once
def decline(request: HttpRequest, number: str, given: shapes.Refusal):
    """不予受理."""
    found, desk = taken(request, number)
    actions.decline(found, **given.model_dump(), by=desk, at=timezone.now())
    return Status(201, now(found))


@router.post("cases/{number}/correction", response={201: shapes.CaseShape}, summary="一次性告知补正")
@once
def return_for_correction(request: HttpRequest, number: str, given: shapes.CorrectionOrder):
    """一次性告知补正."""
    found, desk = taken(request, number)
    names = {paper.key: paper.name for paper in queries.checklist(found).papers} | {"form": "申请信息"}
    gaps = [(gap.key, names.get(gap.key, gap.key), gap.need) for gap in given.gaps]
    actions.return_for_correction(found, gaps=gaps, by=desk, at=timezone.now())
    return Status(201, now(found))


@router.post("cases/{number}/reviews", response={201: shapes.CaseShape}, summary="审查")
@once
def review(request: HttpRequest, number: str, given: shapes.Opinion):
    """审查."""
    found, desk = taken(request, number)
    actions.review(found, **given.model_dump(), by=desk, at=timezone.now())
    return Status(201, now(found))


@router.post("cases/{number}/return", response={201: shapes.CaseShape}, summary="退回")
@once
def send_back(request: HttpRequest, number: str, given: shapes.Return):
    """退回 to an earlier stage."""
    found, desk = taken(request, number)
    actions.send_back(found, **given.model_dump(), by=desk, at=timezone.now())
    return Status(201, now(found))


@router.post("cases/{number}/decision", response={201: shapes.CaseShape}, summary="决定")
@once
def decide(request: HttpRequest, number: str, given: shapes.Verdict):
    """决定."""
    found, desk = taken(request, number)
    actions.decide(found, **given.model_dump(), by=desk, at=timezone.now())
    return Status(201, now(found))


@router.post("cases/{number}/delivery", response={201: shapes.CaseShape}, summary="送达")
@once
def deliver(request: HttpRequest, number: str, given: shapes.Handover):
    """送达."""
    found, desk = taken(request, number)
    actions.deliver(found, given=Handing(**given.model_dump()), by=desk, at=timezone.now())
    return Status(201, now(found))


@router.post("cases/{number}/takeover", response={201: shapes.CaseShape}, summary="转人工")
@once
def take_over(request: HttpRequest, number: str, given: shapes.TakeOver):
    """转人工, of what the system has not decided yet."""
    found, desk = taken(request, number)
    actions.take_over(found, reason=given.reason, by=desk, at=timezone.now())
    return Status(201, now(found))


@router.post("cases/{number}/recheck", response={201: shapes.CaseShape}, summary="抽查复核")
@once
def recheck(request: HttpRequest, number: str, given: shapes.Recheck):
    """抽查复核, of what the system decided."""
    found, desk = taken(request, number)
    actions.recheck(found, **given.model_dump(), by=desk, at=timezone.now())
    return Status(201, now(found))


@router.post("cases/{number}/holds/{kind}", response=shapes.CaseShape, summary="等待事项已办")
@once
def settle(request: HttpRequest, number: str, kind: str, given: shapes.Payment):
    """What was waited for has come: the number of the fee's receipt."""
    found, desk = taken(request, number)
    waiting = found.holds.filter(kind=kind, lifted_at__isnull=True).first()
    if waiting is None:
        raise errors.Problem("没有这一等待事项，或者已经办过。")
    actions.settle(waiting, receipt_number=given.receipt_number, by=desk, at=timezone.now())
    return now(found)
