"""What a flow must be before it is published."""

import pytest

from tests.town import items
from tongban.catalogue import flows, rules
from tongban.catalogue.definition import Definition
from tongban.catalogue.parts import Stage


def stage(key: str, act: str = "review", days: int | None = 1, **more) -> dict:
    limit = None if days is None else {"value": days}
    return {"key": key, "name": key.upper(), "act": act, "post": more.pop("post", act), "limit": limit} | more


def definition(*stages: dict, promised: int = 9, **elements) -> Definition:
    limits = {"promised": {"value": promised}}
    return Definition.model_validate(
        {"name": "甲", "kind": "01", "limits": limits, "flow": stages} | elements
    )


A, B, D = stage("a"), stage("b"), stage("d", "decide")
CIRCLE = "环节“A”、“B”、“D”互相等待，谁也开始不了，请改先后次序"


@pytest.mark.parametrize(
    ("stages", "expected"),
    [
        ([], []),
        ([D], []),
        ([A, B, D], []),
        ([A, D | {"after": ["a"]}], []),
        ([A | {"after": []}, D], []),
        ([A, B], [("flow.b", "流程以环节“B”结束，但它不作决定：每条路径都要以决定结束")]),
        (
            [D, A],
            [
                ("flow.a", "流程以环节“A”结束，但它不作决定：每条路径都要以决定结束"),
                ("flow.d", "环节“D”作出决定之后还有环节，请把它排在最后"),
            ],
        ),
        (
            [stage("c", "decide"), D],
            [("flow.c", "环节“C”作出决定之后还有环节，请把它排在最后")],
        ),
        ([A, A | {"name": "甲"}, D], [("flow.a", "环节“甲”与环节“A”的标识相同，请改一个")]),
        ([A, D | {"after": ["gone"]}], [("flow.d.after", "环节“D”排在不存在的环节“gone”之后")]),
        (
            [A | {"after": ["d"]}, B, D],
            [("flow", CIRCLE)],
        ),
        (
            [A | {"after": ["a"]}],
            [("flow", "环节“A”互相等待，谁也开始不了，请改先后次序")],
        ),
        ([A, B | {"after": []}, D | {"after": ["a", "b"]}], []),
        (
            [A, stage("c", "decide"), D | {"after": ["a"]}],
            [("flow", "环节“C”、“D”都作决定，一件办件只能有一个决定")],
        ),
        ([A | {"post": " "}, D], [("flow.a.post", "环节“A”没有写明由哪个岗位办理")]),
    ],
)
def test_the_order_of_stages(stages, expected):
    assert flows.faults(definition(*stages)) == expected


def test_a_condition_needs_its_question_and_a_decision_has_none():
    asked = definition(A | {"when": {"big": ["yes"]}}, D | {"when": {"big": ["no"]}})

    assert [element for element, _ in rules.faults(asked)] == [
        "flow.a.when",
        "flow.d.when",
        "flow.d.when",
    ]


@pytest.mark.parametrize(
    ("promised", "stages", "excess"),
    [
        (2, [A, D], None),
        (1, [A, D], "各环节合计2个工作日（A1，D1），超过承诺的1个工作日"),
        (0, [stage("d", "decide", 0)], None),
        (1, [stage("a", days=None), D], None),
        (1, [stage("a", limit={"value": 30, "unit": "natural_day"}), D], None),
        (1, [stage("a", limit={"value": 8, "unit": "working_hour"}), D], None),
        (4, [stage("a", days=3), stage("b", days=2, after=[]), stage("d", "decide", after=["a", "b"])], None),
        (
            3,
            [stage("a", days=3), stage("b", days=2, after=[]), stage("d", "decide", after=["a", "b"])],
            "各环节合计4个工作日（A3，D1），超过承诺的3个工作日",
        ),
    ],
)
def test_limits_add_up_to_no_more_than_the_promise(promised, stages, excess):
    found = [said for said in flows.faults(definition(*stages, promised=promised)) if "合计" in said[1]]

    assert found == ([("limits.promised", excess)] if excess else [])


def test_the_promise_of_each_situation_is_kept_too():
    question = {
        "key": "big",
        "text": "大吗",
        "options": [{"value": "no", "label": "不"}, {"value": "y", "label": "大"}],
    }
    quick = {"when": {"big": ["no"]}, "promised": {"value": 1}}
    other = {"when": {"big": ["y"]}, "promised": {"value": 1, "unit": "month"}}

    found = rules.faults(definition(A, D, questions=[question], variants=[other, quick]))

    assert found == [("variants.1.promised", "各环节合计2个工作日（A1，D1），超过承诺的1个工作日")]


@pytest.mark.parametrize(
    ("same_hand", "post", "elements"),
    [(False, "decide", []), (False, "window", ["flow.d.post"]), (True, "window", [])],
)
def test_nobody_decides_what_he_took_in(same_hand, post, elements):
    found = flows.faults(definition(stage("d", "decide", post=post), same_hand=same_hand))

    assert [element for element, _ in found] == elements


def test_a_stage_holds_only_special_procedures_of_the_item():
    flow = [A | {"procedures": ["听证", "检测"]}, D | {"procedures": ["专家评审"]}]

    assert flows.faults(definition(*flow, special_procedures=["检测"])) == [
        ("flow.a.procedures", "环节“A”的“听证”不在事项的特别程序中，请先在那里写明"),
        ("flow.d.procedures", "环节“D”的“专家评审”不在事项的特别程序中，请先在那里写明"),
    ]


@pytest.mark.parametrize(
    ("staffed", "expected"),
    [
        ({"review", "decide", "issue"}, []),
        ({"decide"}, [("flow.a.post", "环节“A”由审查岗办理，这个岗位现在没有人")]),
        (
            set(),
            [
                ("flow.a.post", "环节“A”由审查岗办理，这个岗位现在没有人"),
                ("flow.d.post", "环节“D”由决定岗办理，这个岗位现在没有人"),
            ],
        ),
    ],
)
def test_every_post_is_staffed(staffed, expected):
    assert flows.unstaffed([Stage(**A), Stage(**D)], staffed) == expected


@pytest.mark.parametrize(
    ("waits", "order"),
    [
        ({}, []),
        ({"a": [], "b": ["a"], "c": ["b"]}, ["a", "b", "c"]),
        ({"c": ["b"], "b": ["a"], "a": []}, ["a", "b", "c"]),
        ({"a": [], "c": ["a"], "b": []}, ["a", "c", "b"]),
        ({"a": ["b"], "b": ["a"], "c": []}, ["c"]),
        ({"a": ["gone"]}, []),
    ],
)
def test_in_order_keeps_the_given_order_where_it_may(waits, order):
    assert flows.in_order(waits) == order


@pytest.mark.parametrize("entry", items.entries(), ids=lambda entry: entry.definition.name)
def test_the_flows_of_the_town_may_be_published(entry):
    assert flows.faults(entry.definition) == []
