"""督办: a supervisor urges, a post answers, the sweep goes further up or strikes off."""

import datetime as dt

from django.db import transaction

from tongban.cases.models import Case
from tongban.clock import queries as clock
from tongban.core import errors
from tongban.identity.rules import Desk
from tongban.journal.actions import SYSTEM
from tongban.supervision import queries, rulebook, rules
from tongban.supervision.actions import step
from tongban.supervision.models import Escalation, Urging
from tongban.supervision.rules import Rung
from tongban.supervision.states import NotNow, Urged


@transaction.atomic
def urge(case: Case, post: str, *, text: str, answer_by: dt.date | None, by: Desk, at: dt.datetime) -> Urging:
    """督办 the post that holds a case; raises NotNow when it holds it no more or is urged already."""
    held = step.power(by, case)
    found = rules.urging_faults(text, answer_by, step.day(at))
    if found or answer_by is None:
        raise errors.Invalid("督办还没有发出，请先改正下面的内容。", found)
    case = Case.objects.select_for_update(of=("self",)).select_related("item").get(pk=case.pk)
    if post not in queries.posts(case):
        raise NotNow("这件办件已经不在这个岗位，督办没有发出。请刷新页面查看最新进度。")
    if Urging.objects.filter(case=case, post=post, state=Urged.OPEN).exists():
        raise NotNow("这个岗位已有一件督办等待答复，没有重复发出。")
    urging = Urging.objects.create(
        case=case, agency_id=case.agency_id, post=post, state=Urged.OPEN, text=text.strip(),
        answer_by=answer_by, next_on=first_rung(case, answer_by), at=at,
        officer_id=by.officer_id, post_name=by.post_name, instrument=held.instrument,
    )  # fmt: skip
    step.write("urge", urging, by=by.author(held), at=at, post=post, answer_by=answer_by)
    return urging


@transaction.atomic
def answer(urging: Urging, *, text: str, by: Desk, at: dt.datetime) -> Urging:
    """答复督办, by an officer of the post that is urged; raises NotNow when it is over."""
    held = step.of_post(by, urging.case, urging.post, "督办")
    urging = _locked(urging)
    found = rules.answer_faults(text)
    if found:
        raise errors.Invalid("答复还没有提交，请先改正下面的内容。", found)
    urging.state, urging.answer, urging.answered_at = Urged.ANSWERED, text.strip(), at
    urging.answered_by_id, urging.answered_post = by.officer_id, by.post_name
    urging.save()
    step.write("answer", urging, by=by.author(held), at=at)
    return urging


@transaction.atomic
def escalate(urging: Urging, rung: Rung, *, at: dt.datetime) -> bool:
    """督办升级: one rung up, once; False when another pass was faster or the answer has come."""
    urging = Urging.objects.select_for_update(of=("self",)).select_related("case").get(pk=urging.pk)
    if urging.state != Urged.OPEN:
        return False
    _, new = Escalation.objects.get_or_create(urging=urging, rung=rung.key, defaults={"at": at})
    if new:
        step.write("escalate", urging, by=SYSTEM, at=at, rung=rung.key, post=rung.post, where=rung.where)
    return new


@transaction.atomic
def end(urging: Urging, *, at: dt.datetime) -> bool:
    """销号: what was urged is done; False when another was faster."""
    urging = Urging.objects.select_for_update(of=("self",)).select_related("case").get(pk=urging.pk)
    if urging.state != Urged.OPEN or urging.post in queries.posts(urging.case):
        return False
    Urging.objects.filter(pk=urging.pk).update(state=Urged.OVER)
    urging.state = Urged.OVER
    step.write("end", urging, by=SYSTEM, at=at)
    return True


def _locked(urging: Urging) -> Urging:
    fresh = Urging.objects.select_for_update(of=("self",)).select_related("case__item").get(pk=urging.pk)
    if fresh.state != Urged.OPEN:
        raise NotNow(f"这件督办现在是“{fresh.get_state_display()}”，您这次的答复没有记录。")
    return fresh


def first_rung(case: Case, answer_by: dt.date) -> dt.date | None:
    """When the first rung is reached if no answer comes."""
    return rules.next_on(rulebook.ladder(), answer_by, clock.calendar(case.region_id))
