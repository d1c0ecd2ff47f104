"""待办清单: the open cases that wait for a post, by their limit, in hand-written SQL.

States and page size are literals, so that the partial indexes `case_<state>` are used and plans are kept.
"""

import datetime as dt
import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from tongban.cases.models import Case
from tongban.cases.states import State
from tongban.core import text
from tongban.identity.rules import Desk
from tongban.journal.models import Line

SIZE = 50
LIGHT = """
CASE WHEN c.due_on IS NULL THEN 'paused' WHEN c.due_on < %(today)s::date THEN 'red'
  WHEN c.yellow_on <= %(today)s::date THEN 'yellow' ELSE 'green' END"""
LIGHTS: tuple[str, ...] = ("red", "yellow", "green", "paused")
WAITING = """
FROM jsonb_to_recordset(%(scope)s::jsonb) AS scope (agency bigint, codes text[])
CROSS JOIN LATERAL (
  SELECT * FROM cases_case c
  WHERE c.state = '{state}' AND c.agency_id = scope.agency AND c.post_kind = %(post)s
    AND (scope.codes IS NULL
      OR c.item_id IN (SELECT i.id FROM catalogue_item i WHERE i.code = ANY (scope.codes)))
    AND {condition} {tail}
) c"""
DATED = "c.due_on IS NOT NULL AND (c.due_on, c.id) > (%(due)s::date, %(id)s::uuid)"
UNION = " UNION ALL "
FIRST_UNDATED = "c.due_on IS NULL"
UNDATED = "c.due_on IS NULL AND c.id > %(id)s::uuid"
ROW = f"""c.id, c.number, c.state, c.stage, c.item_id, c.item_name, c.applicant_name, c.channel, c.version_id,
  c.region_id, c.received_at, c.accepted_at, c.decided_at, c.due_on, {LIGHT} AS light"""
GROUP = f"c.item_id, c.item_name, c.stage, c.version_id, c.channel, {LIGHT} AS light"
TALLY = """
SELECT item_id, min(item_name), stage, max(version_id), channel, light, count(*)
FROM ({waiting}) AS waiting GROUP BY item_id, stage, channel, light ORDER BY 2, 3, 5, 6"""
BESIDE = """
SELECT place, total, before, after FROM (
  SELECT id, row_number() OVER line AS place, count(*) OVER () AS total,
    lag(number) OVER line AS before, lead(number) OVER line AS after
  FROM ({waiting}) AS waiting WINDOW line AS (ORDER BY due_on NULLS LAST, id)
) AS standing WHERE id = %(id)s::uuid"""
FIRST = dt.date.min
NOBODY = uuid.UUID(int=0)
FILTERS = {
    "item": "c.item_id = %(item)s::bigint",
    "stage": "c.stage = %(stage)s::text",
    "channel": "c.channel = %(channel)s::text",
    "light": f"{LIGHT} = %(light)s::text",
    "text": """(strpos(c.number, upper(%(text)s::text)) > 0 OR strpos(c.applicant_name, %(text)s::text) > 0
      OR strpos(c.item_name, %(text)s::text) > 0)""",
}


@dataclass(frozen=True, slots=True)
class Queue:
    """Whose turn it is: states, the kind of post, and over which items of each agency it has power."""

    states: tuple[State, ...]
    post: str
    scope: tuple[tuple[int, tuple[str, ...] | None], ...]


def queue(desk: Desk, states: Sequence[State], post: str, acts: Iterable[str]) -> Queue:
    """The queue of cases on which this officer's post may do one of the acts."""
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
    return queue(desk, [State.RECEIVED], "window", ["accept", "decline", "return_for_correction"])


def review(desk: Desk) -> Queue:
    """待审查, 待决定: at this kind of post."""
    return queue(desk, [State.ACCEPTED], desk.post_kind, ["review", "decide"])


def delivery(desk: Desk) -> Queue:
    """待出件: decided, not yet handed over."""
    return queue(desk, [State.GRANTED, State.REFUSED], "window", ["deliver"])


