"""Answers to a form (表单校验): what is wrong with values against a JSON Schema 2020-12 object, said plainly.

Hints read here: `x-kind` (money, phone, id_number, credit_code …), `x-message` for a pattern, `x-max-field`.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from json import dumps

import jsonschema_rs
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tongban.core import identifiers, money

CHOSEN = {"choice", "select", "multi"}


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


@lru_cache(maxsize=512)
def _validator(schema: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


def _type_sentence(field: Mapping, _limits: Mapping) -> str:
    example = next(iter(field.get("examples", [])), None)
    if kind_of(field) == "money":
        return _("请填金额，例如40或40.50")
    if field.get("type") == "integer":
        return _("请填整数，例如%(example)s") % {"example": 6 if example is None else example}
    if field.get("type") == "number":
        return _("请填数字，例如%(example)s") % {"example": 86.5 if example is None else example}
    return _required_sentence(field, {})


def _required_sentence(field: Mapping, _limits: Mapping) -> str:
    return _("请选一项") if kind_of(field) in CHOSEN else _("这一项要填")


def _bound(field: Mapping, limit: int | float) -> str:
    if kind_of(field) == "money":
        return _("%(amount)s元") % {"amount": money.yuan(int(limit))}
    return f"{limit:g}" if isinstance(limit, float) else str(limit)


def _bounded(sentence: str) -> Callable[[Mapping, Mapping], str]:
    return lambda field, found: _(sentence) % {"limit": _bound(field, found["limit"])}


def _pattern_sentence(field: Mapping, _limits: Mapping) -> str:
    return field.get("x-message") or _("格式不对，请照示例填写")


def _format_sentence(field: Mapping, found: Mapping) -> str:
    sentences = {"date": _("请填日期，例如2026-10-08"), "email": _("请填电子邮箱，例如name@example.cn")}
    return sentences.get(found["format"]) or _pattern_sentence(field, found)


SENTENCES: dict[str, Callable[[Mapping, Mapping], str]] = {
    "required": _required_sentence,
    "type": _type_sentence,
    "minimum": _bounded(gettext_noop("不能小于%(limit)s")),
    "maximum": _bounded(gettext_noop("不能大于%(limit)s")),
    "exclusiveMinimum": _bounded(gettext_noop("要大于%(limit)s")),
    "exclusiveMaximum": _bounded(gettext_noop("要小于%(limit)s")),
    "minLength": _bounded(gettext_noop("至少填%(limit)s个字")),
    "maxLength": _bounded(gettext_noop("最多填%(limit)s个字")),
    "minItems": _bounded(gettext_noop("至少选%(limit)s项")),
    "maxItems": _bounded(gettext_noop("最多选%(limit)s项")),
    "pattern": _pattern_sentence,
    "format": _format_sentence,
    "enum": lambda _field, _found: _("请从给出的选项中选"),
    "oneOf": lambda _field, _found: _("请从给出的选项中选"),
    "const": lambda _field, _found: _("请勾选，表示同意"),
}

KINDS: dict[str, tuple[Callable[[str], bool], Callable[[], str]]] = {
    "id_number": (identifiers.is_citizen_id, lambda: _("身份证号不对，请核对18位号码")),
    "credit_code": (identifiers.is_uscc, lambda: _("统一社会信用代码不对，请核对18位代码")),
    "phone": (identifiers.is_mobile, lambda: _("请填11位手机号，例如13900000026")),
}


def _by_schema(schema: Mapping, values: Mapping) -> dict[str, str]:
    fields, found = schema.get("properties", {}), {}
    for error in _validator(dumps(schema, sort_keys=True)).iter_errors(dict(values)):
        details = error.kind.as_dict()
        name = error.kind.name
        missing = name == "required" and not error.instance_path
        key = details["property"] if missing else next(iter(error.instance_path), "")
        speak = SENTENCES.get(name, lambda _field, _found: _("这一项不能这样填"))
        found.setdefault(str(key), speak(fields.get(key, {}), details))
    return found


def _by_hint(key: str, fields: Mapping, values: Mapping) -> str | None:
    field, value = fields[key], values.get(key)
    if value is None:
        return None
    if kind_of(field) in KINDS:
        right, sentence = KINDS[kind_of(field)]
        if not right(str(value)):
            return sentence()
    other = field.get("x-max-field")
    if other and other in values and _number(value) and _number(values[other]) and value > values[other]:
        return _("不能大于%(field)s") % {"field": fields[other].get("title", other)}
    return None


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def errors(schema: Mapping, values: Mapping) -> list[tuple[str, str]]:
    """What is wrong, as (field key, sentence): one for each field, in the order of the form."""
    fields = schema.get("properties", {})
    found = _by_schema(schema, values)
    for key in fields:
        sentence = found.get(key) or _by_hint(key, fields, values)
        if sentence:
            found[key] = sentence
    order = [*fields, *found]
    return [(key, found[key]) for key in dict.fromkeys(order) if key in found]
