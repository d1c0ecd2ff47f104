"""What every test may ask for: a database that is its own, a running site, a browser."""

import importlib
from collections.abc import Callable, Iterator

import pytest
from django import conf
from django.db import transaction
from pytest_django.live_server_helper import LiveServer

from tests import database
from tongban.launch import browser

UNUSABLE = {"transactional_db": "fresh_db", "live_server": "site", "django_db_reset_sequences": "fresh_db"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse fixtures that empty tables: the journal cannot be emptied."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        asked = set(getattr(item, "fixturenames", ())) & set(UNUSABLE)
        if marker and marker.kwargs.get("transaction"):
            asked.add("transactional_db")
        for name in sorted(asked):
            raise pytest.UsageError(f"{item.nodeid}: use {UNUSABLE[name]} rather than {name}")


@pytest.fixture(scope="session")
def test_server() -> Iterator[database.Server]:
    """The PostgreSQL server of the tests."""
    server = database.Server()
    yield server
    server.close()


@pytest.fixture(scope="session")
def tables_template(test_server, django_db_blocker) -> str:
    """The name of the template database that has all tables and no rows of ours."""
    with django_db_blocker.unblock():
        return test_server.template("tables", database.digest_of_tables(), database.make_tables)


@pytest.fixture(scope="session")
def town_template(test_server, tables_template, django_db_blocker) -> str:
    """The name of the template database in which the town stands."""
    town = importlib.import_module("tests.town")  # only where asked for: it loads every slice
    with django_db_blocker.unblock():
        return test_server.template("town", database.digest_of_town(), town.seed, tables_template)


@pytest.fixture(scope="session")
def django_db_setup(test_server, tables_template, django_db_blocker) -> Iterator[None]:
    """The database of `db`: one clone for each process; every test rolls back."""
    url = test_server.clone(tables_template, "db")
    with database.pointed_at(url):
        yield


@pytest.fixture(scope="session")
def town_database(test_server, town_template) -> str:
    """The address of the database of `town`: one clone for each process."""
    return test_server.clone(town_template, "town")


@pytest.fixture
def town(town_database, django_db_blocker) -> Iterator[None]:
    """Instead of `db`: a database in which the town stands; the test rolls back."""
    with django_db_blocker.unblock(), database.pointed_at(town_database), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def fresh_db(test_server, tables_template, django_db_blocker, monkeypatch) -> Iterator[str]:
    """A database of the test's own, for real commits, threads and other processes; yields its address."""
    with django_db_blocker.unblock():
        yield from own_database(test_server, tables_template, monkeypatch)


@pytest.fixture
def fresh_town(test_server, town_template, django_db_blocker, monkeypatch) -> Iterator[str]:
    """As `fresh_db`, with the town."""
    with django_db_blocker.unblock():
        yield from own_database(test_server, town_template, monkeypatch)


def own_database(server: database.Server, template: str, monkeypatch) -> Iterator[str]:
    """Clone the template, use it, drop it."""
    url = server.clone(template, "fresh")
    monkeypatch.setenv("DATABASE_URL", url)
    with database.pointed_at(url):
        yield url
    server.drop(url.rpartition("/")[2])


@pytest.fixture
def site(fresh_town, settings) -> Iterator[str]:
    """The address of the whole site, served from a thread, with the town of this test alone."""
    settings.ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
    server = LiveServer("127.0.0.1")
    yield server.url
    server.stop()


@pytest.fixture
def visit(site) -> Iterator[Callable]:
    """Opens pages of the site in a browser; where there is none the test fails and says how to get it.

    What a test wants of the database it asks for before: while the browser's driver runs, its loop stands
    between Django and the connections that the fixtures look after.
    """
    driven = importlib.import_module("tests.browser")  # only where asked for: it loads the driver
    with driven.visits(site, str(browser.path())) as opens:
        yield opens


@pytest.fixture(scope="session", autouse=True)
def files_apart(tmp_path_factory) -> None:
    """Keep the files of tests out of the installation's, and what it has collected out of the tests."""
    conf.settings.CODES_FRESH = 0  # pages ask the database the same number of times
    conf.settings.FILES_ROOT = tmp_path_factory.mktemp("files")
    conf.settings.STATIC_ROOT = tmp_path_factory.mktemp("static")
    hashers = "django.contrib.auth.hashers"  # the first for speed alone, the second opens what others seeded
    conf.settings.PASSWORD_HASHERS = [f"{hashers}.MD5PasswordHasher", f"{hashers}.PBKDF2PasswordHasher"]
