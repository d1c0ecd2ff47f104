"""A filled-in form as it is read (申请表): by section, each value in words, groups as tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from tongban.core import forms, money
from tongban.identity import regions


@dataclass(frozen=True, slots=True)
class Line:
    """One field: its label, what was said in words, and where that comes from; a group has its table."""

    key: str
    label: str
    words: str
    source: str = ""
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    editable: bool = True

    @property
    def is_table(self) -> bool:
        """Is it a group of rows?"""
        return bool(self.heads)


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of one section."""

    title: str
    lines: tuple[Line, ...]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """As a list of definitions; groups stand in tables of their own."""
        return [(line.label, line.words or "—") for line in self.lines if not line.is_table]


def shown(schema: Mapping, value: object) -> str | list[str]:
    """A value as it stands in its control."""
    if isinstance(value, list | tuple):
        return [str(each) for each in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if forms.kind_of(schema) == "money" and isinstance(value, int):
        return money.yuan(value)
    return "" if value is None else str(value)


def words(schema: Mapping, value: object, places: Mapping[str, str] | None = None) -> str:
    """A value as it is read back: titles of what was chosen, money with its unit, divisions by `places`."""
    kind, named = forms.kind_of(schema), places or {}
    if value is None or value == "":
        return ""
    if kind == "rows" and isinstance(value, list):
        return "；".join("，".join(filter(None, row)) for row in _rows(schema, value, named))
    if kind == "address" and isinstance(value, Mapping):
        return named.get(str(value.get("division")), "") + str(value.get("detail", ""))
    if kind == "division":
        return named.get(str(value), str(value))
    if kind == "signature":
        return _("已签名")
    names, given = dict(forms.options(schema)), shown(schema, value)
    if isinstance(given, list):
        return "，".join(names.get(each, each) for each in given)
    return f"{given}元" if kind == "money" and given else names.get(given, given)


def readback(
    schema: Mapping,
    values: Mapping,
    answers: Mapping | None = None,
    sources: Mapping[str, str] | None = None,
) -> list[Part]:
    """The whole form as it stands: only what is asked in this situation, in the order of the schema."""
    fields = forms.fields_of(schema)
    named, given = regions.full_names(_codes(values)), answers or {}
    lines = [
        (field.get("x-section", ""), _line(key, field, values.get(key), named, (sources or {}).get(key, "")))
        for key, field in fields.items()
        if forms.holds(field, fields, values, given)
    ]
    return [
        Part(title, tuple(line for _title, line in group))
        for title, group in groupby(lines, lambda pair: pair[0])
    ]


def _line(key: str, field: Mapping, value: object, named: Mapping[str, str], source: str) -> Line:
    label, said = field.get("title", key), words(field, value, named)
    fixed = bool(field.get("readOnly")) or "x-compute" in field or forms.kind_of(field) == "signature"
    if forms.kind_of(field) != "rows" or not isinstance(value, list):
        return Line(key, label, said, source, editable=not fixed)
    heads = tuple(part.get("title", name) for name, part in forms.fields_of(field).items())
    return Line(key, label, said, source, heads, tuple(_rows(field, value, named)), not fixed)


def _rows(field: Mapping, value: list, named: Mapping[str, str]) -> list[tuple[str, ...]]:
    inner = forms.fields_of(field).items()
    return [
        tuple(words(part, row.get(key), named) for key, part in inner)
        for row in value
        if isinstance(row, dict)
    ]


def _codes(value: object) -> set[str]:
    """Every text in the values that could be the code of a division."""
    if isinstance(value, Mapping):
        return {code for each in value.values() for code in _codes(each)}
    if isinstance(value, list):
        return {code for each in value for code in _codes(each)}
    return {value} if isinstance(value, str) and len(value) == 12 and value.isdecimal() else set()
