"""提醒: the post that holds a case is told once, when its limit turns yellow."""

import datetime as dt
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from tongban.notices import actions, wording
from tongban.notices.actions import Recipient
from tongban.supervision import rulebook
from tongban.supervision.following import PARTS

BATCH = 200  # alarms of one transaction
TAKE = """
UPDATE supervision_alarm SET told_at = %(at)s WHERE id IN (
  SELECT id FROM supervision_alarm WHERE level = 'yellow' AND told_at IS NULL
  ORDER BY id LIMIT %(size)s FOR UPDATE SKIP LOCKED
) RETURNING id"""
# Those of them that are still so, with the officers on the posts that hold the case.
HELD = """
SELECT a.id, c.id, c.number, c.item_name, c.due_on, {post},
  ARRAY(SELECT DISTINCT o.id {of_case} ORDER BY o.id)
FROM supervision_alarm AS a
JOIN cases_case AS c ON c.id = a.case_id AND c.due_on = a.due_on AND a.clock = {clock} {turns}
WHERE a.id = ANY (%(ids)s) AND {open} AND (c.state <> 'accepted' OR t.id IS NOT NULL)
ORDER BY a.id"""


def remind(at: dt.datetime) -> int:
    """Tell of every yellow light that was not told; how many lights."""
    if rulebook.active("reminder") is None:
        return 0
    done = 0
    while more := _batch(at):
        done += more
    return done


@transaction.atomic
def _batch(at: dt.datetime) -> int:
    """Some alarms, marked as told together with what is told of them."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE, {"at": at, "size": BATCH})
        taken = [key for (key,) in cursor.fetchall()]
        values: dict[str, Any] = {"ids": taken, "today": timezone.localdate(at)}
        cursor.execute(HELD.format(**PARTS), values)
        held = cursor.fetchall()
    for alarm, case, number, item, due, post, officers in held:
        surface = "counter" if post == "window" else "desk"
        for officer in officers:
            actions.tell(
                "supervision.remind",
                Recipient(f"officer:{officer}"),
                {"item": item, "number": number, "day": wording.day(due)},
                subject=f"case:{case}",
                occasion=f"alarm:{alarm}",
                link=f"/{surface}/cases/{number}/",
                at=at,
            )
    return len(taken)
