"""Lists of what waits: order, lights, filters, paging, scope, and the plan on many rows."""

import datetime as dt
import json

import pytest
from django.db import connection
from django.utils import timezone

from tests import make
from tongban.cases import worklists
from tongban.cases.models import Case, Turn
from tongban.cases.states import State
from tongban.catalogue.models import Item
from tongban.identity.rules import Desk, Power

TODAY = dt.date(2026, 10, 8)
ALL = worklists.Wish()
MANY = """
INSERT INTO cases_case
SELECT (jsonb_populate_record(c, jsonb_build_object(
  'id', gen_random_uuid(), 'submission', gen_random_uuid(), 'number', 'N' || lpad(n::text, 6, '0'),
  'applicant_name', '申请人' || n, 'state', %(state)s::text,
  'accepted_at', c.received_at, 'due_on', %(due)s::date + (n %% %(span)s)::int,
  'yellow_on', %(due)s::date + (n %% %(span)s)::int - 2))).*
FROM cases_case c, generate_series(1, %(count)s) AS n WHERE c.id = %(one)s
"""
OPENED = """
INSERT INTO cases_turn (id, case_id, key, post, opened_at, outcome, agency_id, due_on)
SELECT gen_random_uuid(), id, %(key)s, %(post)s, accepted_at, '', agency_id, due_on FROM cases_case
WHERE state = 'accepted'
"""


@pytest.fixture
def reviewer(town) -> Desk:
    return make.desk("zhouming")


def rows(
    count: int, *, due: dt.date = TODAY, span: int = 1, state: str = "accepted", posts: str = "review"
) -> None:
    """So many cases of one item whose limits end from `due` on; they are rolled back and need no journal."""
    one = make.case_now()
    values = {"state": state, "due": due, "span": span, "count": count, "one": one.pk}
    with connection.cursor() as cursor:
        cursor.execute(MANY, values)
        cursor.execute("DELETE FROM cases_material WHERE case_id = %s", [one.pk])
        cursor.execute("DELETE FROM cases_case WHERE id = %s", [one.pk])
        for post in posts.split():
            cursor.execute(OPENED, {"key": post, "post": post})


def paused(*cases: str) -> None:
    """Their clock stands still."""
    Case.objects.filter(number__in=cases).update(due_on=None, yellow_on=None)
    Turn.objects.filter(case__number__in=cases).update(due_on=None)


def numbers(queue: worklists.Queue, wish: worklists.Wish = ALL) -> list[str]:
    return [row.number for row in worklists.page(queue, wish, TODAY)[0]]


@pytest.mark.parametrize(
    ("due", "light"),
    [
        (TODAY - dt.timedelta(1), "red"),
        (TODAY, "yellow"),
        (TODAY + dt.timedelta(2), "yellow"),
        (TODAY + dt.timedelta(3), "green"),
    ],
)
def test_the_light_follows_from_the_stored_dates(reviewer, due, light):
    rows(1, due=due)
    [row], _ = worklists.page(worklists.review(reviewer), ALL, TODAY)
    assert (row.light, row.due_on) == (light, due)
    [group] = worklists.tally(worklists.review(reviewer), ALL, TODAY)
    assert (group.light, group.count) == (light, 1)


def test_a_case_whose_clock_stands_still_comes_last(reviewer):
    rows(2, span=2)
    paused("N000002")
    found, _ = worklists.page(worklists.review(reviewer), ALL, TODAY)
    assert [(row.number, row.light) for row in found] == [("N000001", "yellow"), ("N000002", "paused")]


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        (ALL, 3),
        (worklists.Wish(text="N000002"), 1),
        (worklists.Wish(text="n000002"), 1),
        (worklists.Wish(text="申请人3"), 1),
        (worklists.Wish(text="食品经营"), 3),
        (worklists.Wish(text="%"), 0),
        (worklists.Wish(text="' OR 1=1 --"), 0),
        (worklists.Wish(stage="review"), 3),
        (worklists.Wish(stage="decide"), 0),
        (worklists.Wish(channel="web"), 3),
        (worklists.Wish(channel="counter"), 0),
        (worklists.Wish(item=0), 0),
        (worklists.Wish(light="yellow"), 3),
        (worklists.Wish(light="green"), 0),
    ],
)
def test_a_wish_narrows_the_list(reviewer, wish, found):
    rows(3)
    assert len(numbers(worklists.review(reviewer), wish)) == found


def test_pages_follow_each_other_without_gap_or_repeat(reviewer, monkeypatch):
    monkeypatch.setattr(worklists, "SIZE", 4)
    rows(11, span=3)
    paused("N000001", "N000005", "N000009")
    queue, place, seen, places = worklists.review(reviewer), worklists.Place(), [], []
    while place:
        found, place = worklists.page(queue, ALL, TODAY, place)
        seen += [(row.due_on or dt.date.max, row.place) for row in found]
        places.append(place and place.seen)
    assert seen == sorted(seen)
    assert (len(set(seen)), places) == (11, [4, 8, None])


