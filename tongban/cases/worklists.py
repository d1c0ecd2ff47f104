"""待办清单: what waits for a post, by its limit, in hand-written SQL.

At a window wait cases in a state, at the other posts their open stages: a case is listed once for each.
States and page size are literals, so that the partial indexes `case_<state>` and `turn_waiting` are used and
plans are kept.
"""

import datetime as dt
import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from tongban.cases.states import State
from tongban.core import text
from tongban.identity.rules import Desk

SIZE = 50
LIGHT = """
CASE WHEN c.due_on IS NULL THEN 'paused' WHEN c.due_on < %(today)s::date THEN 'red'
  WHEN c.yellow_on <= %(today)s::date THEN 'yellow' ELSE 'green' END"""
LIGHTS: tuple[str, ...] = ("red", "yellow", "green", "paused")
WAITING = """
FROM jsonb_to_recordset(%(scope)s::jsonb) AS scope (agency bigint, codes text[])
CROSS JOIN LATERAL (
  SELECT c.*, {source}
    AND (scope.codes IS NULL
      OR c.item_id IN (SELECT i.id FROM catalogue_item i WHERE i.code = ANY (scope.codes)))
    AND {condition} {tail}
) c"""
IN_STATE = """c.id AS place, '' AS stage, false AS returned, '' AS given_to FROM cases_case c
  WHERE c.state = '{state}' AND c.agency_id = scope.agency"""
AT_POST = """t.id AS place, t.key AS stage, t.returned_id IS NOT NULL AS returned,
  coalesce((SELECT o.name FROM identity_officer o WHERE o.id = t.officer_id), '') AS given_to
  FROM cases_turn t JOIN cases_case c ON c.id = t.case_id
  WHERE t.outcome = '' AND t.agency_id = scope.agency AND t.post = %(post)s"""
DATED = "{of}.due_on IS NOT NULL AND ({of}.due_on, {of}.id) > (%(due)s::date, %(id)s::uuid)"
UNION = " UNION ALL "
FIRST_UNDATED = "{of}.due_on IS NULL"
UNDATED = "{of}.due_on IS NULL AND {of}.id > %(id)s::uuid"
ROW = f"""c.place, c.id, c.number, c.state, c.stage, c.item_id, c.item_name, c.applicant_name, c.channel,
  c.version_id, c.region_id, coalesce(c.counted_from, c.received_at), c.accepted_at, c.decided_at,
  c.due_on, c.returned, c.given_to, {LIGHT} AS light"""
GROUP = f"c.item_id, c.item_name, c.stage, c.version_id, c.channel, {LIGHT} AS light"
TALLY = """
SELECT item_id, min(item_name), stage, max(version_id), channel, light, count(*)
FROM ({waiting}) AS waiting GROUP BY item_id, stage, channel, light ORDER BY 2, 3, 5, 6"""
BESIDE = """
SELECT nth, total, before, before_stage, after, after_stage FROM (
  SELECT place, row_number() OVER line AS nth, count(*) OVER () AS total,
    lag(number) OVER line AS before, lag(stage) OVER line AS before_stage,
    lead(number) OVER line AS after, lead(stage) OVER line AS after_stage
  FROM ({waiting}) AS waiting WINDOW line AS (ORDER BY due_on NULLS LAST, place)
) AS standing WHERE place = %(id)s::uuid"""
FIRST = dt.date.min
NOBODY = uuid.UUID(int=0)
FILTERS = {
    "item": "c.item_id = %(item)s::bigint",
    "stage": "{stage} = %(stage)s::text",
    "channel": "c.channel = %(channel)s::text",
    "light": f"{LIGHT} = %(light)s::text",
    "officer": "{officer} = %(officer)s::bigint",
    "text": """(strpos(c.number, upper(%(text)s::text)) > 0 OR strpos(c.applicant_name, %(text)s::text) > 0
      OR strpos(c.item_name, %(text)s::text) > 0)""",
}


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits: cases in these states or stages open at this kind of post, and over which items of each
    agency there is power.
    """

    states: tuple[State, ...]
    post: str
    scope: tuple[tuple[int, tuple[str, ...] | None], ...]


def queue(desk: Desk, states: Sequence[State], acts: Iterable[str], post: str = "") -> Queue:
    """What waits in these states, or at this kind of post, where the officer may do one of the acts."""
    wanted = frozenset(acts)
    scope: dict[int, frozenset[str] | None] = {}
    for power in desk.powers:
        if not power.acts & wanted:
            continue
        known = scope.get(power.agency_id, frozenset())
        scope[power.agency_id] = None if known is None or power.items is None else known | power.items
    ordered = tuple(
        (agency, None if codes is None else tuple(sorted(codes))) for agency, codes in sorted(scope.items())
    )
    return Queue(tuple(states), post, ordered)


def acceptance(desk: Desk) -> Queue:
    """待受理, at the window."""
    return queue(desk, [State.RECEIVED], ["accept", "decline", "return_for_correction"])


def review(desk: Desk) -> Queue:
    """待审查, 待决定: at this kind of post."""
    return queue(desk, [], ["review", "decide"], desk.post_kind)


def delivery(desk: Desk) -> Queue:
    """待出件: decided, not yet handed over."""
    return queue(desk, [State.GRANTED, State.REFUSED], ["deliver"])


@dataclass(frozen=True, slots=True)
class Wish:
    """What of a queue is wanted; `light` is red, yellow, green or paused, `officer` to whom it was given."""

    text: str = ""
    item: int | None = None
    stage: str = ""
    channel: str = ""
    light: str = ""
    officer: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins: after the row of this limit and id, the `seen`th of the list."""

    due: dt.date | None = FIRST
    id: uuid.UUID = NOBODY
    seen: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One case in a list, or one of the stages it is at."""

    place: uuid.UUID
    id: uuid.UUID
    number: str
    state: str
    stage: str
    item_id: int
    item_name: str
    applicant_name: str
    channel: str
    version_id: int
    region_id: str
    counted_at: dt.datetime
    accepted_at: dt.datetime | None
    decided_at: dt.datetime | None
    due_on: dt.date | None
    returned: bool  # sent back to this stage
    given_to: str  # 转办给谁, by name
    light: str


def page(
    wanted: Queue, wish: Wish, today: dt.date, after: Place | None = None
) -> tuple[list[Row], Place | None]:
    """One page, nearest limit first, those whose clock stands still last; and where the next one begins."""
    start = after or Place()
    values = _values(wanted, wish, today) | {"due": start.due, "id": start.id}
    conditions = [DATED, FIRST_UNDATED] if start.due else [UNDATED]
    tail = f"ORDER BY {{of}}.due_on, {{of}}.id LIMIT {SIZE + 1}"
    parts = [
        part
        for condition in conditions
        for part in _waiting(wanted, ROW, condition + _conditions(wish), tail)
    ]
    statement = f"{UNION.join(parts)} ORDER BY due_on NULLS LAST, place LIMIT {SIZE + 1}"
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows = [Row(*row) for row in cursor.fetchall()]
    if len(rows) <= SIZE:
        return rows, None
    last = rows[SIZE - 1]
    return rows[:SIZE], Place(last.due_on, last.place, start.seen + SIZE)


@dataclass(frozen=True, slots=True)
class Group:
    """So many cases alike."""

    item_id: int
    item_name: str
    stage: str
    version_id: int
    channel: str
    light: str
    count: int


def tally(wanted: Queue, wish: Wish, today: dt.date) -> list[Group]:
    """The whole queue, of which only text and officer are asked, in groups: for counts and for choices."""
    asked = Wish(text=wish.text, officer=wish.officer)
    parts = _waiting(wanted, GROUP, f"TRUE{_conditions(asked)}")
    statement = TALLY.format(waiting=UNION.join(parts))
    with connection.cursor() as cursor:
        cursor.execute(statement, _values(wanted, asked, today))
        return [Group(*row) for row in cursor.fetchall()]


def lights(groups: Iterable[Group], wish: Wish) -> dict[str, int]:
    """How many of each light, under the other wishes."""
    counts = dict.fromkeys(LIGHTS, 0)
    for group in groups:
        if (
            wish.item in (None, group.item_id)
            and wish.stage in ("", group.stage)
            and wish.channel in ("", group.channel)
        ):
            counts[group.light] += group.count
    return counts


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where a row stands in the queue: its place, of how many, and number and stage before and after it."""

    place: int
    total: int
    before: tuple[str, str] | None
    after: tuple[str, str] | None


