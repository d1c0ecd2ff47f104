"""自动办理: what the table of an item makes of a case, and who may take it over, re-check and pause it."""

import datetime as dt
import hashlib
import uuid

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from tests import make
from tests.catalogue import proposing
from tongban.cases import actions, automatic, jobs, reactions, states
from tongban.cases.models import Case, Judgement, TakeOver
from tongban.catalogue import actions as catalogue
from tongban.core import errors
from tongban.journal import queries as journal
from tongban.journal.actions import SYSTEM
from tongban.journal.models import Line
from tongban.licences.models import Certificate

CARD, INSURANCE = "social_security_card", "flexible_insurance"
MINOR = {"age": ["minor"]}
LATER = make.AT + dt.timedelta(minutes=1)


def received(item=INSURANCE, by="fang", situation=None, filled=None) -> Case:
    """A case just come, of somebody born in 2006 unless another is named."""
    return make.case(item=item, by=by, situation=situation or {"household": ["local"]}, filled=filled)


def judged(case: Case) -> Judgement:
    found = actions.judge(case, at=LATER)
    assert found is not None
    return found


def test_a_grant_is_decided_and_handed_over_at_once(town):
    case = received()

    found = judged(case)

    case = make.fresh(case)
    decision = case.decision
    assert (found.outcome, found.rule, case.state) == ("grant", "local", "delivered")
    assert make.verbs(case) == [
        "cases.submit", "cases.judge", "cases.accept", "cases.decide", "cases.deliver",
    ]  # fmt: skip
    assert (decision.granted, decision.officer, decision.post_name) == (True, None, "系统（自动办理）")
    assert decision.instrument == f"第1版规则表{found.digest[:12]}"
    assert decision.reason == "本市户口，已满16周岁、不满60周岁，直接登记。"
    assert case.acceptance.post_name == case.delivery.post_name == "系统（自动办理）"
    assert Certificate.objects.get(subject=case.chain) == decision.certificate
    assert not case.turns.filter(outcome="").exists()
    assert {line.by_name for line in journal.timeline(case.chain)[1:]} == {"系统（自动办理）"}
    assert journal.faults(case.chain) == []


def test_the_judgement_can_be_understood_and_repeated(town):
    found = judged(received())

    assert found.facts == [
        {"fact": "answers.household", "label": "户口", "value": "本市"},
        {"fact": "applicant.age", "label": "周岁", "value": "20"},
        {"fact": f"certificate.{_code(INSURANCE)}101", "label": "居民身份证有效", "value": "是"},
        {"fact": f"certificate.{_code(INSURANCE)}001", "label": "居住证有效", "value": "否"},
    ]
    assert [(trial["rule"], trial["holds"]) for trial in found.path] == [
        ("local", True), ("resident", False), ("too_young", False), ("retiring", False),
    ]  # fmt: skip
    assert found.path[1]["tests"] == [{"label": "户口", "value": "本市", "asked": "外地", "met": False}]
    assert len(found.digest) == len(hashlib.sha256().hexdigest())


def _code(item: str) -> str:
    """The credit code of the agency that issues identity cards."""
    papers = make.definition(make.published(item)).papers
    return next(paper.licence for paper in papers if paper.key == "id_card")[:-3]


@pytest.mark.parametrize(
    ("wish", "outcome", "rule", "reason"),
    [
        ({"by": "wang"}, "person", "retiring", "已满60周岁，能不能参保由人工核对缴费年限后决定。"),
        (
            {"situation": {"household": ["other"]}},
            "person",
            "",
            "居民身份证或者居住证没有核对到，由人工核对。",
        ),
        ({"item": CARD, "situation": MINOR}, "person", "minor", "领卡人未满16周岁，监护关系由人工核对。"),
    ],
)
def test_what_a_person_decides_is_left_alone(town, wish, outcome, rule, reason):
    case = received(**wish)

    found = judged(case)

    assert (found.outcome, found.rule, found.reason, found.drawn) == (outcome, rule, reason, False)
    assert (make.fresh(case).state, make.verbs(case)) == ("received", ["cases.submit", "cases.judge"])


