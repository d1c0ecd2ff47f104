"""Measured beside the three: publishing, and the bare web server."""

import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from django.test import Client
from django.utils import timezone

from bench import load, measures, site, world
from tests.town import items
from tongban.catalogue import actions, queries
from tongban.catalogue.models import Item
from tongban.journal.actions import SYSTEM
from tongban.launch import run

VERSIONS = 20
ROUNDS = 3
SECONDS = 5.0


def publishing() -> dict:
    """How long it takes to publish the longest item of the town anew, with all checks and examples."""
    entry = max(items.entries(), key=lambda one: len(one.definition.model_dump_json()))
    item = Item.objects.select_related("agency", "region").get(code=entry.code)
    taken = []
    for number in range(VERSIONS):
        amended = entry.definition.model_copy(update={"summary": f"{entry.definition.summary}{number}"})
        began = time.perf_counter()
        _, fresh = actions.publish(
            item.code, amended, agency=item.agency, region=item.region, level=item.level, by=SYSTEM,
            at=timezone.now(),
        )  # fmt: skip
        taken.append(time.perf_counter() - began)
        if not fresh:
            raise SystemExit("Publishing made no version.")
    return {"versions": VERSIONS, "p50": load.percentile(taken, 0.5), "p95": load.percentile(taken, 0.95)}


def bare(url: str, requests: Iterator[bytes]) -> float:
    """Guides a second from the same web server with the same look-up and nothing of ours."""
    path = measures.guide_path(world.item_code(1))
    page = Client(SERVER_NAME=run.HOST).get(path, headers={"accept-encoding": "gzip"}).content
    with tempfile.NamedTemporaryFile() as file:
        Path(file.name).write_bytes(page)
        given = {"BENCH_STATEMENT": queries.SUBJECT, "BENCH_PAGE": file.name}
        with site.running(url, "bench.bare:application", **given) as port:
            load.run(port, requests, 1.0)
            return statistics.median(load.run(port, requests, SECONDS).rate for _ in range(ROUNDS))
