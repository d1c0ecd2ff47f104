"""搜索统计: what people ask for, by week; counted in process, written now and then, of nobody."""

import datetime as dt
import logging
import re
from dataclasses import dataclass, field
from threading import Lock

from django.db import DatabaseError, connection, transaction
from django.db.models import Q, QuerySet

from tongban.catalogue.models import SearchTally
from tongban.core import text as texts

log = logging.getLogger(__name__)
LONGEST = 40  # characters that are kept
TOGETHER = 200  # texts after which they are written
PAUSE = dt.timedelta(minutes=1)
PERSONAL = re.compile(r"\d{6}")  # numbers of people, telephones, cases
IN_TIME = "SET LOCAL lock_timeout = '100ms'; SET LOCAL statement_timeout = '500ms'"
WRITE = """
INSERT INTO catalogue_searchtally AS kept (week, text, asked, empty, opened)
SELECT * FROM unnest(%s::date[], %s::text[], %s::int[], %s::int[], %s::int[])
ON CONFLICT (week, text) DO UPDATE SET asked = kept.asked + excluded.asked,
  empty = kept.empty + excluded.empty, opened = kept.opened + excluded.opened
"""


@dataclass(slots=True)
class Counter:
    """What was asked since it was last written."""

    rows: dict[tuple[dt.date, str], list[int]] = field(default_factory=dict)
    written: dt.datetime | None = None
    lock: Lock = field(default_factory=Lock)

    def add(self, text: str, at: dt.datetime, asked: int, empty: int, opened: int) -> None:
        """Count a text; once in a while what was counted is written."""
        folded = texts.key(text)[:LONGEST]
        if len(folded) < 2 or PERSONAL.search(folded):
            return
        day = at.date()
        with self.lock:
            row = self.rows.setdefault((day - dt.timedelta(days=day.weekday()), folded), [0, 0, 0])
            for place, more in enumerate((asked, empty, opened)):
                row[place] += more
            self.written = self.written or at
            due = len(self.rows) >= TOGETHER or at - self.written >= PAUSE
        if due:
            self.write(at)

    def write(self, at: dt.datetime) -> None:
        """Add what was counted to the table, at once; who searches neither waits for it nor fails."""
        with self.lock:
            rows, self.rows, self.written = self.rows, {}, at
        if not rows:
            return
        ordered = sorted(rows.items())  # so that two processes do not wait for each other in a circle
        columns: list = [[key[n] for key, _ in ordered] for n in (0, 1)]
        columns += [[row[n] for _, row in ordered] for n in range(3)]
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(IN_TIME)
                cursor.execute(WRITE, columns)
        except DatabaseError:
            log.warning("%s texts that were searched for are not counted", len(rows), exc_info=True)


COUNTER = Counter()


def note(text: str, found: int, at: dt.datetime) -> None:
    """Somebody asked for a text, and so many items were found."""
    COUNTER.add(text, at, 1, int(found == 0), 0)


def opened(text: str, at: dt.datetime) -> None:
    """Somebody opened a guide from the answers to a text."""
    COUNTER.add(text, at, 0, 0, 1)


def in_vain(week: dt.date | None = None) -> QuerySet[SearchTally]:
    """What found nothing, or found what nobody opened; the most asked for first."""
    found = SearchTally.objects.filter(week=week) if week else SearchTally.objects.all()
    return found.filter(Q(empty__gt=0) | Q(opened=0)).order_by("-asked", "text")


def weeks() -> list[dt.date]:
    """The weeks of which something is known, the latest first."""
    return list(SearchTally.objects.order_by("-week").values_list("week", flat=True).distinct()[:26])
