"""The databases that tests are given."""

from threading import Thread

import httpx
import pytest
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from tests.town import ACCOUNTS


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


@pytest.mark.parametrize("time", ["first", "second"])
def test_the_town_stands_and_what_a_test_adds_is_gone(town, time):
    assert get_user_model().objects.count() == len(ACCOUNTS)
    assert marks() == 0
    add_mark()
    assert marks() == 1


def test_the_town_beside_the_database_that_rolls_back(db, town):
    assert get_user_model().objects.count() == len(ACCOUNTS)


def test_the_site_is_served_from_a_town_of_its_own(site):
    add_mark()
    assert httpx.get(f"{site}/static/npm/htmx/htmx.min.js").status_code == 200
    assert httpx.get(f"{site}/sign-in/").status_code == 200
