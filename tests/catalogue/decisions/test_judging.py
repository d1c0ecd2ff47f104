"""Which facts a table may ask, what it says of a case, what forbids its publication."""

import datetime as dt

import pytest

from tests.catalogue.decisions import items
from tongban.catalogue import examples
from tongban.catalogue.decisions import cells, checking, facts, judging, wording
from tongban.catalogue.decisions.facts import Known

DAY = dt.date(2026, 9, 15)
OWN = {"home": ["own"]}
LIVED = {"since": "2026-01-01", "rooms": 2, "purpose": "入学"}
HELD = ("990100X103",)


def known(answers=OWN, form=LIVED, certificates=HELD, **more) -> Known:
    return Known(answers, form, DAY, certificates=certificates, **more)


@pytest.mark.parametrize(
    ("situation", "outcome", "rule", "reason"),
    [
        (known(), "grant", "own", "自有住房，住满半年。"),
        (known({"home": ["rented"], "kept": ["yes"]}), "grant", "kept", "租房备过案，住满半年。"),
        (known({"home": ["rented"], "kept": ["no"]}), "person", None, "其他情形由人工核对。"),
        (known(form=LIVED | {"since": "2026-09-01"}), "refuse", "short", "没有住满半年。"),
        (known(certificates=()), "person", None, "其他情形由人工核对。"),
        (known(form={}), "person", None, "其他情形由人工核对。"),
        (known({"home": ["castle"]}), "person", None, "其他情形由人工核对。"),
    ],
)
def test_what_the_table_says(situation, outcome, rule, reason):
    verdict = judging.judge(items.definition(), situation)

    assert (verdict.outcome, verdict.rule and verdict.rule.key, verdict.reason) == (outcome, rule, reason)


def test_the_path_tells_every_test_of_every_rule():
    verdict = judging.judge(items.definition(), known(certificates=()))

    assert [(trial.rule.key, trial.holds) for trial in verdict.trials] == [
        ("own", False), ("kept", False), ("short", False),
    ]  # fmt: skip
    assert [(t.column.label, t.fact, t.asked, t.met) for t in verdict.trials[0].tests] == [
        ("住处", "自有", "自有", True),
        ("备案", "未填", "", True),
        ("入住天数", "257", "不小于180", True),
        ("户口簿", "否", "是", False),
    ]


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("answers.home", "自有"),
        ("answers.kept", "未填"),
        ("form.rooms", "2"),
        ("form.rent", "1500.50"),
        ("form.since", "2026-01-01"),
        ("form.purpose", "入学"),
        ("form.shared", "否"),
        ("form.note", "未填"),
        ("days.form.since", "257"),
        ("age.form.id_number", "85"),
        ("applicant.age", "38"),
        ("applicant.kind", "个人"),
        ("certificate.990100X103", "是"),
    ],
)
def test_a_fact_is_read(path, shown):
    source = facts.known(items.definition())[path]
    form = LIVED | {"rent": 150050, "shared": False, "note": " ".strip(), "id_number": "99010019410905006X"}

    value = known(form=form, born=dt.date(1988, 3, 12)).value(source)

    assert cells.shown(value, source.domain) == shown


def test_identifiers_and_lists_are_not_offered():
    assert sorted(facts.known(items.definition())) == [
        "age.form.id_number", "answers.home", "answers.kept", "applicant.age", "applicant.kind",
        "certificate.990100X103", "days.form.since", "form.note", "form.purpose", "form.rent", "form.rooms",
        "form.shared", "form.since",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (dt.date(2008, 2, 29), dt.date(2026, 2, 28), 17),
        (dt.date(2008, 2, 29), dt.date(2026, 3, 1), 18),
        (dt.date(2008, 9, 15), DAY, 18),
        (dt.date(2008, 9, 16), DAY, 17),
        (None, DAY, None),
    ],
)
def test_age_is_counted_in_full_years(born, day, age):
    assert facts.age(born, day) == age


