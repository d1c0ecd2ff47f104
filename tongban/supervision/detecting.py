"""疑点筛查: every sign over the records of the last weeks; what was found before is not found again."""

import datetime as dt
import uuid

from django.db import connection, transaction
from django.utils import timezone

from tongban.clock import engine
from tongban.clock import queries as clock
from tongban.journal import actions as journal
from tongban.supervision import signs
from tongban.supervision.signs import Sign
from tongban.supervision.states import STEPS, Judged

WINDOW = dt.timedelta(35)
LOCK = 7_301_140_602
FIND = """
INSERT INTO supervision_finding
  (id, sign, case_id, mark, lines, found_at, state, opinion, post_name, instrument)
SELECT gen_random_uuid(), %(sign)s, found.case_id, found.mark, found.lines, %(at)s, 'open', '', '', ''
FROM ({statement}) AS found
ON CONFLICT (sign, case_id, mark) DO NOTHING
RETURNING id, case_id"""


def detect(at: dt.datetime) -> dict[str, int]:
    """Look for every sign; how many are new, by sign."""
    return {key: _found(sign, at) for key, sign in signs.SIGNS.items()}


@transaction.atomic
def _found(sign: Sign, at: dt.datetime) -> int:
    """One sign: its findings and their lines, together or not at all."""
    values = _values(sign, at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute(FIND.format(statement=signs.statement(sign.key)), values)
        found: list[tuple[uuid.UUID, uuid.UUID]] = cursor.fetchall()
    told = {"state": Judged.OPEN, "sign": sign.key}
    acts = [(f"finding:{pk}", {**told, "case": str(case)}) for pk, case in found]
    if acts:
        journal.append_many("supervision.find", acts, by=journal.SYSTEM, at=at, ground=STEPS["find"].ground)
    return len(found)


def _values(sign: Sign, at: dt.datetime) -> dict:
    today, calendar = timezone.localtime(at).date(), clock.calendar()
    days = [today - dt.timedelta(back) for back in range(WINDOW.days + 1)]
    return {
        "sign": sign.key,
        "at": at,
        "since": at - WINDOW,
        "threshold": sign.threshold,
        "off": [day for day in days if not calendar.works(day)],
        "opens": engine.OPENING[0][0],
        "closes": engine.OPENING[-1][1],
    }
