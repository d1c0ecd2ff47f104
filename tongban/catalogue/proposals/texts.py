"""The text of a proposal: a document like that of a definition, which may still have faults."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from tongban.catalogue import forms, gate, situations
from tongban.catalogue.definition import Definition
from tongban.catalogue.registers import binding

SENTENCES = {
    "missing": "请填写",
    "extra_forbidden": "没有这个要素",
    "int_parsing": "请填整数",
    "int_type": "请填整数",
    "int_from_float": "请填整数",
    "literal_error": "不在可选的范围里",
    "string_pattern_mismatch": "格式不对",
    "string_too_short": "请填写",
    "string_too_long": "太长了，最多{max_length}个字",
    "too_short": "至少要有{min_length}项",
    "greater_than_equal": "不能小于{ge}",
    "less_than_equal": "不能大于{le}",
    "string_type": "应为文字",
    "bool_parsing": "应为是或者否",
    "bool_type": "应为是或者否",
}
OTHERWISE = "写法不对"
SAME = {"G02", "G12"}  # rules that say what consistency says too


def read(document: dict) -> tuple[Definition | None, list[tuple[str, str]]]:
    """The definition that the document is, or what is wrong with its writing: (element, sentence)."""
    form = document.get("form")
    unread = forms.unreadable(form) if isinstance(form, dict) and form else []
    said = {key: value for key, value in document.items() if key != "form"} if unread else document
    try:
        definition = Definition.model_validate(said)
    except ValidationError as wrong:
        return None, unread + [(_element(each["loc"]), _sentence(each)) for each in wrong.errors()]
    return (None, unread) if unread else (definition, [])


def digest(document: dict) -> str:
    """SHA-256 of the text, by which the journal says what was written and what was approved."""
    words = json.dumps(document, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()


def faults(
    code: str, document: dict, agency: str, waived: gate.Waived | None = None
) -> list[tuple[str, str]]:
    """What forbids publication: (element, sentence), each element by its place in the document."""
    definition, found = read(document)
    if definition is None:
        return found
    found = gate.faults(code, definition, agency, waived, binding.of(code))
    return [(placed(document, element), sentence) for element, sentence in found]


def remarks(
    code: str,
    document: dict,
    agency: str,
    waived: gate.Waived | None = None,
    day: dt.date | None = None,
) -> list[gate.Remark]:
    """Everything there is to say of a text as of a day: what blocks, what warns, what is watched."""
    definition, found = read(document)
    if definition is None:
        return [gate.Remark(element, sentence) for element, sentence in found]
    bound = binding.of(code, day=day)
    broken = gate.inconsistent(code, definition, bound)
    said = [gate.Remark(element, sentence) for element, sentence in broken]
    known = {remark.element for remark in said}
    said += [
        remark
        for remark in gate.linted(definition, agency, waived, bound)
        if remark.rule not in SAME or remark.element not in known
    ]
    said += [gate.Remark(element, sentence, "W") for element, sentence in situations.idle(definition)]
    return [replace(remark, element=placed(document, remark.element)) for remark in said]


def placed(document: dict, element: str) -> str:
    """papers.photo.when → papers.2.when: rules name a row by its key, pages by its place."""
    path, here = [], document
    for step in element.split("."):
        place = _row(here, step) if isinstance(here, list) else step
        here = _below(here, place)
        path.append(place)
    return ".".join(path)


def _row(rows: list, step: str) -> str:
    keys = [row.get("key") if isinstance(row, dict) else None for row in rows]
    return str(keys.index(step)) if step in keys else step


def _below(here: object, step: str) -> object:
    if isinstance(here, list):
        return here[int(step)] if step.isdigit() and int(step) < len(here) else None
    return here.get(step) if isinstance(here, dict) else None


def _element(steps: Iterable[str | int]) -> str:
    return ".".join(str(step) for step in steps if step != "[key]")


def _sentence(error: ErrorDetails) -> str:
    return SENTENCES.get(error["type"], OTHERWISE).format(**error.get("ctx", {}))
