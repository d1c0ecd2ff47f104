"""What is said about answers that cannot be taken."""

import pytest

from tongban.core import forms

SCHEMA = {
    "type": "object",
    "required": ["name", "area", "delivery"],
    "properties": {
        "name": {"type": "string", "title": "名称", "minLength": 2, "maxLength": 10},
        "area": {"type": "number", "title": "经营场所面积", "exclusiveMinimum": 0, "maximum": 100000},
        "kitchen": {"type": "number", "title": "专间面积", "minimum": 0, "x-max-field": "area"},
        "staff": {"type": "integer", "title": "人数", "maximum": 9999},
        "fee": {"type": "integer", "title": "金额", "x-kind": "money", "minimum": 1000},
        "day": {"type": "string", "format": "date", "title": "日期"},
        "mail": {"type": "string", "format": "email", "title": "邮箱"},
        "plate": {"type": "string", "pattern": "^云[A-Z]$", "x-message": "请填车牌，例如云A"},
        "id": {"type": "string", "x-kind": "id_number"},
        "code": {"type": "string", "x-kind": "credit_code"},
        "phone": {"type": "string", "x-kind": "phone"},
        "delivery": {"oneOf": [{"const": "post", "title": "邮寄"}, {"const": "window", "title": "窗口"}]},
        "kind": {"enum": ["餐饮", "销售"]},
        "items": {"type": "array", "items": {"enum": ["热食", "冷食"]}, "minItems": 1},
        "agreed": {"type": "boolean", "const": True},
    },
}
GOOD = {"name": "青禾餐饮", "area": 86.5, "delivery": "post"}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, []),
        ({"kitchen": 86.5}, []),
        ({"name": None}, [("name", "这一项要填")]),
        ({"delivery": None}, [("delivery", "请选一项")]),
        ({"name": "青"}, [("name", "至少填2个字")]),
        ({"name": "一二三四五六七八九十一"}, [("name", "最多填10个字")]),
        ({"area": "八十六"}, [("area", "请填数字，例如86.5")]),
        ({"area": 0}, [("area", "要大于0")]),
        ({"area": 100000.5}, [("area", "不能大于100000")]),
        ({"kitchen": 120}, [("kitchen", "不能大于经营场所面积")]),
        (
            {"kitchen": "120", "area": "x"},
            [("area", "请填数字，例如86.5"), ("kitchen", "请填数字，例如86.5")],
        ),
        ({"staff": 6.5}, [("staff", "请填整数，例如6")]),
        ({"fee": "四十"}, [("fee", "请填金额，例如40或40.50")]),
        ({"fee": 999}, [("fee", "不能小于10元")]),
        ({"day": "2026-02-30"}, [("day", "请填日期，例如2026-10-08")]),
        ({"mail": "a@"}, [("mail", "请填电子邮箱，例如name@example.cn")]),
        ({"plate": "云a"}, [("plate", "请填车牌，例如云A")]),
        ({"id": "990100199001010011"}, [("id", "身份证号不对，请核对18位号码")]),
        ({"code": "91990100MA8Y2F3K7A"}, [("code", "统一社会信用代码不对，请核对18位代码")]),
        ({"phone": "12345"}, [("phone", "请填11位手机号，例如13900000026")]),
        ({"delivery": "drone"}, [("delivery", "请从给出的选项中选")]),
        ({"kind": "网吧"}, [("kind", "请从给出的选项中选")]),
        ({"items": ["热食", "网吧"]}, [("items", "请从给出的选项中选")]),
        ({"items": []}, [("items", "至少选1项")]),
        ({"agreed": False}, [("agreed", "请勾选，表示同意")]),
    ],
)
def test_errors_say_what_to_fill_in(changed, said):
    values = {key: value for key, value in (GOOD | changed).items() if value is not None}
    assert forms.errors(SCHEMA, values) == said


def test_errors_come_in_the_order_of_the_form():
    assert [key for key, _ in forms.errors(SCHEMA, {"phone": "1", "area": "x"})] == [
        "name",
        "area",
        "phone",
        "delivery",
    ]


def test_unknown_keys_are_refused_when_the_schema_is_closed():
    closed = {"type": "object", "properties": {}, "additionalProperties": False}
    assert forms.errors(closed, {"evil": 1}) == [("", "这一项不能这样填")]


def test_a_part_that_only_a_condition_requires():
    schema = {
        "properties": {"firm": {"type": "boolean"}, "code": {"type": "string", "title": "代码"}},
        "if": {"properties": {"firm": {"const": True}}, "required": ["firm"]},
        "then": {"required": ["code"]},
    }
    assert forms.errors(schema, {"firm": True}) == [("code", "这一项要填")]
    assert forms.errors(schema, {"firm": False}) == []


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ({"type": "string"}, "text"),
        ({"type": "string", "maxLength": 100}, "text"),
        ({"type": "string", "maxLength": 101}, "textarea"),
        ({"type": "string", "maxLength": 200, "x-kind": "address"}, "address"),
        ({"type": "string", "format": "date"}, "date"),
        ({"type": "integer"}, "number"),
        ({"type": "boolean"}, "choice"),
        ({"enum": list("123456")}, "choice"),
        ({"enum": list("1234567")}, "select"),
        ({"type": "array", "items": {"enum": ["a"]}}, "multi"),
    ],
)
def test_kind_follows_from_the_type(field, kind):
    assert forms.kind_of(field) == kind
