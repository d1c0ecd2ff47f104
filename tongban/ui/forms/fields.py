"""Forms (表单): from a JSON Schema to sections of fields to show, and from what was posted to values.

Hints: `title`, `description` (hint), `x-section`, `x-kind` (text textarea number money date phone id_number
credit_code address choice select multi), `x-full`, `readOnly`, `x-source` (person.name, firm.code …, known
already). What is wrong with values is said by `core.forms.errors`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.translation import gettext as _

from tongban.core import forms, money, text

WIDE = {"textarea", "address", "choice", "multi"}
INPUT_MODES = {"money": "decimal", "number": "decimal", "phone": "tel", "integer": "numeric"}
AUTOCOMPLETE = {"phone": "tel", "address": "street-address"}
MASKS = {"id_number": text.mask_id, "phone": text.mask_phone}
WIDGETS = {"choice": "choice", "multi": "multi", "select": "select", "textarea": "textarea", "date": "date"}


@dataclass(frozen=True)
class Field:
    """One question as it is shown; `value` is what stands in the control, a list for several choices."""

    key: str
    label: str
    widget: str = "text"
    value: str | list[str] = ""
    hint: str = ""
    options: list[tuple[str, str]] = field(default_factory=list)
    required: bool = False
    readonly: bool = False
    full: bool = False
    source: str = ""
    error: str = ""
    inputmode: str = ""
    autocomplete: str = ""
    maxlength: int | None = None

    @property
    def id(self) -> str:
        """The id of the control, to which a line of the error summary leads."""
        return f"f-{self.key}"


@dataclass(frozen=True)
class Section:
    """Fields under one heading."""

    title: str
    fields: list[Field]


def prefilled(schema: Mapping, facts: Mapping[str, object]) -> dict:
    """The values we know already: `facts` by the names that `x-source` uses."""
    known = {key: facts.get(part.get("x-source")) for key, part in schema.get("properties", {}).items()}
    return {key: value for key, value in known.items() if value not in (None, "")}


def sources(schema: Mapping, facts: Mapping[str, object], values: Mapping) -> dict[str, str]:
    """Where each value comes from, in words, as long as it is still the one we knew."""
    words_of = {"person": _("来自实名账号"), "firm": _("来自法人库")}
    parts = schema.get("properties", {})
    same = [key for key, value in prefilled(schema, facts).items() if values.get(key) == value]
    return {key: words_of.get(parts[key]["x-source"].split(".")[0], _("系统已为您填好")) for key in same}


def shown(schema: Mapping, value: object) -> str | list[str]:
    """A value as it stands in its control."""
    if isinstance(value, list | tuple):
        return [str(each) for each in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if forms.kind_of(schema) == "money" and isinstance(value, int):
        return money.yuan(value)
    return "" if value is None else str(value)


def words(schema: Mapping, value: object) -> str:
    """A value as it is read back: titles of what was chosen, money with its unit."""
    names = dict(forms.options(schema))
    given = shown(schema, value)
    if isinstance(given, list):
        return "，".join(names.get(each, each) for each in given)
    return f"{given}元" if forms.kind_of(schema) == "money" and given else names.get(given, given)


def _field(
    key: str, schema: Mapping, required: bool, value: str | list[str], source: str, error: str
) -> Field:
    kind = forms.kind_of(schema)
    readonly = bool(schema.get("readOnly")) and bool(value)
    if readonly and kind in MASKS:
        value = MASKS[kind](str(value))
    return Field(
        key=key,
        label=schema.get("title", key),
        widget=WIDGETS.get(kind, "text"),
        value=value,
        hint=schema.get("description", ""),
        options=forms.options(schema),
        required=required,
        readonly=readonly,
        full=schema.get("x-full", kind in WIDE),
        source=source,
        error=error,
        inputmode=INPUT_MODES.get(
            "integer" if schema.get("type") == "integer" and kind == "number" else kind, ""
        ),
        autocomplete=AUTOCOMPLETE.get(kind, ""),
        maxlength=schema.get("maxLength"),
    )


def fields(
    schema: Mapping, values: Mapping, raw: Mapping | None = None, problems: Iterable[tuple[str, str]] = (),
    sources: Mapping[str, str] | None = None,
) -> list[Field]:  # fmt: skip
    """All fields; `raw` (what was typed) stands before `values`, `problems` come from `core.forms.errors`."""
    required, wrong, origin = schema.get("required", []), dict(problems), sources or {}
    made = []
    for key, part in schema.get("properties", {}).items():
        typed = (raw or {}).get(key)
        value = shown(part, values.get(key)) if typed is None else typed
        made.append(_field(key, part, key in required, value, origin.get(key, ""), wrong.get(key, "")))
    return made


def sections(schema: Mapping, values: Mapping, **given) -> list[Section]:
    """The fields under their `x-section`, in the order of the schema; takes what `fields` takes."""
    parts = schema.get("properties", {})
    made = fields(schema, values, **given)
    groups = groupby(made, lambda one: parts[one.key].get("x-section", ""))
    return [Section(title, list(group)) for title, group in groups]


def summary(schema: Mapping, problems: Iterable[tuple[str, str]]) -> list[dict]:
    """Lines of the error summary: where each leads, the label and the sentence."""
    parts = schema.get("properties", {})
    return [
        {"id": f"f-{key}", "label": parts.get(key, {}).get("title", ""), "sentence": sentence}
        for key, sentence in problems
    ]


def _number(kind: str, schema: Mapping, typed: str) -> object:
    plain = re.sub("[,，]", "", typed)
    decimals = "{1,2}" if kind == "money" else "{1,6}"
    if not re.fullmatch(rf"-?[0-9]{{1,12}}([.][0-9]{decimals})?", plain):
        return typed
    if kind == "money":
        return money.fen(plain)
    if "." not in plain:
        return int(plain)
    return typed if schema.get("type") == "integer" else float(plain)


def _value(schema: Mapping, typed: str) -> object:
    kind, plain = forms.kind_of(schema), text.tidy(typed.replace("\0", ""))
    if schema.get("type") == "boolean":
        return {"true": True, "false": False}.get(plain, plain)
    if kind in ("choice", "select"):
        given = schema.get("enum") or [each["const"] for each in schema.get("oneOf", [])]
        return next((each for each in given if str(each) == plain), plain)
    if kind in ("money", "number"):
        return _number(kind, schema, plain)
    if kind in ("id_number", "credit_code"):
        return plain.replace(" ", "").upper()
    return typed.replace("\0", "").strip() if kind == "textarea" else plain


def parse(schema: Mapping, post: Mapping) -> tuple[dict, dict]:
    """What was posted, typed (empty ones left out) and as it stood. Read-only fields are skipped."""
    values, raw = {}, {}
    for key, part in schema.get("properties", {}).items():
        if part.get("readOnly"):
            continue
        if forms.kind_of(part) == "multi":
            chosen = post.getlist(key) if hasattr(post, "getlist") else list(post.get(key) or [])
            raw[key] = chosen
            values |= {key: chosen} if chosen else {}
            continue
        raw[key] = post.get(key, "")
        value = _value(part, raw[key])
        values |= {} if value == "" else {key: value}
    return values, raw
