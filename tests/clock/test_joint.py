"""联办阶段: a day is taken out only when all that is under way stands; the end is the longest way."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.clock.facts import CALENDAR, day
from tests.clock.test_properties import seeded
from tongban.clock import engine

START, TODAY = dt.date(2026, 3, 2), dt.date(2026, 3, 20)  # a Monday; no holiday until 4 April
TEN = engine.Limit(10)


def member(key: str, began: str | None = "2026-03-02", **more) -> engine.Member:
    return engine.Member(key, more.pop("limit", TEN), began=began and day(began), **more)


def paused(begins: str, ends: str | None = None, kind: str = "hearing") -> tuple[engine.Pause, ...]:
    return (engine.Pause(day(begins), ends and day(ends), kind),)


@pytest.mark.parametrize(
    ("members", "due"),
    [
        ([member("a"), member("b")], "2026-03-30"),
        ([member("a", pauses=paused("2026-03-03", "2026-03-10")), member("b")], "2026-03-30"),
        (
            [
                member("a", pauses=paused("2026-03-03", "2026-03-10")),
                member("b", pauses=paused("2026-03-05", "2026-03-12")),
            ],
            "2026-04-02",  # 6, 9 and 10 March
        ),
        ([member("a", pauses=paused("2026-03-03", "2026-03-10")), member("b", None)], "2026-04-07"),
        (
            [
                member("a", pauses=paused("2026-03-03", "2026-03-10")),
                member("b", ended=day("2026-03-05")),
            ],
            "2026-04-02",  # after b has ended nothing runs beside a
        ),
        ([member("a", ended=day("2026-03-05")), member("b", None)], "2026-03-30"),
    ],
    ids=[
        "none paused",
        "one paused",
        "both for a while",
        "the other waits",
        "the other has ended",
        "between",
    ],
)
def test_a_day_is_taken_out_only_when_all_stand(members, due):
    facts = engine.stage(START, engine.Limit(20), members, TODAY)

    assert engine.due(facts, CALENDAR).due_on == day(due)


def test_while_all_stand_there_is_no_deadline():
    both = [
        member("a", pauses=paused("2026-03-10")),
        member("b", pauses=paused("2026-03-12", kind="expert_review")),
    ]
    seen = engine.explain(engine.stage(START, engine.Limit(20), both, TODAY), CALENDAR)

    assert (seen.due, seen.paused, seen.used) == (None, True, 8)
    assert {each.name for each in seen.days or () if each.date > day("2026-03-12")} - {None} == {
        "各事项都在特别程序中"
    }


def test_the_end_is_the_longest_way():
    """a → c, b → c; c has not begun."""
    three = [
        member("a", limit=engine.Limit(5)),
        member("b", limit=TEN, extension=engine.Extension(5)),
        member("c", None, limit=engine.Limit(3), after=("a", "b")),
    ]

    assert engine.heading(START, three, CALENDAR, TODAY) == {
        "a": day("2026-03-09"),
        "b": day("2026-03-23"),
        "c": day("2026-03-26"),
    }


def test_what_has_ended_and_what_stands_is_taken_as_it_is():
    three = [
        member("a", ended=day("2026-03-04")),
        member("b", "2026-03-04", after=("a",), pauses=paused("2026-03-06")),
        member("c", None, limit=engine.Limit(3), after=("b",)),
    ]

    ends = engine.heading(START, three, CALENDAR, TODAY)

    assert ends == {"a": day("2026-03-04"), "b": day("2026-04-01"), "c": day("2026-04-07")}


@pytest.mark.parametrize(
    ("members", "field"),
    [
        ([], "members"),
        ([member("a"), member("a")], "members"),
        ([member("a", after=("b",)), member("b", after=("a",))], "members"),
        ([member("a", after=("x",))], "members[0].after"),
        ([member("a", limit=engine.Limit(8, "working_hour"))], "members[0].limit.unit"),
        ([member("a", ended=day("2026-03-01"))], "members[0].ended"),
        ([member("a", None, ended=day("2026-03-03"))], "members[0].ended"),
    ],
)
def test_what_is_no_stage_says_where(members, field):
    with pytest.raises(engine.BadFacts) as wrong:
        engine.heading(START, members, CALENDAR, TODAY)

    assert wrong.value.field == field


spans = some.lists(some.tuples(some.integers(0, 40), some.integers(0, 15)), max_size=2)
drawn = some.tuples(some.integers(0, 20) | some.none(), some.integers(0, 40) | some.none(), spans)


@seeded
@given(some.lists(drawn, min_size=1, max_size=4), some.integers(1, 30))
def test_the_stage_agrees_with_the_walk(given_members, value):
    members = [made(f"m{place}", *one) for place, one in enumerate(given_members)]
    facts = engine.stage(START, engine.Limit(value), members, START + dt.timedelta(200))

    number, today = 0, START
    while number < value:
        today += dt.timedelta(1)
        number += CALENDAR.works(today) and runs(members, today)
    assert engine.due(facts, CALENDAR).due_on == today


def made(key: str, began: int | None, ended: int | None, spans: list[tuple[int, int]]) -> engine.Member:
    since = None if began is None else START + dt.timedelta(began)
    until = since + dt.timedelta(ended) if since and ended is not None else None
    pauses = tuple(
        engine.Pause(START + dt.timedelta(a), START + dt.timedelta(a + more), "testing") for a, more in spans
    )
    return engine.Member(key, TEN, began=since, ended=until, pauses=pauses)


def runs(members: list[engine.Member], today: dt.date) -> bool:
    """Whether a day counts, from the words of the rule."""
    open_now = [m for m in members if m.began and m.began < today and (m.ended is None or today <= m.ended)]
    standing = [any(p.begins < today <= p.ends for p in m.pauses) for m in open_now]
    return not open_now or not all(standing)
