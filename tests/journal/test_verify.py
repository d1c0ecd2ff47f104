"""Whoever gets round the triggers is found out, and the line is named."""

import datetime as dt

import pytest
from django.db import connection

from tongban.journal import actions, commands, queries

AT = dt.datetime(2026, 9, 18, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def chains(db):
    for chain in ("case:1", "case:2"):
        for number in range(1, 5):
            actions.append("cases.review", chain, by=actions.SYSTEM, at=AT, number=number)


def tamper(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement)
        cursor.execute("SET LOCAL session_replication_role = origin")


def found() -> list[tuple[str, int, str]]:
    return [(fault.chain, fault.seq, fault.what) for fault in queries.faults()]


def test_untouched_chains_are_whole(chains, capsys):
    assert found() == []
    assert commands.run(["verify"]) == 0
    assert capsys.readouterr().out == "已核对2条链，共8行，完好。\n"


@pytest.mark.parametrize(
    "column", ["by_name = '别人'", "data = '{\"number\": 9}'", "at = at + interval '1 second'"]
)
def test_an_altered_line_is_named(chains, column, capsys):
    tamper(f"UPDATE journal_line SET {column} WHERE chain = 'case:1' AND seq = 2")

    assert found() == [("case:1", 2, "altered")]
    assert commands.run(["verify", "case:1"]) == 1
    assert capsys.readouterr().out.startswith("case:1 第2行，行号")
    assert commands.run(["verify", "case:2"]) == 0


def test_an_altered_line_with_a_new_digest_breaks_the_link(chains):
    tamper("UPDATE journal_line SET by_name = '别人' WHERE chain = 'case:1' AND seq = 2")
    tamper("UPDATE journal_line l SET digest = journal_digest(l) WHERE chain = 'case:1' AND seq = 2")

    assert found() == [("case:1", 3, "unlinked")]


def test_a_removed_line_is_named(chains):
    tamper("DELETE FROM journal_line WHERE chain = 'case:1' AND seq = 2")

    assert found() == [("case:1", 2, "removed")]


def test_a_removed_last_line_is_named(chains):
    tamper("DELETE FROM journal_line WHERE chain = 'case:1' AND seq = 4")

    assert found() == [("case:1", 4, "removed")]


def test_exchanged_lines_are_named(chains):
    tamper("UPDATE journal_line SET seq = 9 - seq WHERE chain = 'case:1' AND seq IN (2, 3)")
    tamper("UPDATE journal_line SET seq = seq - 4 WHERE chain = 'case:1' AND seq > 4")

    assert ("case:1", 3, "reordered") in found()
    assert {seq for _, seq, what in found() if what == "altered"} == {2, 3}


def test_a_removed_head_is_named(chains):
    tamper("DELETE FROM journal_head WHERE chain = 'case:1'")

    assert found() == [("case:1", 0, "headless")]


def test_wrong_words_show_the_usage(chains, capsys):
    assert commands.run(["mend"]) == 2
    assert "tongban journal verify" in capsys.readouterr().err