def rule(key, outcome="person", **cells_of):
    basis = "《某条例》第一条" if outcome == "refuse" else ""
    return {"key": key, "cells": cells_of, "outcome": outcome, "reason": "x", "basis": basis}


PLACE = "automatic.table"
RULES = f"{PLACE}.rules"


@pytest.mark.parametrize(
    ("changes", "places"),
    [
        ({}, []),
        ({"otherwise": ""}, [f"{PLACE}.otherwise"]),
        ({"rules": ()}, [f"{PLACE}.rules"]),
        ({"rules": (rule("a"), rule("a"))}, [f"{RULES}.a.key"]),
        ({"rules": (rule("a", home="自有"), rule("b", "refuse", lived="< 9"))}, [f"{RULES}.b"]),
        ({"rules": (rule("a", home="自有"), rule("b", lived="< 9"))}, []),
        ({"rules": (rule("a", home="自有", kept="备过"),)}, [f"{RULES}.a"]),
        ({"rules": (rule("a", home="城堡"),)}, [f"{RULES}.a.cells.home"]),
        ({"rules": (rule("a", "refuse") | {"basis": ""},)}, [f"{RULES}.a.basis"]),
        ({"rules": (rule("a", "grant", kept="没有"),)}, [f"{RULES}.a"]),
        ({"rules": (rule("a", "grant", home="租住"),)}, [f"{RULES}.a"]),
        ({"rules": (rule("a", "grant", kept="没有"),), "unseen": ("lease",)}, []),
        ({"unseen": ("gone",)}, ["automatic.unseen"]),
        ({"flow": ()}, ["automatic"]),
        ({"flow": ({"key": "look", "name": "核查", "act": "visit", "post": "visit"}, *items.CARD["flow"])},
         [f"{RULES}.own", f"{RULES}.kept"]),
        ({"flow": ({"key": "look", "name": "核查", "act": "visit", "post": "visit", "when": {"kept": ["no"]}},
                   *items.CARD["flow"])}, []),
    ],
)  # fmt: skip
def test_what_forbids_publication(changes, places):
    assert [place for place, _ in checking.faults(items.definition(**changes))] == places


def test_a_gap_is_told_by_a_case_of_it():
    [(_, sentence)] = checking.faults(items.definition(otherwise=""))

    assert sentence == (
        "没有规则说到这种情况：住处为租住，备案为没有，入住天数为180，户口簿为否。"
        "请补一条规则，或者写明其余情况转人工的理由"
    )


def test_rules_that_say_the_same_are_advice():
    table = items.definition(rules=(rule("a", home="自有"), rule("b", lived="< 9")))

    assert [place for place, _ in checking.advice(table)] == [f"{RULES}.b"]


def test_the_rules_in_words():
    assert [(r.rule.key, r.conditions, r.outcome) for r in wording.rules(items.definition())] == [
        ("own", ("住处：自有", "入住天数：不小于180", "户口簿：是"), "系统直接准予"),
        ("kept", ("住处：租住", "备案：备过", "入住天数：不小于180", "户口簿：是"), "系统直接准予"),
        ("short", ("入住天数：不大于179",), "拟不予办理，由工作人员决定"),
    ]


@pytest.mark.parametrize(
    ("expected", "given", "sentences"),
    [
        ({"automatic": "grant", "rule": "own"}, {"days.form.since": 200, "certificate.990100X103": True}, []),
        ({"automatic": "grant"}, {"days.form.since": 100}, ["示例“一例”的自动判断应为准予，实为拟不予办理"]),
        ({"rule": "own"}, {}, ["示例“一例”的适用的规则应为“own”，实为无"]),
    ],
)
def test_examples_are_judged(expected, given, sentences):
    papers = ("application", "book", "photo")
    example = {
        "name": "一例",
        "answers": OWN,
        "facts": given,
        "expected": {"papers": papers} | expected,
    }

    assert [f.sentence for f in examples.failures(items.definition(examples=(example,)))] == sentences
