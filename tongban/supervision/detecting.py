"""疑点筛查: every sign over the records of the last weeks; what was found before is not found again."""

import datetime as dt
import uuid
from collections.abc import Mapping

from django.db import connection, transaction
from django.utils import timezone

from tongban.journal import actions as journal
from tongban.supervision import rulebook, signs, trying
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
    """Look for every sign whose rule is switched on; how many are new, by sign."""
    active = rulebook.in_force()
    return {key: _found(key, active[key].parameters, at) if key in active else 0 for key in signs.SIGNS}


@transaction.atomic
def _found(sign: str, parameters: Mapping[str, object], at: dt.datetime) -> int:
    """One sign: its findings and their lines, together or not at all."""
    since = timezone.localdate(at - WINDOW)
    values = {"threshold": 0, **trying.facts(since, at), **parameters, "sign": sign, "since": at - WINDOW}
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute(FIND.format(statement=signs.statement(sign)), values)
        found: list[tuple[uuid.UUID, uuid.UUID]] = cursor.fetchall()
    told = {"state": Judged.OPEN, "sign": sign}
    acts = [(f"finding:{pk}", {**told, "case": str(case)}) for pk, case in found]
    if acts:
        journal.append_many("supervision.find", acts, by=journal.SYSTEM, at=at, ground=STEPS["find"].ground)
    return len(found)
