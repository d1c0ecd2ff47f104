"""Proposals of items that are not there yet."""

import pytest

from tests import make
from tests.catalogue.proposing import AT, approved, item
from tongban.catalogue.models import Item
from tongban.catalogue.proposals import actions
from tongban.core import errors
from tongban.identity.models import Agency

pytestmark = pytest.mark.usefixtures("town")


def test_a_new_item_comes_from_nothing():
    agency = Agency.objects.get(short_name="市市场监管局")
    proposal = actions.propose_new(
        agency,
        level="3",
        base_code="002031099000",
        name="食品生产加工小作坊登记",
        reason="省目录新增",
        by=make.desk("jianning"),
        at=AT,
    )
    assert (proposal.item, proposal.definition) == (None, {"name": "食品生产加工小作坊登记", "kind": "20"})
    actions.hand_in(proposal, effective_from=None, seen=1, by=make.desk("jianning"), at=AT)
    proposal.refresh_from_db()
    approved(proposal)
    made = Item.objects.get(code=f"{agency.code}3002031099000")
    assert (made.name, made.state, made.current.number, proposal.item) == (
        "食品生产加工小作坊登记",
        "active",
        1,
        made,
    )


@pytest.mark.parametrize(
    ("code", "name", "found"),
    [("12", "甲", ["base_code"]), ("002031099000", " ", ["name"]), ("", "", ["base_code", "name"])],
)
def test_a_new_item_needs_a_code_and_a_name(code, name, found):
    with pytest.raises(errors.Invalid) as refusal:
        actions.propose_new(
            item().agency,
            level="3",
            base_code=code,
            name=name,
            reason="新增",
            by=make.desk("jianning"),
            at=AT,
        )
    assert [key for key, _ in refusal.value.errors] == found


def test_the_code_of_a_standing_item_is_not_new():
    with pytest.raises(errors.Invalid, match="还没有建立"):
        actions.propose_new(
            item().agency, level="3", base_code=item().code[19:], name="甲", reason="新增",
            by=make.desk("jianning"), at=AT,
        )  # fmt: skip