def test_a_case_waits_at_every_post_where_a_stage_is_open(reviewer):
    rows(2, span=2, posts="review visit")
    visitor = make.desk("gaoyuan")
    for desk, stage in ((reviewer, "review"), (visitor, "visit")):
        found, _ = worklists.page(worklists.review(desk), ALL, TODAY)
        assert [(row.number, row.stage) for row in found] == [("N000002", stage), ("N000001", stage)]
        assert [group.count for group in worklists.tally(worklists.review(desk), ALL, TODAY)] == [2]


def test_two_stages_at_one_post_are_two_rows(reviewer):
    rows(1, posts="review")
    Turn.objects.update(key="first")
    rows_of_second = {"key": "second", "post": "review"}
    with connection.cursor() as cursor:
        cursor.execute(OPENED, rows_of_second)
    queue = worklists.review(reviewer)
    found, _ = worklists.page(queue, ALL, TODAY)
    assert sorted((row.number, row.stage) for row in found) == [("N000001", "first"), ("N000001", "second")]
    [second] = worklists.page(queue, worklists.Wish(stage="second"), TODAY)[0]
    assert worklists.neighbours(queue, second.place, TODAY).total == 2


def test_counts_by_light_ignore_the_light_that_is_wished(reviewer):
    rows(4, due=TODAY - dt.timedelta(1), span=2)
    groups = worklists.tally(worklists.review(reviewer), ALL, TODAY)
    counted = {"red": 2, "yellow": 2, "green": 0, "paused": 0}
    assert worklists.lights(groups, worklists.Wish(light="red")) == counted
    assert worklists.lights(groups, worklists.Wish(channel="counter")) == dict.fromkeys(counted, 0)


def test_neighbours_stand_by_limit(reviewer):
    rows(3, span=3)
    first, second, third = worklists.page(worklists.review(reviewer), ALL, TODAY)[0]
    beside = worklists.neighbours(worklists.review(reviewer), second.place, TODAY)
    assert beside == worklists.Neighbours(2, 3, (first.number, "review"), (third.number, "review"))
    Turn.objects.filter(pk=second.place).update(outcome="over", closed_at=timezone.now())
    gone = worklists.neighbours(worklists.review(reviewer), second.place, TODAY)
    assert gone == worklists.Neighbours(0, 0, None, None)


def powers(*given: tuple[int, set[str], set[str] | None]) -> Desk:
    held = tuple(
        Power(agency, frozenset(acts), items and frozenset(items), "书", None)
        for agency, acts, items in given
    )
    return Desk(1, "某", None, 1, "岗", "window", "", 1, "局", held)


@pytest.mark.parametrize(
    ("given", "scope"),
    [
        ([], ()),
        ([(1, {"deliver"}, None)], ()),
        ([(1, {"accept"}, None)], ((1, None),)),
        (
            [(2, {"accept"}, {"b"}), (1, {"accept"}, {"a"}), (2, {"accept"}, {"a"})],
            ((1, ("a",)), (2, ("a", "b"))),
        ),
        ([(1, {"accept"}, {"a"}), (1, {"accept"}, None)], ((1, None),)),
        ([(1, {"accept"}, None), (1, {"accept"}, {"a"})], ((1, None),)),
    ],
)
def test_the_scope_joins_the_powers_that_cover_the_acts(given, scope):
    assert worklists.acceptance(powers(*given)).scope == scope


def test_nobody_sees_what_he_has_no_power_for(town):
    rows(3)
    for login in ("fangyuan", "handong", "chenli", "gaoyuan", "qinlang", "shenqing"):
        assert numbers(worklists.review(make.desk(login))) == [], login


def test_a_window_with_items_named_sees_only_those(town):
    item = Item.objects.get(name="就业失业登记")
    rows(2, posts="window")
    Case.objects.filter(number="N000002").update(item=item, agency=item.agency)
    Turn.objects.filter(case__number="N000002").update(agency=item.agency)
    assert numbers(worklists.review(make.desk("shenqing"))) == ["N000002"]


def test_deliveries_join_both_outcomes(town):
    rows(2, state="granted")
    Case.objects.filter(number="N000002").update(state=State.REFUSED)
    assert sorted(numbers(worklists.delivery(make.desk("dingning")))) == ["N000001", "N000002"]


def test_thousands_of_rows_are_read_by_the_index_of_what_is_open(reviewer):
    rows(5_000, due=TODAY - dt.timedelta(20), span=60, posts="review visit decide countersign")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE cases_case, cases_turn")
    asked = []

    def noted(execute, sql, params, many, context):
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(noted):
        found, after = worklists.page(worklists.review(reviewer), ALL, TODAY)
        worklists.page(worklists.review(reviewer), ALL, TODAY, after)
    assert len(found) == worklists.SIZE
    for plan in [explained(sql, params) for sql, params in asked]:
        assert "turn_waiting" in json.dumps(plan)
        assert most_rows(plan) <= 4 * worklists.SIZE


def explained(sql: str, params: dict) -> dict:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)
        return cursor.fetchone()[0][0]["Plan"]


def most_rows(node: dict) -> int:
    """The largest number of rows that any part of a plan gave."""
    return max([node["Actual Rows"], *(most_rows(part) for part in node.get("Plans", []))])
