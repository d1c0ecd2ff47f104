"""事项表格: what a table of items says of each, column by column as its profile names them."""

import re
from collections.abc import Sequence
from functools import reduce
from typing import Any

from tongban.catalogue import codes
from tongban.catalogue.definition import Definition
from tongban.catalogue.importing import elements
from tongban.catalogue.importing.elements import ELEMENTS, Kind
from tongban.catalogue.importing.profiles import Profile, Rule
from tongban.catalogue.importing.reading import STRAY, written
from tongban.catalogue.models import Item
from tongban.catalogue.parts import Limit, Part
from tongban.core import money

NONE = "无"  # of papers: it is known that none is needed


def header(profile: Profile) -> list[str]:
    """The names of the columns."""
    return [rule.source[0] for rule in profile.elements.values()]


def cells(profile: Profile, item: Item, definition: Definition) -> list[str]:
    """A row of the table."""
    return [cell(element, rule, item, definition) for element, rule in profile.elements.items()]


def cell(element: str, rule: Rule, item: Item, definition: Definition) -> str:
    """What stands in one column."""
    kind, value = ELEMENTS[element], stated(element, item, definition)
    if element == "papers" and definition.papers_known and not value:
        return NONE
    if kind.many or kind.parts:
        return "\n".join(line(kind, rule, one) for one in value)
    return _words(kind, value)


def stated(element: str, item: Item, definition: Definition) -> Any:
    """What an item says of an element; None where nothing is known."""
    if element == "fee.charged" and not definition.fee_known:
        return None
    of_item = {"code": item.code, "level": item.level}
    if element in of_item:
        return of_item[element]
    head = element.partition(".")[0]
    whole = item if head in ("agency", "region") else definition
    return reduce(getattr, element.split("."), whole)


def line(kind: Kind, rule: Rule, value: object) -> str:
    """One of several: a line of the cell; fields that say nothing of their own are left out at its end."""
    if not isinstance(value, Part):
        return _flat(_words(kind, value))
    usual, parts, bar = type(value).model_fields, kind.parts or {}, rule.bar or ""
    fields = [
        "" if (said := getattr(value, name)) == usual[name].default else _flat(_words(parts[name], said))
        for name in rule.fields
    ]
    return bar.join(fields).rstrip(bar)


def plain(value: object) -> str:
    """A cell without what spreadsheets change by themselves."""
    lines = STRAY.sub("", written(value)).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(one.strip() for one in lines).strip()


def _flat(words: str) -> str:
    return re.sub(r"\s*[\r\n]\s*", " ", words).strip()


def _words(kind: Kind, value: Any) -> str:
    """A value as the importer reads it."""
    if value is None:
        return ""
    if isinstance(value, Limit):
        return f"{value.value}{codes.UNITS[value.unit]}" if value.value else "当场"
    if kind.words:
        return kind.words[str(value)]
    if kind.read is elements.values.fen:
        return money.yuan(value)
    if kind.read is elements.values.charged:
        return "收费" if value else "不收费"
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)


def several(words: str) -> Sequence[str]:
    """The lines of a cell that say something."""
    return [one for one in plain(words).split("\n") if one]
