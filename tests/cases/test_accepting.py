"""受理 and its alternatives: each leaves its record, its state, its line and its paper."""

import datetime as dt

import pytest

from tests import make
from tongban.cases import actions
from tongban.cases.models import Acceptance, Correction
from tongban.cases.states import NotNow
from tongban.core import errors
from tongban.journal import queries as journal
from tongban.papers.models import Paper

LATER = make.AT + make.HOUR


def last_line(case):
    return journal.timeline(case.chain).last()


def test_submitting_starts_the_five_days(town):
    case = make.case()

    assert (case.state, case.due_on) == ("received", dt.date(2026, 9, 21))
    line = last_line(case)
    assert (line.verb, line.data) == ("cases.submit", {"state": "received", "number": case.number})


def test_accepting_starts_both_limits(town):
    case, desk = make.case(), make.desk()

    acceptance = actions.accept(case, by=desk, at=LATER)

    case.refresh_from_db()
    assert (case.state, make.at_stages(case), case.accepted_at) == ("accepted", ["review"], LATER)
    assert (case.due_on, case.statutory_due_on) == (dt.date(2026, 9, 24), dt.date(2026, 10, 19))
    assert (acceptance.officer_id, acceptance.instrument) == (desk.officer_id, last_line(case).ground)
    assert (acceptance.promised_due_on, acceptance.statutory_due_on) == (case.due_on, case.statutory_due_on)
    assert last_line(case).paper == acceptance.paper_id
    assert (acceptance.paper.kind, acceptance.paper.data["promised_due"]) == ("acceptance", "2026-09-24")


def test_accepting_an_item_with_a_fee_waits_for_it(town):
    case = make.case("accepted", item="id_card_reissue", by="fang", situation={"relief": ["no"]})

    assert [hold.kind for hold in case.holds.all()] == ["fee"]


def test_one_notice_names_every_gap_and_stops_the_clock(town):
    case = make.case()
    gaps = [("floor_plan", "经营场所平面布局图", "没有标明专间"), ("form", "申请信息", "面积与图纸不一致")]

    correction = actions.return_for_correction(case, gaps=gaps, by=make.desk(), at=LATER)

    case.refresh_from_db()
    assert (case.state, case.due_on) == ("correcting", None)
    assert list(correction.gaps.values_list("key", "need")) == [(key, need) for key, _, need in gaps]
    assert len(correction.paper.data["gaps"]) == 2
    assert last_line(case).verb == "cases.return_for_correction"


@pytest.mark.parametrize(
    "gaps",
    [
        [],
        [("floor_plan", "经营场所平面布局图", "  ")],
        [("birth_certificate", "出生证明", "请提供")],
    ],
    ids=["none", "unsaid", "not in the guide"],
)
def test_an_incomplete_notice_is_not_sent(town, gaps):
    case = make.case()

    with pytest.raises(errors.Invalid):
        actions.return_for_correction(case, gaps=gaps, by=make.desk(), at=LATER)

    assert make.fresh(case).state == "received"
    assert (Correction.objects.count(), Paper.objects.filter(kind="correction").count()) == (0, 0)


def test_a_supplement_starts_the_five_days_anew(town):
    case = make.case("correcting")
    key = case.correction.gaps.exclude(key="form").first().key
    later = make.AT + dt.timedelta(days=14)

    actions.supplement(case, files={key: [make.file()]}, by=make.applicant(firm=True), at=later)

    case.refresh_from_db()
    assert (case.state, case.counted_from, case.due_on) == ("received", later, dt.date(2026, 10, 12))
    assert case.received_at == make.AT
    assert case.materials.filter(round=2).count() == 1
    assert Correction.objects.get(case=case).supplemented_at == later
    line, receipt = last_line(case), Paper.objects.get(subject=case.chain, kind="receipt")
    assert (line.verb, line.paper) == ("cases.supplement", receipt.pk)
    assert (receipt.data["received_on"], receipt.data["reply_due"]) == ("2026-09-29", "2026-10-12")


def test_nothing_is_asked_for_twice(town):
    case = make.case("correcting")
    key = case.correction.gaps.exclude(key="form").first().key
    actions.supplement(case, files={key: [make.file()]}, by=make.applicant(firm=True), at=LATER + make.HOUR)

    with pytest.raises(errors.Problem, match="一次性告知过"):
        actions.return_for_correction(
            case, gaps=[(key, "x", "还缺")], by=make.desk(), at=LATER + 2 * make.HOUR
        )


def test_a_second_acceptance_comes_too_late(town):
    case, desk = make.case(), make.desk()
    actions.accept(case, by=desk, at=LATER)

    with pytest.raises(NotNow, match="审查中"):
        actions.accept(case, by=desk, at=LATER)

    assert Acceptance.objects.count() == 1


@pytest.mark.parametrize("login", ["handong", "fangyuan", "zhouming", "dingning"])
def test_who_may_not_accept_is_refused_and_nothing_changes(town, login):
    case = make.case()

    with pytest.raises(actions.NotEntitled):
        actions.accept(case, by=make.desk(login), at=LATER)

    assert make.fresh(case).state == "received"
    assert last_line(case).verb == "cases.submit"


def test_ones_own_case_is_left_to_others(town):
    case = make.case(item="residence_permit", by="luo")

    with pytest.raises(actions.NotEntitled, match="回避"):
        actions.accept(case, by=make.desk("luolei"), at=LATER)
