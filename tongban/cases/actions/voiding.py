"""作废: what was registered by mistake, or twice; asked by one officer, approved by another."""

import datetime as dt

from django.db import transaction

from tongban.cases import notes, queries
from tongban.cases.actions import routing, step
from tongban.cases.models import Case, Voiding
from tongban.cases.states import NotNow
from tongban.core import errors
from tongban.identity.rules import Desk, Power

LONGEST = 500  # characters of a reason
ACTS = ("accept", "review", "decide")


@transaction.atomic
def ask_void(case: Case, *, kind: str, reason: str, twin: str = "", by: Desk, at: dt.datetime) -> Voiding:
    """申请作废; nothing changes until it is approved. `twin` is the number of the one that stays."""
    case = step.locked(case, "ask_void")
    held = step.care(case, by, at, ACTS)
    _check_undecided(case)
    if case.voidings.filter(outcome="").exists():
        raise NotNow("这件办件已经有人申请作废，正在等待批准。办件没有变化。")
    other = _twin(case, twin.strip()) if kind == Voiding.Kind.TWICE else None
    wrong = [] if kind in Voiding.Kind.values else [("void_kind", "请选择登记有误或者重复登记")]
    if kind == Voiding.Kind.TWICE and other is None:
        wrong.append(("void_twin", "请填写同一申请人、同一事项另一件的办件编号"))
    if not 0 < len(reason.strip()) <= LONGEST:
        wrong.append(("void_reason", f"请写明作废的理由，最多{LONGEST}个字；理由会告知申请人"))
    if wrong:
        raise errors.Invalid("作废申请还不完整，没有提交，办件没有变化。", wrong)
    asked = Voiding.objects.create(
        case=case, kind=kind, reason=reason.strip(), twin=other, **step.record(by, held, at)
    )
    told = {"why": asked.get_kind_display(), "reason": asked.reason}
    step.move(case, "ask_void", case.state, by=by.author(held), at=at, data=told)
    return asked


def _twin(case: Case, number: str) -> Case | None:
    """The other registration of the same: by the same applicant, for the same item."""
    same = Case.objects.filter(item=case.item_id, person=case.person_id, firm=case.firm_id)
    return same.filter(number=number).exclude(pk=case.pk).first()


def _check_undecided(case: Case) -> None:
    if case.decisions.exists():
        raise NotNow("这件办件已经作出过决定，不能作废。办件没有变化。")


@transaction.atomic
def void(asked: Voiding, *, by: Desk, at: dt.datetime) -> Voiding:
    """批准作废: the registration counts as never made, and the applicant is told."""
    case, asked, held = _answered(asked, "void", by, at)
    _check_undecided(case)
    _keep(asked, Voiding.Outcome.VOIDED, by, held, at)
    routing.over(case, at)
    told = {"why": asked.get_kind_display(), "reason": asked.reason, "asked_by": asked.post_name}
    told |= {"twin": asked.twin.number} if asked.twin else {}
    author, data = by.author(held), notes.voiding(case, queries.definition(case), asked)
    paper = step.issue(case, "voiding", data, by=author, at=at)
    step.move(case, "void", "voided", by=author, at=at, paper=paper, data=told, closed_at=at)
    return asked


@transaction.atomic
def refuse_void(asked: Voiding, *, opinion: str, by: Desk, at: dt.datetime) -> Voiding:
    """不批准作废: it goes on as before."""
    case, asked, held = _answered(asked, "refuse_void", by, at)
    if not 0 < len(opinion.strip()) <= LONGEST:
        wanted = f"请写明不批准的理由，最多{LONGEST}个字"
        raise errors.Invalid(f"{wanted}。没有办理。", [("void_opinion", wanted)])
    _keep(asked, Voiding.Outcome.REFUSED, by, held, at, opinion.strip())
    told = {"opinion": asked.opinion}
    step.move(case, "refuse_void", case.state, by=by.author(held), at=at, data=told)
    return asked


def _answered(asked: Voiding, verb: str, by: Desk, at: dt.datetime) -> tuple[Case, Voiding, Power]:
    """The locked case, what is asked as it stands, and the approver's power."""
    case = step.locked(asked.case, verb)
    held = step.care(case, by, at, ("decide",))
    asked = Voiding.objects.select_related("twin").get(pk=asked.pk)
    if asked.outcome:
        raise NotNow("这一作废申请已经办过，不用再次办理。请刷新页面查看最新进度。")
    if asked.officer_id == by.officer_id:
        raise step.NotEntitled("作废由您申请，应当由另一位负责人批准。办件没有变化。")
    return case, asked, held


def _keep(
    asked: Voiding, outcome: Voiding.Outcome, by: Desk, held: Power, at: dt.datetime, opinion: str = ""
) -> None:
    asked.outcome, asked.opinion, asked.answered_at = outcome, opinion, at
    asked.answered_by_id, asked.answered_post, asked.answered_instrument = (
        by.officer_id,
        by.post_name,
        held.instrument,
    )
    asked.save(
        update_fields=[
            "outcome",
            "opinion",
            "answered_at",
            "answered_by",
            "answered_post",
            "answered_instrument",
        ]
    )
