"""Overlaps and gaps are those that going through every case finds."""

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.catalogue.decisions.domains import CHOICE, FLAG, SMALL, TEXT
from tongban.catalogue.decisions import analysis, cells
from tongban.catalogue.decisions.facts import Source
from tongban.catalogue.decisions.table import Column, Rule, Table

SOURCES = {
    "answers.cause": Source("answers.cause", "原因", CHOICE),
    "form.members": Source("form.members", "人数", SMALL),
    "form.local": Source("form.local", "本地", FLAG),
    "form.town": Source("form.town", "乡镇", TEXT),
}
COLUMNS = tuple(
    Column(key=path.rpartition(".")[2], fact=path, label=source.label, type=source.domain.kind)
    for path, source in SOURCES.items()
)
VALUES = [
    ["first", "lost", "broken", None],
    [0, 1, 2, 3, 4, None],
    [True, False],
    ["甲", "乙", "其他", None],
]
CELLS = {
    "cause": ["", "first", "lost, broken", "not lost", "未填", "first, 未填"],
    "members": ["", ">= 2", "< 2", "1..3", "not 2", "未填", "[0..1), 4"],
    "local": ["", "是", "否"],
    "town": ["", "甲", "not 甲", "甲, 乙", "未填", "not 未填"],
}


def table(*rows: tuple[dict, str], otherwise: str = "") -> Table:
    rules = tuple(
        Rule(key=f"r{n}", cells=cells_of, outcome=outcome, reason="x")
        for n, (cells_of, outcome) in enumerate(rows)
    )
    return Table(columns=COLUMNS, rules=rules, otherwise=otherwise)


def cases():
    """Every case of the small domains."""
    return [dict(zip(CELLS, values, strict=True)) for values in product(*VALUES)]


def holds(rule: Rule, case: dict) -> bool:
    return all(
        case[column.key] in cells.read(rule.cells.get(column.key, ""), SOURCES[column.fact].domain)
        for column in COLUMNS
    )


rows = st.tuples(
    st.fixed_dictionaries({key: st.sampled_from(words) for key, words in CELLS.items()}),
    st.sampled_from(["grant", "person"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(rows, max_size=6))
def test_overlaps_and_gaps_are_those_of_every_single_case(given_rows):
    grid = analysis.read(table(*given_rows), SOURCES)
    held = [[rule.key for rule in grid.rules if holds(rule, case)] for case in cases()]
    together = {pair for keys in held for pair in combinations(keys, 2)}

    assert {(o.first.key, o.second.key) for o in analysis.overlaps(grid)} == together
    assert (analysis.gap(grid) is not None) == ([] in held)
    assert {rule.key for rule in analysis.idle(grid)} == {r.key for r in grid.rules} - {
        key for keys in held for key in keys
    }


@settings(max_examples=40, deadline=None)
@given(st.lists(rows, max_size=5))
def test_the_example_of_a_gap_is_a_gap(given_rows):
    grid = analysis.read(table(*given_rows), SOURCES)
    missed = analysis.gap(grid)
    if missed is None:
        return
    read_back = {
        column.key: cells.asked(missed[column.key], SOURCES[column.fact].domain) for column in COLUMNS
    }
    case = {key: facts.sample() for key, facts in read_back.items()}

    assert [rule.key for rule in grid.rules if holds(rule, case)] == []


NEEDING = SOURCES | {
    "form.local": Source("form.local", "本地", FLAG),
    "answers.left": Source(
        "answers.left", "工作过", CHOICE, ((("answers.cause", frozenset({"lost"})),),)
    ),
}  # fmt: skip
LEFT = Column(key="left", fact="answers.left", label="工作过", type="choice")


@pytest.mark.parametrize(
    ("rows", "missed"),
    [
        ([({"cause": "lost", "left": "not 未填"}, "grant"), ({"cause": "not lost"}, "person"),
          ({"cause": "未填"}, "person")], None),
        ([({"left": "not 未填"}, "grant"), ({"cause": "first, broken, 未填"}, "person")], None),
        ([({"left": "not 未填"}, "grant")], {"cause": "坏了（换卡）", "left": "未填"}),
    ],
)  # fmt: skip
def test_what_cannot_come_together_is_no_gap(rows, missed):
    columns = (COLUMNS[0], LEFT)
    rules = tuple(Rule(key=f"r{n}", cells=c, outcome=o, reason="x") for n, (c, o) in enumerate(rows))
    grid = analysis.read(Table(columns=columns, rules=rules), NEEDING)

    assert analysis.gap(grid) == missed


def test_a_rule_that_never_holds_is_found():
    columns = (COLUMNS[0], LEFT)
    rules = (Rule(key="no", cells={"cause": "first", "left": "丢了"}, outcome="grant", reason="x"),)
    grid = analysis.read(Table(columns=columns, rules=rules), NEEDING)

    assert [rule.key for rule in analysis.idle(grid)] == ["no"]


def test_a_table_without_columns_is_covered_by_one_rule():
    covered = Table(rules=(Rule(key="all", outcome="person", reason="x"),))

    assert analysis.gap(analysis.read(covered, {})) is None
    assert analysis.gap(analysis.read(Table(), {})) == {}


def test_a_table_too_intricate_is_refused_in_words(monkeypatch):
    monkeypatch.setattr(analysis, "PATIENCE", 3)
    grid = analysis.read(table(*[({"members": str(n)}, "grant") for n in range(5)]), SOURCES)

    with pytest.raises(analysis.TooIntricate) as refused:
        analysis.gap(grid)
    assert refused.value.sentence.startswith("规则太多、条件太散")


@pytest.mark.parametrize(
    ("column", "cells_of", "faults"),
    [
        ({"fact": "form.gone"}, {}, [("columns.c.fact", "条件列“人数”引用了没有的事实“form.gone”")]),
        ({"type": "text"}, {}, [("columns.c.type", "条件列“人数”的类型和“人数”不一致，应为数")]),
        ({}, {"c": "很多"}, [("rules.r.cells.c", "规则“r”的“人数”读不懂：“很多”不是数")]),
        ({}, {"c": "> 4"}, [("rules.r.cells.c", "规则“r”的“人数”没有一个值能满足")]),
        ({}, {"d": "1"}, [("rules.r.cells.d", "规则“r”填了没有的条件列“d”")]),
    ],
)
def test_faults_name_the_column_and_the_cell(column, cells_of, faults):
    made = Column.model_validate(
        {"key": "c", "fact": "form.members", "label": "人数", "type": "number"} | column
    )
    rule = Rule(key="r", cells=cells_of, outcome="person", reason="x")
    grid = analysis.read(Table(columns=(made,), rules=(rule,)), SOURCES)

    assert grid.faults == [(f"automatic.table.{place}", sentence) for place, sentence in faults]
