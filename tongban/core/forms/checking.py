"""What is wrong with values (表单校验), said plainly: by the JSON Schema, by kind, by other fields."""

from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from json import dumps
from re import fullmatch

import jsonschema_rs
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tongban.core import identifiers, money
from tongban.core.forms import settling
from tongban.core.forms.computing import number
from tongban.core.forms.kinds import CHECKS, CHOSEN, fields_of, kind_of

Found = Iterator[tuple[str, str]]


@lru_cache(maxsize=512)
def validator(schema: str) -> jsonschema_rs.Draft202012Validator:
    """The validator of a schema as text: nothing is fetched, no pattern takes more than linear time."""
    options = {"validate_formats": True, "offline": True, "pattern_options": jsonschema_rs.RegexOptions()}
    return jsonschema_rs.Draft202012Validator(schema, **options)


def _type_sentence(field: Mapping, _limits: Mapping) -> str:
    example = next(iter(field.get("examples", [])), None)
    if kind_of(field) == "money":
        return _("请填金额，例如40或40.50")
    if field.get("type") == "integer":
        return _("请填整数，例如%(example)s") % {"example": 6 if example is None else example}
    if field.get("type") == "number":
        return _("请填数字，例如%(example)s") % {"example": 86.5 if example is None else example}
    return required_sentence(field)


def required_sentence(field: Mapping, _limits: Mapping | None = None) -> str:
    """What is said where nothing was filled in."""
    if kind_of(field) == "signature":
        return _("请签名")
    return _("请选一项") if kind_of(field) in CHOSEN else _("这一项要填")


def _bound(field: Mapping, limit: int | float) -> str:
    if kind_of(field) == "money":
        return _("%(amount)s元") % {"amount": money.yuan(int(limit))}
    return f"{limit:g}" if isinstance(limit, float) else str(limit)


def _bounded(sentence: str, of_rows: str = "") -> Callable[[Mapping, Mapping], str]:
    def said(field: Mapping, found: Mapping) -> str:
        return _(of_rows if kind_of(field) == "rows" else sentence) % {"limit": _bound(field, found["limit"])}

    return said


def _pattern_sentence(field: Mapping, _limits: Mapping) -> str:
    return field.get("x-message") or _("格式不对，请照示例填写")


def _format_sentence(field: Mapping, found: Mapping) -> str:
    sentences = {"date": _("请填日期，例如2026-10-08"), "email": _("请填电子邮箱，例如name@example.cn")}
    return sentences.get(found["format"]) or _pattern_sentence(field, found)


SENTENCES: dict[str, Callable[[Mapping, Mapping], str]] = {
    "required": required_sentence,
    "type": _type_sentence,
    "minimum": _bounded(gettext_noop("不能小于%(limit)s")),
    "maximum": _bounded(gettext_noop("不能大于%(limit)s")),
    "exclusiveMinimum": _bounded(gettext_noop("要大于%(limit)s")),
    "exclusiveMaximum": _bounded(gettext_noop("要小于%(limit)s")),
    "minLength": _bounded(gettext_noop("至少填%(limit)s个字")),
    "maxLength": _bounded(gettext_noop("最多填%(limit)s个字")),
    "minItems": _bounded(gettext_noop("至少选%(limit)s项"), gettext_noop("至少填%(limit)s行")),
    "maxItems": _bounded(gettext_noop("最多选%(limit)s项"), gettext_noop("最多填%(limit)s行")),
    "pattern": _pattern_sentence,
    "format": _format_sentence,
    "enum": lambda _field, _found: _("请从给出的选项中选"),
    "oneOf": lambda _field, _found: _("请从给出的选项中选"),
    "const": lambda _field, _found: _("请勾选，表示同意"),
}


def errors(schema: Mapping, values: Mapping, answers: Mapping | None = None) -> list[tuple[str, str]]:
    """What is wrong, as (path, sentence): one for each field, in the order of the form."""
    kept, fields = settling.settled(schema, values, answers), fields_of(schema)
    unknown = {key: value for key, value in values.items() if key not in fields}
    return list(_errors(schema, kept | unknown, {}, {}, answers or {}))


def _errors(schema: Mapping, values: Mapping, around: Mapping, outer: Mapping, answers: Mapping) -> Found:
    """Those of settled values; `around` and `outer` are the fields and values about a row."""
    fields = fields_of(schema)
    every, scope = ChainMap({**fields}, {**around}), ChainMap({**values}, {**outer})
    asked = {key for key in fields if settling.holds(fields[key], every, scope, answers)}
    found = _by_schema(schema, values, asked)
    for key, field in fields.items():
        sentence = found.pop(key, None) or (_by_hint(field, fields, values, key) if key in values else None)
        if sentence:
            yield key, sentence
        elif kind_of(field) == "rows":
            for place, row in enumerate(values.get(key, ())):
                wrong = _errors(field["items"], row, every, scope, answers)
                yield from ((f"{key}.{place}.{path}", why) for path, why in wrong)
        elif kind_of(field) == "address" and isinstance(values.get(key), dict):
            yield from ((f"{key}.{part}", why) for part, why in _address(field, values[key]))
    yield from found.items()


def _bare(schema: Mapping) -> dict:
    """Without what stands in rows, which are judged one by one."""
    parts, row = fields_of(schema).items(), {"type": "object"}
    bare = {key: {**field, "items": row} if kind_of(field) == "rows" else field for key, field in parts}
    return {**schema, "properties": bare}


def _by_schema(schema: Mapping, values: Mapping, asked: set[str]) -> dict[str, str]:
    fields, found = fields_of(schema), {}
    for error in validator(dumps(_bare(schema), sort_keys=True)).iter_errors(dict(values)):
        details, name = error.kind.as_dict(), error.kind.name
        missing = name == "required" and not error.instance_path
        key = str(details["property"] if missing else next(iter(error.instance_path), ""))
        field = fields.get(key, {})
        if missing and key in fields and (key not in asked or "x-compute" in field):
            continue
        speak = SENTENCES.get(name, lambda _field, _found: _("这一项不能这样填"))
        found.setdefault(key, speak(field, details))
    return found


def _by_hint(field: Mapping, fields: Mapping, values: Mapping, key: str) -> str | None:
    value, kind = values[key], kind_of(field)
    if kind in CHECKS and not CHECKS[kind][0](str(value)):
        return CHECKS[kind][1]()
    if kind == "division":
        return _division(field, value)
    other = field.get("x-max-field")
    own, bound = number(value), number(values.get(other))
    if own is not None and bound is not None and own > bound:
        return _("不能大于%(field)s") % {"field": fields[other].get("title", other)}
    return None


def _division(field: Mapping, value: object) -> str | None:
    """A division, deep enough and where it is to be; whether it exists is for those who keep the list."""
    code, within = str(value), str(field.get("x-within", ""))
    prefix = identifiers.region_prefix(within) if within else ""
    if not fullmatch("[0-9]{12}", code) or not code.startswith(prefix):
        return _("请从列表中选择所在地区")
    return None if identifiers.region_level(code) >= field.get("x-level", 3) else _("请继续选到下一级")


def _address(field: Mapping, value: Mapping) -> Found:
    wrong, detail = _division(field, value.get("division", "")), value.get("detail")
    if wrong:
        yield "division", wrong
    if not isinstance(detail, str) or not 0 < len(detail.strip()) <= 200:
        yield "detail", _("请填街道、小区、门牌号，最多200个字")
