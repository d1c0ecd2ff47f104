"""实时监察: every open case by light, county, agency, post and person, in hand-written SQL.

A case stands once for each stage that is open. Counts of every kind come from one statement.
"""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import connection

from tongban.cases.worklists import LIGHT, LIGHTS
from tongban.core import text

SIZE = 50
FIRST, NOBODY = dt.date.min, uuid.UUID(int=0)
POST = "coalesce(t.post, 'window')"
PLACE = "coalesce(t.id, c.id)"
COUNTY = "left(a.region_id, 6)"  # what lies below a county counts as the county
# How much of the days of a limit is used, a pause or a holiday counted like any day.
USED = """(%(today)s::date - (CASE c.state WHEN 'received' THEN coalesce(c.counted_from, c.received_at)
  WHEN 'accepted' THEN c.accepted_at ELSE c.decided_at END AT TIME ZONE 'Asia/Shanghai')::date)::float8"""
SPAN = USED.replace("%(today)s::date", "c.due_on")
OPEN = """
FROM cases_case AS c
LEFT JOIN cases_turn AS t ON t.case_id = c.id AND t.outcome = ''
WHERE c.state IN ('received', 'accepted', 'granted', 'refused') AND c.agency_id = ANY (%(agencies)s)"""
# The officers on the posts that have power over a case (agency, post, item code), today.
HOLDING = """
FROM identity_delegation AS d
JOIN identity_post AS p ON p.id = d.post_id
JOIN identity_appointment AS m ON m.post_id = p.id
JOIN identity_officer AS o ON o.id = m.officer_id
WHERE d.agency_id = {agency} AND p.kind = {post} AND (d.items IS NULL OR {code} = ANY (d.items))
  AND d.since <= %(today)s AND (d.until > %(today)s OR d.until IS NULL)
  AND (d.revoked_on > %(today)s OR d.revoked_on IS NULL)
  AND m.since <= %(today)s AND (m.until > %(today)s OR m.until IS NULL)"""
