"""自动办理 by the table of an item, and a person's taking it over, re-checking and pausing it.

The system only ever grants. Whatever the table says otherwise, and whatever stands in the way of a grant, is
left to people, with the reason.
"""

import datetime as dt
import hashlib
import json
from dataclasses import replace

from django.db import transaction

from tongban.cases import automatic, queries, states, wording
from tongban.cases.actions import accepting, deciding, delivering, step
from tongban.cases.models import AutomaticPause, Case, Decision, Judgement, Recheck, TakeOver
from tongban.catalogue.decisions import judging
from tongban.catalogue.decisions.judging import Trial, Verdict
from tongban.catalogue.models import Item
from tongban.core import errors
from tongban.identity.rules import Applicant, Desk, Power
from tongban.journal import actions as journal
from tongban.journal.actions import Author
from tongban.papers.rules import Handing, Method

SYSTEM = Author(key="system", name="系统（自动办理）")
LONGEST = 500  # characters of a reason


@transaction.atomic
def judge(case: Case, *, at: dt.datetime) -> Judgement | None:
    """自动判断, and what follows from it; called twice it judges once. None: the item has no table."""
    judged = automatic.judgement(case)
    if judged or queries.definition(case).automatic is None:
        return judged
    case = step.locked(case, "judge")
    judged = automatic.judgement(case)  # by another worker, a moment ago
    if judged:
        return judged
    verdict = _verdict(case)
    if verdict.outcome != "grant":
        return _kept(case, verdict, at)
    try:
        with transaction.atomic():
            judged = _kept(case, verdict, at)
            accepting.admit(case, _hand(judged, at), at)
            _conclude(case, judged, at)
            return judged
    except errors.Problem as obstacle:
        return _kept(case, replace(verdict, outcome="person", reason=obstacle.sentence), at)


@transaction.atomic
def finish(case: Case, *, at: dt.datetime) -> Decision | None:
    """What a grant had to wait for has come; None where something else is in the way, or a person has it."""
    judged = automatic.judgement(case)
    if judged is None or judged.outcome != Judgement.Outcome.GRANT:
        return None
    case = step.locked(case, "decide")
    if automatic.takeover(case) or automatic.paused(case.item_id) or case.reviews.exists():
        return None
    return _conclude(case, judged, at)


def _verdict(case: Case) -> Verdict:
    verdict = judging.judge(queries.definition(case), automatic.known(case))
    reason = _obstacle(case, verdict)
    return replace(verdict, outcome="person", reason=reason) if reason else verdict


def _obstacle(case: Case, verdict: Verdict) -> str:
    """Why no table may decide this case."""
    if automatic.takeover(case):
        return "申请人要求人工办理。"
    if automatic.paused(case.item_id):
        return "本事项的自动办理已经暂停，由人工办理。"
    unread = automatic.unread(case) if verdict.outcome == "grant" else []
    return f"有材料要由人查看：{'、'.join(unread)}。" if unread else ""


def _kept(case: Case, verdict: Verdict, at: dt.datetime) -> Judgement:
    """The record of the judgement and its line."""
    terms = queries.definition(case).automatic
    digest = hashlib.sha256(
        json.dumps(terms and terms.table.model_dump(), sort_keys=True).encode()
    ).hexdigest()
    rule = verdict.rule
    tests = verdict.trials[0].tests if verdict.trials else ()
    judged = Judgement.objects.create(
        case=case,
        version=case.version,
        digest=digest,
        outcome=verdict.outcome,
        rule=rule.key if rule else "",
        reason=verdict.reason,
        basis=rule.basis if rule else "",
        facts=[{"fact": t.column.fact, "label": t.column.label, "value": t.fact} for t in tests],
        path=[_told(trial) for trial in verdict.trials],
        drawn=verdict.outcome == "grant" and terms is not None and automatic.drawn(case.pk, terms.sample),
        at=at,
    )
    told = {"outcome": judged.get_outcome_display(), "rule": judged.rule, "digest": digest}
    ground = terms.ground if terms else ""
    journal.append("cases.judge", case.chain, by=SYSTEM, at=at, ground=ground, reason=judged.reason, **told)
    return judged


def _told(trial: Trial) -> dict:
    """A rule with all its tests; of one that does not hold, those up to the first that fails."""
    asking = [test for test in trial.tests if test.asked or not test.met]
    failed = next((place for place, test in enumerate(asking) if not test.met), len(asking))
    tests = [
        {"label": t.column.label, "value": t.fact, "asked": t.asked, "met": t.met}
        for t in asking[: failed + 1]
    ]
    return {"rule": trial.rule.key, "holds": trial.holds, "tests": tests}


def _hand(judged: Judgement, at: dt.datetime) -> step.Hand:
    instrument = f"第{judged.version.number}版规则表{judged.digest[:12]}"
    return step.Hand(
        replace(SYSTEM, ground=instrument), {"at": at, "post_name": SYSTEM.name, "instrument": instrument}
    )