def neighbours(wanted: Queue, place: uuid.UUID, today: dt.date) -> Neighbours:
    """The rows beside this one, by the id of its case or turn; all empty for what has left the queue."""
    parts = _waiting(wanted, "c.place, c.number, c.stage, c.due_on", "TRUE")
    statement = BESIDE.format(waiting=UNION.join(parts))
    with connection.cursor() as cursor:
        cursor.execute(statement, _values(wanted, Wish(), today) | {"id": place})
        found = cursor.fetchone()
    if not found:
        return Neighbours(0, 0, None, None)
    nth, total, before, before_stage, after, after_stage = found
    return Neighbours(nth, total, before and (before, before_stage), after and (after, after_stage))


def _waiting(wanted: Queue, columns: str, condition: str, tail: str = "") -> list[str]:
    """A statement for each source of the queue."""
    sources = [("c", "''", "NULL", IN_STATE.format(state=State(state).value)) for state in wanted.states]
    return [
        f"SELECT {columns}"
        + WAITING.format(
            source=source,
            condition=condition.format(of=of, stage=stage, officer=officer),
            tail=tail.format(of=of),
        )
        for of, stage, officer, source in sources or [("t", "t.key", "t.officer_id", AT_POST)]
    ]


def _values(wanted: Queue, wish: Wish, today: dt.date) -> dict:
    scope = [{"agency": agency, "codes": codes} for agency, codes in wanted.scope]
    return {
        "scope": json.dumps(scope),
        "post": wanted.post,
        "today": today,
        "item": wish.item,
        "stage": wish.stage,
        "channel": wish.channel,
        "light": wish.light,
        "officer": wish.officer,
        "text": text.tidy(wish.text),
    }


def _conditions(wish: Wish) -> str:
    return "".join(f" AND {FILTERS[name]}" for name in FILTERS if getattr(wish, name) not in (None, ""))


HINTS = """
SELECT case_id, 'hold' AS what, kind FROM cases_hold
WHERE case_id = ANY (%(ids)s::uuid[]) AND lifted_at IS NULL
UNION
SELECT t.case_id, 'review', 'oppose' FROM cases_turn t JOIN cases_review r ON r.id = t.review_id
WHERE t.case_id = ANY (%(ids)s::uuid[]) AND t.outcome = 'done' AND r.verdict = 'oppose'
ORDER BY what, kind
"""


def hints(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[tuple[str, str]]]:
    """What an officer should know before he opens a case: what it waits for, who opposes."""
    found: dict[uuid.UUID, list[tuple[str, str]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(HINTS, {"ids": list(ids)})
        for case, what, which in cursor.fetchall():
            found.setdefault(case, []).append((what, which))
    return found
