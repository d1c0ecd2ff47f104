"""环节时限: a stage that has passed the limit of its own raises an alarm with its post and people."""

import datetime as dt
import uuid

from django.db import connection, transaction
from django.utils import timezone

from tongban.cases import stages
from tongban.cases.models import Case
from tongban.identity.models import Officer
from tongban.supervision import actions, queries, rulebook

# Open turns of stages with a limit that may be over: opened longer ago than the limit could at least be.
CANDIDATES = """
WITH limited AS MATERIALIZED (
  SELECT v.id, stage->>'key' AS key,
    CASE stage->'limit'->>'unit' WHEN 'working_hour' THEN 0 ELSE (stage->'limit'->>'value')::int END AS days
  FROM catalogue_version AS v, jsonb_array_elements(v.definition->'flow') AS stage
  WHERE jsonb_typeof(stage->'limit') = 'object'
)
SELECT DISTINCT c.id
FROM cases_turn AS t
JOIN cases_case AS c ON c.id = t.case_id AND c.state = 'accepted'
JOIN limited ON limited.id = c.version_id AND limited.key = t.key
WHERE t.outcome = '' AND t.opened_at < %(at)s - make_interval(days => limited.days)
  AND NOT EXISTS (SELECT 1 FROM supervision_stagealarm AS a WHERE a.turn_id = t.id)"""
PEOPLE = 200  # characters


def watch(at: dt.datetime) -> int:
    """Raise what is new; how many."""
    if rulebook.active("stage") is None:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(CANDIDATES, {"at": at})
        found: list[uuid.UUID] = [key for (key,) in cursor.fetchall()]
    cases = Case.objects.filter(pk__in=found).select_related("item", "version")
    return sum(
        _watched(case, at) for case in cases.prefetch_related("turns", "pauses").iterator(chunk_size=500)
    )


@transaction.atomic
def _watched(case: Case, at: dt.datetime) -> int:
    """The stages of one case that are over."""
    today, raised = timezone.localdate(at), 0
    for open_now in stages.at(case, today):
        if open_now.due_on is None or open_now.due_on >= today:
            continue
        officers = queries.holders(case, open_now.turn.post, today)
        names = Officer.objects.filter(pk__in=officers).order_by("name").values_list("name", flat=True)
        people = "、".join(names)[:PEOPLE]
        raised += actions.pass_stage(
            case, open_now.turn, open_now.due_on, officers=officers, people=people, at=at
        )
    return raised
