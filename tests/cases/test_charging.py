"""A fee is told in writing: at acceptance where the guide says the amount, else when it is assessed."""

import pytest

from tests import make
from tongban.cases import actions, queries
from tongban.cases.actions import charging
from tongban.cases.models import FeeNotice
from tongban.cases.states import NotNow
from tongban.core import errors
from tongban.core.money import yuan

ASSESSED = "road_digging"


@pytest.fixture
def case(town):
    made = make.case("accepted", item=ASSESSED, situation={}, by="lin")
    assert made.holds.filter(lifted_at=None).exists()
    return made


def asked(case, fen: int = 12050) -> dict[str, int]:
    return {each.name: fen for each in charging.assessable(case)}


def by(case):
    return make.window(case, case.accepted_at)


def test_computed_case_by_case_it_is_told_when_assessed(case):
    hold = case.holds.get()
    assert FeeNotice.objects.count() == 0
    with pytest.raises(errors.Problem, match="核定"):
        actions.settle(hold, receipt_number="1", by=by(case), at=case.accepted_at)
    notice = actions.assess_fee(hold, amounts=asked(case), by=by(case), at=case.accepted_at)
    total = 12050 * len(asked(case))
    assert (notice.total, notice.paper.data["total"]) == (total, yuan(total))
    assert make.verbs(case)[-1] == "cases.assess_fee"
    actions.settle(make.fresh(case).holds.get(), receipt_number="票1", by=by(case), at=case.accepted_at)
    assert case.holds.get().lifted_at == case.accepted_at


def test_it_is_assessed_once(case):
    hold = case.holds.get()
    actions.assess_fee(hold, amounts=asked(case), by=by(case), at=case.accepted_at)
    with pytest.raises(NotNow):
        actions.assess_fee(hold, amounts=asked(case), by=by(case), at=case.accepted_at)
    assert FeeNotice.objects.count() == 1


def test_nothing_due_ends_the_wait(case):
    assert (
        actions.assess_fee(case.holds.get(), amounts=asked(case, 0), by=by(case), at=case.accepted_at) is None
    )
    assert (case.holds.get().note, queries.paper(case, "fee_notice")) == ("核定不需要缴费", None)


@pytest.mark.parametrize("fen", [-1, 10_000_000_001, None])
def test_an_amount_that_is_none_is_refused(case, fen):
    amounts = {} if fen is None else asked(case, fen)
    with pytest.raises(errors.Invalid):
        actions.assess_fee(case.holds.get(), amounts=amounts, by=by(case), at=case.accepted_at)
    assert FeeNotice.objects.count() == 0


def test_who_has_no_power_assesses_nothing(case):
    hold = case.holds.get()
    with pytest.raises(actions.NotEntitled):
        actions.assess_fee(hold, amounts=asked(case), by=make.desk("fangyuan"), at=case.accepted_at)
