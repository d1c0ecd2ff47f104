"""The clock: deadlines explained, beside additions of days; those of cases recomputed, beside an update."""

import datetime as dt
import random
import statistics
import time
from collections.abc import Callable

from django.db import connection, transaction
from django.utils import timezone

from tongban.cases import actions as cases
from tongban.cases import jobs, shifting
from tongban.clock import actions, engine
from tongban.clock import queries as clock
from tongban.journal.actions import SYSTEM

SEED = 20260915
EXPLANATIONS = 10_000
ROUNDS = 3
RECOMPUTED = 10_000
EVERYWHERE = "0" * 12
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


def recomputing() -> dict:
    """A day off that moves open cases, and the same cases once more when none moves; nothing is kept."""
    at = timezone.now()
    with transaction.atomic():
        calendar, today = clock.calendar(), timezone.localdate(at)
        day = calendar.next_working(today + dt.timedelta(1))
        actions.override_day(EVERYWHERE, day, off=True, ground="bench", by=SYSTEM, at=at)
        keys = list(shifting.reached(day, EVERYWHERE).values_list("pk", flat=True)[:RECOMPUTED])
        with connection.cursor() as cursor:
            began = time.perf_counter()
            cursor.execute("UPDATE cases_case SET due_on = due_on WHERE id = ANY(%s)", [keys])
            plain = time.perf_counter() - began
        first, again = (_recomputed(keys, at) for _ in range(2))
        transaction.set_rollback(True)
    return {"cases": len(keys), "moved": first[1], "first": first[0], "again": again[0], "plain": plain}


def _recomputed(keys: list, at: dt.datetime) -> tuple[float, int]:
    began, moved = time.perf_counter(), 0
    for first in range(0, len(keys), jobs.BATCH):
        moved += cases.recompute(keys[first : first + jobs.BATCH], ground="bench", at=at)
    return time.perf_counter() - began, moved


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
