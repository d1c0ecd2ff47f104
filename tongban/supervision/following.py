"""What follows from a red light: each post that holds the case is urged, and its overtime is on record.

Each is done in batches, one transaction each; what a killed pass did not reach the next one does.
"""

import datetime as dt
import uuid
from collections.abc import Callable

from django.db import connection, transaction
from django.utils import timezone

from tongban.clock import engine
from tongban.clock import queries as clock
from tongban.journal import actions as journal
from tongban.supervision import rulebook, rules
from tongban.supervision.live import OF_CASE, POST
from tongban.supervision.states import STEPS, Late, Urged

LOCK = 7_301_140_603
BATCH = 1000
PARTS = {
    "post": POST,
    "of_case": OF_CASE,
    "clock": """CASE c.state
    WHEN 'received' THEN 'acceptance' WHEN 'accepted' THEN 'decision' ELSE 'delivery' END""",
    "open": "c.state IN ('received', 'accepted', 'granted', 'refused')",
    # Beyond its limit, in words that use the index of the lights, and at a post.
    "late": """least(c.yellow_on, c.due_on) <= %(today)s::date AND c.due_on < %(today)s::date
  AND (c.state <> 'accepted' OR t.id IS NOT NULL)""",
    "turns": "LEFT JOIN cases_turn AS t ON t.case_id = c.id AND t.outcome = ''",
}
REGIONS = "SELECT DISTINCT c.region_id FROM cases_case AS c {turns} WHERE {open} AND {late}"
URGE = """
INSERT INTO supervision_urging (id, case_id, agency_id, post, state, origin, due_on, text, answer_by, next_on,
  at, post_name, instrument, answer, answered_post)
SELECT gen_random_uuid(), late.* FROM (
  SELECT DISTINCT c.id, c.agency_id, {post} AS post, 'open', 'system', c.due_on,
    %(until)s || to_char(c.due_on, 'FMMM"月"FMDD"日"') || %(over)s, r.answer_by, r.next_on,
    %(at)s::timestamptz, '', '', '', ''
  FROM cases_case AS c {turns}
  JOIN unnest(%(regions)s::text[], %(days)s::date[], %(climbs)s::date[]) AS r (region, answer_by, next_on)
    ON r.region = c.region_id
  WHERE {open} AND {late} AND NOT EXISTS (
    SELECT 1 FROM supervision_urging AS u WHERE u.case_id = c.id AND u.post = {post}
      AND (u.state = 'open' OR u.origin = 'system' AND u.due_on = c.due_on)
  )
  LIMIT %(size)s
) AS late
ON CONFLICT DO NOTHING
RETURNING id, case_id, post, answer_by"""
NOTE = """
INSERT INTO supervision_overtime (id, case_id, agency_id, clock, due_on, turn_id, post, officers, people,
  found_at, state, cause, statement, stated_post, opinion, judged_post, instrument)
SELECT gen_random_uuid(), c.id, c.agency_id, {clock}, c.due_on, t.id, {post},
  ARRAY(SELECT DISTINCT o.id {of_case} ORDER BY o.id),
  left(array_to_string(ARRAY(SELECT DISTINCT o.name {of_case} ORDER BY o.name), '、'), 200),
  %(at)s, 'waiting', '', '', '', '', '', ''
FROM cases_case AS c {turns}
WHERE {open} AND {late} AND NOT EXISTS (
  SELECT 1 FROM supervision_overtime AS v WHERE v.case_id = c.id AND v.clock = {clock}
    AND v.due_on = c.due_on AND v.post = {post} AND v.turn_id IS NOT DISTINCT FROM t.id
)
LIMIT %(size)s
ON CONFLICT DO NOTHING
RETURNING id, case_id, post, due_on"""
# Overtimes that stood and whose clock has stopped: since when.
ENDED = """
SELECT v.id, v.case_id, v.state, c.region_id, v.due_on, greatest(v.due_on + 1, (coalesce(
  t.closed_at, CASE v.clock WHEN 'acceptance' THEN c.accepted_at WHEN 'decision' THEN c.decided_at END,
  c.closed_at, %(at)s
) AT TIME ZONE 'Asia/Shanghai')::date)
FROM supervision_overtime AS v
JOIN cases_case AS c ON c.id = v.case_id
LEFT JOIN cases_turn AS t ON t.id = v.turn_id
WHERE v.ended_on IS NULL
  AND CASE WHEN t.id IS NOT NULL THEN t.outcome <> '' ELSE NOT {open} OR v.clock <> {clock} END
ORDER BY v.id LIMIT %(size)s FOR UPDATE OF v SKIP LOCKED"""
CLOSE = """
UPDATE supervision_overtime AS v SET ended_on = e.ended_on, days = e.days
FROM unnest(%(ids)s::uuid[], %(ended)s::date[], %(days)s::int[]) AS e (id, ended_on, days)
WHERE v.id = e.id"""
UNTIL, OVER = "办理期限到", "为止，现在已经超过。请尽快办理，并说明为什么晚、什么时候办好。"


