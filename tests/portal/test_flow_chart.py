"""流程图: drawn from the flow; change the flow and the chart is another."""

import re

import pytest

from tests.catalogue.bpmn.samples import definition
from tongban.catalogue import actions, queries
from tongban.catalogue.definition import Definition
from tongban.catalogue.models import Item
from tongban.journal.actions import SYSTEM
from tongban.portal import guide, kept
from tongban.ui import flow

FOOD = "食品经营许可（首次）"
REVIEW = {"key": "review", "name": "审查", "limit": {"value": 3}}
VISIT = {"key": "visit", "name": "现场核查", "act": "visit", "post": "visit", "limit": {"value": 2}}
DECIDE = {"key": "decide", "name": "决定", "act": "decide", "post": "decide"}
ACCEPT, DELIVER = ["受理", "综合窗口岗", "5个工作日内"], ["送达", "出件窗口", "10个工作日内"]
APPLY = ["申请", "随时"]


def told(*stages: dict, **elements) -> list[list[str]]:
    chart = flow.drawing(guide.flow(definition(*stages, **elements)))
    return [[line["text"] for line in box["lines"]] for box in chart["boxes"]]


@pytest.mark.parametrize(
    ("stages", "boxes"),
    [
        (
            [REVIEW, VISIT, DECIDE],
            [["审查", "审查岗", "3个工作日"], ["现场核查", "现场核查岗", "2个工作日"], ["决定", "决定岗"]],
        ),
        (
            [VISIT, REVIEW, DECIDE],
            [["现场核查", "现场核查岗", "2个工作日"], ["审查", "审查岗", "3个工作日"], ["决定", "决定岗"]],
        ),
        (
            [
                REVIEW | {"name": "初审", "post": "review2", "limit": {"value": 8, "unit": "natural_day"}},
                VISIT,
                DECIDE,
            ],
            [["初审", "复审岗", "8个自然日"], ["现场核查", "现场核查岗", "2个工作日"], ["决定", "决定岗"]],
        ),
        ([REVIEW, DECIDE], [["审查", "审查岗", "3个工作日"], ["决定", "决定岗"]]),
    ],
)
def test_the_chart_follows_the_flow(stages, boxes):
    apply = [] if len(stages) == 3 else [APPLY]

    assert told(*stages) == [*apply, ACCEPT, *boxes, DELIVER]


def test_without_a_flow_there_is_no_chart():
    assert guide.flow(definition()) == []


def test_a_changed_flow_is_seen_by_the_public(town, client):
    kept.SHELF.pages.clear()
    queries._definition.cache_clear()
    item = Item.objects.select_related("agency", "region", "current").get(name=FOOD)
    address = f"/items/{item.code}/"
    before = shown(client.get(address).content.decode())
    first, _visit, last = item.current.definition["flow"]
    changed = item.current.definition | {"flow": [first | {"name": "书面审查"}, last], "examples": []}
    actions.publish(
        item.code,
        Definition.model_validate(changed),
        agency=item.agency,
        region=item.region,
        level=item.level,
        by=SYSTEM,
        at=item.current.published_at,
        waived={"G22": "示例另行补上"},
    )

    assert before == ["受理", "审查", "现场核查", "决定", "送达"]
    assert shown(client.get(address).content.decode()) == ["申请", "受理", "书面审查", "决定", "送达"]


def shown(page: str) -> list[str]:
    """The steps of the chart as it is read aloud."""
    [names] = re.findall(r'aria-label="流程：([^"]*)"', page)
    return names.split("，")


BESIDE = [
    REVIEW,
    VISIT,
    {
        "key": "sign",
        "name": "会签",
        "act": "countersign",
        "post": "review2",
        "after": ["review"],
        "when": {"big": ["y"]},
    },
    DECIDE | {"after": ["visit", "sign"]},
]


@pytest.mark.parametrize(
    ("answers", "names", "condition"),
    [
        ({}, ["受理", "审查", "现场核查", "会签", "决定", "送达"], "视情形办理"),
        ({"big": ["y"]}, ["受理", "审查", "现场核查", "会签", "决定", "送达"], ""),
        ({"big": ["n"]}, ["受理", "审查", "现场核查", "决定", "送达"], None),
    ],
)
def test_stages_side_by_side_follow_the_situation(answers, names, condition):
    stages = guide.flow(definition(*BESIDE), answers)
    by_key = {stage["key"]: stage for stage in stages}

    assert [stage["name"] for stage in stages] == names
    assert by_key.get("sign", {}).get("condition") == condition
    assert by_key["decide"]["after"] == ["visit", "sign"] if condition is not None else ["visit"]


def test_what_is_left_out_leaves_no_line_behind():
    chart = flow.drawing(guide.flow(definition(*BESIDE), {"big": ["n"]}))

    assert (len(chart["boxes"]), len(chart["arrows"])) == (5, 4)
    assert [arrow["line"].count("V") for arrow in chart["arrows"]] == [0, 0, 0, 0]


def test_boxes_side_by_side_stand_under_each_other_and_are_joined():
    chart = flow.drawing(guide.flow(definition(*BESIDE)))
    accept, review, visit, sign, decide, deliver = chart["boxes"]

    assert visit["x"] == sign["x"]
    assert visit["y"] + chart["box"]["height"] < sign["y"]
    assert (accept["x"] < review["x"] < visit["x"] < decide["x"] < deliver["x"]) is True
    assert len(chart["arrows"]) == 6


def test_what_is_passed_by_is_gone_round():
    stages = [REVIEW, VISIT, DECIDE | {"after": ["visit"]}, {"key": "b", "name": "乙", "after": []}]
    stages[2] = DECIDE | {"after": ["visit", "b"]}
    chart = flow.drawing(guide.flow(definition(*stages)))
    lowest = max(box["y"] for box in chart["boxes"]) + chart["box"]["height"]

    assert any(f"V{lowest + 10}H" in arrow["line"] for arrow in chart["arrows"])
    assert chart["height"] > lowest + 10
