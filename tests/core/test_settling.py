"""What stands in a form once conditions and computations were followed; the browser does the same."""

import json
from pathlib import Path

import pytest

from tongban.core import forms
from tongban.core.forms import computing

VECTORS = json.loads((Path(__file__).parent / "form_vectors.json").read_text(encoding="utf-8"))
NAME = {"type": "string", "title": "姓名"}
SCHEMA = {
    "type": "object",
    "required": ["has", "members", "home", "place", "yearly"],
    "properties": {
        "has": {"type": "boolean"},
        "members": {
            "type": "array",
            "x-kind": "rows",
            "minItems": 1,
            "maxItems": 2,
            "x-when": {"has": [True]},
            "items": {
                "type": "object",
                "required": ["name", "tie", "school"],
                "properties": {
                    "name": NAME,
                    "id_number": {"type": "string", "x-kind": "id_number"},
                    "tie": {"enum": ["子女", "配偶"]},
                    "school": {"type": "string", "x-when": {"tie": ["子女"]}},
                    "income": {"type": "integer", "x-kind": "money"},
                },
            },
        },
        "monthly": {
            "type": "integer",
            "x-kind": "money",
            "x-compute": {"op": "total", "of": ["members.income"]},
        },
        "yearly": {
            "type": "integer",
            "x-kind": "money",
            "maximum": 1000000,
            "x-compute": {"op": "product", "of": ["monthly", 12]},
        },
        "home": {"type": "object", "x-kind": "address", "x-level": 4},
        "place": {"type": "string", "x-kind": "division", "x-within": "990100000000"},
        "relief": {"type": "string", "x-when": {"cause": ["lost"]}},
    },
}
CHILD = {"name": "林一", "tie": "子女", "school": "一小"}
HOME = {"division": "990121101000", "detail": "桃花街15号"}
GOOD = {"has": True, "members": [CHILD], "home": HOME, "place": "990121000000"}


@pytest.mark.parametrize(("kind", "text", "right"), VECTORS["checks"])
def test_check_characters(kind, text, right):
    assert forms.CHECKS[kind][0](text) is right


@pytest.mark.parametrize("case", VECTORS["computed"], ids=lambda case: str(case["field"]["x-compute"]))
def test_computed_values(case):
    assert computing.computed(case["field"], case["fields"], case["values"]) == case["result"]


@pytest.mark.parametrize(("when", "values", "asked"), VECTORS["holds"])
def test_conditions(when, values, asked):
    assert forms.holds({"x-when": when}, dict.fromkeys("ab", NAME), values, {}) is asked


def test_settled_drops_what_is_not_asked_and_fills_in_what_is_computed():
    partner = CHILD | {"tie": "配偶", "income": 1000}
    given = GOOD | {"members": [CHILD | {"income": 50050}, partner], "relief": "x", "evil": 1, "yearly": 5}

    settled = forms.settled(SCHEMA, given)

    assert settled["members"][1] == {"name": "林一", "tie": "配偶", "income": 1000}
    assert (settled["monthly"], settled["yearly"]) == (51050, 612600)
    assert {*settled} == {"has", "members", "monthly", "yearly", "home", "place"}


@pytest.mark.parametrize(("answers", "kept"), [({"cause": ["lost"]}, True), ({"cause": ["damaged"]}, False)])
def test_a_condition_may_speak_of_the_situation(answers, kept):
    assert ("relief" in forms.settled(SCHEMA, {"relief": "x"}, answers)) is kept


def test_what_a_dropped_field_would_bring_is_dropped_too():
    settled = forms.settled(SCHEMA, GOOD | {"has": False})

    assert {*settled} == {"has", "home", "place"}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, []),
        ({"has": False, "members": [{}]}, []),
        ({"members": []}, [("members", "至少填1行")]),
        ({"members": [CHILD, CHILD, CHILD]}, [("members", "最多填2行")]),
        ({"members": "x"}, [("members", "这一项要填")]),
        (
            {"members": [CHILD, {"tie": "子女", "id_number": "1"}]},
            [
                ("members.1.name", "这一项要填"),
                ("members.1.id_number", "身份证号不对，请核对18位号码"),
                ("members.1.school", "这一项要填"),
            ],
        ),
        ({"members": [{"name": "林一", "tie": "配偶"}]}, []),
        ({"members": [CHILD | {"income": 10000000}]}, [("yearly", "不能大于10000元")]),
        (
            {"home": {}},
            [
                ("home.division", "请从列表中选择所在地区"),
                ("home.detail", "请填街道、小区、门牌号，最多200个字"),
            ],
        ),
        ({"home": HOME | {"division": "990121000000"}}, [("home.division", "请继续选到下一级")]),
        ({"place": "990100000000"}, [("place", "请继续选到下一级")]),
        ({"place": "110101000000"}, [("place", "请从列表中选择所在地区")]),
        ({"place": "临江县"}, [("place", "请从列表中选择所在地区")]),
    ],
)
def test_errors_name_the_row_and_the_field(changed, said):
    assert forms.errors(SCHEMA, GOOD | changed) == said