def test_a_refusal_is_only_proposed(town):
    wanted = make.published(INSURANCE)
    current = make.definition(wanted)
    rules = tuple(
        rule.model_copy(update={"cells": {"years": "< 30"}}) if rule.key == "too_young" else rule
        for rule in current.automatic.table.rules
        if rule.key in ("too_young", "retiring")
    )
    _published_with(wanted, rules)

    case = received()
    found = judged(case)

    assert (found.outcome, found.rule, found.basis) == (
        "refuse", "too_young", "《中华人民共和国社会保险法》第十条",
    )  # fmt: skip
    assert make.fresh(case).state == "received"


def _published_with(item, rules) -> None:
    current = make.definition(item)
    table = current.automatic.table.model_copy(update={"rules": rules})
    changed = current.model_copy(
        update={"automatic": current.automatic.model_copy(update={"table": table}), "examples": ()}
    )
    catalogue.publish(
        item.code,
        changed,
        agency=item.agency,
        region=item.region,
        level=item.level,
        by=SYSTEM,
        at=make.AT,
        waived={"G22": "示例另行补上"},
    )


def test_a_paper_that_must_be_seen_goes_to_a_person(town):
    wanted, who = make.published(CARD), make.applicant("fang")
    current = make.definition(wanted)
    chosen = make.answers(current)
    case = actions.submit(
        wanted,
        submission=uuid.uuid4(),
        answers=chosen,
        form=make.form(current, who),
        files={"photo": [make.file().pk]},
        by=who,
        at=make.AT,
    )

    found = judged(make.fresh(case))

    assert (found.outcome, found.rule, found.reason) == ("person", "adult", "有材料要由人查看：领卡人相片。")


def test_what_is_posted_waits_for_the_window(town):
    case = received(CARD, situation={"age": ["adult"]}, filled={"delivery": "post"})

    judged(case)

    assert make.fresh(case).state == "granted"


def test_an_item_without_a_table_is_not_judged(town):
    case = make.case(item=make.WORK, by="fang")

    assert actions.judge(case, at=LATER) is None
    assert make.verbs(case) == ["cases.submit"]


def test_judging_twice_judges_once(town):
    case = received()
    line = Line.objects.get(chain=case.chain, verb="cases.submit").pk

    for _ in range(3):
        reactions.receipt(case.chain, line)
        jobs.judge(case.chain)

    assert make.verbs(case).count("cases.judge") == 1
    assert Judgement.objects.filter(case=case).count() == 1
    assert Certificate.objects.filter(subject=case.chain).count() == 1


def test_what_cannot_be_issued_goes_to_a_person_and_leaves_nothing_behind(town):
    case = received()
    type(case.person).objects.filter(pk=case.person_id).update(name="方𪚥")
    Case.objects.filter(pk=case.pk).update(applicant_name="方𪚥")

    found = judged(make.fresh(case))

    assert found.outcome == "person"
    assert "字库中没有" in found.reason
    assert make.verbs(case) == ["cases.submit", "cases.judge"]
    assert make.fresh(case).state == "received"


def test_a_case_that_a_clerk_took_first_is_not_judged(town):
    case = received()
    actions.accept(case, by=make.desk(), at=make.AT)

    with pytest.raises(states.NotNow):
        actions.judge(case, at=LATER)
    jobs.judge(case.chain)

    assert not Judgement.objects.filter(case=case).exists()


CHARGED = {"charged": True, "charges": [{"name": "工本费", "amount": 500, "standard": "5元", "basis": "文"}]}


def charged() -> Case:
    """A case of an item that asks for a fee."""
    item = make.published(INSURANCE)
    changed = type(make.definition(item)).model_validate(
        make.definition(item).written | {"fee": CHARGED, "examples": []}
    )
    catalogue.publish(
        item.code,
        changed,
        agency=item.agency,
        region=item.region,
        level=item.level,
        by=SYSTEM,
        at=make.AT,
        waived={"G22": "示例另行补上"},
    )
    case = received()
    judged(case)
    return make.fresh(case)


