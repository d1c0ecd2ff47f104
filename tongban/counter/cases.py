"""办件: those that wait at the window, by their limit, what was taken in today, and the page of each."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongban.cases import access as permission
from tongban.cases import actions, ends, handled, queries, stages, tolerance, unserved, wording, worklists
from tongban.cases.actions import delivering as delivered
from tongban.cases.models import Case, NonAcceptance, Turn
from tongban.cases.states import State
from tongban.catalogue.parts import Requirement
from tongban.core import errors
from tongban.identity import queries as identity
from tongban.identity.rules import Desk
from tongban.papers.rules import Method
from tongban.ui import access, automatic, casework, endings, forms, queues, serving, veils

WINDOW = frozenset({"accept", "deliver"})
ROWS = 6  # originals written at once
AT_ONCE = {str(one): str(one.label) for one in (Method.WINDOW, Method.ELECTRONIC)}  # in one sitting
DELIVERING = (State.GRANTED, State.REFUSED)
PLACES = dict.fromkeys(DELIVERING, "deliveries") | {State.CORRECTING: "correcting"}  # in the navigation


class NotAtTheWindow(errors.NotEntitled):
    """不是窗口岗: the counter is for posts that accept or deliver."""


def clerk(request: HttpRequest) -> Desk:
    """The officer, at a post of the window; raises NotAtTheWindow."""
    if not any(power.acts & WINDOW for power in request.desk.powers):
        raise NotAtTheWindow(
            _("您现在的岗位（%(post)s）没有收件和出件的授权，不能在窗口办理。请从审批工作台办理您的待办。")
            % {"post": request.desk.post_name}
        )
    return request.desk


def address(row: worklists.Row) -> str:
    """The page of a case at the counter."""
    return reverse("counter:case", args=[row.number])


@access.staff
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """待受理: applications from everywhere, nearest limit first."""
    found = queues.listed(request, worklists.acceptance(clerk(request)), address)
    return render(request, "counter/cases.html", {"list": found, "heading": _("待受理"), "here_is": "cases"})


@access.staff
@require_safe
def deliveries(request: HttpRequest) -> HttpResponse:
    """待出件: decided, and not yet in the applicant's hands."""
    found = queues.listed(request, worklists.delivery(clerk(request)), address)
    shown = {"list": found, "heading": _("待出件"), "here_is": "deliveries"}
    return render(request, "counter/cases.html", shown)


