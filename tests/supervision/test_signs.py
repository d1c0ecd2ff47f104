"""Each sign on records made to show it, and on records that must not; what is found is found once."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, connection, transaction

from tests import make
from tests.supervision.test_sweeping import NOON
from tongban.cases import actions
from tongban.cases.models import Case, Decision
from tongban.journal import actions as journal
from tongban.journal.actions import Author
from tongban.supervision import detecting, queries, signs
from tongban.supervision.models import Finding

MINUTE = dt.timedelta(minutes=1)
LATER = make.AT + dt.timedelta(5)
NONE = dict.fromkeys(signs.SIGNS, 0)


def wrote(
    verb: str, case: Case, at: dt.datetime, officer: int = 900, channel: str = "desk", **data: object
) -> int:
    """A line of the journal, as another way in might leave it."""
    by = Author(f"officer:{officer}", "某岗 某人", channel)
    with transaction.atomic():
        return journal.append(f"cases.{verb}", case.chain, by=by, at=at, **data)


def found(at: dt.datetime = LATER) -> dict[str, int]:
    return {sign: count for sign, count in detecting.detect(at).items() if count}


def burst(case: Case, size: int, at: dt.datetime = NOON) -> None:
    for _ in range(size):
        wrote("review", make.case(), at)


def test_an_orderly_case_shows_nothing(town):
    for state in ("received", "correcting", "declined", "granted", "refused", "delivered", "withdrawn"):
        make.case(state)
    assert detecting.detect(LATER) == NONE


def test_every_sign_has_its_statement():
    assert sorted(path.stem for path in signs.SQL.glob("*.sql")) == sorted(signs.SIGNS)


@pytest.mark.parametrize("after", [dt.timedelta(1), -dt.timedelta(1)])
def test_an_opinion_entered_after_the_decision(town, after):
    case = make.case("granted")
    wrote("review", case, case.decided_at + after)
    assert found() == {"decided_first": 1}
    finding = Finding.objects.get()
    assert (finding.case_id, finding.state, len(finding.lines)) == (case.pk, "open", 2)
    assert make.verbs_of(finding.chain) == ["supervision.find"]


def test_a_paper_dated_before_the_acceptance(town):
    case = make.case("granted")
    Case.objects.filter(pk=case.pk).update(accepted_at=case.decided_at + MINUTE)
    assert found() == {"paper_early": 1}


@pytest.mark.parametrize(("reason", "count"), [("不行。", 1), ("  不行　。 ", 1), ("现场与图纸不一致。", 0)])
def test_a_refusal_that_gives_no_reason(town, reason, count):
    case = make.case("refused")
    Decision.objects.filter(case=case).update(reason=reason)
    assert found() == ({"unreasoned": 1} if count else {})


@pytest.mark.parametrize(("size", "count"), [(4, 0), (5, 1), (7, 1)])
def test_many_cases_in_one_minute(town, size, count):
    burst(make.case(), size)
    assert found() == ({"burst": 1} if count else {})


@pytest.mark.parametrize(("officers", "count"), [((1, 2), 0), ((1, 1, 1), 0), ((1, 2, 3), 1)])
def test_many_posts_in_one_minute(town, officers, count):
    case = make.case()
    for officer in officers:
        wrote("review", case, NOON, officer)
    assert found() == ({"many_hands": 1} if count else {})


@pytest.mark.parametrize(("seconds", "count"), [(59, 1), (60, 0)])
def test_a_decision_that_came_too_fast(town, seconds, count):
    case = make.case()
    wrote("review", case, NOON, 1)
    wrote("decide", case, NOON + dt.timedelta(seconds=seconds), 2)
    assert found() == ({"hurried": 1} if count else {})


@pytest.mark.parametrize(
    ("at", "count"),
    [
        ((2026, 9, 15, 8, 29), 1),
        ((2026, 9, 15, 8, 30), 0),
        ((2026, 9, 15, 18, 0), 0),
        ((2026, 9, 15, 18, 1), 1),
        ((2026, 9, 19, 10, 0), 1),  # a Saturday
        ((2026, 9, 20, 10, 0), 0),  # a Sunday on which one works
    ],
)
def test_accepted_while_the_window_is_closed(town, at, count):
    moment = dt.datetime(*at, tzinfo=make.AT.tzinfo)
    wrote("accept", make.case(), moment, channel="counter")
    wrote("accept", make.case(), moment, channel="desk")
    assert found(moment + dt.timedelta(1)) == ({"closed_hours": 1} if count else {})


@pytest.mark.parametrize(("states", "count"), [("ww", 0), ("wwr", 1), ("wrr", 0), ("wwww", 1)])
def test_the_same_application_again_and_again(town, states, count):
    for order, state in enumerate(states):
        made = make.case("withdrawn" if state == "w" else "received", at=make.AT + order * MINUTE)
    assert found() == ({"repeated": 1} if count else {})
    if count:
        assert Finding.objects.get().case_id == made.pk


def test_what_was_found_or_judged_is_not_found_again(town):
    burst(make.case(), 5)
    assert found() == {"burst": 1}
    assert found() == {}
    burst(make.case(), 5, NOON + MINUTE)
    assert found() == {"burst": 1}


def test_what_is_long_past_is_left_alone(town):
    burst(make.case(), 5)
    assert found(NOON + detecting.WINDOW + MINUTE) == {}


def test_the_database_takes_no_judgement_without_a_person(town):
    case = make.case()
    finding = Finding.objects.create(
        id=uuid.uuid4(), sign="burst", case=case, mark=1, lines=[1], found_at=make.AT, state="open"
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.filter(pk=finding.pk).update(state="upheld")
    with pytest.raises(IntegrityError, match="没有日志"), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_clock_stopped_twice_in_the_same_way(town):
    case = make.case("accepted")
    for order in range(2):
        line = wrote("begin_procedure", case, NOON + order * MINUTE)
        day = make.AT.date()
        case.pauses.create(
            stage="review", name=f"检验{order}", kind="inspection", ground="行政许可法第45条", began_on=day,
            planned_on=day, at=NOON, post_name="某岗",
        )  # fmt: skip
    assert found() == {"stopped_twice": 1}
    assert Finding.objects.get().mark == line


def test_an_acceptance_by_silence(town):
    case = make.case()
    actions.deem_accepted(case, at=make.AT + dt.timedelta(7))
    make.case("accepted")
    assert found(make.AT + dt.timedelta(8)) == {"deemed": 1}
    finding = Finding.objects.get()
    assert (finding.case_id, make.verbs(case)) == (case.pk, ["cases.submit", "cases.deem_accepted"])
    assert [line.verb for line in queries.evidence(finding)] == ["cases.submit", "cases.deem_accepted"]


def test_a_renewal_by_silence(town):
    case = make.case("accepted", item="food_business_renewal")
    over = dt.datetime.combine(case.renews.valid_until, dt.time(), make.AT.tzinfo) + dt.timedelta(1, 60)
    actions.deem_renewed(case, at=over)
    assert found(over + dt.timedelta(1)) == {"deemed_renewed": 1}
    assert [line.verb for line in queries.evidence(Finding.objects.get())] == [
        "cases.accept",
        "cases.deem_renewed",
    ]
