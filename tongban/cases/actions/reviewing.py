"""审查: opinions of the stages before the decision, and what a decision must wait for."""

import datetime as dt

from django.db import transaction

from tongban.cases import access, queries, stages
from tongban.cases.actions import routing, step
from tongban.cases.models import Case, Hold, Review, Turn
from tongban.cases.states import Outcome, State
from tongban.catalogue.parts import Stage
from tongban.core import errors
from tongban.identity.rules import Desk
from tongban.journal.actions import Author

LONGEST_NUMBER = 60


@transaction.atomic
def review(
    case: Case,
    *,
    verdict: str,
    opinion: str,
    findings: dict | None = None,
    stage: str | None = None,
    by: Desk,
    at: dt.datetime,
) -> Review:
    """审查, 现场核查 or 会签 of one stage: what waited for it is opened, and its officers see the opinion."""
    case = step.locked(case, "review")
    turn = step.turn(case, by, stage)
    held = step.power(case, "review", by, at, turn)
    present = queries.definition(case).stages[turn.key]
    if present.act == "decide":
        raise errors.Invalid("这一环节应当作出决定，请选择准予或者不予。", [("verdict", "请作出决定")])
    if not opinion.strip():
        raise errors.Invalid("请写明审查意见。", [("opinion", "请写明审查意见")])
    review = _opinion(case, present, verdict, opinion, findings or {}, step.of_officer(by, held, at))
    routing.finish(turn, Outcome.DONE, review, at)
    opened = [following.name for following in routing.enter(case, at)]
    told = {"stage": present.key, "stage_name": present.name, "verdict": verdict, "next": opened}
    step.move(case, "review", State.ACCEPTED, by=by.author(held), at=at, data=told)
    return review


@transaction.atomic
def send_back(
    case: Case,
    *,
    opinion: str,
    to: str | None = None,
    stage: str | None = None,
    by: Desk,
    at: dt.datetime,
) -> Review:
    """退回 to an earlier stage, with what is to be done again: the one directly before, or the one chosen."""
    case = step.locked(case, "send_back")
    turn = step.turn(case, by, stage)
    held = step.power(case, "send_back", by, at, turn)
    target = _target(case, turn, to)
    if not opinion.strip():
        raise errors.Invalid("请写明退回的理由。", [("opinion", "请写明退回的理由")])
    present = queries.definition(case).stages[turn.key]
    hand = step.of_officer(by, held, at)
    review = _opinion(case, present, Review.Verdict.BACK, opinion, {}, hand)
    routing.finish(turn, Outcome.BACK, review, at)
    routing.recall(case, target.key, at)
    routing.enter(case, at, review)
    told = {"stage": present.key, "stage_name": present.name, "to": target.key, "next": [target.name]}
    told |= {"reason": review.opinion}
    step.move(case, "send_back", State.ACCEPTED, by=hand.author, at=at, data=told)
    return review


def _target(case: Case, turn: Turn, to: str | None) -> Stage:
    """The stage to do again; raises Invalid where it is not one that was done before this one."""
    behind = stages.returnable(case, turn.key)
    if not behind:
        raise errors.Invalid("这是第一个环节，没有可以退回的上一岗。", [("opinion", "不能退回")])
    chosen = [stage for stage in behind if to in (None, stage.key)]
    if not chosen:
        raise errors.Invalid(
            "只能退回到这一环节之前已经办完的环节，没有退回。", [("to", "请选择要退回的环节")]
        )
    return chosen[0]


def _opinion(case: Case, stage: Stage, verdict: str, opinion: str, findings: dict, by: step.Hand) -> Review:
    return Review.objects.create(
        case=case,
        stage=stage.key,
        stage_name=stage.name,
        verdict=verdict,
        opinion=opinion,
        findings=findings,
        **by.record,
    )


@transaction.atomic
def hold(case: Case, kind: str, *, by: Author, at: dt.datetime) -> Hold:
    """等待: the decision must wait for this."""
    case = step.locked(case, "hold")
    placed = Hold.objects.create(case=case, kind=kind, placed_at=at)
    step.move(case, "hold", State.ACCEPTED, by=by, at=at, data={"kind": kind})
    return placed


@transaction.atomic
def lift(held: Hold, *, note: str, by: Author, at: dt.datetime) -> None:
    """等待结束: what was waited for has come."""
    case = step.locked(held.case, "lift")
    changed = Hold.objects.filter(pk=held.pk, lifted_at__isnull=True).update(
        lifted_at=at, lifted_by=by.key, note=note
    )
    if not changed:
        raise errors.Problem("这一等待事项已经解除，不用再次办理。")
    step.move(case, "lift", State.ACCEPTED, by=by, at=at, data={"kind": held.kind, "note": note})


def settle(held: Hold, *, receipt_number: str, by: Desk, at: dt.datetime) -> None:
    """缴费确认: an officer with power over the item notes the number of the fee's receipt."""
    access.at_desk(held.case.number, by, step.day_of(at))
    if held.kind != "fee":
        raise errors.Problem("这一等待事项不是缴费，不能用票据号确认，没有解除。")
    if not hasattr(held, "notice"):
        raise errors.Problem("还没有核定应缴的金额、制发缴费通知书，不能确认缴费。请先核定收费。")
    number = receipt_number.strip()
    if not 0 < len(number) <= LONGEST_NUMBER:
        wanted = f"请填写缴费票据号，最多{LONGEST_NUMBER}个字"
        raise errors.Invalid(f"{wanted}。等待事项没有解除。", [("receipt_number", wanted)])
    lift(held, note=number, by=by.author(), at=at)
