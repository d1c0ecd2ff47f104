"""申诉复核: who is held accountable asks for it in time; a third officer answers."""

import datetime as dt

from django.db import transaction

from tongban.core import errors
from tongban.identity.rules import Desk
from tongban.supervision import rules
from tongban.supervision.actions import step
from tongban.supervision.models import Accountability, Appeal
from tongban.supervision.states import FINISHED, Answerable, NotNow, Reviewed


@transaction.atomic
def appeal(one: Accountability, *, reason: str, by: Desk, at: dt.datetime) -> Appeal:
    """申诉 by the post concerned or the head of its agency, once and within the term; nothing is stayed."""
    held = step.of_agency(by, one.case, (one.post, "decide"))
    one = _locked(one)
    if one.appeal_until is None or step.day(at) > one.appeal_until:
        raise NotNow("申诉期限已经过了，申诉没有提交。问责决定没有变化。")
    if one.appeals.exists():
        raise NotNow("这件问责已经提出过申诉，没有重复提交。请刷新页面查看最新进度。")
    found = rules.statement_faults(reason, "appeal_reason")
    if found:
        raise errors.Invalid("申诉还没有提交，请先改正下面的内容。", found)
    asked = one.appeals.create(reason=reason.strip(), at=at, officer_id=by.officer_id, post_name=by.post_name)
    step.write("appeal", one, by=by.author(held), at=at)
    return asked


@transaction.atomic
def answer_appeal(asked: Appeal, *, verdict: str, opinion: str, by: Desk, at: dt.datetime) -> Appeal:
    """复核申诉 by a supervisor who neither opened the matter nor decided it: it stands, or is revoked."""
    one = _locked(asked.accountability)
    held = step.power(by, one.case)
    asked = Appeal.objects.get(pk=asked.pk)
    if asked.outcome:
        raise NotNow("这件申诉已经复核过，您这次的内容没有记录。")
    if by.officer_id in (one.officer_id, one.decided_by_id, asked.officer_id):
        raise step.NotEntitled("申诉应由没有参与提出和决定的监察人员复核。没有作任何改动。")
    found = rules.review_faults(verdict, opinion)
    if found:
        raise errors.Invalid("复核意见还没有提交，请先改正下面的内容。", found)
    asked.outcome, asked.opinion, asked.answered_at = verdict, opinion.strip(), at
    asked.answered_by_id, asked.answered_post, asked.instrument = by.officer_id, by.post_name, held.instrument
    asked.save()
    if verdict == Reviewed.REVOKED:
        one.state = Answerable.REVOKED
        one.save(update_fields=["state"])
    told = {"verdict": asked.get_outcome_display(), "opinion": asked.opinion}
    step.write("answer_appeal", one, by=by.author(held), at=at, **told)
    return asked


def _locked(one: Accountability) -> Accountability:
    with_all = Accountability.objects.select_for_update(of=("self",)).select_related("case__item", "agency")
    fresh = with_all.get(pk=one.pk)
    if fresh.state not in FINISHED:
        raise NotNow(f"这件问责现在是“{fresh.get_state_display()}”，不能申诉。您这次的内容没有记录。")
    return fresh
