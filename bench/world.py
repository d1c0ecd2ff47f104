"""The database that is measured: the town with thousands of items, many cases and ready drafts."""

import datetime as dt
import json
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.utils import timezone

from tests import database, town
from tests.town import applying
from tongban.cases import actions, queries
from tongban.cases.models import Draft
from tongban.identity import queries as identity
from tongban.launch import paths
from tongban.launch.progress import step

SQL = Path(__file__).parent / "sql"
CASES = int(os.environ.get("BENCH_CASES", "100000"))
ITEMS = int(os.environ.get("BENCH_ITEMS", "5000"))
PEOPLE = 5000
BATCH = 20_000
BASE = 1_000_000  # copies of items have the numbers that follow
OURS = 32_000  # drafts for our requests …
LANE = 5_000  # … and for each client of pgbench
LANES = 16


def draft_id(order: int) -> str:
    """The id of a ready draft."""
    return f"00000000-0000-4000-8000-{order:012}"


def item_code(order: int) -> str:
    """The code of a copied item."""
    return f"BENCH{order:06}"


@contextmanager
def standing() -> Iterator[str]:
    """The address of a fresh copy of the world; what was built is kept for the next run."""
    server = database.Server("bench-postgres", durable=True)
    try:
        digest = paths.digest_of(*sorted(SQL.glob("*.sql")), Path(__file__))[:8] + database.digest_of_town()
        name = server.template(f"bench{CASES}", digest, build)
        with step("Copying the database"):
            url = server.clone(name, "bench")
        with database.pointed_at(url):
            yield url
    finally:
        server.close()


def build() -> None:
    """Fill an empty database."""
    with step("Founding the town"):
        database.make_tables()
        town.seed()
    with step(f"Copying its items to {ITEMS:,}"):
        run("items", base=BASE, items=ITEMS)
        run("people", people=PEOPLE)
    at = timezone.now()
    submit(applying.ready_draft(at), at)
    model = applying.ready_draft(at)
    with step(f"Making {CASES:,} cases"):
        guarded("DISABLE")
        for first in range(1, CASES + 1, BATCH):
            run("cases", first=first, last=min(first + BATCH - 1, CASES), cases=CASES, at=at)
        guarded("ENABLE")
    with step(f"Making {OURS + LANE * LANES:,} drafts"):
        run("drafts", model=model.pk, first=1, last=OURS)
        for lane in range(1, LANES + 1):
            run("drafts", model=model.pk, first=lane * BASE, last=lane * BASE + LANE - 1)
    with step("Vacuum and statistics"), connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE, FREEZE)")
        cursor.execute("CHECKPOINT")


def run(name: str, **values) -> None:
    """One statement, one transaction."""
    with connection.cursor() as cursor:
        cursor.execute((SQL / f"{name}.sql").read_text(), values)


def guarded(word: str) -> None:
    """Switch the triggers of cases and their stages: these are made at once in the state they stand in."""
    with connection.cursor() as cursor:
        for table in ("cases_case", "cases_turn"):
            cursor.execute(f"ALTER TABLE {table} {word} TRIGGER ALL")


def submit(draft: Draft, at: dt.datetime) -> None:
    """The case after which all others are made."""
    person, firm = draft.person, draft.firm_id
    actions.submit(
        draft.item,
        submission=uuid.UUID(str(draft.pk)),
        answers=draft.answers,
        form=json.loads(draft.form),
        files=queries.draft_files(draft),
        by=identity.applicant(person, firm_id=firm, day=at.date()),
        at=at,
    )
