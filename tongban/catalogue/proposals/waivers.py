"""豁免: a reviewer lets a blocking rule of the lint stand in one change, and says why."""

import datetime as dt

from django.db import transaction

from tongban.catalogue.lint.rule import RULES
from tongban.catalogue.models import Proposal, Waiver
from tongban.catalogue.proposals import queries, step, texts
from tongban.core import errors
from tongban.identity.rules import Desk

LONGEST = 500  # characters of a reason


@transaction.atomic
def waive(proposal: Proposal, rule: str, *, reason: str, seen: int, by: Desk, at: dt.datetime) -> Waiver:
    """豁免: the rule does not block this change; whoever reviews it next sees that, and why."""
    fresh = step.locked(proposal, "waive", seen=seen)
    held = step.power(fresh, "waive", by)
    _check(fresh, rule, reason)
    made = Waiver.objects.create(
        proposal=fresh,
        rule=rule,
        reason=reason.strip()[:LONGEST],
        officer_id=by.officer_id,
        post_name=by.post_name,
        instrument=held.instrument,
        at=at,
    )
    step.record(fresh, "waive", opinion=f"{rule}：{made.reason}", at=at, desk=by, held=held)
    step.tell(fresh, "waive", by=by.author(held), at=at, rule=rule, reason=made.reason)
    return made


def _check(proposal: Proposal, rule: str, reason: str) -> None:
    """Only a rule that is broken here, blocks, and may be waived."""
    if rule not in RULES or not RULES[rule].waivable:
        raise errors.Invalid("这一条不能豁免，没有办理。", [("rule", "法律规定和前后一致的要求不能豁免")])
    waived = queries.waived(proposal)
    broken = texts.remarks(proposal.code, proposal.definition, proposal.agency.name, waived)
    if not any(remark.rule == rule and remark.waivable for remark in broken):
        raise errors.Invalid("没有办理豁免。", [("rule", "修订稿没有违反这一条，或者已经豁免")])
    if not reason.strip():
        raise errors.Invalid("没有办理豁免。", [("reason", "请写明豁免的理由")])


@transaction.atomic
def unwaive(proposal: Proposal, rule: str, *, seen: int, by: Desk, at: dt.datetime) -> Waiver:
    """收回豁免: the rule blocks again."""
    fresh = step.locked(proposal, "unwaive", seen=seen)
    held = step.power(fresh, "unwaive", by)
    ended = fresh.waivers.filter(rule=rule, ended_at=None).first()
    if ended is None:
        raise errors.Problem("这一条没有豁免，或者已经收回。请刷新页面查看。")
    ended.ended_by_id, ended.ended_at = by.officer_id, at
    ended.save(update_fields=["ended_by", "ended_at"])
    step.record(fresh, "unwaive", opinion=rule, at=at, desk=by, held=held)
    step.tell(fresh, "unwaive", by=by.author(held), at=at, rule=rule)
    return ended
