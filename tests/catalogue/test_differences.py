"""What two texts say differently, in the words of editors."""

import typing

import pytest

from tongban.catalogue import definition, differences, elements, labels, parts
from tongban.catalogue.decisions import table

QUESTIONS = [
    {
        "key": "business",
        "text": "经营什么？",
        "options": [{"value": "catering", "label": "餐饮"}, {"value": "retail", "label": "销售"}],
    }
]
PLAN = {"key": "plan", "name": "平面图", "originals": 1}
PROMISE = {"key": "promise", "name": "承诺书", "medium": "electronic"}
BOTH = {"papers": [PLAN, PROMISE]}

CASES = [
    ("nothing", {"name": "甲"}, {"name": "甲"}, []),
    ("what goes without saying", {"name": "甲"}, {"name": "甲", "summary": "", "papers": []}, []),
    ("a text", {"name": "甲"}, {"name": "乙"}, [("name", "事项名称", "甲", "乙", "changed")]),
    ("a text added", {}, {"summary": "办这个"}, [("summary", "一句话说明", "", "办这个", "added")]),
    ("a coded value", {"kind": "01"}, {"kind": "20"},
     [("kind", "事项类型", "行政许可", "公共服务", "changed")]),
    ("coded values", {"channels": ["web"]}, {"channels": ["web", "window"]},
     [("channels", "办理形式", "网上", "网上、窗口", "changed")]),
    ("a flag", {}, {"online": True}, [("online", "网上可办", "否", "是", "changed")]),
    ("a flag that is usually set", {}, {"fee_known": False},
     [("fee_known", "收费情况已公布", "是", "否", "changed")]),
    ("a number of none", {"visits": {"count": 0}}, {},
     [("visits.count", "到办事现场 › 次数", "0", "", "removed")]),
    ("a limit", {"limits": {"promised": {"value": 8}}},
     {"limits": {"promised": {"value": 5, "unit": "natural_day"}}},
     [("limits.promised", "办理时限 › 承诺时限", "8个工作日", "5个自然日", "changed")]),
    ("a fee", {"fee": {"charged": True, "charges": [{"name": "工本费", "amount": 4000}]}},
     {"fee": {"charged": True, "charges": [{"name": "工本费", "amount": 2050}]}},
     [("fee.charges.工本费.amount", "收费 › 收费项目 › “工本费” › 金额（元）", "40元", "20.50元",
       "changed")]),
    ("one field of one paper", BOTH, {"papers": [PLAN | {"originals": 2}, PROMISE]},
     [("papers.plan.originals", "申请材料 › “平面图” › 原件份数", "1", "2", "changed")]),
    ("a paper more", {"papers": [PLAN]}, BOTH,
     [("papers.promise", "申请材料 › “承诺书”", "", "材料名称：承诺书；材料形式：电子", "added")]),
    ("a paper less", BOTH, {"papers": [PROMISE]},
     [("papers.plan", "申请材料 › “平面图”", "材料名称：平面图；原件份数：1", "", "removed")]),
    ("papers in another order", BOTH, {"papers": [PROMISE, PLAN]},
     [("papers.order", "申请材料 › 先后顺序", "平面图、承诺书", "承诺书、平面图", "changed")]),
    ("a condition", {"questions": QUESTIONS, "papers": [PLAN]},
     {"questions": QUESTIONS, "papers": [PLAN | {"when": {"business": ["catering"]}}]},
     [("papers.plan.when", "申请材料 › “平面图” › 适用情形", "", "经营什么：餐饮", "added")]),
    ("a line of many", {"conditions": ["一", "二", "三"]}, {"conditions": ["一", "二（新）", "三", "四"]},
     [("conditions.2", "受理条件 › 第2条", "二", "二（新）", "changed"),
      ("conditions.4", "受理条件 › 第4条", "", "四", "added")]),
    ("rows of the same name", {"basis": [{"title": "法", "article": "1"}, {"title": "法", "article": "2"}]},
     {"basis": [{"title": "法", "article": "1"}, {"title": "法", "article": "3"}]},
     [("basis.法#2.article", "设定依据 › “法” › 条款", "2", "3", "changed")]),
    ("a part that was not there", {"result": {"kind": "certificate"}},
     {"result": {"kind": "certificate", "certificate": {"serial": "001", "title": "许可证"}}},
     [("result.certificate.serial", "审批结果 › 证照类型 › 类型序号", "", "001", "added"),
      ("result.certificate.title", "审批结果 › 证照类型 › 证照名称", "", "许可证", "added")]),
    ("a field of the form",
     {"form": {"properties": {"area": {"type": "number", "title": "面积"}}, "required": ["area"]}},
     {"form": {"properties": {"area": {"type": "number", "title": "面积", "minimum": 1}}, "required": []}},
     [("form.properties.area.minimum", "申请表 › 表单项 › “面积” › 最小值", "", "1", "added"),
      ("form.required", "申请表 › 必填项", "area", "", "removed")]),
    ("what has a fault", {"visits": {"count": 1}}, {"visits": {"count": "一"}},
     [("visits.count", "到办事现场 › 次数", "1", "一", "changed")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "found"), [row[1:] for row in CASES], ids=[row[0] for row in CASES]
)
def test_what_differs_is_said_where_it_is(before, after, found):
    said = [
        (each.element, " › ".join(each.where), each.before, each.after, each.kind)
        for each in differences.between(before, after)
    ]
    assert said == found


@pytest.mark.parametrize(
    ("before", "after", "left", "right"),
    [
        (
            "满18周岁",
            "满16周岁",
            [("满1", False), ("8", True), ("周岁", False)],
            [("满1", False), ("6", True), ("周岁", False)],
        ),
        ("先办证", "先办证后开业", [("先办证", False)], [("先办证", False), ("后开业", True)]),
        ("完全不同", "换了说法", [("完全不同", True)], [("换了说法", True)]),
        ("", "新写的", [("", True)], [("新写的", True)]),
    ],
)
def test_what_is_of_one_side_alone_is_marked(before, after, left, right):
    assert differences.marks(before, after) == (left, right)


PARTS = [
    each
    for each in {**vars(parts), **vars(table), **vars(definition)}.values()
    if isinstance(each, type) and issubclass(each, parts.Part)
]


@pytest.mark.parametrize(
    "part", [each for each in PARTS if each is not parts.Part], ids=lambda each: each.__name__
)
def test_every_element_has_a_name(part):
    assert list(labels.LABELS[part]) == list(part.model_fields)


def literals(part: type[parts.Part]) -> list[tuple[str, tuple[str, ...]]]:
    found = []
    for key, info in part.model_fields.items():
        bare, _ = elements._bare(info.annotation)
        inner = typing.get_args(bare)[0] if typing.get_origin(bare) is tuple else bare
        if typing.get_origin(inner) is typing.Literal:
            found.append((key, typing.get_args(inner)))
    return found


@pytest.mark.parametrize(
    ("part", "key", "values"),
    [(part, key, values) for part in PARTS for key, values in literals(part)],
    ids=lambda each: getattr(each, "__name__", str(each)),
)
def test_every_coded_value_has_words(part, key, values):
    assert sorted(labels.WORDS[part, key]) == sorted(values)


def test_every_kind_of_row_is_known_by_something():
    rows = {element.model for part in PARTS if part in labels.LABELS for element in elements.of(part).values()
            if element.kind == "rows"}  # fmt: skip
    assert rows == set(labels.ROW_KEYS)
