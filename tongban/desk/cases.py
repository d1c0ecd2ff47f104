"""办件: facts, papers, clock and opinions of one case beside each other, and what the officer may do now."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tongban.cases import access as permission
from tongban.cases import actions, queries, rules, wording, worklists
from tongban.cases.models import Case
from tongban.cases.states import State
from tongban.identity import queries as identity
from tongban.identity.rules import Desk
from tongban.papers import queries as papers
from tongban.ui import access, casework, limits

PURPOSES = (gettext_lazy("核对申请人身份"), gettext_lazy("联系申请人"), gettext_lazy("核对材料内容"))
PHRASES = {
    "review": (
        gettext_lazy("材料齐全，符合法定形式"),
        gettext_lazy("申请内容与材料一致"),
        gettext_lazy("容缺材料已告知补交期限"),
        gettext_lazy("拟同意准予许可"),
    ),
    "visit": (
        gettext_lazy("现场与申请一致"),
        gettext_lazy("布局与图纸一致"),
        gettext_lazy("设施设备齐全并能正常使用"),
        gettext_lazy("现场核查符合要求"),
    ),
    "decide": (gettext_lazy("同意前序意见"), gettext_lazy("符合规定的条件、标准")),
}


def at_desk(request: HttpRequest) -> Desk:
    """The officer, working at the desk."""
    return identity.through(request.desk, "desk")


def found(request: HttpRequest, number: str) -> Case:
    """The case, if this officer may open it; raises NotYours with the reason."""
    try:
        return permission.at_desk(number, request.desk, timezone.localdate())
    except Case.DoesNotExist as unknown:
        raise Http404 from unknown


@access.staff
@require_safe
def case(request: HttpRequest, number: str) -> HttpResponse:
    """The page of a case."""
    return page(request, found(request, number))


@access.staff
@require_POST
def identifiers(request: HttpRequest, number: str) -> HttpResponse:
    """查看（留痕）: the page with identifiers open, this once."""
    opened = actions.read_identifiers(
        found(request, number),
        purpose=request.POST.get("purpose", ""),
        by=at_desk(request),
        at=timezone.now(),
    )
    response = page(request, found(request, number), opened=opened)
    response["Cache-Control"] = "no-store"
    return response


def page(
    request: HttpRequest,
    case: Case,
    *,
    opened: dict[str, str] | None = None,
    errors: list[tuple[str, str]] = (),
    status: int = 200,
) -> HttpResponse:
    """All that stands on the page; after a fault, what was typed stands in its form again."""
    today = timezone.localdate()
    given = casework.papers(case)
    shown = {
        "case": case,
        "definition": queries.definition(case),
        "stage_name": casework.stage_name(case.version_id, case.state, case.stage),
        "beside": worklists.neighbours(worklists.review(request.desk), case, today),
        "channel": casework.channel(case.channel),
        "facts": casework.facts(case, opened),
        "opened": opened is not None,
        "purposes": PURPOSES,
        "situation": casework.situation(case),
        "papers": given,
        "chosen": casework.chosen(given, request.GET.get("paper", ""), request.GET.get("file", "")),
        "issued": papers.for_subject(case.chain),
        "clock": limits.of(case, today),
        "reviews": case.reviews.select_related("officer").order_by("at"),
        "holds": case.holds.order_by("placed_at"),
        "timeline": casework.timeline(case),
        "errors": [{"id": f"f-{key}", "label": "", "sentence": sentence} for key, sentence in errors],
        "typed": request.POST,
    }
    return render(request, "desk/case.html", shown | turn(case, request.desk, today), status=status)


def turn(case: Case, desk: Desk, today: dt.date) -> dict:
    """What this officer may do on it now, or why not."""
    definition = queries.definition(case)
    stage = definition.stages.get(case.stage)
    if case.state != State.ACCEPTED or stage is None:
        return {"stage": None, "barred": ""}
    act = "decide" if stage.act == "decide" else "review"
    return {
        "stage": stage,
        "following": rules.next_stage(definition, case.stage),
        "previous": rules.previous_stage(definition, case.stage),
        "barred": permission.objection(case, act, desk, today),
        "phrases": PHRASES[stage.act],
        "basis": wording.basis_text(definition),
        "remedies": wording.remedies_text(case, definition),
        "may_send_back": desk.power("send_back", case.agency_id, case.item.code) is not None,
    }
