"""搜索统计: counted in process, written now and then, and of nobody in particular."""

import datetime as dt
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from tongban.catalogue import asked
from tongban.catalogue.models import SearchTally

AT = dt.datetime(2026, 9, 18, 9, 12, tzinfo=dt.UTC)  # a Friday
MONDAY = dt.date(2026, 9, 14)


def rows() -> list[tuple]:
    return list(SearchTally.objects.order_by("text").values_list("week", "text", "asked", "empty", "opened"))


def test_what_was_counted_is_written_after_a_minute(db):
    counter = asked.Counter()
    counter.add("驾照", AT, 1, 1, 0)
    counter.add(" 驾 照 ", AT, 1, 0, 0)
    assert rows() == []
    counter.add("驾照", AT + asked.PAUSE, 0, 0, 1)
    assert rows() == [(MONDAY, "驾照", 2, 1, 1)]
    counter.add("驾照", AT + asked.PAUSE, 1, 1, 0)
    counter.write(AT)
    assert rows() == [(MONDAY, "驾照", 3, 2, 1)]


def test_a_search_is_answered_when_its_count_cannot_be_written(town, client, caplog):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE catalogue_searchtally RENAME TO gone")
    asked.COUNTER.rows = {(MONDAY, f"词{number}"): [1, 0, 0] for number in range(asked.TOGETHER)}
    page = client.get("/search/", {"q": "食品经营许可"})
    assert (page.status_code, "食品经营许可（首次）" in page.content.decode()) == (200, True)
    assert asked.COUNTER.rows == {}
    assert "are not counted" in caplog.text


def test_who_searches_does_not_wait_for_a_locked_count(fresh_db):
    def add() -> float:
        counter = asked.Counter(rows={(MONDAY, "驾照"): [1, 0, 0]})
        begun = time.monotonic()
        counter.write(AT)
        connection.close()
        return time.monotonic() - begun

    with ThreadPoolExecutor(1) as other, transaction.atomic():
        asked.Counter(rows={(MONDAY, "驾照"): [1, 0, 0]}).write(AT)
        assert other.submit(add).result() < 1
    assert rows() == [(MONDAY, "驾照", 1, 0, 0)]


def test_many_texts_are_written_at_once(db):
    counter = asked.Counter()
    for number in range(asked.TOGETHER):
        counter.add(f"词{number}", AT, 1, 0, 0)
    assert len(rows()) == asked.TOGETHER


@pytest.mark.parametrize("text", ["", "我", "110105194912310021", "13800001234", "办件20260918000001"])
def test_what_may_be_of_a_person_is_not_kept(db, text):
    counter = asked.Counter()
    counter.add(text, AT, 1, 1, 0)
    counter.write(AT)
    assert rows() == []


def test_long_texts_are_cut(db):
    counter = asked.Counter()
    counter.add("怎么办" * 30, AT, 1, 1, 0)
    counter.write(AT)
    assert [len(row[1]) for row in rows()] == [asked.LONGEST]


def test_in_vain_is_what_found_nothing_or_was_not_opened(db):
    for text, numbers in {"无": (9, 9, 0), "有": (9, 0, 9), "没开": (5, 0, 0), "半": (4, 2, 2)}.items():
        SearchTally.objects.create(
            week=MONDAY, text=text, asked=numbers[0], empty=numbers[1], opened=numbers[2]
        )
    assert [one.text for one in asked.in_vain()] == ["无", "没开", "半"]
    assert [one.text for one in asked.in_vain(MONDAY - dt.timedelta(days=7))] == []
    assert asked.weeks() == [MONDAY]