@access.staff
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """今日经办, newest first."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    acts = casework.told(handled.done(clerk(request), since=midnight))
    return render(request, "counter/today.html", {"acts": acts, "here_is": "today"})


@access.staff
@require_safe
def case(request: HttpRequest, number: str) -> HttpResponse:
    """The page of a case at the window."""
    clerk(request)
    return page(request, casework.found(request, number))


@access.staff
@require_POST
def identifiers(request: HttpRequest, number: str) -> HttpResponse:
    """查看（留痕）: the page with identifiers open, this once."""
    case = casework.found(request, number)
    purpose, now = request.POST.get("purpose", ""), timezone.now()
    opened = actions.read_identifiers(case, purpose=purpose, by=clerk(request), at=now)
    response = page(request, case, opened=opened)
    response["Cache-Control"] = "no-store"
    return response


def page(
    request: HttpRequest,
    case: Case,
    *,
    opened: dict[str, str] | None = None,
    errors: Sequence[tuple[str, str]] = (),
    status: int = 200,
) -> HttpResponse:
    """All that stands on the page; after a fault, what was typed stands in its form again."""
    shown = casework.page(request, case, "counter", opened) | {
        **endings.shown(case, request.desk, timezone.localdate()),
        **left_here(case),
        "automatic": automatic.shown(case),
        "errors": casework.lines(errors),
        "here_is": PLACES.get(State(case.state), "cases"),
        "owed": tolerance.owed(case) if case.state == State.ACCEPTED else [],
        "owed_barred": permission.objection(case, "accept", request.desk, timezone.localdate()),
    }
    shown |= turn(case, request.desk)
    if shown["turn"] == "deliver":
        shown["way"] = serving.chosen(request, tuple(shown["ways"]))
    return render(request, "counter/case.html", shown, status=status)


def turn(case: Case, desk: Desk) -> dict:
    """What the clerk may do on it now, or why not."""
    now = timezone.localdate()
    if case.state == State.RECEIVED:
        return {"turn": "accept", "barred": permission.objection(case, "accept", desk, now)} | asked(case)
    if case.state == State.CORRECTING:
        barred = permission.objection(case, "accept", desk, now)
        return {"turn": "supplement", "barred": barred} | lacking(case)
    if case.state == State.ACCEPTED and (here := at_window(case, desk)):
        barred = permission.objection(case, "decide", desk, now, here)
        return {"turn": "decide", "barred": barred} | deciding(case, here)
    if case.state in DELIVERING:
        barred = permission.objection(case, "deliver", desk, now)
        return {"turn": "deliver", "barred": barred} | delivering(case)
    return {"turn": "", "barred": ""}


def asked(case: Case) -> dict:
    """What may be asked to be corrected: the papers, and the form; and was it asked before?"""
    entries = [
        {"key": each.paper.key, "name": each.paper.name, "missing": lacks(each)}
        for each in casework.papers(case)
        if each.paper.uploaded
    ]
    return {
        "gaps": [*entries, {"key": "form", "name": _("申请表填写内容"), "missing": False}],
        "asked_before": hasattr(case, "correction"),
        "deferrable": followable(case),
        **declinable(),
    }


def declinable() -> dict:
    """What a clerk chooses from who says no: the kinds, and who else may be competent."""
    return {"decline_kinds": NonAcceptance.Kind.choices, "agency_names": identity.agency_names()}


def followable(case: Case) -> list[Requirement]:
    """容缺: the missing papers that may follow, and that nobody has undertaken to hand in yet."""
    given = set(case.materials.values_list("key", flat=True))
    given |= tolerance.undertaken(case.submission, queries.checklist(case), given)
    return tolerance.offered(case, given, timezone.localdate())


def lacking(case: Case) -> dict:
    """The notice that waits for the applicant: each gap, and the form when it is to be put right."""
    gaps = list(case.correction.gaps.order_by("id"))
    schema, values = queries.definition(case).form, queries.form(case)
    amends = any(gap.key == "form" for gap in gaps)
    shown = forms.sections(schema, veils.veiled(schema, values), answers=case.answers) if amends else []
    return {"gaps": gaps, "sections": shown}


def lacks(given: casework.Given) -> bool:
    """A paper without which nothing can be accepted."""
    return given.paper.necessity == "required" and not given.files


def at_window(case: Case, desk: Desk) -> Turn | None:
    """The decision that waits for this post."""
    found = queries.definition(case).stages
    waiting = [turn for turn in stages.waiting(case) if turn.post == desk.post_kind]
    return next((turn for turn in waiting if found[turn.key].act == "decide"), None)


def deciding(case: Case, turn: Turn) -> dict:
    """The stage, the laws and the remedies for a decision at the window."""
    definition = queries.definition(case)
    return {
        "stage": definition.stages[turn.key],
        "basis": wording.basis_text(definition),
        "remedies": wording.remedies_text(case, definition),
        "opposing": stages.opposing(case),
        "returnable": [],
    }


def delivering(case: Case) -> dict:
    """How the result may be handed over; and how it was served already."""
    decision = ends.decision(case)
    paper = decision.paper if decision else None
    return {
        "result_paper": paper,
        "served": paper.services.filter(failed_at=None).first() if paper else None,
        "agreed": queries.electronic(case),
        "ways": [one for one in delivered.AT_THE_END if one != Method.ELECTRONIC or queries.electronic(case)],
    }


def left_here(case: Case) -> dict:
    """原件: what is kept, what became of the rest, and room to write more."""
    found = list(unserved.registered(case))
    return {"originals": found, "kept": [one for one in found if not one.outcome], "rows": range(ROWS)}
