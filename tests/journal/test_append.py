import datetime as dt

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError

from tongban.journal import actions, queries
from tongban.journal.models import Head, Line

AT = dt.datetime(2026, 9, 18, 1, 12, tzinfo=dt.UTC)
CLERK = actions.Author(
    key="officer:7", name="综合窗口岗 沈青", channel="counter", ground="授权书〔2026〕12号"
)


def write(chain="case:1", verb="cases.accept", **data):
    return actions.append(verb, chain, by=CLERK, at=AT, **data)


def test_a_line_says_who_did_what_on_what_ground(db):
    line = Line.objects.get(pk=write(state="accepted"))

    assert (line.chain, line.seq, line.verb, line.at) == ("case:1", 1, "cases.accept", AT)
    assert (line.by, line.by_name, line.ground, line.channel) == (
        CLERK.key,
        CLERK.name,
        CLERK.ground,
        "counter",
    )
    assert line.data == {"state": "accepted"}


def test_lines_of_a_chain_follow_each_other(db):
    for number in range(3):
        write(number=number)
    write("case:2")

    first, second, third = queries.timeline("case:1")
    assert [line.seq for line in (first, second, third)] == [1, 2, 3]
    assert bytes(second.prev) == bytes(first.digest)
    assert bytes(third.prev) == bytes(second.digest)
    assert bytes(Head.objects.get(chain="case:1").digest) == bytes(third.digest)
    assert queries.faults() == []


def test_one_act_is_told_on_many_chains_in_order(db):
    ids = actions.append_many("items.move", [("item:2", {"to": 1}), ("item:1", {"to": 2})], by=CLERK, at=AT)

    lines = Line.objects.in_bulk(ids)
    assert [(line.chain, line.seq, line.data) for line in map(lines.get, ids)] == [
        ("item:2", 1, {"to": 1}),
        ("item:1", 1, {"to": 2}),
    ]
    assert queries.faults() == []


def test_outside_of_a_transaction_nothing_is_written(fresh_db):
    with pytest.raises(RuntimeError, match="transaction"):
        write()

    assert Line.objects.count() == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_line SET by_name = '别人'",
        "DELETE FROM journal_line",
        "TRUNCATE journal_line",
        "UPDATE journal_head SET seq = 9",
        "DELETE FROM journal_head",
        "TRUNCATE journal_head",
    ],
)
def test_the_database_refuses_to_change_it(db, statement):
    write()

    with pytest.raises(IntegrityError, match="只能追加"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert queries.faults() == []
    assert Line.objects.count() == 1
