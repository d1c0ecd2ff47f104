"""申请表: the form of an item as a sheet of paper, blank or filled in with its first example.

A sheet is what the template `application` of the papers prints: sections of rows, groups as tables.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby

from django.utils.translation import gettext as _

from tongban.catalogue.definition import Definition, Example
from tongban.catalogue.parts import Requirement
from tongban.core import forms, money

ROOM = 3  # empty lines of a group
MARKED = 8  # options that are printed with a box each
# What the system fills in, in samples: nobody is called or numbered so.
INVENTED = {
    "person.name": "张三",
    "person.id_number": "××××××19900101××××",
    "person.phone": "139××××0000",
    "person.address": "示例市示例区示例路1号",
    "firm.name": "示例有限公司",
    "firm.code": "91××××××××××××××××",
    "firm.address": "示例市示例区示例路1号",
    "firm.legal_representative": "张三",
    "id_number": "××××××19900101××××",
    "credit_code": "91××××××××××××××××",
    "phone": "139××××0000",
    "signature": "张三",
}


def drawn(definition: Definition) -> Requirement | None:
    """The paper that is the form itself: the first one that the system makes."""
    if not definition.form.get("properties"):
        return None
    return next((paper for paper in definition.papers if paper.source == "system"), None)


def example(definition: Definition) -> Example | None:
    """The first example that fills in the form as it should be."""
    return next((one for one in definition.examples if one.form and not one.expected.faults), None)


def blank(definition: Definition) -> list[dict]:
    """The sections, with room to write."""
    return list(_sections(definition.form, None))


def sample(definition: Definition) -> list[dict] | None:
    """The sections as the first example fills them in; none without one."""
    shown = example(definition)
    return filled(definition.form, shown.form, shown.answers) if shown else None


def filled(schema: Mapping, values: Mapping, answers: Mapping) -> list[dict]:
    """The sections with these values; what the system knows of an applicant is invented."""
    return list(_sections(schema, forms.settled(schema, invented(schema) | dict(values), answers)))


def invented(schema: Mapping) -> dict:
    """What the system would know of an applicant, and the examples that fields give."""
    fields = schema.get("properties", {})
    return {key: made for key, field in fields.items() if (made := _invented(field))}


def _invented(field: Mapping) -> object:
    if made := INVENTED.get(field.get("x-source", "")) or INVENTED.get(forms.kind_of(field)):
        return made
    return next(iter(field.get("examples", [])), None)


def _sections(schema: Mapping, values: Mapping | None) -> Iterator[dict]:
    asked = [(key, field) for key, field in schema["properties"].items() if values is None or key in values]
    for (title, group), members in groupby(asked, _under):
        if group:
            yield from (_group(key, field, values and values[key]) for key, field in members)
        else:
            rows = [_row(key, field, None if values is None else values[key]) for key, field in members]
            yield {"title": title, "rows": rows}


def _under(pair: tuple[str, Mapping]) -> tuple[str, bool]:
    return pair[1].get("x-section", ""), forms.kind_of(pair[1]) == "rows"


def _row(key: str, field: Mapping, value: object) -> dict[str, str]:
    told = {"label": field.get("title", key), "value": _said(field, value)}
    hints = [field.get("description", "")] if value is None else []
    hints += [_("只在相应的情形填写")] if value is None and "x-when" in field else []
    return told | {"hint": "；".join(filter(None, hints))}


def _group(key: str, field: Mapping, value: object) -> dict:
    inner = field.get("items", {}).get("properties", {})
    given = value if isinstance(value, list) else [{}] * max(ROOM, field.get("minItems", 0))
    lines = [[_said(part, row.get(name)) for name, part in inner.items()] for row in given]
    heads = [part.get("title", name) for name, part in inner.items()]
    return {"title": field.get("title", key), "heads": heads, "lines": lines}


def _said(field: Mapping, value: object) -> str:
    """A value in words; of few options each with its box, ticked or not."""
    options = forms.options(field)
    chosen = [_plain(each) for each in value] if isinstance(value, list) else [_plain(value)]
    if 0 < len(options) <= MARKED:
        return "　".join(f"{'■' if key in chosen else '□'}{words}" for key, words in options)
    if forms.kind_of(field) == "money" and isinstance(value, int):
        return f"{money.yuan(value)}元"
    words = dict(options)
    return "、".join(words.get(each, each) for each in chosen if each)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "".join(str(part) for part in value.values())
    return "" if value is None else str(value)