@dataclass(frozen=True, slots=True)
class Wish:
    """What of a queue is wanted; `light` is red, yellow, green or paused."""

    text: str = ""
    item: int | None = None
    stage: str = ""
    channel: str = ""
    light: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins: after the case of this limit and id, the `seen`th of the list."""

    due: dt.date | None = FIRST
    id: uuid.UUID = NOBODY
    seen: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One case in a list."""

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
    received_at: dt.datetime
    accepted_at: dt.datetime | None
    decided_at: dt.datetime | None
    due_on: dt.date | None
    light: str


def page(
    wanted: Queue, wish: Wish, today: dt.date, after: Place | None = None
) -> tuple[list[Row], Place | None]:
    """One page, nearest limit first, those whose clock stands still last; and where the next one begins."""
    start = after or Place()
    values = _values(wanted, wish, today) | {"due": start.due, "id": start.id}
    conditions = [DATED, FIRST_UNDATED] if start.due else [UNDATED]
    tail = f"ORDER BY c.due_on, c.id LIMIT {SIZE + 1}"
    parts = [
        _waiting(ROW, state, condition + _conditions(wish), tail)
        for state in wanted.states
        for condition in conditions
    ]
    statement = f"{UNION.join(parts)} ORDER BY due_on NULLS LAST, id LIMIT {SIZE + 1}"
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows = [Row(*row) for row in cursor.fetchall()]
    if len(rows) <= SIZE:
        return rows, None
    last = rows[SIZE - 1]
    return rows[:SIZE], Place(last.due_on, last.id, start.seen + SIZE)


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
    """The whole queue, of which only the text is asked, in groups: for counts and for choices."""
    asked = Wish(text=wish.text)
    parts = [_waiting(GROUP, state, f"TRUE{_conditions(asked)}") for state in wanted.states]
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
    """Where a case stands in the queue: its place, of how many, and the numbers before and after it."""

    place: int
    total: int
    before: str | None
    after: str | None


def neighbours(wanted: Queue, case: Case, today: dt.date) -> Neighbours:
    """The cases beside this one; all empty for a case that has left the queue."""
    parts = [_waiting("c.id, c.number, c.due_on", state, "TRUE") for state in wanted.states]
    statement = BESIDE.format(waiting=UNION.join(parts))
    with connection.cursor() as cursor:
        cursor.execute(statement, _values(wanted, Wish(), today) | {"id": case.pk})
        found = cursor.fetchone()
    return Neighbours(*found) if found else Neighbours(0, 0, None, None)


def _waiting(columns: str, state: str, condition: str, tail: str = "") -> str:
    return f"SELECT {columns}" + WAITING.format(state=State(state).value, condition=condition, tail=tail)


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
        "text": text.tidy(wish.text),
    }


def _conditions(wish: Wish) -> str:
    return "".join(f" AND {FILTERS[name]}" for name in FILTERS if getattr(wish, name) not in (None, ""))


HINTS = """
SELECT case_id, 'hold' AS what, kind FROM cases_hold
WHERE case_id = ANY (%(ids)s::uuid[]) AND lifted_at IS NULL
UNION ALL (
  SELECT DISTINCT ON (case_id) case_id, 'review', verdict FROM cases_review
  WHERE case_id = ANY (%(ids)s::uuid[]) ORDER BY case_id, at DESC, id DESC
) ORDER BY what, kind
"""


def hints(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[tuple[str, str]]]:
    """What an officer should know before he opens a case: what it waits for, how the last opinion ended."""
    found: dict[uuid.UUID, list[tuple[str, str]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(HINTS, {"ids": list(ids)})
        for case, what, which in cursor.fetchall():
            found.setdefault(case, []).append((what, which))
    return found


@dataclass(frozen=True, slots=True)
class Done:
    """One act of an officer on a case."""

    line: Line
    case: Case


def done(desk: Desk, *, since: dt.datetime | None = None, before: int | None = None) -> list[Done]:
    """已办: what this officer did, newest first, as the journal has it."""
    lines = Line.objects.filter(by=desk.author().key, verb__startswith="cases.")
    if since:
        lines = lines.filter(at__gte=since)
    if before:
        lines = lines.filter(pk__lt=before)
    told = list(lines.exclude(verb="cases.read_identifiers").order_by("-pk")[:SIZE])
    cases = Case.objects.in_bulk({_case_id(line) for line in told})
    return [Done(line, cases[_case_id(line)]) for line in told]


def _case_id(line: Line) -> uuid.UUID:
    return uuid.UUID(line.chain.partition(":")[2])
