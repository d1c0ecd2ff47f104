"""The databases that tests are given."""

from threading import Thread

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection


def add_mark() -> None:
    ContentType.objects.create(app_label="mark", model="mark")


def marks() -> int:
    return ContentType.objects.filter(app_label="mark").count()


@pytest.mark.parametrize("time", ["first", "second"])
def test_what_a_test_writes_is_gone_in_the_next(db, time):
    assert marks() == 0
    add_mark()
    assert marks() == 1


@pytest.mark.parametrize("time", ["first", "second"])
def test_a_fresh_database_holds_real_commits_for_one_test(fresh_db, time):
    assert marks() == 0
    other = Thread(target=lambda: (add_mark(), connection.close()))
    other.start()
    other.join()
    assert marks() == 1


def test_a_fresh_database_beside_the_one_that_rolls_back(db, fresh_db):
    add_mark()
    assert marks() == 1


def test_the_one_that_rolls_back_saw_nothing_of_it(db):
    assert marks() == 0


def test_letters_of_chinese_make_trigrams(db):
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute("SELECT similarity('营业执照办理', '营业执照补办') > 0.3")
        assert cursor.fetchone() == (True,)
