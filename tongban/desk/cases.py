"""办件: facts, papers, clock and opinions of one case beside each other, and what the officer may do now."""

import datetime as dt
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tongban.cases import access as permission
from tongban.cases import actions, queries, rules, wording, worklists
from tongban.cases.models import Case
from tongban.cases.states import State
from tongban.identity import queries as identity
from tongban.identity.rules import Desk
from tongban.ui import access, automatic, casework

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


@access.staff
@require_safe
def case(request: HttpRequest, number: str) -> HttpResponse:
    """The page of a case."""
    return page(request, casework.found(request, number))


@access.staff
@require_POST
def identifiers(request: HttpRequest, number: str) -> HttpResponse:
    """查看（留痕）: the page with identifiers open, this once."""
    opened = actions.read_identifiers(
        casework.found(request, number),
        purpose=request.POST.get("purpose", ""),
        by=at_desk(request),
        at=timezone.now(),
    )
    response = page(request, casework.found(request, number), opened=opened)
    response["Cache-Control"] = "no-store"
    return response


def page(
    request: HttpRequest,
    case: Case,
    *,
    opened: dict[str, str] | None = None,
    errors: Iterable[tuple[str, str]] = (),
    status: int = 200,
) -> HttpResponse:
    """All that stands on the page; after a fault, what was typed stands in its form again."""
    today = timezone.localdate()
    shown = casework.page(request, case, "desk", opened) | {
        "beside": worklists.neighbours(worklists.review(request.desk), case, today),
        "automatic": automatic.shown(case),
        "reviews": case.reviews.select_related("officer").order_by("at"),
        "errors": casework.lines(errors),
    }
    return render(request, "desk/case.html", shown | turn(case, request.desk, today), status=status)


def turn(case: Case, desk: Desk, today: dt.date) -> dict:
    """What this officer may do on it now, or why not."""
    definition = queries.definition(case)
    stage = definition.stages.get(case.stage)
    if case.state != State.ACCEPTED or stage is None:
        return {"stage": None, "barred": ""}
    act = "decide" if stage.act == "decide" else "review"
    barred = permission.objection(case, act, desk, today)
    if stage.post != desk.post_kind:
        barred = _("现在是“%(stage)s”环节，不在您的岗位办理。") % {"stage": stage.name}
    return {
        "stage": stage,
        "following": rules.next_stage(definition, case.stage),
        "previous": rules.previous_stage(definition, case.stage),
        "barred": barred,
        "phrases": PHRASES[stage.act],
        "basis": wording.basis_text(definition),
        "remedies": wording.remedies_text(case, definition),
        "may_send_back": desk.power("send_back", case.agency_id, case.item.code) is not None,
    }
