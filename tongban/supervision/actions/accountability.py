"""问责: opened by a supervisor on evidence; the agency is heard; another supervisor decides; it is done."""

import datetime as dt

from django.db import transaction

from tongban.clock import engine
from tongban.clock import queries as clock
from tongban.core import errors
from tongban.identity.rules import Desk
from tongban.papers import actions as papers
from tongban.supervision import queries, rulebook, rules, wording
from tongban.supervision.actions import step
from tongban.supervision.models import Accountability, Finding, Overtime, Urging
from tongban.supervision.states import Answerable, Judged, Late, NotNow, Urged

ANSWER_DAYS, APPEAL_DAYS = 5, 30  # where the rule of terms is switched off
PAPERS = {"talk": "talk_notice", "bulletin": "bulletin", "sanction": "sanction_proposal"}
PENDING = (Answerable.OPENED, Answerable.HEARD)


@transaction.atomic
def open_accountability(
    evidence: Overtime | Finding | Urging,
    *,
    kind: str,
    reason: str,
    person: str = "",
    by: Desk,
    at: dt.datetime,
) -> Accountability:
    """提出问责 on an overtime without good cause, an upheld finding or an urging that nobody answered."""
    held = step.power(by, evidence.case)
    name = evidence._meta.model_name or ""
    evidence = (
        type(evidence).objects.select_for_update(of=("self",)).select_related("case").get(pk=evidence.pk)
    )
    if not bears(evidence):
        raise NotNow("这条记录现在还不能作为问责的依据，没有提出问责。请刷新页面查看它的状态。")
    found = rules.accountability_faults(kind, reason)
    if found:
        raise errors.Invalid("问责还没有提出，请先改正下面的内容。", found)
    same = Accountability.objects.exclude(state=Answerable.DISMISSED).filter(kind=kind, **{name: evidence})
    if same.exists():
        raise NotNow("这条记录已经提出过同样方式的问责，没有重复提出。")
    case = evidence.case
    limit = engine.Limit(rulebook.figure("terms", "answer_days", ANSWER_DAYS), "working_day")
    opened = Accountability.objects.create(
        kind=kind, case=case, agency_id=case.agency_id, **{name: evidence}, state=Answerable.OPENED,
        post=_post(evidence), person=person.strip()[:120], reason=reason.strip(),
        answer_by=engine.add(step.day(at), limit, clock.calendar(case.region_id)), at=at,
        officer_id=by.officer_id, post_name=by.post_name, instrument=held.instrument,
    )  # fmt: skip
    step.write("open_accountability", opened, by=by.author(held), at=at, kind=kind, evidence=evidence.chain)
    return opened


@transaction.atomic
def hear(one: Accountability, *, text: str, by: Desk, at: dt.datetime) -> Accountability:
    """申辩 by the post concerned or the head of its agency; once."""
    held = step.of_agency(by, one.case, (one.post, "decide"))
    one = _locked(one, Answerable.OPENED)
    found = rules.statement_faults(text)
    if found:
        raise errors.Invalid("申辩还没有提交，请先改正下面的内容。", found)
    one.state, one.answer, one.answered_at = Answerable.HEARD, text.strip(), at
    one.answered_by_id, one.answered_post = by.officer_id, by.post_name
    one.save()
    step.write("hear", one, by=by.author(held), at=at)
    return one


@transaction.atomic
def hold_accountable(
    one: Accountability, *, opinion: str, demand: str, by: Desk, at: dt.datetime
) -> Accountability:
    """决定问责, with its paper, by another than who opened it, after the hearing or its term."""
    one = _decided(one, Answerable.DECIDED, rules.decision_faults(opinion, demand), opinion, by, at)
    days = rulebook.figure("terms", "appeal_days", APPEAL_DAYS)
    calendar = clock.calendar(one.case.region_id)
    one.demand, one.appeal_until = (
        demand.strip(),
        engine.add(step.day(at), engine.Limit(days, "natural_day"), calendar),
    )
    author = step.author(by, one.case)
    data = wording.accountability(one, by.agency_name)
    paper = papers.issue(PAPERS[one.kind], one.chain, queries.watching(by), data, by=author, at=at)
    one.paper = paper
    one.save()
    step.write("hold_accountable", one, by=author, at=at, paper=paper.pk, kind=one.kind)
    return one


@transaction.atomic
def dismiss(one: Accountability, *, opinion: str, by: Desk, at: dt.datetime) -> Accountability:
    """不予问责, by another than who opened it."""
    one = _decided(one, Answerable.DISMISSED, rules.statement_faults(opinion, "opinion"), opinion, by, at)
    one.save()
    step.write("dismiss", one, by=step.author(by, one.case), at=at, kind=one.kind)
    return one


@transaction.atomic
def carry_out(
    one: Accountability, *, outcome: str, on: dt.date | None, by: Desk, at: dt.datetime
) -> Accountability:
    """执行: what was done of what was decided, and on which day."""
    held = step.power(by, one.case)
    one = _locked(one, Answerable.DECIDED)
    found = rules.outcome_faults(outcome, on, step.day(one.decided_at or at), step.day(at))
    if found:
        raise errors.Invalid("执行情况还没有记录，请先改正下面的内容。", found)
    one.state, one.outcome, one.carried_on, one.carried_by_id = (
        Answerable.CARRIED_OUT,
        outcome.strip(),
        on,
        by.officer_id,
    )
    one.save()
    step.write("carry_out", one, by=by.author(held), at=at, on=on)
    return one


def bears(evidence: Overtime | Finding | Urging) -> bool:
    """Can somebody be held accountable on it?"""
    if isinstance(evidence, Overtime):
        return evidence.state == Late.UNJUSTIFIED
    if isinstance(evidence, Finding):
        return evidence.state == Judged.UPHELD
    return evidence.state == Urged.OPEN and evidence.next_on is None and bool(evidence.escalations.all())


def _post(evidence: Overtime | Finding | Urging) -> str:
    return "decide" if isinstance(evidence, Finding) else evidence.post


def _decided(
    one: Accountability, state: str, found: list[tuple[str, str]], opinion: str, by: Desk, at: dt.datetime
) -> Accountability:
    held = step.power(by, one.case)
    one = _locked(one, *PENDING)
    if one.officer_id == by.officer_id:
        raise step.NotEntitled("这件问责由您提出，应由另外的监察人员决定。没有作任何改动。")
    if one.state == Answerable.OPENED and step.day(at) <= one.answer_by:
        raise NotNow("申辩期限还没有到，也还没有收到申辩，现在不能决定。没有作任何改动。")
    if found:
        raise errors.Invalid("决定还没有作出，请先改正下面的内容。", found)
    one.state, one.opinion, one.decided_at = state, opinion.strip(), at
    one.decided_by_id, one.decided_post, one.decided_instrument = by.officer_id, by.post_name, held.instrument
    return one


def _locked(one: Accountability, *states: str) -> Accountability:
    with_all = Accountability.objects.select_for_update(of=("self",)).select_related("case__item", "agency")
    fresh = with_all.get(pk=one.pk)
    if fresh.state not in states:
        raise NotNow(f"这件问责现在是“{fresh.get_state_display()}”，您这次的内容没有记录。")
    return fresh
