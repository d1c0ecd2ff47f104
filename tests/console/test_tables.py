"""The table of a draft as a grid: every cell is checked, nothing typed is lost."""

import html
import re

import pytest

from tests.catalogue import proposing
from tests.make import client
from tests.pages import words
from tongban.catalogue.models import Proposal

pytestmark = pytest.mark.usefixtures("town")
FOOD = proposing.FOOD
START = {
    "automatic.ground": "自动办理目录第一批",
    "automatic.sample": "10",
    "columns": ["0", "1"],
    "c0.key": "area",
    "c0.fact": "form.area",
    "c0.label": "面积",
    "c1.key": "business",
    "c1.fact": "answers.business",
    "c1.label": "业态",
    "rules": ["0"],
    "r0.key": "large",
    "r0.area": "> 100",
    "r0.outcome": "person",
    "r0.reason": "面积大，由人工办理。",
}


@pytest.fixture
def proposal() -> Proposal:
    return proposing.drafted()


def address(proposal: Proposal) -> str:
    return f"/console/proposals/{proposal.pk}/table/"


def saved(proposal: Proposal, login: str = "jianning", **changes) -> Proposal:
    """The form posted with these words; None leaves a field out."""
    proposal.refresh_from_db()
    sent = {"revision": proposal.revision, "do": "save"} | START | changes
    answer = client(login).post(
        address(proposal), {key: value for key, value in sent.items() if value is not None}
    )
    assert answer.status_code == 302, words(answer)
    proposal.refresh_from_db()
    return proposal


def table(proposal: Proposal) -> dict:
    return proposal.definition["automatic"]["table"]


def page(proposal: Proposal, query: str = "") -> str:
    return words(client("jianning").get(address(proposal) + query))


def test_a_table_begins_and_ends(proposal):
    assert "开始写规则表" in page(proposal)
    assert client("jianning").get(f"/console/proposals/{proposal.pk}/edit/automatic/").url == address(
        proposal
    )

    saved(proposal, do="begin")
    assert proposal.definition["automatic"] == {"ground": "", "table": {"columns": [], "rules": []}}
    assert "自动办理的依据" in page(proposal)

    assert "automatic" not in saved(proposal, do="end").definition


def test_what_is_typed_is_kept(proposal):
    assert saved(proposal).definition["automatic"] == {
        "ground": "自动办理目录第一批",
        "sample": 10,
        "table": {
            "columns": [
                {"key": "area", "fact": "form.area", "label": "面积", "type": "number"},
                {"key": "business", "fact": "answers.business", "label": "业态", "type": "choice"},
            ],
            "rules": [
                {"key": "large", "cells": {"area": "> 100"}, "outcome": "person",
                 "reason": "面积大，由人工办理。"},
            ],
        },
    }  # fmt: skip


@pytest.mark.parametrize(
    ("wish", "columns", "rules"),
    [
        ({"do": "add:rules"}, ["area", "business"], ["large", "rule_2"]),
        (
            {"do": "add:columns", "new_fact": "form.staff_count"},
            ["area", "business", "staff_count"],
            ["large"],
        ),
        ({"do": "add:columns", "new_fact": "form.area"}, ["area", "business", "area_3"], ["large"]),
        ({"do": "add:columns", "new_fact": "form.gone"}, ["area", "business"], ["large"]),
        ({"do": "drop:rules.0"}, ["area", "business"], []),
        ({"do": "drop:columns.0"}, ["business"], ["large"]),
        ({"do": "down:columns.0"}, ["business", "area"], ["large"]),
        ({"do": "up:columns.1"}, ["business", "area"], ["large"]),
        ({"do": "up:columns.0"}, ["area", "business"], ["large"]),
        ({"do": "drop:rules.7"}, ["area", "business"], ["large"]),
        ({"do": "drop:name.0"}, ["area", "business"], ["large"]),
        ({"do": "rubbish"}, ["area", "business"], ["large"]),
    ],
)
def test_rows_and_columns_come_go_and_move(proposal, wish, columns, rules):
    found = table(saved(proposal, **wish))

    assert [column["key"] for column in found["columns"]] == columns
    assert [rule["key"] for rule in found["rules"]] == rules


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"r0.area": "很大"}, "规则“large”的“面积”读不懂：“很大”不是数"),
        ({"r0.business": "飞行"}, "没有“飞行”这个选项"),
        ({"c0.fact": "form.gone"}, "条件列“面积”引用了没有的事实“form.gone”"),
        ({"r0.reason": ""}, "请填写"),
        ({"automatic.sample": "很多"}, "请填整数"),
        ({"r0.outcome": "maybe"}, "不在可选的范围里"),
        ({}, "没有规则说到这种情况：面积为"),
    ],
)
def test_what_is_wrong_is_said_and_kept(proposal, changes, sentence):
    saved(proposal, **changes)

    assert sentence in page(proposal)
    for name, value in changes.items():
        shown = html.unescape(client("jianning").get(address(proposal)).content.decode())
        assert not value or name == "r0.outcome" or value in shown, name


