"""搜索: is the right item among the first three, and how long does it take among a hundred thousand?"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml
from django.db import connection
from django.utils import timezone

from bench import limit, load, world
from tests import database, town
from tests.town import places
from tongban.catalogue import search
from tongban.catalogue.importing import load as lists
from tongban.core import text
from tongban.journal.actions import SYSTEM
from tongban.launch import paths
from tongban.launch.progress import step

ENTRIES = int(os.environ.get("BENCH_ENTRIES", "100000"))
DATA = Path(os.environ.get("TONGBAN_DATA", paths.ROOT.parent / "shared" / "data"))
LIST = DATA / "items-guangdong-gdzwfw" / "policy.jsonl"
FIRST = 3
SECONDS = 3.0
Probes = dict[str, dict[str, str]]  # kind → what is asked → what the name of the right item says


def probes() -> Probes:
    """The questions and what they are after."""
    return yaml.safe_load((Path(__file__).parent / "probes.yaml").read_text("utf-8"))


def measured() -> dict:
    """What is found of the real list, if it stands beside the project; then how fast, when it is many."""
    with shelf() as url:
        found = hits(probes()) if LIST.is_file() else {}
        with step(f"Copying the list to {ENTRIES:,} items"), connection.cursor() as cursor:
            world.run("entries", base=world.BASE, entries=ENTRIES)
            cursor.execute("VACUUM ANALYZE")
        return {"found": found, **speed(url)}


@contextmanager
def shelf() -> Iterator[str]:
    """The address of a database with the town and the list, if there is one."""
    server = database.Server("bench-postgres", durable=True)
    try:
        listed = paths.digest_of(LIST)[:8] if LIST.is_file() else ""
        digest = database.digest_of_town() + listed
        url = server.clone(server.template("search", digest, fill), "finding")
        with database.pointed_at(url):
            yield url
    finally:
        server.close()


def fill() -> None:
    """The town, and the list beside it."""
    with step("Founding the town, loading the list"):
        database.make_tables()
        town.seed()
        if LIST.is_file():
            lists.from_file(LIST, "gdzwfw", by=SYSTEM, at=timezone.now(), home=places.CITY)


def hits(asked: Probes) -> dict[str, tuple[int, int]]:
    """Of each kind: how many were among the first three, and of how many."""
    return {
        kind: (sum(found(words, wanted) for words, wanted in kept.items()), len(kept))
        for kind, kept in asked.items()
    }


def found(words: str, wanted: str) -> bool:
    """Is what was wanted among the first three?"""
    names = [text.key(item.name) for item in search.find(words, size=FIRST).items]
    return any(text.key(wanted) in name for name in names)


def speed(url: str) -> dict:
    """How long an answer takes, ours and that of the statements alone, one at a time."""
    asked = [words for kept in probes().values() for words in kept]
    recorded = [line for words in asked for line in limit.statements(lambda w=words: search.find(w))]
    taken = []
    for words in asked:
        began = time.perf_counter()
        search.find(words)
        taken.append(time.perf_counter() - began)
    alone = len(asked) * limit.rate(url, limit.script(recorded, {}, ""), SECONDS, clients=1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM catalogue_searchentry")
        [entries] = cursor.fetchone()
    return {
        "entries": entries,
        "questions": len(asked),
        "rate": len(taken) / sum(taken),
        "limit": alone,
        "ratio": len(taken) / sum(taken) / alone,
        "p50": load.percentile(taken, 0.5),
        "p95": load.percentile(taken, 0.95),
        "p99": load.percentile(taken, 0.99),
    }