CODE = "(SELECT code FROM catalogue_item WHERE id = c.item_id)"
OF_CASE = HOLDING.format(agency="c.agency_id", post=POST, code=CODE)
FILTERS = {
    "region": """ AND c.agency_id IN (
      SELECT a.id FROM identity_agency AS a WHERE left(a.region_id, 6) = left(%(region)s::text, 6))""",
    "agency": " AND c.agency_id = %(agency)s::bigint",
    "post": f" AND {POST} = %(post)s::text",
    "person": f" AND EXISTS (SELECT 1 {OF_CASE} AND o.id = %(person)s::bigint)",
    "light": f" AND {LIGHT} = %(light)s::text",
    "text": """ AND (strpos(c.number, upper(%(text)s::text)) > 0
      OR strpos(c.item_name, %(text)s::text) > 0)""",
    "day": " AND c.due_on = %(day)s::date",
}
DATED = " AND {key}.due_on IS NOT NULL AND ({key}.due_on, {key}.id) > (%(due)s::date, %(id)s::uuid)"
FIRST_UNDATED = " AND {key}.due_on IS NULL"
UNDATED = " AND {key}.due_on IS NULL AND {key}.id > %(id)s::uuid"
# The lights once more, in words from which the planner sees how much of an index is wanted.
BOUNDS = {
    "red": " AND {key}.due_on < %(today)s::date",
    "yellow": " AND {key}.due_on >= %(today)s::date AND c.yellow_on <= %(today)s::date",
    "green": " AND {key}.due_on >= %(today)s::date AND coalesce(c.yellow_on > %(today)s::date, true)",
}
AT_POST = " AND t.post = %(post)s::text"
HELD = """
SELECT DISTINCT d.agency_id FROM identity_delegation AS d
JOIN identity_appointment AS m ON m.post_id = d.post_id
WHERE m.officer_id = %(person)s AND d.agency_id = ANY (%(agencies)s)"""
# Where rows of the list come from, each read in its own order from an index: agency, last day, id.
SOURCES = (
    ("t", "cases_turn AS t JOIN cases_case AS c ON c.id = t.case_id WHERE t.outcome = ''"),
    *(
        ("c", f"cases_case AS c LEFT JOIN cases_turn AS t ON false WHERE c.state = '{state}'")
        for state in ("received", "granted", "refused")
    ),
)
PART = """
SELECT row.* FROM unnest(%(agencies)s::bigint[]) AS s (id) CROSS JOIN LATERAL (
  SELECT {place} AS place, c.number, c.item_name, c.state, c.agency_id, {post} AS post, c.due_on,
    {light} AS light, c.region_id, c.item_id
  FROM {source} AND {key}.agency_id = s.id{conditions}
  ORDER BY {key}.due_on, {key}.id LIMIT {size}
) AS row"""
PARTS = {
    "place": PLACE,
    "county": COUNTY,
    "used": USED,
    "span": SPAN,
    "post": POST,
    "light": LIGHT,
    "open": OPEN,
    "of_case": OF_CASE,
    "of_row": HOLDING.format(
        agency="found.agency_id",
        post="found.post",
        code="(SELECT code FROM catalogue_item WHERE id = item_id)",
    ),
    "of_heap": HOLDING.format(agency="heap.agency_id", post="heap.post", code="i.code"),
}
PAGE = """
SELECT place, number, item_name, state, agency_id, post, due_on, light, region_id,
  ARRAY(SELECT DISTINCT o.name {of_row} ORDER BY o.name) AS people
FROM (SELECT * FROM ({parts}) AS near ORDER BY due_on NULLS LAST, place LIMIT {size}) AS found
ORDER BY due_on NULLS LAST, place"""
TALLY = """
WITH heap AS MATERIALIZED (
  SELECT c.agency_id, {post} AS post, c.item_id, {light} AS light, count(*) AS n,
    sum({used} / greatest({span}, 1)) AS used, count(c.due_on) AS dated
  {open}{conditions} GROUP BY 1, 2, 3, 4
)
SELECT 'light', '', '', light, {sums} FROM heap GROUP BY light
UNION ALL SELECT 'region', {county}, min(r.name), light, {sums}
  FROM heap JOIN identity_agency AS a ON a.id = heap.agency_id
  LEFT JOIN identity_region AS r ON r.code = rpad({county}, 12, '0') GROUP BY 2, light
UNION ALL SELECT 'agency', a.id::text, coalesce(nullif(a.short_name, ''), a.name), light, {sums}
  FROM heap JOIN identity_agency AS a ON a.id = heap.agency_id GROUP BY a.id, light
UNION ALL SELECT 'post', post, '', light, {sums} FROM heap GROUP BY post, light
UNION ALL SELECT 'person', held.id::text, held.name, light, {sums}
  FROM heap JOIN catalogue_item AS i ON i.id = heap.item_id
  CROSS JOIN LATERAL (SELECT DISTINCT o.id, o.name {of_heap}) AS held GROUP BY held.id, held.name, light"""
SUMS = "sum(n), coalesce(sum(used), 0), sum(dated)"
HEAT = """
SELECT {by}, c.due_on, count(DISTINCT c.id) {open}{conditions}
  AND c.due_on BETWEEN %(today)s::date AND %(until)s::date GROUP BY 1, 2"""
HEAPS = {"agency": "c.agency_id::text", "post": POST}
LEVELS = ("region", "agency", "post", "person")


