"""Tries are counted by everybody together, and forgotten."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests.make import AT
from tongban.identity import jobs, limits
from tongban.identity.models import Tally

FEW = limits.Limit("few", 3, dt.timedelta(minutes=5))
OTHER = limits.Limit("other", 1, dt.timedelta(minutes=5))
SENDERS = 8


def may(limit: limits.Limit, who: str, at: dt.datetime = AT) -> bool:
    try:
        limits.count(limit, who, at=at)
    except limits.TooOften:
        return False
    return True


def test_so_many_and_no_more(db):
    assert [may(FEW, "a") for _ in range(5)] == [True, True, True, False, False]


def test_others_and_other_limits_are_counted_apart(db):
    assert [may(FEW, "a") for _ in range(4)][-1] is False
    assert (may(FEW, "b"), may(OTHER, "a"), may(OTHER, "a")) == (True, True, False)


@pytest.mark.parametrize(("minutes", "again"), [(0, False), (4.99, False), (5, True), (60, True)])
def test_the_span_begins_with_the_first(db, minutes, again):
    for _ in range(4):
        may(FEW, "a")
    later = AT + dt.timedelta(minutes=minutes)
    assert [may(FEW, "a", later) for _ in range(4)] == ([True, True, True, False] if again else [False] * 4)


def test_what_was_right_does_not_count(db):
    for _ in range(10):
        limits.count(FEW, "a", at=AT)
        limits.give_back(FEW, "a")
    assert Tally.objects.get().times == 0
    limits.give_back(FEW, "a")
    assert Tally.objects.get().times == 0


def test_what_is_over_is_dropped_and_the_rest_is_kept(db, monkeypatch):
    limits.count(FEW, "a", at=AT)
    limits.count(FEW, "b", at=AT + dt.timedelta(minutes=5))
    monkeypatch.setattr(jobs.timezone, "now", lambda: AT + dt.timedelta(minutes=6))
    jobs.forget(0)
    assert [tally.until for tally in Tally.objects.all()] == [AT + dt.timedelta(minutes=10)]


@pytest.mark.parametrize("who", ["", "\0", "长" * 10_000, "' OR 1=1 --"])
def test_whoever_it_is_can_be_counted(db, who):
    assert [may(FEW, who) for _ in range(4)] == [True, True, True, False]


def test_many_at_once_are_not_let_through_together(fresh_db):
    def sent(_sender: int) -> bool:
        try:
            return may(FEW, "a")
        finally:
            connection.close()

    with ThreadPoolExecutor(SENDERS) as pool:
        assert sorted(pool.map(sent, range(SENDERS))) == [False] * 5 + [True] * 3


def test_the_counts_need_survive_nothing(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'identity_tally'")
        assert cursor.fetchone() == ("u",)
