"""超时: what stood beyond its limit, at whose post and why; whether the cause justifies it."""

import uuid
from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongban.board import access as permission
from tongban.board import cases
from tongban.catalogue import codes
from tongban.core import errors
from tongban.supervision import actions, queries
from tongban.supervision.models import Overtime
from tongban.supervision.states import Late, Measure
from tongban.ui import access, casework, oversight, tables

HEADER = (
    "编号",
    "事项",
    "机关",
    "岗位",
    "经办人员",
    "哪一项期限",
    "最后一天",
    "办完",
    "超过工作日",
    "状态",
    "原因",
)


@access.staff
@require_safe
def overtimes(request: HttpRequest) -> HttpResponse:
    """The latest, of a state if one is asked for."""
    found, state = queries.overtimes(permission.at_board(request)), request.GET.get("state", "")
    chosen = state if state in Late.values else ""
    rows, following = cases.turned(request, found, chosen, "found_at")
    shown = {
        "overtimes": rows,
        "following": following,
        "state": chosen,
        "states": [("", _("全部")), *Late.choices],
        "posts": codes.POSTS,
        "clocks": oversight.CLOCKS,
        "causes": codes.OVERTIME_CAUSES,
        "lights": oversight.LIGHTS,
    }
    return render(request, "board/overtimes.html", shown)


@access.staff
@require_safe
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """导出: every overtime within the range."""
    return tables.answer(form, "超时清单", HEADER, _cells(queries.overtimes(permission.at_board(request))))


@access.staff
@require_safe
def overtime(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One overtime."""
    return page(request, one(request, pk))


@access.staff
@require_POST
def judgement(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """核查: is the cause a justification?"""
    late, by = one(request, pk), permission.at_board(request)
    said = {"verdict": casework.said(request, "verdict"), "opinion": casework.said(request, "opinion")}
    try:
        actions.judge_cause(late, **said, by=by, at=timezone.now())
    except errors.Invalid as wrong:
        return page(request, late, wrong)
    messages.success(request, _("核查意见已记录，会通知被核查的岗位。"))
    return redirect("board:overtime", late.pk)


def one(request: HttpRequest, pk: uuid.UUID) -> Overtime:
    """An overtime within the range."""
    return get_object_or_404(queries.overtimes(permission.at_board(request)), pk=pk)


def page(request: HttpRequest, late: Overtime, wrong: errors.Invalid | None = None) -> HttpResponse:
    """All that stands on the page."""
    shown = oversight.overtime(late) | {
        "source": "overtimes",
        "evidence": late,
        "responsible": late.people,
        "bears": actions.bears(late),
        "measures": Measure.choices,
        "accountabilities": late.accountabilities.order_by("-at"),
        "errors": casework.lines(wrong.errors if wrong else ()),
        "typed": request.POST,
    }
    return render(request, "board/overtime.html", shown, status=wrong.status if wrong else 200)


def _cells(found) -> Iterator[tuple]:
    for late in found.iterator(chunk_size=1000):
        shown = oversight.overtime(late)
        yield (
            late.case.number,
            late.case.item_name,
            late.agency.name,
            shown["post"],
            late.people,
            str(shown["clock"]),
            late.due_on,
            late.ended_on or "",
            shown["days"],
            late.get_state_display(),
            shown["cause"],
        )
