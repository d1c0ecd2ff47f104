"""The sweep: which clocks have turned yellow or red, batch by batch; then the ladder of what was urged."""

import datetime as dt
import uuid
from dataclasses import dataclass, replace

from django.db import connection, transaction
from django.utils import timezone

from tongban.supervision import climbing, following, reminding, staging

LOCK = 7_301_140_601  # of the pass that writes alarms: one at a time
BATCH = 50_000  # cases whose alarms are written together; whoever goes on later goes on from there
Place = tuple[dt.date, uuid.UUID]
START: Place = dt.date.min, uuid.UUID(int=0)
RELIGHT = """
WITH lit AS MATERIALIZED (
  SELECT id, agency_id, due_on, least(yellow_on, due_on) AS lit_on,
    CASE state WHEN 'received' THEN 'acceptance' WHEN 'accepted' THEN 'decision' ELSE 'delivery' END AS clock,
    CASE WHEN due_on < %(today)s::date THEN 'red' WHEN yellow_on <= %(today)s::date THEN 'yellow' END AS level
  FROM cases_case
  WHERE state IN ('received', 'accepted', 'granted', 'refused')
    AND least(yellow_on, due_on) <= %(today)s::date
    AND (least(yellow_on, due_on), id) > (%(lit_on)s::date, %(id)s::uuid)
  ORDER BY least(yellow_on, due_on), id LIMIT %(size)s
), raised AS (
  INSERT INTO supervision_alarm (case_id, agency_id, clock, level, due_on, raised_at)
  SELECT id, agency_id, clock, level, due_on, %(at)s FROM lit
  WHERE due_on IS NOT NULL AND level IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM supervision_alarm AS a
    WHERE a.case_id = lit.id AND a.clock = lit.clock AND a.level = lit.level AND a.due_on = lit.due_on
  )
  ON CONFLICT (case_id, clock, level, due_on) DO NOTHING
  RETURNING level
)
SELECT (SELECT count(*) FROM raised WHERE level = 'yellow'),
  (SELECT count(*) FROM raised WHERE level = 'red'), lit_on, id
FROM lit ORDER BY lit_on DESC, id DESC LIMIT 1"""


@dataclass(frozen=True, slots=True)
class Pass:
    """What one pass did; `busy` when another was at it."""

    yellow: int = 0
    red: int = 0
    stages: int = 0
    urged: int = 0
    escalated: int = 0
    ended: int = 0
    busy: bool = False


def sweep(at: dt.datetime) -> Pass:
    """One pass over all open cases; safe to repeat, to kill, and beside others."""
    lit = relight(at)
    escalated, ended = climbing.climb(at)
    reminding.remind(at)
    following.close(at)
    stages, _noted = staging.watch(at), following.note(at)
    return replace(lit, stages=stages, urged=following.urge(at), escalated=escalated, ended=ended)


def relight(at: dt.datetime) -> Pass:
    """预警、报警 that are new, those longest due first; each batch stands whatever becomes of the next."""
    done, place = Pass(), START
    while place:
        done, place = _batch(at, done, place)
    return done


@transaction.atomic
def _batch(at: dt.datetime, done: Pass, after: Place) -> tuple[Pass, Place | None]:
    """The next cases in the order of their lights; what is done by then, and where the batch after begins."""
    values = {"today": timezone.localdate(at), "at": at, "lit_on": after[0], "id": after[1], "size": BATCH}
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if cursor.fetchone() == (False,):
            return replace(done, busy=True), None
        cursor.execute(RELIGHT, values)
        found = cursor.fetchone()
    if found is None:
        return done, None
    yellow, red, *last = found
    return replace(done, yellow=done.yellow + yellow, red=done.red + red), tuple(last)