def test_overlaps_and_what_is_left_to_people_are_told(proposal):
    second = {"rules": ["0", "1"], "r1.key": "small", "r1.area": "> 50", "r1.outcome": "refuse",
              "r1.reason": "x", "r1.basis": "某法第1条"}  # fmt: skip
    saved(proposal, **second, **{"automatic.table.otherwise": "由人工办理。"})

    said = page(proposal)
    assert "规则“large”和“small”会同时成立，例如面积为" in said
    assert "结论却不同" in said
    assert "规则没有说到、转人工的情况，例如：面积为" in said


def test_a_table_without_faults_says_so(proposal):
    saved(proposal, **{"automatic.table.otherwise": "由人工办理。"})

    assert "没有结论相反的重叠，没有遗漏" in page(proposal)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?try=1&t.area=120", "规则“large”： 面积大，由人工办理。"),
        ("?try=1&t.area=80", "面积是“80”，要求“大于100”"),
        ("?try=1&t.area=x", "“x”不是数"),
        ("?try=1&t.area=1..9", "请填一个值"),
        ("?try=1", "面积是“未填”，要求“大于100”"),
    ],
)
def test_facts_are_tried(proposal, query, sentence):
    saved(proposal, **{"automatic.table.otherwise": "由人工办理。"})

    assert sentence.replace(" ", "") in page(proposal, query).replace(" ", "")


def test_the_examples_are_its_tests(proposal):
    saved(proposal, **{"automatic.table.otherwise": "由人工办理。"})
    examples = [
        example | {"expected": example["expected"] | {"automatic": wanted}}
        for example, wanted in zip(proposal.definition["examples"], ("person", "grant"), strict=False)
    ]
    proposing.revised(proposal, examples=examples)

    said = page(proposal)
    assert ("相符" in said, "不符" in said) == (True, True)


def test_what_another_saved_meanwhile_is_not_overwritten(proposal):
    sent = {"revision": proposal.revision, "do": "save"} | START
    proposing.revised(proposal, by="xunuo", summary="别人改的")

    answer = client("jianning").post(address(proposal), sent)

    assert answer.status_code == 409
    assert "automatic" not in Proposal.objects.get().definition


@pytest.mark.parametrize(("login", "status"), [("linxi", 403), ("zhouming", 403), ("xunuo", 200)])
def test_who_may_open_it(proposal, login, status):
    assert client(login).get(address(proposal)).status_code == status


def test_who_may_not_save_it(proposal):
    answer = client("linxi").post(address(proposal), START | {"revision": proposal.revision})

    assert answer.status_code == 403
    assert "automatic" not in Proposal.objects.get().definition


def test_the_grid_works_without_a_script(proposal):
    saved(proposal)
    shown = client("jianning").get(address(proposal)).content.decode()

    assert re.findall(r'name="do" value="((?:add|drop|up|down):[^"]*)"', shown) == [
        "down:columns.0", "drop:columns.0", "up:columns.1", "drop:columns.1", "drop:rules.0",
        "add:rules", "add:columns",
    ]  # fmt: skip
