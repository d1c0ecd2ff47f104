import pytest

from tests.town import items
from tongban.catalogue import examples
from tongban.catalogue.definition import Definition
from tongban.catalogue.parts import Fee

QUESTION = {
    "key": "home",
    "text": "房子是租的吗？",
    "options": ({"value": "own", "label": "自有"}, {"value": "rented", "label": "租赁"}),
}
ITEM = {
    "name": "甲",
    "kind": "01",
    "online": True,
    "limits": {"promised": {"value": 5}},
    "questions": (QUESTION,),
    "papers": (
        {"key": "photo", "name": "相片"},
        {"key": "lease", "name": "租赁合同", "when": {"home": ["rented"]}},
    ),
    "variants": ({"when": {"home": ["rented"]}, "promised": {"value": 7}, "fee": {"charged": True}},),
    "form": {
        "properties": {
            "name": {"type": "string", "x-source": "person.name"},
            "area": {"type": "number", "maximum": 60},
        },
        "required": ["name", "area"],
    },
    "flow": ({"key": "decide", "name": "决定", "act": "decide", "post": "decide"},),
    "result": {"name": "甲证"},
}
RIGHT = {
    "papers": ("photo",),
    "promised": {"value": 5},
    "fee": 0,
    "route": ("decide",),
    "visits": 0,
    "outcome": "甲证",
}


def failures(expected=RIGHT, answers=None, form=None) -> list[str]:
    example = {
        "name": "自有",
        "answers": answers or {"home": ["own"]},
        "form": form or {},
        "expected": expected,
    }
    return [f.sentence for f in examples.failures(Definition.model_validate(ITEM | {"examples": (example,)}))]


@pytest.mark.parametrize("form", [{}, {"area": 50}, {"area": 50, "name": "林小安"}])
def test_an_example_that_is_so(form):
    assert failures(form=form) == []


def test_what_is_not_said_is_not_compared():
    assert failures({"papers": ("photo",)}) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"papers": ()}, "材料清单应为无，实为photo"),
        ({"papers": ("photo", "lease")}, "材料清单应为photo、lease，实为photo"),
        ({"promised": {"value": 4}}, "承诺时限应为4个工作日，实为5个工作日"),
        ({"promised": {"value": 5, "unit": "month"}}, "承诺时限应为5个月，实为5个工作日"),
        ({"fee": 100}, "收费（分）应为100，实为0"),
        ({"fee": "assessed"}, "收费（分）应为按件核定，实为0"),
        ({"route": ("review", "decide")}, "办理环节应为review、decide，实为decide"),
        ({"visits": 1}, "到现场次数应为1，实为0"),
        ({"outcome": "乙证"}, "结果应为“乙证”，实为“甲证”"),
    ],
)
def test_an_example_that_is_not_so(change, sentence):
    assert failures(RIGHT | change) == [f"示例“自有”的{sentence}"]


@pytest.mark.parametrize(
    ("form", "faults", "sentences"),
    [
        ({"area": 80}, ("area",), []),
        ({"area": 80}, (), ["示例“自有”的表单校验应为无，实为area"]),
        ({"area": 50}, ("area",), ["示例“自有”的表单校验应为area，实为无"]),
        ({"name": "林小安"}, ("area",), []),
    ],
)
def test_the_form_is_tried(form, faults, sentences):
    assert failures(RIGHT | {"faults": faults}, form=form) == sentences


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ({"home": ["castle"]}, "home"),
        ({"gone": ["x"]}, "gone、home"),
        ({"home": ["own", "rented"]}, "home"),
    ],
)
def test_answers_that_cannot_be_given(answers, wrong):
    assert failures(answers=answers) == [
        f"示例“自有”的情形答案应为每个适用的问题都选一个已有的选项，实为不符：{wrong}"
    ]


def test_a_situation_with_its_own_limit_and_fee():
    rented = RIGHT | {"papers": ("photo", "lease"), "promised": {"value": 7}, "fee": "assessed"}

    assert failures(rented, {"home": ["rented"]}) == []


@pytest.mark.parametrize(
    ("fee", "amount"),
    [
        ({}, 0),
        ({"charges": ({"name": "甲", "amount": 100},)}, 0),
        ({"charged": True}, "assessed"),
        ({"charged": True, "charges": ({"name": "甲", "amount": 100}, {"name": "乙", "amount": 50})}, 150),
        ({"charged": True, "charges": ({"name": "甲", "amount": 100}, {"name": "乙"})}, "assessed"),
    ],
)
def test_fees(fee, amount):
    assert examples.fee(Fee.model_validate(fee)) == amount


@pytest.mark.parametrize("entry", items.entries(), ids=lambda entry: entry.file)
def test_the_town_is_as_its_examples_say(entry):
    lists = {example.expected.papers for example in entry.definition.examples}

    assert [failure.sentence for failure in examples.failures(entry.definition)] == []
    assert len(lists) >= (2 if entry.definition.questions else 1)