def urge(at: dt.datetime) -> int:
    """自动催办 each post at which a case is late: once for each deadline; how many are new."""
    rule = rulebook.active("urging")
    return _batches(lambda: _urged(rule.parameters["answer_days"], at)) if rule else 0


def note(at: dt.datetime) -> int:
    """登记超时 of each post at which a case is late; how many are new."""
    return _batches(lambda: _noted(at))


def close(at: dt.datetime) -> int:
    """超时办结: those whose clock has stopped get their last day and the working days they were late."""
    return _batches(lambda: _closed(at))


def _batches(batch: Callable[[], int]) -> int:
    done = 0
    while True:
        with transaction.atomic():
            more = batch() if _alone() else 0
        done += more
        if more < BATCH:
            return done


def _alone() -> bool:
    return _rows("SELECT pg_try_advisory_xact_lock(%(lock)s)", {"lock": LOCK}) == [(True,)]


def _rows(statement: str, values: dict) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement.format(**PARTS), values)
        return cursor.fetchall()


def _urged(answer_days: int, at: dt.datetime) -> int:
    today, ladder = timezone.localdate(at), rulebook.ladder()
    regions = [region for (region,) in _rows(REGIONS, {"today": today})]
    limit = engine.Limit(answer_days, "working_day")
    calendars = [clock.calendar(region) for region in regions]
    days = [engine.add(today, limit, calendar) for calendar in calendars]
    climbs = [rules.next_on(ladder, day, calendar) for day, calendar in zip(days, calendars, strict=True)]
    values = {"regions": regions, "days": days, "climbs": climbs, "until": UNTIL, "over": OVER}
    made = _rows(URGE, {"today": today, "at": at, "size": BATCH, **values})
    told: list[tuple[str, dict]] = [
        (
            f"urging:{pk}",
            {"state": Urged.OPEN, "case": str(case), "post": post, "answer_by": day, "origin": "system"},
        )
        for pk, case, post, day in made
    ]
    return _told("urge", told, at)


def _noted(at: dt.datetime) -> int:
    made = _rows(NOTE, {"today": timezone.localdate(at), "at": at, "size": BATCH})
    told: list[tuple[str, dict]] = [
        (f"overtime:{pk}", {"state": Late.WAITING, "case": str(case), "post": post, "due": due})
        for pk, case, post, due in made
    ]
    return _told("note_late", told, at)


def _closed(at: dt.datetime) -> int:
    found = _rows(ENDED, {"at": at, "size": BATCH})
    calendars = {region: clock.calendar(region) for region in {row[3] for row in found}}
    ids: list[uuid.UUID] = [row[0] for row in found]
    ended = [row[5] for row in found]
    days = [engine.working_days_between(row[4], row[5], calendars[row[3]]) for row in found]
    with connection.cursor() as cursor:
        cursor.execute(CLOSE, {"ids": ids, "ended": ended, "days": days})
    told: list[tuple[str, dict]] = [
        (f"overtime:{row[0]}", {"state": row[2], "case": str(row[1]), "ended": row[5], "days": late})
        for row, late in zip(found, days, strict=True)
    ]
    return _told("close_late", told, at)


def _told(verb: str, acts: list[tuple[str, dict]], at: dt.datetime) -> int:
    if acts:
        journal.append_many(f"supervision.{verb}", acts, by=journal.SYSTEM, at=at, ground=STEPS[verb].ground)
    return len(acts)
