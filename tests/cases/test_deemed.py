"""视为受理: silence for five working days is acceptance from the day of receipt."""

import datetime as dt

import pytest

from tests import make
from tongban.cases import actions, jobs
from tongban.cases.models import Acceptance
from tongban.cases.states import NotNow
from tongban.journal import queries as journal

AFTER = dt.timedelta(days=7)  # 15 September + 5 working days ends on the 21st (the 20th is worked)


def test_silence_is_acceptance_from_the_receipt(town):
    case = make.case()
    at = make.AT + AFTER

    acceptance = actions.deem_accepted(case, at=at)

    case.refresh_from_db()
    assert (case.state, case.accepted_at, make.at_stages(case)) == ("accepted", make.AT, ["review"])
    assert (case.due_on, case.taken_by_id) == (dt.date(2026, 9, 24), None)
    assert (acceptance.deemed, acceptance.officer_id, acceptance.at) == (True, None, at)
    line = journal.timeline(case.chain).last()
    assert (line.verb, line.by, line.ground) == (
        "cases.deem_accepted",
        "system",
        "行政许可法第32条第1款第4项",
    )


def test_not_before_the_last_day_is_over(town):
    case = make.case()

    with pytest.raises(NotNow):
        actions.deem_accepted(case, at=dt.datetime(2026, 9, 21, 15, 59, tzinfo=dt.UTC))  # 23:59 here

    assert make.fresh(case).state == "received"
    actions.deem_accepted(case, at=dt.datetime(2026, 9, 21, 16, 1, tzinfo=dt.UTC))


@pytest.mark.parametrize("state", ["correcting", "accepted", "withdrawn", "declined"])
def test_what_was_answered_is_left_alone(town, state):
    case = make.case(state)

    with pytest.raises(NotNow):
        actions.deem_accepted(case, at=make.AT + AFTER)

    assert not Acceptance.objects.filter(case=case, deemed=True).exists()


def test_a_supplement_starts_the_five_days_anew(town):
    case = make.case("correcting")
    key = case.correction.gaps.exclude(key="form").first().key
    later = make.AT + dt.timedelta(days=20)
    actions.supplement(case, files={key: [make.file()]}, by=make.applicant(firm=True), at=later)

    with pytest.raises(NotNow):
        actions.deem_accepted(case, at=later + dt.timedelta(days=1))

    actions.deem_accepted(case, at=later + dt.timedelta(days=10))
    case = make.fresh(case)
    assert (case.received_at, case.accepted_at) == (make.AT, later)
    assert case.acceptance.paper.data["received_on"] == "2026-10-05"


def test_an_item_with_a_fee_waits_for_it(town):
    case = make.case(item="id_card_reissue", by="fang", situation={"relief": ["no"]})

    actions.deem_accepted(case, at=make.AT + AFTER)

    assert [hold.kind for hold in case.holds.all()] == ["fee"]


def test_the_sweep_takes_what_is_due_and_nothing_else(town):
    late, later = make.case(), make.case(at=make.AT + dt.timedelta(days=1))
    answered = make.case("correcting")

    jobs.sweep.func(timestamp=0)
    jobs.sweep.func(timestamp=0)

    assert [make.fresh(one).state for one in (late, later, answered)] == [
        "accepted",
        "accepted",
        "correcting",
    ]
    assert Acceptance.objects.filter(deemed=True).count() == 2
    assert journal.faults() == []


def test_nothing_is_due_today(town):
    case = make.case()

    assert list(jobs.unanswered(case.due_on)) == []
    assert list(jobs.unanswered(case.due_on + dt.timedelta(days=1))) == [case]
