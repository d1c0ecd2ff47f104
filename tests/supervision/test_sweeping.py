"""The sweep: what turned yellow or red is written once; what was urged climbs the ladder."""

import datetime as dt
import threading

import pytest
from django.db import connection, transaction

from tests import make
from tongban.cases.models import Case
from tongban.journal.models import Line
from tongban.notices.models import Notice
from tongban.supervision import actions, queries, reactions, rules, sweeping
from tongban.supervision.models import Alarm, Escalation, Urging
from tongban.supervision.sweeping import Pass

NOON = make.AT.replace(hour=12)
ANSWER_BY = dt.date(2026, 9, 18)


def on(day: dt.date) -> dt.datetime:
    return NOON.replace(year=day.year, month=day.month, day=day.day)


def raised(case: Case) -> list[tuple[str, str]]:
    return [(each.clock, each.level) for each in Alarm.objects.filter(case=case).order_by("pk")]


def urged(case: Case, post: str = "review") -> Urging:
    by = make.desk("chengjian")
    return actions.urge(case, post, text="请尽快办理。", answer_by=ANSWER_BY, by=by, at=make.AT + make.HOUR)


@pytest.mark.parametrize(
    ("state", "clock"), [("received", "acceptance"), ("accepted", "decision"), ("granted", "delivery")]
)
def test_a_clock_turns_yellow_then_red_once(town, state, clock):
    case = make.case(state)
    assert sweeping.sweep(on(case.yellow_on - dt.timedelta(1))) == Pass()
    assert sweeping.sweep(on(case.yellow_on)) == Pass(yellow=1)
    assert sweeping.sweep(on(case.due_on)) == Pass()
    assert sweeping.sweep(on(case.due_on + dt.timedelta(1))) == Pass(red=1)
    assert sweeping.sweep(on(case.due_on + dt.timedelta(9))) == Pass()
    assert raised(case) == [(clock, "yellow"), (clock, "red")]


@pytest.mark.parametrize("state", ["correcting", "declined", "withdrawn", "delivered"])
def test_what_no_clock_of_an_agency_runs_on_raises_nothing(town, state):
    make.case(state)
    assert sweeping.sweep(NOON + dt.timedelta(90)) == Pass()


def test_a_deadline_that_moves_may_raise_again(town):
    case = make.case("accepted")
    late = on(case.due_on + dt.timedelta(1))
    sweeping.sweep(late)
    Case.objects.filter(pk=case.pk).update(due_on=late.date() + dt.timedelta(1), yellow_on=late.date())
    assert sweeping.sweep(late) == Pass(yellow=1)
    assert raised(case) == [("decision", "red"), ("decision", "yellow")]


@pytest.mark.parametrize("size", [1, 2, 3, 50])
def test_batches_of_any_size_light_every_case_once(town, monkeypatch, size):
    cases = [make.case("accepted") for _ in range(3)]
    late = on(cases[0].due_on + dt.timedelta(1))
    monkeypatch.setattr(sweeping, "BATCH", size)
    assert sweeping.relight(late) == Pass(red=3)
    assert sweeping.relight(late) == Pass()
    assert [raised(case) for case in cases] == [[("decision", "red")]] * 3


def test_while_one_pass_writes_another_leaves_it_alone(fresh_town):
    case = make.case("accepted")
    late, seen = on(case.due_on + dt.timedelta(1)), []

    def beside() -> None:
        seen.append(sweeping.sweep(late))
        connection.close()

    with transaction.atomic():
        sweeping.relight(late)
        other = threading.Thread(target=beside)
        other.start()
        other.join()
        transaction.set_rollback(True)  # as if it were killed
    assert seen == [Pass(busy=True)]
    assert raised(case) == []
    assert sweeping.sweep(late) == Pass(red=1)


@pytest.mark.parametrize(
    ("day", "taken", "keys"),
    [
        (ANSWER_BY, [], []),
        (ANSWER_BY + dt.timedelta(1), [], []),  # a Saturday
        (dt.date(2026, 9, 20), [], ["head"]),  # a Sunday on which one works
        (dt.date(2026, 9, 21), ["head"], []),
        (dt.date(2026, 9, 22), ["head"], ["city"]),
        (dt.date(2026, 9, 22), [], ["head", "city"]),
        (dt.date(2026, 12, 1), ["head", "city"], []),
    ],
)
def test_the_ladder_counts_working_days(town, day, taken, keys):
    calendar = sweeping.clock.calendar()
    assert [rung.key for rung in rules.reached(ANSWER_BY, day, calendar, taken)] == keys


def test_an_unanswered_urging_climbs_each_rung_once(town):
    urging = urged(make.case("accepted"))
    assert sweeping.climb(on(ANSWER_BY)) == (0, 0)
    assert sweeping.climb(on(dt.date(2026, 9, 20))) == (1, 0)
    assert sweeping.climb(on(dt.date(2026, 9, 22))) == (1, 0)
    assert sweeping.climb(on(dt.date(2026, 9, 30))) == (0, 0)
    assert [each.rung for each in Escalation.objects.order_by("pk")] == ["head", "city"]
    assert make.verbs_of(urging.chain) == [
        "supervision.urge",
        "supervision.escalate",
        "supervision.escalate",
    ]


def test_a_rung_that_is_taken_is_not_taken_again(town):
    urging = urged(make.case("accepted"))
    assert actions.escalate(urging, rules.RUNGS["head"], at=on(ANSWER_BY)) is True
    assert actions.escalate(urging, rules.RUNGS["head"], at=on(ANSWER_BY)) is False
    assert make.verbs_of(urging.chain) == ["supervision.urge", "supervision.escalate"]


def test_what_the_post_has_done_is_struck_off(town):
    case = make.case("accepted")
    urging = urged(case)
    make.decided(make.reviewed(case, until="decide", at=make.AT + 3 * make.HOUR), at=make.AT + 20 * make.HOUR)
    assert sweeping.climb(on(dt.date(2026, 9, 30))) == (0, 1)
    assert sweeping.climb(on(dt.date(2026, 9, 30))) == (0, 0)
    urging.refresh_from_db()
    assert urging.state == "over"
    assert make.verbs_of(urging.chain) == ["supervision.urge", "supervision.end"]


def test_who_hears_of_it(town):
    urging = urged(make.case("accepted"))
    actions.escalate(urging, rules.RUNGS["head"], at=on(dt.date(2026, 9, 20)))
    actions.escalate(urging, rules.RUNGS["city"], at=on(dt.date(2026, 9, 22)))
    for line in Line.objects.filter(chain=urging.chain).order_by("seq"):
        reactions.tell(urging.chain, line.pk)
        reactions.tell(urging.chain, line.pk)
    told = Notice.objects.filter(subject=urging.chain).order_by("created_at", "recipient")
    known = {
        f"officer:{make.account(login).officer_id}": login for login in ("zhouming", "chenli", "chengjian")
    }
    assert [(known[each.recipient], each.link.split("/")[1]) for each in told] == [
        ("zhouming", "desk"),
        ("chenli", "desk"),
        ("chengjian", "board"),
    ]
    assert queries.holders(urging.case, "review", make.AT.date()) == [make.account("zhouming").officer_id]
