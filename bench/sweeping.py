"""The sweep of supervision over a million open cases, beside a plain count of the same rows."""

import datetime as dt
import statistics
import time
from collections.abc import Callable

from django.db import connection
from django.utils import timezone

from bench import backlog
from tongban.cases import jobs
from tongban.launch.progress import step
from tongban.supervision import sweeping

ROUNDS = 5
LATER = dt.timedelta(400)  # when every limit that runs is over
COUNT = """
SELECT count(*) FROM cases_case
WHERE state IN ('received', 'accepted', 'granted', 'refused') AND (due_on IS NULL OR due_on > '1900-01-01')"""


def sweep() -> dict:
    """The passes over a million open cases, as ratios to a plain count."""
    with backlog.standing(), step("Sweeping them"):
        return passes(timezone.now())


def passes(at: dt.datetime) -> dict:
    """A first pass, another, that of the next day, and one for which all limits are over at once."""
    open_now = _count()
    count = statistics.median(_seconds(_count) for _ in range(ROUNDS))
    moments = {
        "first": at,
        "again": at,
        "next day": at + dt.timedelta(1),
        "all late at once": at + LATER,
        "all late, again": at + LATER,
    }
    made = {name: _pass(moment) for name, moment in moments.items()}
    for one in made.values():
        one["ratio"] = one["seconds"] / count
    unanswered = _seconds(lambda: jobs.unanswered(timezone.localdate(at)).first())
    return {"open": open_now, "count": count, "passes": made, "unanswered": unanswered / count}


def _pass(at: dt.datetime) -> dict:
    done: list[sweeping.Pass] = []
    seconds = _seconds(lambda: done.append(sweeping.relight(at)))
    return {"seconds": seconds, "raised": done[0].yellow + done[0].red}


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _count() -> int:
    with connection.cursor() as cursor:
        cursor.execute(COUNT)
        return cursor.fetchone()[0]