def test_a_grant_waits_for_the_fee(town):
    case = charged()
    assert case.state == "accepted"

    actions.lift(case.holds.get(), note="123", by=SYSTEM, at=LATER)
    jobs.finish(case.chain, 0)
    jobs.finish(case.chain, 0)

    assert make.fresh(case).state == "delivered"
    assert make.verbs(case).count("cases.decide") == 1


@pytest.mark.parametrize("by", ["officer", "applicant", "pause"])
def test_who_has_it_meanwhile_keeps_it(town, by):
    case = charged()
    if by == "officer":
        actions.take_over(case, reason="要核对", by=make.desk(), at=LATER)
    if by == "applicant":
        actions.ask_for_person(case, by=make.applicant("fang"), at=LATER)
    if by == "pause":
        actions.pause_automatic(case.item, reason="规则有疑问", by=make.desk(), at=LATER)

    actions.lift(case.holds.get(), note="123", by=SYSTEM, at=LATER)
    jobs.finish(case.chain, 0)

    assert make.fresh(case).state == "accepted"


def test_who_asks_for_a_person_gets_one(town):
    case = received()

    taken = actions.ask_for_person(case, by=make.applicant("fang"), at=make.AT)
    found = judged(case)

    assert actions.ask_for_person(case, by=make.applicant("fang"), at=LATER) == taken
    assert (found.outcome, found.rule, found.reason) == ("person", "local", "申请人要求人工办理。")
    assert make.fresh(case).state == "received"
    assert make.verbs(case) == ["cases.submit", "cases.ask_for_person", "cases.judge"]


def test_nobody_asks_for_a_person_where_there_is_no_table(town):
    with pytest.raises(states.NotNow, match="本来就由人工办理"):
        actions.ask_for_person(make.case(item=make.WORK, by="fang"), by=make.applicant("fang"), at=make.AT)


def test_an_officer_takes_a_case_over(town):
    case = received()

    taken = actions.take_over(case, reason="联系过申请人", by=make.desk(), at=make.AT)

    assert (taken.officer_id, taken.reason) == (make.desk().officer_id, "联系过申请人")
    assert taken.instrument
    assert judged(case).outcome == "person"
    with pytest.raises(states.NotNow, match="已经转人工"):
        actions.take_over(case, reason="再转", by=make.desk(), at=LATER)


@pytest.mark.parametrize(
    ("login", "reason", "refused"),
    [
        ("zhouming", "要核对", actions.NotEntitled),  # another agency's officer
        ("luolei", "要核对", actions.NotEntitled),  # her own case
        ("shenqing", " ", errors.Invalid),
        ("shenqing", "长" * 501, errors.Invalid),
    ],
)
def test_who_may_not_take_it_over(town, login, reason, refused):
    case = received(by="luo")

    with pytest.raises(refused):
        actions.take_over(case, reason=reason, by=make.desk(login), at=make.AT)

    assert not TakeOver.objects.exists()


def test_what_is_decided_is_not_taken_over(town):
    case = received()
    judged(case)

    with pytest.raises(states.NotNow):
        actions.take_over(case, reason="要核对", by=make.desk(), at=LATER)


def test_a_pause_sends_cases_to_people_until_it_ends(town):
    item = make.published(INSURANCE)
    pause = actions.pause_automatic(item, reason="规则有疑问", by=make.desk(), at=make.AT)
    case = received()

    assert judged(case).reason == "本事项的自动办理已经暂停，由人工办理。"
    assert (make.fresh(case).state, pause.officer_id) == ("received", make.desk().officer_id)
    with pytest.raises(states.NotNow):
        actions.pause_automatic(item, reason="再停", by=make.desk(), at=LATER)
    actions.resume_automatic(item, by=make.desk(), at=LATER)
    assert judged(received(by="yan")).outcome == "grant"
    with pytest.raises(states.NotNow):
        actions.resume_automatic(item, by=make.desk(), at=LATER)
    assert make.verbs_of(f"item:{item.code}")[-2:] == ["cases.pause_automatic", "cases.resume_automatic"]


