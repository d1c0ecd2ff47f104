"""恢复办理: where each goes on, what stays on record, and which days are not counted."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from tests import make
from tongban.cases import actions, ends, queries, renewals
from tongban.cases.models import Case, Reopening
from tongban.cases.states import NotNow
from tongban.core import errors
from tongban.journal import queries as journal

DAY = dt.timedelta(days=1)
LATER = make.AT + 3 * make.HOUR
AGAIN = make.AT + 14 * DAY
OWN = {"ground": "own", "reason": "终止有误，应当继续办理"}
REVIEW = {"ground": "review", "order": "云政复决字〔2026〕12号", "reason": "原决定被撤销"}
GONE = {"kind": "no_longer_needed", "reason": "误以为不办了"}


def chief(case: Case):
    return make.able(case, "decide", "decide")


def reopen(case: Case, at: dt.datetime = AGAIN, **said) -> Reopening:
    return actions.reopen(case, **said, by=chief(case), at=at)


def terminated(state: str = "accepted", **wish) -> Case:
    case = make.case(state, **wish)
    actions.terminate(case, **GONE, by=chief(case), at=LATER)
    return make.fresh(case)


def test_not_accepted_it_waits_for_the_window_again(town):
    case = make.case("declined")

    made = reopen(case, **REVIEW)

    case = make.fresh(case)
    assert (case.state, case.closed_at, case.due_on) == ("received", None, dt.date(2026, 10, 12))
    assert (case.received_at, case.counted_from) == (make.AT, AGAIN)
    assert (made.before, made.after) == ("declined", "received")
    assert (ends.non_acceptance(case), case.non_acceptances.get().overturned) == (None, made)
    assert made.paper.data["order"] == REVIEW["order"]
    line = journal.timeline(case.chain).last()
    assert (line.verb, line.paper) == ("cases.reopen", made.paper_id)
    again = {"kind": "not_needed", "reason": "不用办", "by": make.desk(), "at": AGAIN + make.HOUR}
    assert actions.decline(case, **again) == ends.non_acceptance(case)
    assert case.non_acceptances.count() == 2


def test_terminated_in_review_it_goes_on_at_its_stage(town):
    case = make.case("accepted", item="water_intake", by="xu", stage="total")
    before, due = make.at_stages(case), case.due_on
    actions.terminate(case, **GONE, by=chief(case), at=LATER + 5 * make.HOUR)

    reopen(make.fresh(case), **OWN)

    case = make.fresh(case)
    assert (case.state, make.at_stages(case), case.closed_at) == ("accepted", before, None)
    assert ends.termination(case) is None
    pause = case.pauses.get()
    assert (pause.name, pause.began_on, pause.ended_on) == (
        "办件终止期间", make.AT.date(), AGAIN.date(),
    )  # fmt: skip
    assert (case.due_on > due, queries.explained(case, AGAIN.date())[0].explanation.due) == (
        True,
        case.due_on,
    )


def test_the_days_between_are_not_counted(town):
    case = terminated()
    due = make.case("accepted").due_on

    reopen(case, **OWN)

    days = queries.explained(make.fresh(case), AGAIN.date())[0].explanation.days
    out = [day.date for day in days if day.name == "办件终止期间"]
    assert due == dt.date(2026, 9, 24)
    assert (out[0], out[-1]) == (dt.date(2026, 9, 16), dt.date(2026, 9, 29))
    assert make.fresh(case).due_on == dt.date(2026, 10, 15)


def test_in_correction_it_may_be_corrected_again(town):
    case = terminated("correcting")

    reopen(case, **OWN)

    case = make.fresh(case)
    assert (case.state, case.correction.until, case.due_on) == (
        "correcting", AGAIN.date() + 30 * DAY, None,
    )  # fmt: skip


def test_a_void_one_goes_on(town):
    case = make.case("accepted")
    asked = actions.ask_void(case, kind="mistake", reason="登错", by=make.desk(), at=LATER)
    actions.void(asked, by=chief(case), at=LATER)

    reopen(case, **OWN)

    assert (make.fresh(case).state, ends.voiding(case)) == ("accepted", None)
    assert make.at_stages(make.fresh(case)) == ["review"]


@pytest.mark.parametrize("state", ["refused", "delivered"])
def test_a_refusal_that_was_overturned_is_decided_again(town, state):
    case = make.case("refused")
    if state == "delivered":
        actions.deliver(case, given=make.ELECTRONIC, by=make.window(case), at=make.AT + DAY)

    reopen(case, **REVIEW)

    case = make.fresh(case)
    assert (case.state, case.decided_at, case.closed_at) == ("accepted", None, None)
    assert (make.at_stages(case), ends.decision(case)) == (["decide"], None)
    assert case.decisions.get().granted is False
    actions.decide(case, granted=True, by=chief(case), at=AGAIN + make.HOUR)
    actions.deliver(case, given=make.ELECTRONIC, by=make.window(case), at=AGAIN + 2 * make.HOUR)
    case = make.fresh(case)
    assert (case.state, ends.decision(case).granted, case.decisions.count()) == ("delivered", True, 2)


def test_an_overturned_refusal_to_renew_was_no_silence(town):
    case = make.case("refused", item="food_business_renewal")
    after = dt.datetime.combine(renewals.until(case) + 3 * DAY, make.AT.timetz())

    reopen(case, at=after, **REVIEW)

    assert list(renewals.silent(after.date())) == []
    with pytest.raises(NotNow):
        actions.deem_renewed(make.fresh(case), at=after)


def test_what_was_withdrawn_by_mistake(town):
    case = make.case("withdrawn")
    for said in (REVIEW, REVIEW | {"ground": "court"}):
        with pytest.raises(errors.Invalid):
            reopen(case, **said)

    reopen(case, **OWN)

    assert make.fresh(case).state == "received"


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({"ground": "whim"}, ["reopen_ground"]),
        ({"reason": " "}, ["reopen_reason"]),
        ({"ground": "review"}, ["reopen_order"]),
        ({"ground": "court", "order": " "}, ["reopen_order"]),
        ({"ground": "court", "order": "长" * 101}, ["reopen_order"]),
    ],
)
def test_what_is_missing_is_asked_for(town, said, fields):
    case = terminated()
    with pytest.raises(errors.Invalid) as wrong:
        reopen(case, **(OWN | said))
    assert [key for key, _sentence in wrong.value.errors] == fields
    assert (make.fresh(case).state, Reopening.objects.count()) == ("terminated", 0)


def test_a_decision_is_overturned_from_outside(town):
    case = make.case("refused")
    with pytest.raises(errors.Invalid):
        reopen(case, **OWN)
    assert make.fresh(case).state == "refused"


@pytest.mark.parametrize("state", ["received", "correcting", "accepted", "granted", "delivered"])
def test_what_goes_on_or_was_granted_is_not_reopened(town, state):
    case = make.case(state)
    with pytest.raises(NotNow):
        reopen(case, **REVIEW)
    assert make.fresh(case).state == state


@pytest.mark.parametrize("login", ["shenqing", "zhouming", "dingning"])
def test_only_who_may_decide(town, login):
    case = make.case("declined")
    with pytest.raises(actions.NotEntitled):
        actions.reopen(case, **OWN, by=make.desk(login), at=AGAIN)
    assert make.fresh(case).state == "declined"


def test_said_twice_it_is_said_once(town):
    case = terminated()
    reopen(case, **OWN)
    with pytest.raises(NotNow):
        reopen(case, **OWN)
    assert Reopening.objects.count() == 1


def test_ended_again_it_is_reopened_again(town):
    case = terminated()
    reopen(case, at=AGAIN, **OWN)
    actions.terminate(case, **GONE, by=chief(case), at=AGAIN + DAY)
    reopen(case, at=AGAIN + 9 * DAY, **OWN)
    assert (case.terminations.count(), case.pauses.count(), make.fresh(case).state) == (2, 2, "accepted")


@pytest.mark.parametrize("changed", ["ground = 'court'", "reason = ''", "before = 'refused'"])
def test_the_database_refuses(town, changed):
    made = reopen(terminated(), **OWN)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE cases_reopening SET {changed} WHERE id = %s", [made.pk])


@pytest.mark.parametrize("state", ["refused", "delivered", "declined", "withdrawn"])
def test_two_of_a_kind_do_not_stand(town, state):
    case = make.case("refused" if state == "delivered" else state)
    acts = {"declined": "non_acceptances", "withdrawn": "withdrawals"}.get(state, "decisions")
    if state == "delivered":
        actions.deliver(case, given=make.ELECTRONIC, by=make.window(case), at=make.AT + DAY)
        acts = "deliveries"
    made = getattr(case, acts).get()
    made.pk = None
    with pytest.raises(IntegrityError, match="stands_once"), transaction.atomic():
        made.save(force_insert=True)
