"""Sums of days and ways tried out, without a page; who holds the posts."""

import datetime as dt

import pytest

from tests.catalogue.proposing import drafted
from tests.console.stages.samples import FORK, SEQUENCE, rows
from tongban.catalogue.definition import Definition
from tongban.console.stages import checks
from tongban.identity.models import Appointment, Delegation

DAY = dt.date(2026, 9, 18)


def definition(
    said: str, *days: int | None, promised: int | None = None, unit: str = "working_day"
) -> Definition:
    """A definition with these stages and their working days."""
    flow = rows(said)
    for row, size in zip(flow, days, strict=False):
        row.update({} if size is None else {"limit": {"value": size}})
    limits = {"promised": {"value": promised, "unit": unit}} if promised is not None else {}
    return Definition.model_validate({"name": "甲", "kind": "01", "flow": flow, "limits": limits})


@pytest.mark.parametrize(
    ("one", "parts", "total", "mark", "over"),
    [
        (
            definition(SEQUENCE, 2, 3, 5, promised=10),
            [("A", 0, 20), ("B", 20, 30), ("D", 50, 50)],
            10,
            100,
            False,
        ),
        (
            definition(SEQUENCE, 2, 3, 5, promised=20),
            [("A", 0, 10), ("B", 10, 15), ("D", 25, 25)],
            10,
            100,
            False,
        ),
        (definition(SEQUENCE, 2, None, 8, promised=5), [("A", 0, 20), ("D", 20, 80)], 10, 50, True),
        (
            definition(FORK, 1, 1, 4, 5, promised=10),
            [("A", 0, 10), ("C", 10, 40), ("D", 50, 50)],
            10,
            100,
            False,
        ),
        (
            definition(SEQUENCE, 5, None, 5, promised=1, unit="month"),
            [("A", 0, 50), ("D", 50, 50)],
            10,
            0,
            False,
        ),
        (definition(SEQUENCE, 5, None, 5), [("A", 0, 50), ("D", 50, 50)], 10, 0, False),
    ],
)
def test_the_days_of_the_longest_way_against_the_promise(one, parts, total, mark, over):
    found = checks.summed(one)
    shown = [(part.name, part.start, part.width) for part in found.parts]
    assert (shown, found.total, found.mark, found.over) == (parts, total, mark, over)


@pytest.mark.parametrize("one", [definition(""), definition(SEQUENCE), definition("a:b b:a", 1, 1)])
def test_what_has_no_days_or_no_order_is_not_added_up(one):
    assert checks.summed(one) is None


def test_no_way_leads_through_a_circle():
    assert checks.tried(definition("a:b b:a"), {}) is None


@pytest.mark.parametrize(
    ("document", "legible"),
    [
        ({"name": "甲", "kind": "01"}, True),
        ({"name": "", "kind": "x", "limits": {"promised": {"value": "八"}}}, True),
        ({"flow": [{"key": "a"}]}, False),
        ({"flow": "甲"}, False),
    ],
)
def test_other_parts_with_faults_do_not_stop_the_checks(document, legible):
    assert (checks.legible(document) is not None) == legible


@pytest.mark.usefixtures("town")
def test_a_post_counts_while_somebody_holds_it_and_may_act():
    proposal = drafted()
    before = {act: {one.kind for one in held} for act, held in checks.holders(proposal, DAY).items()}
    assert before == {"review": {"review", "visit"}, "decide": {"decide"}}

    Appointment.objects.filter(post__agency=proposal.agency, post__kind="visit").update(until=DAY)
    Delegation.objects.filter(agency=proposal.agency, acts__contains=["decide"]).update(revoked_on=DAY)
    after = checks.holders(proposal, DAY)
    assert {act: [one.kind for one in held] for act, held in after.items()} == {
        "review": ["review"],
        "decide": [],
    }
    flow = definition(SEQUENCE)
    assert [element for element, _ in checks.vacant(flow, {"flow": rows(SEQUENCE)}, after)] == ["flow.2.post"]


@pytest.mark.usefixtures("town")
def test_a_delegation_for_other_items_counts_for_nothing():
    proposal = drafted()
    Delegation.objects.filter(agency=proposal.agency).update(items=["OTHER"])
    assert checks.holders(proposal, DAY) == {"review": [], "decide": []}
