"""The ladder: what was urged and not answered goes further up; what is done is struck off."""

import datetime as dt
import uuid

from django.db import connection
from django.utils import timezone

from tongban.clock import queries as clock
from tongban.supervision import actions, rulebook, rules
from tongban.supervision.models import Urging
from tongban.supervision.states import Urged

# Open urgings of posts that hold the case no more.
DONE = """
SELECT u.id FROM supervision_urging AS u JOIN cases_case AS c ON c.id = u.case_id
WHERE u.state = 'open' AND NOT CASE
  WHEN c.state IN ('received', 'granted', 'refused') THEN u.post = 'window'
  WHEN c.state = 'accepted' THEN EXISTS (
    SELECT 1 FROM cases_turn AS t WHERE t.case_id = c.id AND t.outcome = '' AND t.post = u.post
  )
  ELSE false END
ORDER BY u.at, u.id"""


def climb(at: dt.datetime) -> tuple[int, int]:
    """升级 what was not answered in time, 销号 what is done; returns how many of each."""
    ended = sum(actions.end(urging, at=at) for urging in Urging.objects.filter(pk__in=_done()))
    today, ladder, escalated = timezone.localtime(at).date(), rulebook.ladder(), 0
    due = Urging.objects.filter(state=Urged.OPEN, next_on__lte=today).select_related("case")
    for urging in due.prefetch_related("escalations").order_by("next_on", "pk").iterator(chunk_size=500):
        taken = {each.rung for each in urging.escalations.all()}
        calendar = clock.calendar(urging.case.region_id)
        for rung in rules.reached(ladder, urging.answer_by, today, calendar, taken):
            escalated += actions.escalate(urging, rung, at=at)
            taken.add(rung.key)
        following = rules.next_on(ladder, urging.answer_by, calendar, taken)
        Urging.objects.filter(pk=urging.pk).update(next_on=following)
    return escalated, ended


def _done() -> list[uuid.UUID]:
    with connection.cursor() as cursor:
        cursor.execute(DONE)
        return [key for (key,) in cursor.fetchall()]
