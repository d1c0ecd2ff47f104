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
from tongban.cases import actions, queries, stages, wording, worklists
from tongban.cases.models import Case
from tongban.cases.states import State
from tongban.catalogue import codes
from tongban.identity import queries as identity
from tongban.identity.rules import Desk
from tongban.ui import (
    access,
    assigning,
    automatic,
    casework,
    endings,
    formats,
    hearings,
    interruptions,
    promises,
)

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
    "countersign": (
        gettext_lazy("无不同意见"),
        gettext_lazy("本岗职责范围内符合条件"),
        gettext_lazy("请在决定时一并考虑以下意见："),
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
    wanted = request.POST.get("stage") or request.GET.get("stage", "")
    now = turn(case, request.desk, today, wanted)
    place = now["at_stage"].turn.pk if now["at_stage"] else worklists.NOBODY
    shown = casework.page(request, case, "desk", opened) | {
        "beside": worklists.neighbours(worklists.review(request.desk), place, today),
        "automatic": automatic.shown(case),
        "countersigned": [s.key for s in queries.definition(case).flow if s.act == "countersign"],
        "reviews": case.reviews.select_related("officer", "turn").order_by("at"),
        "errors": casework.lines(errors),
    }
    shown |= endings.shown(case, request.desk, today)
    shown |= promises.shown(case) | promises.to_make(case, request.desk, today)
    handled = None if now["barred"] else now["stage"]
    if case.state == State.ACCEPTED:
        shown |= assigning.shown(case, request.desk, today, wanted)
        shown |= interruptions.choices(case, handled, request.desk, today)
        shown |= hearings.choices(case, handled, request.desk, today)
    return render(request, "desk/case.html", shown | now, status=status)


def turn(case: Case, desk: Desk, today: dt.date, wanted: str) -> dict:
    """What this officer may do on it now, or why not; `wanted` is the stage he came for."""
    open_now = stages.at(case, today) if case.state == State.ACCEPTED else []
    mine = [one for one in open_now if one.turn.post == desk.post_kind]
    here = next((one for one in mine if one.turn.key == wanted), mine[0] if mine else None)
    others = [beside(one, desk) for one in open_now if one != here]
    shown = {"at_stage": here, "beside_it": others, "stage": None, "barred": ""}
    if not open_now:
        return shown
    if here is None:
        names = stages.names(case)
        return shown | {"barred": _("现在是“%(stages)s”环节，不在您的岗位办理。") % {"stages": names}}
    return shown | acting(case, here, desk, today)


def beside(one: stages.Open, desk: Desk) -> dict:
    """A stage that is open beside the officer's own."""
    return {
        "key": one.turn.key,
        "name": one.stage.name,
        "post": codes.POSTS.get(one.turn.post, one.turn.post),
        "mine": one.turn.post == desk.post_kind,
        "opened_at": one.turn.opened_at,
        "due_on": one.due_on,
        "light": one.light,
    }


def acting(case: Case, here: stages.Open, desk: Desk, today: dt.date) -> dict:
    """What the form of a stage needs."""
    definition, stage = queries.definition(case), here.stage
    act = "decide" if stage.act == "decide" else "review"
    return {
        "stage": stage,
        "following": "、".join(each.name for each in stages.following(case, stage.key)),
        "own_limit": formats.limit(stage.limit.value, stage.limit.unit) if stage.limit else "",
        "returnable": [(each.key, each.name) for each in stages.returnable(case, stage.key)],
        "opposing": stages.opposing(case) if act == "decide" else [],
        "barred": permission.objection(case, act, desk, today, here.turn),
        "phrases": PHRASES[stage.act],
        "basis": wording.basis_text(definition),
        "remedies": wording.remedies_text(case, definition),
        "may_send_back": desk.power("send_back", case.agency_id, case.item.code) is not None,
    }
