"""修订稿: what waits, one proposal with what it changes, and the step that this officer may take."""

import datetime as dt
import uuid
from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tongban.catalogue import differences
from tongban.catalogue.models import Proposal
from tongban.catalogue.proposals import actions, queries, states, texts
from tongban.catalogue.proposals.states import STEPS, TURN, State
from tongban.console import access as permission
from tongban.console import checking, editing, overtaking, waivers
from tongban.core import errors
from tongban.ui import access, casework

PER_PAGE = 20
VERBS = {
    "hand_in": gettext_lazy("提交审核"),
    "check": gettext_lazy("部门审核通过"),
    "review_legality": gettext_lazy("法制审核通过"),
    "review_establishment": gettext_lazy("机构编制审核通过"),
    "waive": gettext_lazy("豁免"),
    "unwaive": gettext_lazy("收回豁免"),
    "send_back": gettext_lazy("退回修改"),
    "fall_back": gettext_lazy("到期不能施行，退回"),
    "withdraw": gettext_lazy("撤回"),
}
STAGES = (
    gettext_lazy("起草"),
    gettext_lazy("部门审核"),
    gettext_lazy("法制审核"),
    gettext_lazy("机构编制审核"),
    gettext_lazy("发布"),
)
REACHED = {
    State.DRAFT: 1, State.RETURNED: 1, State.HANDED_IN: 2, State.CHECKED: 3, State.LEGAL: 4,
    State.ESTABLISHED: 5, State.PUBLISHED: 6,
}  # fmt: skip
PHRASES = {
    "check": (gettext_lazy("内容属实，要素齐全"), gettext_lazy("与本部门业务规定一致")),
    "review_legality": (gettext_lazy("依据现行有效，内容合法"), gettext_lazy("没有增设许可条件和证明材料")),
    "review_establishment": (gettext_lazy("与权责清单一致"), gettext_lazy("实施主体和行使层级正确")),
}
APPROVED = {
    "check": gettext_lazy("审核意见已保存，修订稿转到法制审核。"),
    "review_legality": gettext_lazy("审核意见已保存，修订稿转到机构编制审核。"),
    "review_establishment": gettext_lazy("审核意见已保存。"),
}


@access.staff
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """待审: what this post may approve now."""
    return _listed(request, "waiting", queries.waiting_for(request.desk))


@access.staff
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """我的修订稿: drafted or changed by this officer."""
    return _listed(request, "mine", queries.drafted_by(request.desk))


def _listed(request: HttpRequest, here: str, found: QuerySet[Proposal]) -> HttpResponse:
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    drafts = bool(permission.powered(request.desk, "draft_items"))
    reviews = bool(permission.powered(request.desk, *(STEPS[verb].act for verb in states.APPROVALS)))
    shown = {"page": page, "here_is": here, "drafts": drafts, "reviews": reviews, "url_of": "?page={}".format}
    return render(request, "console/proposals.html", shown)


@access.staff
@require_safe
def proposal(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The page of a proposal."""
    return page(request, permission.proposal(request, pk))


def page(request: HttpRequest, proposal: Proposal, wrong: errors.Invalid | None = None) -> HttpResponse:
    """What it changes, who said what about it, and what may be done now."""
    remarks = checking.remarks(proposal)
    found = checking.blocking(remarks)
    verb = TURN.get(proposal.state)
    base = proposal.base.definition if proposal.base else {}
    definition, _faults = texts.read(base)
    shown = editing.frame(request, proposal, found) | {
        "stages": [*STAGES],
        "reached": REACHED.get(State(proposal.state), 0),
        "differences": differences.between(definition.written if definition else base, proposal.definition),
        "acts": [_told(act) for act in proposal.acts.select_related("officer").order_by("-at", "-id")],
        "revisions": list(proposal.revisions.select_related("officer").order_by("-number")[:10]),
        "faults": editing.lines(proposal, checking.barring(remarks)),
        "waiving": waivers.shown(request, proposal, remarks),
        "advice": editing.lines(proposal, checking.advice(remarks)),
        "outdated": proposal.item is not None and proposal.item.current_id != proposal.base_id,
        "verb": verb,
        "turn": verb
        and {
            "label": VERBS[verb],
            "barred": queries.objection(proposal, verb, request.desk),
            "phrases": PHRASES[verb],
        },
        "may_withdraw": proposal.state in states.OPEN
        and not queries.objection(proposal, "withdraw", request.desk),
        "errors": casework.lines(wrong.errors) if wrong else [],
        "problem": wrong.sentence if wrong else "",
        "typed": request.POST,
        "today": timezone.localdate(),
    }
    return render(request, "console/proposal.html", shown, status=wrong.status if wrong else 200)


def _told(act) -> dict:
    return {
        "act": act,
        "label": VERBS[act.verb],
        "kind": "bad" if act.verb in ("send_back", "fall_back") else "ok",
    }


def _answered(
    request: HttpRequest, found: Proposal, act: Callable[[], object], sentence: str
) -> HttpResponse:
    try:
        act()
    except errors.Invalid as wrong:
        return page(request, permission.proposal(request, found.pk), wrong)
    messages.success(request, sentence)
    return redirect("console:proposal", found.pk)


def _seen(request: HttpRequest) -> dict:
    return {"seen": overtaking.seen(request), "by": permission.at_console(request), "at": timezone.now()}


@access.staff
@require_POST
def hand_in(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """提交审核, with the day from which it is to be in force."""
    found, typed = permission.proposal(request, pk), casework.said(request, "effective_from")
    day = _day(typed)
    if typed and day is None:
        return page(
            request,
            found,
            errors.Invalid(_("没有提交。"), [("effective_from", _("日期请写成2026-10-08这样"))]),
        )
    return _answered(
        request,
        found,
        lambda: actions.hand_in(found, effective_from=day, **_seen(request)),
        _("已提交，等待部门审核。"),
    )


def _day(typed: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(typed)
    except ValueError:
        return None


@access.staff
@require_POST
def approval(request: HttpRequest, pk: uuid.UUID, verb: str) -> HttpResponse:
    """审核通过: of the department, of legality, of establishment."""
    if verb not in states.APPROVALS:
        raise Http404
    found, opinion = permission.proposal(request, pk), casework.said(request, "opinion")
    approve = getattr(actions, verb)
    return _answered(
        request, found, lambda: approve(found, opinion=opinion, **_seen(request)), APPROVED[verb]
    )


@access.staff
@require_POST
def send_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """退回修改."""
    found, opinion = permission.proposal(request, pk), casework.said(request, "opinion")
    return _answered(
        request,
        found,
        lambda: actions.send_back(found, opinion=opinion, **_seen(request)),
        _("已退回起草人修改。"),
    )


@access.staff
@require_POST
def withdraw(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """撤回修订稿."""
    found = permission.proposal(request, pk)
    by = permission.at_console(request)
    return _answered(
        request,
        found,
        lambda: actions.withdraw(found, by=by, at=timezone.now()),
        _("修订稿已撤回，事项没有变化。"),
    )


@access.staff
@require_POST
def rebase(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """对照现行版本."""
    found = permission.proposal(request, pk)
    return _answered(
        request,
        found,
        lambda: actions.rebase(found, **_seen(request)),
        _("现在与现行版本对照，请看一遍下面的区别。"),
    )
