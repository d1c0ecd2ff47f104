"""What a form may be made of (表单部件): kinds in Chinese, their hints, a field to start from."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

ALWAYS = ("title", "description", "x-section", "x-when", "x-full")  # any field may have
ORIGIN = ("x-source", "x-meaning", "readOnly")  # where its value comes from


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of field: what it is called, the hints it takes beside `ALWAYS`, what a new one says."""

    key: str
    name: str
    hints: tuple[str, ...]
    blank: dict
    in_rows: bool = True


_LENGTH = ("minLength", "maxLength", "examples", *ORIGIN)
_AMOUNT = ("minimum", "maximum", "x-max-field", "x-compute", "examples", *ORIGIN)
_TEXT = {"type": "string"}
_CHOICE = {"type": "string", "enum": ["选项一", "选项二"]}


def _plain(kind: str) -> dict:
    return {"type": "string", "x-kind": kind}


KINDS = {
    kind.key: kind
    for kind in (
        Kind("text", gettext_lazy("单行文字"), ("pattern", "x-message", "x-compute", *_LENGTH), _TEXT),
        Kind("textarea", gettext_lazy("多行文字"), _LENGTH, _plain("textarea") | {"maxLength": 500}),
        Kind("number", gettext_lazy("数字"), _AMOUNT, {"type": "number"}),
        Kind("money", gettext_lazy("金额"), _AMOUNT, {"type": "integer", "x-kind": "money"}),
        Kind("date", gettext_lazy("日期"), ORIGIN, {"type": "string", "format": "date"}),
        Kind("phone", gettext_lazy("手机号"), ORIGIN, _plain("phone")),
        Kind("id_number", gettext_lazy("身份证号"), ORIGIN, _plain("id_number")),
        Kind("credit_code", gettext_lazy("统一社会信用代码"), ORIGIN, _plain("credit_code")),
        Kind("bank_card", gettext_lazy("银行卡号"), ("pattern", "x-message", *ORIGIN), _plain("bank_card")),
        Kind(
            "address",
            gettext_lazy("地址"),
            ("type", "x-level", "x-within", *_LENGTH),
            {"type": "object", "x-kind": "address", "x-level": 3},
        ),
        Kind(
            "division",
            gettext_lazy("行政区划"),
            ("x-level", "x-within", *ORIGIN),
            _plain("division") | {"x-level": 3},
        ),
        Kind("choice", gettext_lazy("单选"), ("enum", "oneOf", *ORIGIN), _CHOICE | {"x-kind": "choice"}),
        Kind("select", gettext_lazy("下拉单选"), ("enum", "oneOf", *ORIGIN), _CHOICE | {"x-kind": "select"}),
        Kind(
            "multi",
            gettext_lazy("多选"),
            ("items", "minItems", "maxItems", *ORIGIN),
            {"type": "array", "uniqueItems": True, "items": _CHOICE},
        ),
        Kind(
            "rows",
            gettext_lazy("重复的一组"),
            ("items", "minItems", "maxItems", "x-meaning"),
            {"type": "array", "x-kind": "rows", "items": {"type": "object", "properties": {"name": _TEXT}}},
            in_rows=False,
        ),
        Kind("signature", gettext_lazy("签名"), (), _plain("signature"), in_rows=False),
    )
}