def _conclude(case: Case, judged: Judgement, at: dt.datetime) -> Decision | None:
    """Grant it, and hand it over where that can be done at once; None while something is waited for."""
    if case.holds.filter(lifted_at__isnull=True).exists():
        return None
    by, definition = _hand(judged, at), queries.definition(case)
    basis = judged.basis or wording.basis_text(definition)
    decision = deciding.conclude(case, True, judged.reason, basis, by, at)
    ways, wish = definition.result.delivery, case.form.get("delivery", "electronic")
    if (not ways or "electronic" in ways) and wish == "electronic" and queries.electronic(case):
        delivering.hand_over(case, Handing(Method.ELECTRONIC), by, at)
    return decision


def _reason(reason: str, key: str = "reason") -> str:
    said = reason.strip()
    if not 0 < len(said) <= LONGEST:
        wanted = f"请写明理由，最多{LONGEST}个字"
        raise errors.Invalid(f"{wanted}。没有办理。", [(key, wanted)])
    return said


@transaction.atomic
def take_over(case: Case, *, reason: str, by: Desk, at: dt.datetime) -> TakeOver:
    """转人工: from here people decide, whatever the table says."""
    case = step.locked(case, "take_over")
    held = step.care(case, by, at)
    if not automatic.may_take_over(case):
        raise states.NotNow("这件办件没有在自动办理，或者已经转人工，不用再转。办件没有变化。")
    taken = TakeOver.objects.create(case=case, reason=_reason(reason), **step.record(by, held, at))
    journal.append(
        "cases.take_over", case.chain, by=by.author(held), at=at, ground=held.instrument, reason=taken.reason
    )
    return taken


@transaction.atomic
def ask_for_person(case: Case, *, by: Applicant, at: dt.datetime) -> TakeOver:
    """要求人工办理, as every applicant may before it is decided; asked twice it is asked once."""
    case = step.locked(case, "take_over")
    taken = automatic.takeover(case)
    if taken:
        return taken
    if queries.definition(case).automatic is None:
        raise states.NotNow("这个事项本来就由人工办理，办件没有变化。")
    taken = TakeOver.objects.create(case=case, at=at)
    journal.append("cases.ask_for_person", case.chain, by=by.author, at=at, ground="优化营商环境条例")
    return taken


@transaction.atomic
def recheck(case: Case, *, verdict: str, opinion: str, by: Desk, at: dt.datetime) -> Recheck:
    """抽查复核 of what the system decided, by somebody who did not write its rules."""
    case = step.locked(case, "recheck")
    held = step.care(case, by, at)
    if not automatic.decided(case):
        raise states.NotNow("这件办件不是自动办理的，不用复核。办件没有变化。")
    if automatic.recheck(case):
        raise states.NotNow("这件办件已经复核过了，您这次的操作没有生效。")
    if by.officer_id in automatic.authors(case):
        raise step.NotEntitled("您起草或者审核过这个事项的规则，应当由其他人复核。办件没有变化。")
    if verdict not in Recheck.Verdict.values:
        raise errors.Invalid("请选择复核结果，没有办理。", [("verdict", "请选择复核结果")])
    found = Recheck.objects.create(
        case=case, verdict=verdict, opinion=_reason(opinion, "opinion"), **step.record(by, held, at)
    )
    told = {"verdict": found.get_verdict_display(), "opinion": found.opinion}
    journal.append("cases.recheck", case.chain, by=by.author(held), at=at, ground=held.instrument, **told)
    return found


SWITCHES = ("check_items", "decide")  # who may do either may pause and resume


def _switch(item: Item, by: Desk) -> Power:
    held = next((p for act in SWITCHES if (p := by.power(act, item.agency_id, item.code))), None)
    if held is None:
        raise step.NotEntitled("您的岗位没有这一事项的有效授权，不能暂停或者恢复自动办理。事项没有变化。")
    return held


@transaction.atomic
def pause_automatic(item: Item, *, reason: str, by: Desk, at: dt.datetime) -> AutomaticPause:
    """暂停自动办理, at once: what comes from now on goes to people."""
    held = _switch(item, by)
    Item.objects.select_for_update().get(pk=item.pk)
    if automatic.paused(item.pk):
        raise states.NotNow("这个事项的自动办理已经暂停，不用再办。")
    made = AutomaticPause.objects.create(
        item=item, reason=_reason(reason), officer_id=by.officer_id, instrument=held.instrument, at=at
    )
    chain = f"item:{item.code}"
    journal.append("cases.pause_automatic", chain, by=by.author(held), at=at, reason=made.reason)
    return made


@transaction.atomic
def resume_automatic(item: Item, *, by: Desk, at: dt.datetime) -> None:
    """恢复自动办理."""
    held = _switch(item, by)
    open_yet = AutomaticPause.objects.filter(item=item, resumed_at=None)
    if not open_yet.update(resumed_at=at, resumed_by=by.officer_id):
        raise states.NotNow("这个事项的自动办理没有暂停，不用恢复。")
    journal.append("cases.resume_automatic", f"item:{item.code}", by=by.author(held), at=at)
