"""审查: opinions of the stages before the decision, and what a decision must wait for."""

import datetime as dt

from django.db import transaction

from tongban.cases import access, queries, rules
from tongban.cases.actions import step
from tongban.cases.models import Case, Hold, Review
from tongban.cases.states import State
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
    """审查 of one stage: the case goes on to the next, whose officer sees the opinion."""
    case = step.locked(case, "review", stage=stage)
    held = step.power(case, "review", by, at)
    definition = queries.definition(case)
    present = definition.stages[case.stage]
    following = rules.next_stage(definition, case.stage)
    if following is None or present.act == "decide":
        raise errors.Invalid("这一环节应当作出决定，请选择准予或者不予。", [("verdict", "请作出决定")])
    if not opinion.strip():
        raise errors.Invalid("请写明审查意见。", [("opinion", "请写明审查意见")])
    review = Review.objects.create(
        case=case,
        stage=present.key,
        stage_name=present.name,
        verdict=verdict,
        opinion=opinion,
        findings=findings or {},
        **step.record(by, held, at),
    )
    step.move(
        case,
        "review",
        State.ACCEPTED,
        by=by.author(held),
        at=at,
        data={"stage_name": present.name, "verdict": verdict, "next": following.name},
        stage=following.key,
        post_kind=following.post,
    )
    return review


@transaction.atomic
def send_back(case: Case, *, opinion: str, stage: str | None = None, by: Desk, at: dt.datetime) -> Review:
    """退回上一岗, with what is to be done again."""
    case = step.locked(case, "send_back", stage=stage)
    held = step.power(case, "send_back", by, at)
    definition = queries.definition(case)
    present = definition.stages[case.stage]
    before = rules.previous_stage(definition, case.stage)
    if before is None:
        raise errors.Invalid("这是第一个环节，没有可以退回的上一岗。", [("opinion", "不能退回")])
    if not opinion.strip():
        raise errors.Invalid("请写明退回的理由。", [("opinion", "请写明退回的理由")])
    review = Review.objects.create(
        case=case,
        stage=present.key,
        stage_name=present.name,
        verdict=Review.Verdict.BACK,
        opinion=opinion,
        **step.record(by, held, at),
    )
    step.move(
        case,
        "send_back",
        State.ACCEPTED,
        by=by.author(held),
        at=at,
        data={"stage_name": present.name, "next": before.name},
        stage=before.key,
        post_kind=before.post,
    )
    return review


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
    number = receipt_number.strip()
    if not 0 < len(number) <= LONGEST_NUMBER:
        wanted = f"请填写缴费票据号，最多{LONGEST_NUMBER}个字"
        raise errors.Invalid(f"{wanted}。等待事项没有解除。", [("receipt_number", wanted)])
    lift(held, note=number, by=by.author(), at=at)
