"""等待 and 查阅: a fee stops the grant until its receipt is noted; reading identifiers leaves a line."""

import pytest

from tests import make
from tongban.cases import actions
from tongban.cases.access import NotYours
from tongban.cases.actions.deciding import MustWait
from tongban.core import errors
from tongban.journal import queries as journal
from tongban.journal.actions import SYSTEM

LATER = make.AT + 8 * make.HOUR


@pytest.fixture
def waiting(town):
    """补领身份证, at its last stage, the fee not paid."""
    return make.case(
        "accepted", item="id_card_reissue", by="fang", situation={"relief": ["no"]}, stage="decide"
    )


def last_line(case):
    return journal.timeline(case.chain).last()


def test_nothing_is_granted_while_a_fee_is_waited_for(waiting):
    with pytest.raises(MustWait, match="缴费"):
        actions.decide(waiting, granted=True, by=make.able(waiting, "decide", "decide"), at=LATER)

    assert (make.fresh(waiting).state, last_line(waiting).verb) == ("accepted", "cases.review")


def test_the_receipt_of_the_fee_ends_the_waiting(waiting):
    held, desk = waiting.holds.get(), make.able(waiting, "decide", "decide")

    actions.settle(held, receipt_number=" 票0001 ", by=desk, at=LATER)

    held.refresh_from_db()
    assert (held.lifted_at, held.lifted_by, held.note) == (LATER, desk.author().key, "票0001")
    assert (last_line(waiting).verb, last_line(waiting).data["kind"]) == ("cases.lift", "fee")
    actions.decide(waiting, granted=True, by=desk, at=LATER)
    assert make.fresh(waiting).state == "granted"


@pytest.mark.parametrize("number", ["", " ", "票" * 61])
def test_without_a_receipt_the_waiting_goes_on(waiting, number):
    with pytest.raises(errors.Invalid):
        actions.settle(waiting.holds.get(), receipt_number=number, by=make.desk("qinlang"), at=LATER)

    assert waiting.holds.filter(lifted_at=None).count() == 1


def test_who_has_no_power_over_the_item_settles_nothing(waiting):
    with pytest.raises(NotYours):
        actions.settle(waiting.holds.get(), receipt_number="票0001", by=make.desk("zhouming"), at=LATER)

    assert waiting.holds.filter(lifted_at=None).count() == 1


def test_a_hold_is_placed_and_lifted_once(town):
    case = make.case("accepted")

    held = actions.hold(case, "fee", by=SYSTEM, at=LATER)
    assert (last_line(case).verb, last_line(case).data["kind"]) == ("cases.hold", "fee")
    actions.lift(held, note="已缴费", by=SYSTEM, at=LATER)

    with pytest.raises(errors.Problem, match="已经解除"):
        actions.lift(held, note="再来一次", by=SYSTEM, at=LATER)
    assert [hold.note for hold in case.holds.all()] == ["已缴费"]


def test_reading_identifiers_is_told_with_its_purpose(waiting):
    facts = actions.read_identifiers(waiting, purpose="核对申请人身份", by=make.desk("qinlang"), at=LATER)

    assert facts["person.id_number"] == waiting.person.id_number
    line = last_line(waiting)
    assert (line.verb, line.data) == ("cases.read_identifiers", {"purpose": "核对申请人身份"})


@pytest.mark.parametrize(
    ("login", "purpose", "refusal"), [("qinlang", " ", errors.Invalid), ("zhouming", "核对", NotYours)]
)
def test_reading_without_purpose_or_power_is_refused_and_leaves_no_line(waiting, login, purpose, refusal):
    with pytest.raises(refusal):
        actions.read_identifiers(waiting, purpose=purpose, by=make.desk(login), at=LATER)

    assert last_line(waiting).verb == "cases.review"
