"""A million open cases in a database of their own, so that the other measures have theirs."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.utils import timezone

from bench import world
from tests import database, town
from tests.town import applying
from tongban.launch import paths
from tongban.launch.progress import step

OPEN = int(os.environ.get("BENCH_OPEN", "1000000"))
BATCH = 100_000


@contextmanager
def standing() -> Iterator[str]:
    """The address of a fresh copy; what was built is kept for the next run."""
    server = database.Server("bench-postgres", durable=True)
    try:
        digest = database.digest_of_tables()[:8] + paths.digest_of(world.SQL / "open.sql")[:8]
        name = server.template(f"open{OPEN}", digest, build)
        with step(f"Copying {OPEN:,} open cases"):
            url = server.clone(name, "backlog")
        with database.pointed_at(url):
            yield url
    finally:
        server.close()


def build() -> None:
    """Fill an empty database."""
    with step("Founding the town"):
        database.make_tables()
        town.seed()
    with step(f"Making {OPEN:,} open cases"):
        fill(OPEN)
    with step("Vacuum and statistics"), connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE, FREEZE)")
        cursor.execute("CHECKPOINT")


def fill(size: int) -> None:
    """So many open cases in the town; the guards of their rows stand aside meanwhile."""
    at = timezone.now()
    world.submit(applying.ready_draft(at), at)
    world.guarded("DISABLE")
    for first in range(1, size + 1, BATCH):
        world.run("open", first=first, last=min(first + BATCH - 1, size), at=at)
    world.guarded("ENABLE")
