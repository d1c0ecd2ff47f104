"""字段种类 as an editor knows them: what each is called, what may be said of it; the usual fields."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from tongban.core import forms

COMMON = ("title", "description", "x-full", "x-when")
KNOWN = ("x-source", "readOnly", "x-meaning")
LENGTH = ("minLength", "maxLength")
RANGE = ("minimum", "maximum", "x-max-field")
PLACE = ("x-level", "x-within")
FLAG = "flag"  # 是否: a choice of yes and no


@dataclass(frozen=True, slots=True)
class Kind:
    """What it is called, its icon, how a field of it begins, and what may be said of it beyond `COMMON`."""

    name: str
    icon: str
    begins: Mapping
    takes: tuple[str, ...] = ()

    def admits(self, word: str) -> bool:
        """May this be said of such a field?"""
        return word in COMMON or word in self.takes


def _text(kind: str = "", **more: object) -> dict:
    return {"type": "string", **({"x-kind": kind} if kind else {}), **more}


KINDS: Mapping[str, Kind] = {
    "text": Kind(
        _("一行文字"),
        "letter-case",
        _text(),
        (*LENGTH, "pattern", "x-message", "examples", *KNOWN, "x-compute"),
    ),
    "textarea": Kind(_("多行文字"), "align-left", _text("textarea"), (*LENGTH, *KNOWN, "x-compute")),
    "number": Kind(
        _("数字"), "123", {"type": "number"}, (*RANGE, "whole", "examples", "x-meaning", "x-compute")
    ),
    "money": Kind(
        _("金额"), "currency-yuan", {"type": "integer", "x-kind": "money"}, (*RANGE, "x-meaning", "x-compute")
    ),
    "date": Kind(_("日期"), "calendar", _text(format="date"), KNOWN),
    "phone": Kind(_("手机号"), "device-mobile", _text("phone"), KNOWN),
    "id_number": Kind(_("身份证号"), "id", _text("id_number"), KNOWN),
    "credit_code": Kind(_("统一社会信用代码"), "building", _text("credit_code"), KNOWN),
    "bank_card": Kind(_("银行卡号"), "credit-card", _text("bank_card"), (*LENGTH, "x-meaning")),
    "address": Kind(
        _("地址"), "map-pin", _text("address", maxLength=200), (*LENGTH, "structured", *PLACE, *KNOWN)
    ),
    "division": Kind(_("行政区划"), "map", _text("division", **{"x-level": 3}), (*PLACE, "x-meaning")),
    FLAG: Kind(_("是否"), "toggle-left", {"type": "boolean"}, ("x-meaning",)),
    "choice": Kind(
        _("单选"), "circle-dot", _text("choice", enum=["选项1", "选项2"]), ("options", "x-meaning")
    ),
    "select": Kind(
        _("下拉选择"), "select", _text("select", enum=["选项1", "选项2"]), ("options", "x-meaning")
    ),
    "multi": Kind(
        _("多选"),
        "checkbox",
        {"type": "array", "items": _text(enum=["选项1", "选项2"])},
        ("options", "minItems", "maxItems", "x-meaning"),
    ),
    "rows": Kind(
        _("重复的一组"),
        "table",
        {
            "type": "array",
            "x-kind": "rows",
            "maxItems": 10,
            "items": {"type": "object", "properties": {"name": _text(title="名称")}, "x-order": ["name"]},
        },
        ("minItems", "maxItems"),
    ),
    "signature": Kind(_("签名"), "signature", _text("signature")),
}
INNER = tuple(key for key in KINDS if key not in ("rows", "signature"))
WORDS = frozenset({*COMMON, *(word for kind in KINDS.values() for word in kind.takes)})


@dataclass(frozen=True, slots=True)
class Usual:
    """常用字段: what most forms ask, ready to be put in."""

    key: str
    title: str
    kind: str
    says: Mapping = field(default_factory=dict)

    @property
    def made(self) -> dict:
        """The field."""
        return {**KINDS[self.kind].begins, "title": str(self.title), **self.says}


def _known(source: str, **more: object) -> dict:
    return {"x-source": source, "readOnly": True, **more}


USUAL = (
    Usual("name", _("姓名"), "text", _known("person.name", maxLength=50)),
    Usual("id_number", _("身份证号"), "id_number", _known("person.id_number")),
    Usual("phone", _("手机号"), "phone", {"x-source": "person.phone"}),
    Usual("address", _("住址"), "address", {"x-source": "person.address", "minLength": 5}),
    Usual("firm_name", _("单位名称"), "text", _known("firm.name", maxLength=100)),
    Usual("credit_code", _("统一社会信用代码"), "credit_code", _known("firm.code")),
    Usual("representative", _("法定代表人"), "text", _known("firm.legal_representative", maxLength=50)),
    Usual("premises", _("经营场所"), "address", {"x-source": "firm.address", "minLength": 5}),
    Usual("email", _("电子邮箱"), "text", {"format": "email", "maxLength": 100}),
    Usual("postcode", _("邮政编码"), "text", {"pattern": "^[0-9]{6}$", "x-message": "请填6位数字的邮政编码"}),
)
OPERATIONS = {
    "sum": _("相加"),
    "difference": _("相减"),
    "product": _("相乘"),
    "quotient": _("相除"),
    "total": _("把一组里的一列加起来"),
    "count": _("数行数或者选了几项"),
    "days_between": _("相差几天"),
    "years_between": _("相差几周年"),
    "join": _("连成一句"),
}


def of(field: Mapping) -> str:
    """The kind of a field as the designer calls it; a field may have faults."""
    if field.get("type") == "boolean" and not {"enum", "oneOf"} & field.keys():
        return FLAG
    try:
        kind = forms.kind_of(field)
    except (TypeError, KeyError, AttributeError):
        return "text"
    return kind if isinstance(kind, str) and kind in KINDS else "text"


def engine(kind: str) -> str:
    """What the engine calls it."""
    return "choice" if kind == FLAG else kind
