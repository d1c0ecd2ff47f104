"""The sweep: which clocks have turned yellow or red, in one statement; then the ladder of what was urged."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from tongban.clock import queries as clock
from tongban.supervision import actions, queries, rules
from tongban.supervision.models import Urging
from tongban.supervision.states import Urged

LOCK = 7_301_140_601  # of the pass that writes alarms: one at a time
RELIGHT = """
INSERT INTO supervision_alarm (case_id, agency_id, clock, level, due_on, raised_at)
SELECT c.id, c.agency_id,
  CASE c.state WHEN 'received' THEN 'acceptance' WHEN 'accepted' THEN 'decision' ELSE 'delivery' END,
  CASE WHEN c.due_on < %(today)s::date THEN 'red' ELSE 'yellow' END, c.due_on, %(at)s
FROM cases_case AS c
WHERE c.state IN ('received', 'accepted', 'granted', 'refused')
  AND (c.due_on < %(today)s::date OR c.yellow_on <= %(today)s::date AND c.due_on IS NOT NULL)
ON CONFLICT (case_id, clock, level, due_on) DO NOTHING
RETURNING level"""
COUNT = """
WITH raised AS ({relight}) SELECT count(*) FILTER (WHERE level = 'yellow'),
  count(*) FILTER (WHERE level = 'red') FROM raised"""


@dataclass(frozen=True, slots=True)
class Pass:
    """What one pass did; `busy` when another was at it."""

    yellow: int = 0
    red: int = 0
    escalated: int = 0
    ended: int = 0
    busy: bool = False


def sweep(at: dt.datetime) -> Pass:
    """One pass over all open cases; safe to repeat, to kill, and beside others."""
    raised = relight(at)
    escalated, ended = climb(at)
    if raised is None:
        return Pass(escalated=escalated, ended=ended, busy=True)
    return Pass(*raised, escalated, ended)


@transaction.atomic
def relight(at: dt.datetime) -> tuple[int, int] | None:
    """预警、报警 that are new: so many yellow, so many red; None while another pass writes them."""
    values: dict = {"today": timezone.localtime(at).date(), "at": at}
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if cursor.fetchone() == (False,):
            return None
        cursor.execute(COUNT.format(relight=RELIGHT), values)
        return cursor.fetchone()


def climb(at: dt.datetime) -> tuple[int, int]:
    """升级 what was not answered in time, 销号 what is done; returns how many of each."""
    today = timezone.localtime(at).date()
    waiting = (
        Urging.objects.filter(state=Urged.OPEN)
        .select_related("case")
        .prefetch_related("escalations", "case__turns")
    )
    escalated = ended = 0
    for urging in waiting.order_by("at", "pk"):
        if urging.post not in queries.posts(urging.case):
            ended += actions.end(urging, at=at)
            continue
        taken = {each.rung for each in urging.escalations.all()}
        calendar = clock.calendar(urging.case.region_id)
        for rung in rules.reached(urging.answer_by, today, calendar, taken):
            escalated += actions.escalate(urging, rung, at=at)
    return escalated, ended
