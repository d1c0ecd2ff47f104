"""比较: what ended in a time at each county, agency, post and person, and how much of it ended late."""

import datetime as dt
from collections.abc import Sequence

from django.db import connection

from tongban.supervision.live import COUNTY, Wish

BY = """coalesce(
  (SELECT r.officer_id FROM cases_review AS r WHERE r.id = t.review_id),
  (SELECT d.officer_id FROM cases_decision AS d WHERE d.case_id = t.case_id ORDER BY d.at DESC LIMIT 1))"""
KEYS = {"region": COUNTY, "agency": "t.agency_id::text", "post": "t.post", "person": f"{BY}::text"}
FILTERS = {
    "region": f" AND {COUNTY} = left(%(region)s::text, 6)",
    "agency": " AND t.agency_id = %(agency)s::bigint",
    "post": " AND t.post = %(post)s::text",
    "person": f" AND {BY} = %(person)s::bigint",
}
ENDED = """
SELECT {key}, count(*), count(*) FILTER (WHERE EXISTS (
  SELECT 1 FROM supervision_overtime AS v WHERE v.turn_id = t.id AND v.clock = 'decision'))
FROM cases_turn AS t JOIN identity_agency AS a ON a.id = t.agency_id
WHERE t.outcome = 'done' AND t.closed_at >= %(since)s AND t.agency_id = ANY (%(agencies)s){conditions}
GROUP BY 1"""


def ended(agencies: Sequence[int], wish: Wish, level: str, since: dt.datetime) -> dict[str, tuple[int, int]]:
    """办完的环节 since then under each key of a level: how many, and how many of them late."""
    values: dict = {"agencies": [*agencies], "since": since, "region": wish.region, "agency": wish.agency}
    values |= {"post": wish.post, "person": wish.person}
    conditions = "".join(words for name, words in FILTERS.items() if getattr(wish, name))
    with connection.cursor() as cursor:
        cursor.execute(ENDED.format(key=KEYS[level], conditions=conditions), values)
        return {key: (count, late) for key, count, late in cursor.fetchall() if key}
