"""From a form to sections of fields to show (表单展示); the hints are explained in docs/items.md."""

import json
from collections import ChainMap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from tongban.core import forms, text
from tongban.ui.forms import divisions
from tongban.ui.forms.posted import MOST_ROWS
from tongban.ui.forms.readback import shown

WIDE = {"textarea", "address", "choice", "multi", "rows", "division", "signature"}
INPUT_MODES = {"money": "decimal", "number": "decimal", "phone": "tel", "integer": "numeric"}
AUTOCOMPLETE = {"phone": "tel", "address": "street-address"}
MASKS = {"id_number": text.mask_id, "phone": text.mask_phone}
OWN = {"choice", "multi", "select", "textarea", "date", "rows", "division", "signature"}


@dataclass(frozen=True)
class Field:
    """One question as it is shown; `value` is what stands in the control, a list for several choices."""

    key: str  # the path: members.0.name
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
    hidden: bool = False  # asked only where its condition holds
    marks: dict[str, str] = field(default_factory=dict)  # data-… for the script
    levels: list[divisions.Level] = field(default_factory=list)
    within: str = ""
    level: int = divisions.LEVEL
    rows: list[list["Field"]] = field(default_factory=list)
    room: bool = False  # for one more row
    parts: list["Field"] = field(default_factory=list)  # of an address

    @property
    def id(self) -> str:
        """The id of the control, to which a line of the error summary leads."""
        return f"f-{self.key}"


@dataclass(frozen=True)
class Section:
    """Fields under one heading."""

    title: str
    fields: list[Field]


@dataclass(frozen=True)
class Around:
    """What stands about the fields that are shown: path, all fields, values, answers, faults and sources."""

    path: str
    fields: Mapping[str, Mapping]
    values: Mapping
    answers: Mapping
    wrong: Mapping[str, str]
    origin: Mapping[str, str]


def fields(
    schema: Mapping, values: Mapping, raw: Mapping | None = None, problems: Iterable[tuple[str, str]] = (),
    sources: Mapping[str, str] | None = None, answers: Mapping | None = None,
) -> list[Field]:  # fmt: skip
    """All fields; `raw` (what was typed) stands before `values`, `problems` come from `core.forms.errors`."""
    given = ChainMap({**(raw or {})}, {**values})
    about = Around("", {}, {}, answers or {}, dict(problems), sources or {})
    return _fields(schema, given, about)


def sections(schema: Mapping, values: Mapping, **given) -> list[Section]:
    """The fields under their `x-section`, in the order of the schema; takes what `fields` takes."""
    parts = forms.fields_of(schema)
    made = fields(schema, values, **given)
    groups = groupby(made, lambda one: parts[one.key].get("x-section", ""))
    return [Section(title, list(group)) for title, group in groups]


def summary(schema: Mapping, problems: Iterable[tuple[str, str]]) -> list[dict]:
    """Lines of the error summary: where each leads, the label and the sentence."""
    return [
        {"id": f"f-{path}", "label": label(schema, path), "sentence": sentence} for path, sentence in problems
    ]


def label(schema: Mapping, path: str) -> str:
    """What a path is called: 家庭成员第1行，姓名."""
    key, _dot, rest = path.partition(".")
    part = forms.fields_of(schema).get(key, {})
    title, (place, _dot, inner) = part.get("title", ""), rest.partition(".")
    return f"{title}第{int(place) + 1}行，{label(part, inner)}" if place.isdecimal() else title


def _fields(schema: Mapping, values: Mapping, about: Around) -> list[Field]:
    parts, required = forms.fields_of(schema), schema.get("required", [])
    every, scope = ChainMap({**parts}, {**about.fields}), ChainMap({**values}, {**about.values})
    here = Around(about.path, every, scope, about.answers, about.wrong, about.origin)
    return [
        _field(key, part, key in required, values.get(key), here)
        for key, part in parts.items()
        if _may_be_asked(part, here)
    ]


def _may_be_asked(part: Mapping, about: Around) -> bool:
    """The answers to questions are settled; those to fields may change on the page."""
    by_answer = {key: values for key, values in part.get("x-when", {}).items() if key not in about.fields}
    return forms.holds({"x-when": by_answer}, {}, {}, about.answers)


def _field(key: str, schema: Mapping, required: bool, value: object, about: Around) -> Field:
    kind, path = forms.kind_of(schema), about.path + key
    structured = kind == "address" and schema.get("type") == "object"
    known = isinstance(value, str | int | float) or value not in (None, [], {})
    readonly = "x-compute" in schema or (bool(schema.get("readOnly")) and known)
    stands = "" if kind == "rows" or structured else shown(schema, value)
    if readonly and kind in MASKS:
        stands = MASKS[kind](str(stands))
    mode = "integer" if schema.get("type") == "integer" and kind == "number" else kind
    return Field(
        key=path,
        label=schema.get("title", key),
        widget="structured" if structured else kind if kind in OWN else "text",
        value=stands,
        hint=schema.get("description", ""),
        options=[] if kind == "rows" else forms.options(schema),
        required=required,
        readonly=readonly,
        full=schema.get("x-full", kind in WIDE),
        source=about.origin.get(path, ""),
        error=about.wrong.get(path, ""),
        inputmode=INPUT_MODES.get(mode, ""),
        autocomplete="" if about.path else AUTOCOMPLETE.get(kind, ""),
        maxlength=schema.get("maxLength"),
        hidden=not forms.holds(schema, about.fields, about.values, about.answers),
        marks=_marks(schema, required and not readonly, about),
        **_inner(kind, schema, value, path, about) if kind in ("rows", "division") or structured else {},
    )


def _marks(schema: Mapping, required: bool, about: Around) -> dict[str, str]:
    kind, made = forms.kind_of(schema), {}
    when = {key: said for key, said in schema.get("x-when", {}).items() if key in about.fields}
    if when:
        made["when"] = json.dumps({key: sorted(forms.words(said)) for key, said in when.items()})
    if "x-compute" in schema:
        whole = schema.get("type") == "integer"
        made["compute"] = json.dumps(schema["x-compute"] | ({"digits": 0} if whole else {}))
    if kind in forms.CHECKS:
        made |= {"check": kind, "wrong": forms.CHECKS[kind][1]()}
    if required:
        made["missing"] = forms.required_sentence(schema)
    return made | {"kind": kind}


def _inner(kind: str, schema: Mapping, value: object, path: str, about: Around) -> dict:
    """The rows of a group, the lists of a division, the two parts of an address."""
    if kind == "rows":
        given = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
        under = [
            Around(f"{path}.{n}.", about.fields, about.values, about.answers, about.wrong, about.origin)
            for n in range(len(given))
        ]
        rows = [_fields(schema["items"], row, one) for row, one in zip(given, under, strict=True)]
        return {"rows": rows, "room": len(rows) < schema.get("maxItems", MOST_ROWS)}
    within, deepest = str(schema.get("x-within", "")), schema.get("x-level", divisions.LEVEL)
    if kind == "division":
        lists = divisions.levels(str(value or ""), within, deepest)
        return {"levels": lists, "within": within, "level": deepest}
    said = value if isinstance(value, dict) else {"detail": value} if value else {}
    inside = {
        "division": {"title": "所在地区", "x-kind": "division", "x-within": within, "x-level": deepest},
        "detail": {"title": "详细地址", "type": "string", "maxLength": 200, "x-full": True},
    }
    under = Around(f"{path}.", {}, {}, {}, about.wrong, {})
    return {"parts": _fields({"properties": inside, "required": [*inside]}, said, under)}