@pytest.mark.parametrize(
    ("login", "reason", "refused"),
    [("zhouming", "有疑问", actions.NotEntitled), ("shenqing", "", errors.Invalid)],
)
def test_who_may_not_pause(town, login, reason, refused):
    with pytest.raises(refused):
        actions.pause_automatic(make.published(INSURANCE), reason=reason, by=make.desk(login), at=make.AT)

    assert automatic.paused(make.published(INSURANCE).pk) is None


def test_the_draw_is_fair_and_repeatable(settings):
    ids = [uuid.UUID(int=n) for n in range(4000)]
    once = [automatic.drawn(each, 10) for each in ids]

    assert once == [automatic.drawn(each, 10) for each in ids]
    assert 320 < sum(once) < 480
    assert all(automatic.drawn(each, 100) for each in ids)
    settings.SECRET_KEY = "another"
    assert once != [automatic.drawn(each, 10) for each in ids]


def drawn(by="fang") -> Case:
    """A case decided by the system and drawn for a re-check."""
    case = received(by=by)
    judged(case)
    Judgement.objects.filter(case=case).update(drawn=True)
    return make.fresh(case)


@pytest.mark.parametrize(("verdict", "wrong"), [("upheld", 0), ("wrong", 1)])
def test_what_was_drawn_is_looked_at_again(town, verdict, wrong):
    case = drawn()
    assert [each.pk for each in automatic.to_check(make.desk())] == [case.pk]

    found = actions.recheck(
        case, verdict=verdict, opinion="核对过社保记录", by=make.desk(), at=timezone.now()
    )

    assert (found.verdict, found.officer_id) == (verdict, make.desk().officer_id)
    assert list(automatic.to_check(make.desk())) == []
    assert automatic.figures(case.item) == automatic.Figures(1, 1, 0, 1, 1, wrong)
    assert len(automatic.mistakes([case.agency_id])) == wrong
    assert make.verbs(case)[-1] == "cases.recheck"
    with pytest.raises(states.NotNow, match="已经复核过"):
        actions.recheck(case, verdict="upheld", opinion="再核", by=make.desk(), at=timezone.now())


@pytest.mark.parametrize(
    ("login", "words", "refused"),
    [
        ("zhouming", {}, actions.NotEntitled),
        ("luolei", {}, actions.NotEntitled),
        ("shenqing", {"verdict": "maybe"}, errors.Invalid),
        ("shenqing", {"opinion": " "}, errors.Invalid),
    ],
)
def test_who_may_not_recheck(town, login, words, refused):
    case = drawn(by="luo")

    with pytest.raises(refused):
        actions.recheck(
            case, **({"verdict": "upheld", "opinion": "核对过"} | words), by=make.desk(login), at=LATER
        )

    assert automatic.recheck(case) is None


def test_who_wrote_the_rules_does_not_recheck_them(town):
    case = drawn()
    proposal = proposing.drafted(by="jianning")
    type(proposal).objects.filter(pk=proposal.pk).update(version=case.version_id, state="published")
    proposal.revisions.update(officer=make.desk().officer_id)

    with pytest.raises(actions.NotEntitled, match="起草或者审核过"):
        actions.recheck(case, verdict="upheld", opinion="核对过", by=make.desk(), at=LATER)


def test_what_people_decided_is_not_rechecked(town):
    case = make.case("granted", item=make.WORK, by="fang")

    with pytest.raises(states.NotNow, match="不是自动办理"):
        actions.recheck(case, verdict="upheld", opinion="核对过", by=make.desk(), at=LATER)


def test_nobody_sees_his_own_case_among_those_drawn(town):
    drawn(by="luo")

    assert (automatic.to_check(make.desk("luolei")).count(), automatic.to_check(make.desk()).count()) == (
        0,
        1,
    )


@pytest.mark.parametrize(("item", "deferred"), [(INSURANCE, 1), (make.WORK, 0)])
def test_only_an_item_with_a_table_is_given_to_it(town, item, deferred):
    case = make.case(item=item, by="fang")

    reactions.receipt(case.chain, Line.objects.get(chain=case.chain, verb="cases.submit").pk)

    waiting = ProcrastinateJob.objects.filter(task_name="cases.jobs.judge", args__chain=case.chain)
    assert waiting.count() == deferred
