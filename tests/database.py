"""The databases of the tests: a template with all tables is made once, and cloned in a tenth of a second."""

import itertools
import os
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from tongban import settings
from tongban.launch import locks, paths, postgres
from tongban.launch.cluster import Cluster
from tongban.launch.progress import silent_step

ALIAS = "default"
PREFIX = "tongban_test_"
SERIAL = itertools.count(1)
KEPT = 12  # of each kind, for a run must not lose its template to another that began after a change


class Server:
    """The server of the tests: the one of DATABASE_URL, else a private one that need survive nothing."""

    def __init__(self, folder: str = "test-postgres", *, durable: bool = False) -> None:
        self.stack = ExitStack()
        self.address = os.environ.get("DATABASE_URL", "")
        if not self.address:
            cluster = Cluster(paths.var() / folder, durable=durable)
            self.address = self.stack.enter_context(postgres.serving(cluster, silent_step)).url()

    def url(self, database: str) -> str:
        """The address of one database of this server."""
        return urlunsplit(urlsplit(self.address)._replace(path=f"/{database}"))

    def execute(self, statement: str, *names: str) -> list[tuple]:
        """Run one statement about whole databases."""
        with psycopg.connect(self.address, autocommit=True) as connection:
            done = connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
            return done.fetchall() if done.description else []

    def databases(self) -> list[str]:
        """All databases that tests have made."""
        found = self.execute("SELECT datname FROM pg_database ORDER BY oid")
        return [name for (name,) in found if name.startswith(PREFIX)]

    def template(self, kind: str, digest: str, fill: Callable[[], None], start: str = "template0") -> str:
        """The template of that kind and content; filled now, from the one to start with, if there is none."""
        name = f"{PREFIX}{kind}_{digest}"
        with locks.alone(paths.var() / f"test-{kind}.lock"):
            if name in self.databases():
                return name
            self._sweep(kind)
            unfinished = f"{name}_unfinished"
            postgres.create_database(self.address, unfinished, start)
            with pointed_at(self.url(unfinished)):
                fill()
            self.execute("ALTER DATABASE {} RENAME TO {}", unfinished, name)
            return name

    def clone(self, template: str, name: str) -> str:
        """A copy of the template under a name that comes once, for what is kept in process goes by names."""
        database = f"{PREFIX}{name}{next(SERIAL)}_pid{os.getpid()}"
        self.execute("CREATE DATABASE {} TEMPLATE {}", database, template)
        return self.url(database)

    def drop(self, database: str) -> None:
        """Remove the database, whoever is still connected to it."""
        self.execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", database)

    def close(self) -> None:
        """Take our clones away and leave the server, which stops with its last user."""
        for database in self.databases():
            if database.endswith(f"_pid{os.getpid()}"):
                self.drop(database)
        self.stack.close()

    def _sweep(self, kind: str) -> None:
        """Remove clones whose process is gone, and templates other than the latest few."""
        for database in self.databases():
            owner = re.search(r"_pid(\d+)$", database)
            if owner and not locks.alive(int(owner[1])):
                self.drop(database)
        templates = [name for name in self.databases() if name.startswith(f"{PREFIX}{kind}_")]
        for template in templates:
            if template.endswith("_unfinished") or template in templates[:-KEPT]:
                self.drop(template)


@contextmanager
def pointed_at(url: str) -> Iterator[None]:
    """Let every new connection of this process go to another database; the one in use waits aside."""
    aside, before = connections[ALIAS], connections.settings[ALIAS]
    connections.settings[ALIAS] = before | settings._database(url)
    del connections[ALIAS]
    try:
        yield
    finally:
        connections[ALIAS].close()
        connections.settings[ALIAS] = before
        connections[ALIAS] = aside


def make_tables() -> None:
    """Fill a template with all tables."""
    call_command("migrate", interactive=False, verbosity=0)


def digest_of_tables() -> str:
    """Changes with the migrations, ours and those of packages."""
    return paths.digest_of(
        *sorted(paths.ROOT.glob("tongban/*/migrations/*.py")),
        paths.ROOT / "tongban" / "settings.py",
        paths.ROOT / "requirements.lock",
    )


def digest_of_town() -> str:
    """Changes with anything the town may be made of."""
    code = paths.ROOT.glob("tongban/**/*.py")
    world = paths.ROOT.glob("tests/town*/**/*") if (paths.ROOT / "tests/town").is_dir() else ()
    return paths.digest_of(
        *sorted(code), *sorted(f for f in world if f.is_file()), *paths.ROOT.glob("tests/town*.py")
    )
