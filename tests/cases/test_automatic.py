"""自动办理: what the table of an item makes of a case, and who may take it over, re-check and pause it."""

import hashlib
import uuid

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from tests import make
from tests.cases.judging import INSURANCE, LATER, judged, received
from tongban.cases import actions, jobs, reactions, states
from tongban.cases.models import Case, Judgement
from tongban.catalogue import actions as catalogue
from tongban.journal import queries as journal
from tongban.journal.actions import SYSTEM
from tongban.journal.models import Line
from tongban.licences.models import Certificate

CARD = "social_security_card"


MINOR = {"age": ["minor"]}


def _code(item: str) -> str:
    """The credit code of the agency that issues identity cards."""
    papers = make.definition(make.published(item)).papers
    return next(paper.licence for paper in papers if paper.key == "id_card")[:-3]


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


def test_a_grant_is_decided_and_handed_over_at_once(town):
    case = received()

    found = judged(case)

    case = make.fresh(case)
    decision = case.decisions.get()
    assert (found.outcome, found.rule, case.state) == ("grant", "local", "delivered")
    assert make.verbs(case) == [
        "cases.submit", "cases.judge", "cases.accept", "cases.decide", "cases.deliver",
    ]  # fmt: skip
    assert (decision.granted, decision.officer, decision.post_name) == (True, None, "系统（自动办理）")
    assert decision.instrument == f"第1版规则表{found.digest[:12]}"
    assert decision.reason == "本市户口，已满16周岁、不满60周岁，直接登记。"
    assert case.acceptance.post_name == case.deliveries.get().post_name == "系统（自动办理）"
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


@pytest.mark.parametrize(("item", "deferred"), [(INSURANCE, 1), (make.WORK, 0)])
def test_only_an_item_with_a_table_is_given_to_it(town, item, deferred):
    case = make.case(item=item, by="fang")

    reactions.receipt(case.chain, Line.objects.get(chain=case.chain, verb="cases.submit").pk)

    waiting = ProcrastinateJob.objects.filter(task_name="cases.jobs.judge", args__chain=case.chain)
    assert waiting.count() == deferred
