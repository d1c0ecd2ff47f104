"""The ladder: what was urged and not answered goes further up, each rung once; what is done is struck off."""

import datetime as dt

import pytest

from tests import make
from tests.supervision.test_sweeping import on
from tongban.cases.models import Case
from tongban.clock import queries as clock
from tongban.journal.models import Line
from tongban.notices.models import Notice
from tongban.supervision import actions, climbing, queries, reactions, rulebook, rules
from tongban.supervision.models import Escalation, Rule, Urging

ANSWER_BY = dt.date(2026, 9, 18)


def urged(case: Case, post: str = "review") -> Urging:
    by = make.desk("chengjian")
    return actions.urge(case, post, text="请尽快办理。", answer_by=ANSWER_BY, by=by, at=make.AT + make.HOUR)


@pytest.mark.parametrize(
    ("day", "taken", "keys"),
    [
        (ANSWER_BY, [], []),
        (ANSWER_BY + dt.timedelta(1), [], []),  # a Saturday
        (dt.date(2026, 9, 20), [], ["first"]),  # a Sunday on which one works
        (dt.date(2026, 9, 21), ["first"], []),
        (dt.date(2026, 9, 22), ["first"], ["second"]),
        (dt.date(2026, 9, 22), [], ["first", "second"]),
        (dt.date(2026, 12, 1), ["first", "second"], []),
    ],
)
def test_the_ladder_counts_working_days(town, day, taken, keys):
    calendar = clock.calendar()
    assert [rung.key for rung in rules.reached(rulebook.ladder(), ANSWER_BY, day, calendar, taken)] == keys


def test_an_unanswered_urging_climbs_each_rung_once(town):
    urging = urged(make.case("accepted"))
    assert climbing.climb(on(ANSWER_BY)) == (0, 0)
    assert climbing.climb(on(dt.date(2026, 9, 20))) == (1, 0)
    assert climbing.climb(on(dt.date(2026, 9, 22))) == (1, 0)
    assert climbing.climb(on(dt.date(2026, 9, 30))) == (0, 0)
    assert [each.rung for each in Escalation.objects.order_by("pk")] == ["first", "second"]
    assert make.verbs_of(urging.chain) == [
        "supervision.urge",
        "supervision.escalate",
        "supervision.escalate",
    ]


def test_a_rung_that_is_taken_is_not_taken_again(town):
    urging = urged(make.case("accepted"))
    assert actions.escalate(urging, rulebook.ladder()[0], at=on(ANSWER_BY)) is True
    assert actions.escalate(urging, rulebook.ladder()[0], at=on(ANSWER_BY)) is False
    assert make.verbs_of(urging.chain) == ["supervision.urge", "supervision.escalate"]


def test_what_the_post_has_done_is_struck_off(town):
    case = make.case("accepted")
    urging = urged(case)
    make.decided(make.reviewed(case, until="decide", at=make.AT + 3 * make.HOUR), at=make.AT + 20 * make.HOUR)
    assert climbing.climb(on(dt.date(2026, 9, 30))) == (0, 1)
    assert climbing.climb(on(dt.date(2026, 9, 30))) == (0, 0)
    urging.refresh_from_db()
    assert urging.state == "over"
    assert make.verbs_of(urging.chain) == ["supervision.urge", "supervision.end"]


def test_who_hears_of_it(town):
    urging = urged(make.case("accepted"))
    actions.escalate(urging, rulebook.ladder()[0], at=on(dt.date(2026, 9, 20)))
    actions.escalate(urging, rulebook.ladder()[1], at=on(dt.date(2026, 9, 22)))
    for line in Line.objects.filter(chain=urging.chain).order_by("seq"):
        reactions.tell(urging.chain, line.pk)
        reactions.tell(urging.chain, line.pk)
    told = Notice.objects.filter(subject=urging.chain).order_by("created_at", "recipient")
    logins = ("zhouming", "chenli", "chengjian", "shangming")
    known = {f"officer:{make.account(login).officer_id}": login for login in logins}
    assert [(known[each.recipient], each.link.split("/")[1]) for each in told] == [
        ("zhouming", "desk"),
        ("chenli", "desk"),
        ("chengjian", "board"),
        ("shangming", "board"),
    ]
    assert queries.holders(urging.case, "review", make.AT.date()) == [make.account("zhouming").officer_id]


def test_only_what_has_come_to_its_next_rung_is_read(town, django_assert_num_queries):
    for order in range(3):
        case = make.case("accepted", at=make.AT + dt.timedelta(minutes=order))
        urged(case)
    with django_assert_num_queries(3):  # what is done, the ladder, what is due
        assert climbing.climb(on(ANSWER_BY)) == (0, 0)


@pytest.mark.parametrize(
    ("parameters", "rungs"),
    [
        ({}, []),
        ({"first_days": 0}, []),
        ({"second_days": 2, "second_post": "decide", "second_where": "agency"}, [("second", 2)]),
    ],
)
def test_rungs_without_days_are_not_used(parameters, rungs):
    assert [(rung.key, rung.days) for rung in rules.ladder(parameters)] == rungs


def test_where_the_ladder_is_switched_off_nothing_climbs(town):
    Rule.objects.filter(key="ladder").update(state="draft")
    urging = urged(make.case("accepted"))
    assert urging.next_on is None
    assert climbing.climb(on(dt.date(2026, 9, 30))) == (0, 0)
