"""Measured beside the three: publishing, and the clock."""

import datetime as dt
import random
import time

from django.utils import timezone

from bench import load
from tests.town import items
from tongban.catalogue import actions
from tongban.catalogue.models import Item
from tongban.clock import engine
from tongban.clock import queries as clock
from tongban.journal.actions import SYSTEM

SEED = 20260915
EXPLANATIONS = 10_000
VERSIONS = 20


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


def explaining() -> dict:
    """How many deadlines are explained day by day in a second."""
    draw, calendar = random.Random(SEED), clock.calendar()  # noqa: S311 not a secret
    days = [dt.date(2025, 1, 1) + dt.timedelta(draw.randint(0, 700)) for _ in range(EXPLANATIONS)]
    facts = [engine.Facts(day, engine.Limit(draw.randint(1, 60)), day + dt.timedelta(10)) for day in days]
    began = time.perf_counter()
    for one in facts:
        engine.explain(one, calendar)
    seconds = time.perf_counter() - began
    return {"explanations": EXPLANATIONS, "seconds": seconds, "rate": EXPLANATIONS / seconds}
