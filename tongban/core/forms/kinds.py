"""Kinds of fields (字段种类): the JSON types each may have, and the checks that a schema cannot say."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from tongban.core import identifiers

_TEXTS = "text textarea date phone id_number credit_code bank_card division signature"
_ANY = ("string", "integer", "number", "boolean")
KINDS: Mapping[str, tuple[str, ...]] = dict.fromkeys(_TEXTS.split(), ("string",)) | {
    "number": ("integer", "number"),
    "money": ("integer",),  # fen
    "address": ("string", "object"),  # object: {division, detail}
    "choice": _ANY,
    "select": _ANY,
    "multi": ("array",),
    "rows": ("array",),
}
SEALED = frozenset({"id_number", "phone", "bank_card"})
CHOSEN = {"choice", "select", "multi"}
CHECKS: dict[str, tuple[Callable[[str], bool], Callable[[], str]]] = {
    "id_number": (identifiers.is_citizen_id, lambda: _("身份证号不对，请核对18位号码")),
    "credit_code": (identifiers.is_uscc, lambda: _("统一社会信用代码不对，请核对18位代码")),
    "phone": (identifiers.is_mobile, lambda: _("请填11位手机号，例如13900000026")),
}


def kind_of(field: Mapping) -> str:
    """How a field is asked: its `x-kind`, else what its type suggests."""
    if "x-kind" in field:
        return field["x-kind"]
    if "enum" in field or "oneOf" in field:
        return "choice" if len(options(field)) <= 6 else "select"
    if field.get("type") == "boolean":
        return "choice"
    by_type = {"array": "multi", "integer": "number", "number": "number"}
    if field.get("format") == "date":
        return "date"
    return by_type.get(field.get("type", ""), "textarea" if field.get("maxLength", 0) > 100 else "text")


def options(field: Mapping) -> list[tuple[str, str]]:
    """What may be chosen, as (value, words): from `enum`, from `oneOf` of const and title, or yes and no."""
    field = field.get("items", field)
    if "oneOf" in field:
        return [(str(each["const"]), each.get("title") or str(each["const"])) for each in field["oneOf"]]
    if field.get("type") == "boolean":
        return [("true", _("是")), ("false", _("否"))]
    return [(str(value), str(value)) for value in field.get("enum", [])]


def fields_of(schema: Mapping) -> Mapping[str, Mapping]:
    """The fields of a form, or of a row of a group."""
    return schema.get("items", schema).get("properties", {})