@dataclass(frozen=True, slots=True)
class Wish:
    """What of the open cases is wanted."""

    region: str = ""  # a county, or the city itself
    agency: int | None = None
    post: str = ""
    person: int | None = None
    light: str = ""
    text: str = ""
    day: dt.date | None = None  # the last day


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins: after the row of this deadline and id."""

    due: dt.date | None = FIRST
    id: uuid.UUID = NOBODY


@dataclass(frozen=True, slots=True)
class Row:
    """One case at one post."""

    place: uuid.UUID
    number: str
    item_name: str
    state: str
    agency_id: int
    post: str
    due_on: dt.date | None
    light: str
    region_id: str
    people: list[str]


@dataclass(frozen=True, slots=True)
class Count:
    """So many of each light: of all, of a county, of an agency, of a kind of post, of a person."""

    by: str  # light, region, agency, post, person
    key: str
    name: str
    lights: dict[str, int]
    used: float | None  # of the limits that run, on average

    @property
    def total(self) -> int:
        """Of every light."""
        return sum(self.lights.values())


def page(
    agencies: Sequence[int], wish: Wish, today: dt.date, after: Place | None = None, size: int | None = None
) -> tuple[list[Row], Place | None]:
    """One page, nearest deadline first, those whose clock stands still last; and where the next begins."""
    start, size = after or Place(), size or SIZE
    parts = [
        PART.format(**PARTS, key=key, source=source, size=size + 1, conditions=_narrowed(wish, where, key))
        for where in _spans(wish, start)
        for key, source in SOURCES
        if key == "t" or wish.post in ("", "window")
    ]
    near = _near(agencies, wish)
    if not parts or not near:
        return [], None
    values: dict = _values(near, wish, today) | {"due": start.due, "id": start.id}
    with connection.cursor() as cursor:
        cursor.execute(PAGE.format(**PARTS, parts=" UNION ALL ".join(parts), size=size + 1), values)
        rows = [Row(*row) for row in cursor.fetchall()]
    if len(rows) <= size:
        return rows, None
    return rows[:size], Place(rows[size - 1].due_on, rows[size - 1].place)


def _narrowed(wish: Wish, where: str, key: str) -> str:
    at_post = AT_POST if wish.post and key == "t" else ""
    return where.format(key=key) + at_post + _conditions(replace(wish, light="", post=""))


def _spans(wish: Wish, start: Place) -> list[str]:
    """Which parts of the order can hold what is wanted: by last day, then those without one."""
    dated = [DATED + BOUNDS.get(wish.light, "")] if start.due and wish.light != "paused" else []
    undated = [FIRST_UNDATED if start.due else UNDATED] if wish.light in ("", "paused") else []
    return dated + undated


def _near(agencies: Sequence[int], wish: Wish) -> list[int]:
    """The agencies in which what is wanted can be."""
    if wish.agency is not None:
        return [agency for agency in agencies if agency == wish.agency]
    if wish.person is None:
        return [*agencies]
    with connection.cursor() as cursor:
        cursor.execute(HELD, {"person": wish.person, "agencies": [*agencies]})
        return [agency for (agency,) in cursor.fetchall()]


def tally(agencies: Sequence[int], wish: Wish, today: dt.date) -> dict[str, list[Count]]:
    """Counts by level under the wishes but the light and the day; the one under `light` is of all."""
    asked = replace(wish, light="", day=None)
    found: dict[tuple[str, str, str], tuple[dict[str, int], list[float]]] = {}
    statement = TALLY.format(**PARTS, sums=SUMS, conditions=_conditions(asked))
    with connection.cursor() as cursor:
        cursor.execute(statement, _values(agencies, asked, today))
        for by, key, name, light, count, used, dated in cursor.fetchall():
            lights, shares = found.setdefault((by, key, name), (dict.fromkeys(LIGHTS, 0), [0.0, 0.0]))
            lights[light] = int(count)
            shares[0], shares[1] = shares[0] + used, shares[1] + float(dated)
    counted = [
        Count(*of, lights, used / dated if dated else None) for of, (lights, (used, dated)) in found.items()
    ]
    counted.sort(key=lambda each: (*(-each.lights[light] for light in LIGHTS), each.name, each.key))
    return {by: [each for each in counted if each.by == by] for by in ("light", *LEVELS)}


def heat(
    agencies: Sequence[int], wish: Wish, today: dt.date, until: dt.date, by: str = "agency"
) -> dict[tuple[str, dt.date], int]:
    """未来到期: how many cases become due, by agency or kind of post and by day."""
    values: dict = _values(agencies, wish, today) | {"until": until}
    with connection.cursor() as cursor:
        cursor.execute(HEAT.format(**PARTS, by=HEAPS[by], conditions=_conditions(wish)), values)
        return {(key, day): count for key, day, count in cursor.fetchall()}


def _values(agencies: Sequence[int], wish: Wish, today: dt.date) -> dict:
    return {
        "agencies": [*agencies],
        "today": today,
        "day": wish.day,
        "region": wish.region,
        "agency": wish.agency,
        "post": wish.post,
        "person": wish.person,
        "light": wish.light,
        "text": text.tidy(wish.text),
    }


def _conditions(wish: Wish) -> str:
    return "".join(words for name, words in FILTERS.items() if getattr(wish, name) not in (None, ""))
