"""The clock: deadlines explained from facts as JSON, beside as many plain additions of days."""

import datetime as dt
import random
import statistics
import time
from collections.abc import Callable

from tongban.clock import engine
from tongban.clock import queries as clock

SEED = 20260915
EXPLANATIONS = 10_000
ROUNDS = 3
UNITS = ("working_day", "working_day", "natural_day", "month")


def explaining() -> dict:
    """Read, count and answer: without the list of days, with it, and date + days for as many."""
    draw, calendar = random.Random(SEED), clock.calendar()  # noqa: S311 not a secret
    given = [facts(draw) for _ in range(EXPLANATIONS)]
    now = dt.datetime(2026, 9, 15, 10, tzinfo=dt.UTC)
    starts = [(dt.date.fromisoformat(one["start"]), one["limit"]["value"]) for one in given]

    def explain(days: bool) -> None:
        for one in given:
            engine.explain(engine.read(one, now), calendar, days=days).json()

    def plain() -> None:
        for start, value in starts:
            for amount in range(value):
                start + dt.timedelta(amount)

    short, added = _seconds(lambda: explain(False)), _seconds(plain)
    long = _seconds(lambda: explain(True))
    return {"explanations": EXPLANATIONS, "short": short, "long": long, "ratio": short / added}


def facts(draw: random.Random) -> dict:
    """A deadline with up to two pauses, now and then extended."""
    start, unit = dt.date(2025, 1, 1) + dt.timedelta(draw.randint(0, 700)), draw.choice(UNITS)
    value = draw.randint(1, 3 if unit == "month" else 60)
    pauses = []
    for _ in range(draw.randint(0, 2)):
        begins = start + dt.timedelta(draw.randint(0, 20))
        ends = begins + dt.timedelta(draw.randint(0, 20))
        pauses.append({"from": begins.isoformat(), "to": ends.isoformat(), "kind": "testing"})
    extension = {"value": 1, "unit": unit} if draw.random() < 0.3 else None
    return {
        "start": start.isoformat(),
        "limit": {"value": value, "unit": unit},
        "pauses": pauses,
        "extension": extension,
        "today": (start + dt.timedelta(draw.randint(0, 60))).isoformat(),
    }


def _seconds(act: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        act()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)
