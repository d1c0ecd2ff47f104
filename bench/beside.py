"""Measured beside the three: search, and the clock."""

import datetime as dt
import random
import time

from bench import limit, load
from tests.town import items
from tongban.catalogue import search
from tongban.clock import engine
from tongban.clock import queries as clock

SEED = 20260915
EXPLANATIONS = 10_000
SECONDS = 3.0


def questions() -> list[str]:
    """What people may type: names, other names, beginnings of them."""
    names = [name for entry in items.entries() for name in (entry.definition.name, *entry.definition.aliases)]
    return sorted(set(names) | {name[:2] for name in names})


def searching(url: str) -> dict:
    """How long an answer takes, ours and that of the statements alone, one at a time."""
    asked = random.Random(SEED).sample(questions(), 40)  # noqa: S311 not a secret
    recorded = [statement for text in asked for statement in limit.statements(lambda t=text: search.find(t))]
    taken = []
    for text in asked * 3:
        began = time.perf_counter()
        search.find(text)
        taken.append(time.perf_counter() - began)
    alone = len(asked) * limit.rate(url, limit.script(recorded, {}, ""), SECONDS, clients=1)
    return {
        "questions": len(asked),
        "rate": len(taken) / sum(taken),
        "limit": alone,
        "ratio": len(taken) / sum(taken) / alone,
        "p50": load.percentile(taken, 0.5),
        "p95": load.percentile(taken, 0.95),
        "p99": load.percentile(taken, 0.99),
    }


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
