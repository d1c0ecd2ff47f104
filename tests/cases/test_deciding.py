"""审查, 决定, 送达 and 撤回."""

import datetime as dt

import pytest

from tests import make
from tongban.cases import actions
from tongban.cases.models import Decision, Review
from tongban.cases.states import NotNow
from tongban.core import errors
from tongban.journal import queries as journal
from tongban.licences.models import Certificate
from tongban.licences.rules import is_identifier
from tongban.papers.models import Paper
from tongban.papers.rules import Handing, Method

LATER = make.AT + 3 * make.HOUR
HANDED = Handing(Method.WINDOW, receiver="林小安", relation="本人", checked=True)


def last_line(case):
    return journal.timeline(case.chain).last()


def test_a_review_hands_the_case_on(town):
    case = make.case("accepted")

    review = actions.review(case, verdict="agree", opinion="材料齐全。", by=make.desk("zhouming"), at=LATER)

    case.refresh_from_db()
    assert (case.state, make.at_stages(case)) == ("accepted", ["visit"])
    assert (review.stage, review.verdict, review.opinion) == ("review", "agree", "材料齐全。")
    assert last_line(case).data["next"] == ["现场核查"]


def test_a_review_without_an_opinion_is_none(town):
    case = make.case("accepted")

    with pytest.raises(errors.Invalid):
        actions.review(case, verdict="agree", opinion="", by=make.desk("zhouming"), at=LATER)

    assert (make.at_stages(case), Review.objects.count()) == (["review"], 0)


def test_a_case_goes_back_one_post_with_the_reason(town):
    case = make.case("accepted", stage="decide")

    actions.send_back(case, opinion="请补核面积。", by=make.desk("chenli"), at=LATER)

    case.refresh_from_db()
    assert (make.at_stages(case), Review.objects.get(verdict="back").opinion) == (["visit"], "请补核面积。")
    assert last_line(case).verb == "cases.send_back"


@pytest.mark.parametrize(
    ("login", "words"),
    [
        ("chenli", "授权"),  # decides, does not review
        ("gaoyuan", "岗位"),  # may review, but not at this stage
        ("fangyuan", "授权"),  # delegation over
        ("handong", "授权"),  # another agency
        ("shenqing", "授权"),  # took it in
    ],
)
def test_who_may_not_review(town, login, words):
    case = make.case("accepted")

    with pytest.raises(actions.NotEntitled, match=words):
        actions.review(case, verdict="agree", opinion="同意", by=make.desk(login), at=LATER)

    assert make.at_stages(case) == ["review"]


def test_a_grant_makes_paper_and_certificate(town):
    case = make.case("accepted", stage="decide")
    at = make.AT + dt.timedelta(days=2)

    decision = actions.decide(case, granted=True, by=make.desk("chenli"), at=at)

    case.refresh_from_db()
    assert (case.state, case.decided_at, case.due_on) == ("granted", at, dt.date(2026, 10, 8))
    certificate = Certificate.objects.get(decision=decision)
    assert is_identifier(certificate.identifier)
    assert (certificate.firm, certificate.subject) == (case.firm, case.chain)
    assert certificate.valid_until == dt.date(2031, 9, 16)
    assert decision.paper.data["decision"].startswith("准予")
    assert last_line(case).data["granted"] is True
    assert journal.faults() == []


def test_a_refusal_gives_reasons_basis_and_remedies(town):
    case = make.case("accepted", stage="decide")

    decision = actions.decide(
        case, granted=False, reason="没有专间", basis="《食品安全法》第33条", by=make.desk("chenli"), at=LATER
    )

    assert make.fresh(case).state == "refused"
    assert "60日内向云溪市人民政府申请行政复议" in decision.remedies
    assert (decision.paper.kind, decision.paper.data["reasons"]) == ("refusal", ["没有专间"])
    assert not Certificate.objects.filter(subject=case.chain).exists()


@pytest.mark.parametrize(("reason", "basis"), [("", "某法第1条"), ("没有专间", " "), ("", "")])
def test_a_refusal_that_gives_none_is_none(town, reason, basis):
    case = make.case("accepted", stage="decide")

    with pytest.raises(errors.Invalid):
        actions.decide(case, granted=False, reason=reason, basis=basis, by=make.desk("chenli"), at=LATER)

    assert (make.fresh(case).state, Decision.objects.count()) == ("accepted", 0)


def test_a_grant_waits_for_the_fee(town):
    case = make.case(
        "accepted", item="id_card_reissue", by="fang", situation={"relief": ["no"]}, stage="decide"
    )

    with pytest.raises(errors.Problem, match="缴费"):
        actions.decide(case, granted=True, by=make.desk("dongping"), at=LATER)

    assert make.fresh(case).state == "accepted"


def test_a_missing_glyph_stops_the_whole_decision(town):
    case = make.case("accepted", stage="decide")
    case.firm.name = "云溪市𪚥餐饮有限公司"
    type(case.firm).objects.filter(pk=case.firm_id).update(name=case.firm.name)

    with pytest.raises(errors.Problem, match="字库中没有"):
        actions.decide(case, granted=True, by=make.desk("chenli"), at=LATER)

    assert make.fresh(case).state == "accepted"
    assert (Decision.objects.count(), Paper.objects.filter(kind="grant").count()) == (0, 0)


def test_delivery_ends_the_case(town):
    case = make.case("granted")
    at = make.AT + dt.timedelta(days=1)

    delivery = actions.deliver(case, given=HANDED, by=make.desk(), at=at)

    case.refresh_from_db()
    assert (case.state, case.closed_at, case.due_on) == ("delivered", at, None)
    assert (delivery.recipient, delivery.paper.data["receiver"]) == ("林小安", "林小安")
    assert last_line(case).verb == "cases.deliver"


@pytest.mark.parametrize("state", ["received", "correcting", "accepted"])
def test_an_applicant_may_withdraw_before_the_decision(town, state):
    case = make.case(state)

    actions.withdraw(case, reason="计划变了", by=make.applicant(firm=True), at=LATER)

    case.refresh_from_db()
    assert (case.state, case.due_on, case.withdrawals.get().reason) == ("withdrawn", None, "计划变了")
    assert last_line(case).paper == case.withdrawals.get().paper_id


@pytest.mark.parametrize("state", ["granted", "refused", "delivered", "declined", "withdrawn"])
def test_and_not_after_it(town, state):
    case = make.case(state)

    with pytest.raises(NotNow):
        actions.withdraw(case, reason="", by=make.applicant(firm=True), at=LATER)

    assert make.fresh(case).state == state
