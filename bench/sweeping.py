"""The sweep of supervision over all open cases, beside a plain count of the same rows."""

import statistics
import time
from collections.abc import Callable

from django.db import connection, transaction
from django.utils import timezone

from tongban.supervision import sweeping

ROUNDS = 5
COUNT = """
SELECT count(*) FROM cases_case
WHERE state IN ('received', 'accepted', 'granted', 'refused') AND (due_on IS NULL OR due_on > '1900-01-01')"""


def sweep() -> dict:
    """A first pass that writes every alarm, passes that find nothing new, and the count."""
    at = timezone.now()
    with transaction.atomic():
        counts = [_seconds(_count) for _ in range(ROUNDS)]
        first = _seconds(lambda: sweeping.relight(at))
        again = [_seconds(lambda: sweeping.relight(at)) for _ in range(ROUNDS)]
        raised, open_now = _raised(), _count()
        transaction.set_rollback(True)
    count = statistics.median(counts)
    return {
        "open": open_now,
        "raised": raised,
        "first": first,
        "again": statistics.median(again),
        "count": count,
        "ratio_first": first / count,
        "ratio_again": statistics.median(again) / count,
    }


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _count() -> int:
    with connection.cursor() as cursor:
        cursor.execute(COUNT)
        return cursor.fetchone()[0]


def _raised() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM supervision_alarm")
        return cursor.fetchone()[0]
