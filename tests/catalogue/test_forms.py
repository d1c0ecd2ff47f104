"""A form that is wrong itself is refused with the place and a sentence, never a stack trace."""

import pytest

from tongban.catalogue import forms

ELSEWHERE = "有不认识的写法。只用说明中的关键字，不能用$ref、allOf等"
WORD = {"type": "string"}
REGEX = '格式（pattern）不能用："%s" is not a "regex"'
MANY = "共5000个字段，最多300个。请分成几个事项，或者把长内容改为上传材料"
BAD = "这里的写法不对"
MONEY = {"type": "integer", "x-kind": "money"}


def form(**fields) -> dict:
    return {"type": "object", "properties": fields}


def deep(levels: int) -> dict:
    inner = {"type": "array", "items": WORD}
    for _ in range(levels):
        inner = {"type": "array", "items": {"properties": {"a": inner}}}
    return inner


@pytest.mark.parametrize(
    ("schema", "found"),
    [
        ({}, []),
        (form(), []),
        (form(a=WORD, b={**WORD, "x-when": {"a": ["x"], "cause": ["lost"]}}), []),
        ({"$ref": "#"}, [("form", ELSEWHERE)]),
        (form(a={"$ref": "https://example.cn/a.json"}), [("form.properties.a", ELSEWHERE)]),
        ({**form(), "allOf": [form()]}, [("form", ELSEWHERE)]),
        ([1], [("form", BAD)]),
        (form(a=3), [("form.properties.a", BAD)]),
        (form(a={"type": "strin"}), [("form.properties.a.type", BAD)]),
        (form(a={**WORD, "minLength": -1}), [("form.properties.a.minLength", BAD)]),
        (form(姓名=WORD), [("form.properties", forms.REASONS["propertyNames"])]),
        ({**form(), "required": ["a"]}, [("form.required", "没有字段“a”")]),
        (form(a={"x-kind": "stamp"}), [("form.properties.a", "没有“stamp”这种字段")]),
        (
            form(a={"type": "string", "x-kind": "money"}),
            [("form.properties.a", "“money”字段的type应为integer")],
        ),
        (
            form(a={**WORD, "x-when": {"b": ["1"]}}),
            [("form.properties.a.x-when", "条件引用了不存在的字段或者问题“b”")],
        ),
        (
            form(a={**WORD, "x-when": {"cause": ["stolen"]}}),
            [("form.properties.a.x-when", "“cause”没有选项“stolen”")],
        ),
        (
            form(a={**WORD, "x-when": {"b": ["1"]}}, b={**WORD, "x-when": {"a": ["1"]}}),
            [("form", "条件或者计算绕成了一圈：a → b → a")],
        ),
        (
            form(a={"type": "number", "x-compute": {"op": "sum", "of": ["a", 1]}}),
            [("form", "条件或者计算绕成了一圈：a → a")],
        ),
        (
            form(a={"type": "number"}, m=MONEY, s={**MONEY, "x-compute": {"op": "sum", "of": ["a", "m"]}}),
            [("form.properties.s", "金额和数字不能这样算")],
        ),
        (
            form(a=WORD, s={"type": "number", "x-compute": {"op": "sum", "of": ["a", 1]}}),
            [("form.properties.s", "这几项不能这样算：a、1")],
        ),
        (
            form(a={**WORD, "x-kind": "phone"}, s={**WORD, "x-compute": {"op": "join", "of": ["a"]}}),
            [("form.properties.s", "身份证号、手机号、银行卡号不能参加计算")],
        ),
        (
            form(s={"type": "number", "x-compute": {"op": "eval", "of": ["1"]}}),
            [("form.properties.s.x-compute.op", BAD)],
        ),
        (
            form(s={"type": "number", "x-compute": {"op": "total", "of": ["x.y"]}}),
            [("form.properties.s", "计算引用了不存在的字段“x.y”")],
        ),
        (
            form(
                a={
                    "type": "array",
                    "x-kind": "rows",
                    "items": {"properties": {"b": {**deep(0), "x-kind": "rows"}}},
                }
            ),
            [("form.properties.a.items.properties.b", "重复的一组里面不能再有重复的组或者签名")],
        ),
        (form(a={"x-kind": "signature"}, b={"x-kind": "signature"}), [("form", "一张表只签一处名")]),
        (form(a={**WORD, "pattern": "(?=a)b"}), [("form.properties.a", REGEX % "(?=a)b")]),
        (form(a={**WORD, "pattern": "(a{1000}){1000}"}), [("form.properties.a", REGEX % "(a{1000}){1000}")]),
        (form(**{f"a{n}": WORD for n in range(5000)}), [("form", MANY)]),
    ],
)
def test_faults_name_the_place(schema, found):
    assert forms.faults(schema, {"cause": ["lost", "damaged"]}) == found


@pytest.mark.parametrize("levels", [3, 200, 5000])
def test_what_is_nested_too_deep_is_refused(levels):
    assert forms.faults(form(a=deep(levels))) != []


def test_many_faults_are_named_up_to_a_bearable_number():
    assert len(forms.faults(form(**{f"a{n}": {"x-kind": "stamp"} for n in range(200)}))) == forms.SHOWN
