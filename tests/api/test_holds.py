"""What a decision waits for, by programs."""

import pytest

from tests import make
from tongban.cases.states import State


@pytest.fixture
def waiting(town):
    """A case of 居民身份证补领, accepted, with its fee not yet paid."""
    return make.case_now(State.ACCEPTED, **make.FEE)


def test_the_receipt_of_a_fee_lifts_the_hold(caller, waiting):
    answer = caller("qinlang").post(f"cases/{waiting.number}/holds/fee", {"receipt_number": "票0001"})

    assert answer.status_code == 200
    assert list(waiting.holds.values_list("kind", "note")) == [("fee", "票0001")]
    assert not waiting.holds.filter(lifted_at=None).exists()


def test_without_the_number_of_the_receipt_the_hold_stays(caller, waiting):
    answer = caller("qinlang").post(f"cases/{waiting.number}/holds/fee")

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "receipt_number")
    assert waiting.holds.filter(lifted_at=None).exists()


def test_a_hold_is_lifted_once(caller, waiting):
    officer = caller("qinlang")
    officer.post(f"cases/{waiting.number}/holds/fee", {"receipt_number": "票0001"})

    again = officer.post(f"cases/{waiting.number}/holds/fee", {"receipt_number": "票0002"})

    assert again.status_code == 409
    assert list(waiting.holds.values_list("note", flat=True)) == ["票0001"]
