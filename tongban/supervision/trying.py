"""试运行: what a rule would have found in a span of history, by agency, beside the version in force."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from tongban.clock import engine
from tongban.clock import queries as clock
from tongban.supervision import signs

SAMPLE = 10  # numbers of cases that are shown
# Whatever a statement finds is dated by its line of the journal.
FOUND = """
SELECT c.number, coalesce(nullif(g.short_name, ''), g.name)
FROM ({statement}) AS found
JOIN journal_line AS shown ON shown.id = found.mark AND shown.at >= %(since)s AND shown.at < %(until)s
JOIN cases_case AS c ON c.id = found.case_id
JOIN identity_agency AS g ON g.id = c.agency_id
ORDER BY shown.id"""


@dataclass(frozen=True, slots=True)
class Found:
    """What one run found."""

    count: int
    agencies: Mapping[str, int]
    sample: list[str]


def run(key: str, parameters: Mapping[str, object], since: dt.date, until: dt.date, at: dt.datetime) -> Found:
    """The statement of a rule over the days from one to another, with these parameters."""
    values = facts(since, at) | {"threshold": 0, **parameters, "until": _midnight(until + dt.timedelta(1))}
    with connection.cursor() as cursor:
        cursor.execute(FOUND.format(statement=signs.statement(key)), values)
        rows: list[tuple[str, str]] = cursor.fetchall()
    return Found(len(rows), Counter(agency for _, agency in rows), [number for number, _ in rows[:SAMPLE]])


def compared(found: Found, before: Found | None) -> list[dict]:
    """By agency: what was found, and what the version in force finds; the most first."""
    known = before.agencies if before else {}
    lines = [
        {"name": name, "found": found.agencies.get(name, 0), "before": known.get(name, 0)}
        for name in {*found.agencies, *known}
    ]
    return sorted(lines, key=lambda line: (-line["found"], line["name"]))


def facts(since: dt.date, at: dt.datetime) -> dict:
    """What every statement is given besides its parameters."""
    today, calendar = timezone.localdate(at), clock.calendar()
    days = [since + dt.timedelta(ahead) for ahead in range((today - since).days + 1)]
    return {
        "since": _midnight(since),
        "at": at,
        "off": [day for day in days if not calendar.works(day)],
        "works": [day for day in days if calendar.works(day)],
        "opens": engine.OPENING[0][0],
        "closes": engine.OPENING[-1][1],
    }


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
