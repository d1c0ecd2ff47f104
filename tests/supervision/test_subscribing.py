"""Subscriptions: when each is due, what it says, that it is said once, and only within one's range."""

import datetime as dt
import threading

import pytest
from django.db import connection

from tests import make
from tongban.cases.models import Case
from tongban.core import errors
from tongban.notices.models import Notice
from tongban.supervision import actions, rhythms, subscribing, sweeping
from tongban.supervision.models import Subscription

MONDAY = make.AT.replace(day=14, hour=8, minute=0)
MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(1)
LATER = make.AT + 40 * DAY  # every limit is over


def wish(matter: str = "light", rhythm: str = "at_once", **more) -> subscribing.Wish:
    return subscribing.Wish(matter, rhythm, **more)


def subscribed(login: str = "chengjian", **more) -> Subscription:
    return subscribing.subscribe(wish(**more), by=make.desk(login), at=make.AT)


def late(at: dt.datetime = LATER) -> Case:
    """A case whose light turns red at a moment."""
    case = make.case("accepted")
    sweeping.relight(at)
    return case


def told() -> list[tuple[str, str]]:
    found = Notice.objects.filter(verb="supervision.digest").order_by("created_at", "pk")
    return [(each.recipient, each.title) for each in found]


def officer(login: str) -> str:
    return f"officer:{make.account(login).officer_id}"


@pytest.mark.parametrize(
    ("rhythm", "told", "now", "until"),
    [
        ("at_once", MONDAY, MONDAY + 4 * MINUTE, None),
        ("at_once", MONDAY, MONDAY + 9 * MINUTE, MONDAY + 4 * MINUTE),
        ("daily", MONDAY, MONDAY + HOUR, None),
        ("daily", MONDAY - MINUTE, MONDAY + 4 * MINUTE, None),  # a pass may still be writing
        ("daily", MONDAY - MINUTE, MONDAY + 5 * MINUTE, MONDAY),
        ("daily", MONDAY - 3 * DAY, MONDAY - HOUR, MONDAY - DAY),
        ("weekly", MONDAY - DAY, MONDAY + 5 * MINUTE, MONDAY),
        ("weekly", MONDAY, MONDAY + 6 * DAY, None),
        ("weekly", MONDAY, MONDAY + 7 * DAY, None),
        ("weekly", MONDAY, MONDAY + 7 * DAY + HOUR, MONDAY + 7 * DAY),
        ("weekly", MONDAY - 2 * DAY, MONDAY - HOUR, None),
    ],
)
def test_when_it_is_due(rhythm, told, now, until):
    assert rhythms.until(rhythm, 8, 0, told, now) == until


def test_what_turned_red_is_told_once(town):
    one = subscribed(level="red")
    case = late()
    assert subscribing.tell(LATER + 9 * MINUTE) == 1
    assert subscribing.tell(LATER + 9 * MINUTE) == 0
    assert subscribing.tell(LATER + HOUR) == 0
    notice = Notice.objects.get(verb="supervision.digest")
    assert (notice.recipient, notice.title) == (officer("chengjian"), "订阅：超期1件")
    assert notice.body == (
        f"9月15日到10月25日：市市场监管局“{case.item_name}”（{case.number}）。可以在“我的订阅”里调整或者停止。"
    )
    assert case.applicant_name not in notice.body
    one.refresh_from_db()
    assert one.told_until == LATER + HOUR - rhythms.SETTLED


def test_two_workers_tell_it_once(fresh_town):
    subscribed()
    late()
    counts, together = [], threading.Barrier(2)

    def work() -> None:
        together.wait()
        counts.append(subscribing.tell(LATER + HOUR))
        connection.close()

    both = [threading.Thread(target=work) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert sorted(counts) == [0, 1]
    assert told() == [(officer("chengjian"), "订阅：超期1件")]


@pytest.mark.parametrize(
    ("more", "count"),
    [
        ({"level": "yellow"}, 0),
        ({"level": "red"}, 1),
        ({"post": "review"}, 1),
        ({"post": "window"}, 0),
        ({"matter": "sign"}, 0),
        ({"matter": "urging"}, 0),
    ],
)
def test_only_what_was_asked_for(town, more, count):
    subscribed(**more)
    late()
    assert subscribing.tell(LATER + HOUR) == count


@pytest.mark.parametrize(("login", "count"), [("chengjian", 1), ("chenli", 1), ("jiangjian", 0)])
def test_supervisors_and_heads_hear_of_their_own_range(town, login, count):
    subscribed(login)
    late()
    assert subscribing.tell(LATER + HOUR) == count


def test_urgings_and_many_cases_are_gathered(town):
    subscribed(matter="urging", rhythm="daily", hour=8)
    by = make.desk("chengjian")
    cases = [make.case("accepted") for _ in range(12)]
    for case in cases:
        actions.urge(
            case, "review", text="请办。", answer_by=make.AT.date() + 2 * DAY, by=by, at=make.AT + HOUR
        )
    assert subscribing.tell(make.AT + 2 * HOUR) == 0
    assert subscribing.tell(make.AT + DAY) == 1
    body = Notice.objects.get(verb="supervision.digest").body
    assert (body.count("食品经营许可"), "等12件" in body) == (10, True)
    assert told() == [(officer("chengjian"), "订阅：人工督办12件")]


def test_the_same_wish_is_one_subscription_until_it_is_ended(town):
    first, again = subscribed(), subscribed()
    assert first == again
    by = make.desk("chengjian")
    assert subscribing.end(first.pk, by=make.desk("jiangjian"), at=make.AT) is False
    assert [subscribing.end(first.pk, by=by, at=make.AT) for _ in range(2)] == [True, False]
    late()
    assert subscribing.tell(LATER + HOUR) == 0
    assert subscribed() != first


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"matter": "weather"}, "matter"),
        ({"rhythm": "hourly"}, "rhythm"),
        ({"level": "burst"}, "level"),
        ({"agency": 10**9}, "agency"),
        ({"post": "nobody"}, "post"),
        ({"hour": 24}, "hour"),
        ({"hour": -1}, "hour"),
        ({"weekday": 7}, "weekday"),
    ],
)
def test_what_cannot_be_subscribed_to(town, more, field):
    with pytest.raises(errors.Invalid) as wrong:
        subscribed(**more)
    assert [each[0] for each in wrong.value.errors] == [field]
    assert Subscription.objects.count() == 0


def test_more_than_one_can_read_is_refused(town, monkeypatch):
    monkeypatch.setattr(subscribing, "MOST", 1)
    subscribed()
    with pytest.raises(subscribing.TooMany):
        subscribed(matter="sign")
