"""The text of a proposal: a document like that of a definition, which may still have faults."""

import hashlib
import json
from collections.abc import Iterable

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from tongban.catalogue import gate
from tongban.catalogue.definition import Definition
from tongban.catalogue.lint import judging
from tongban.catalogue.lint.rule import Subject

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


def read(document: dict) -> tuple[Definition | None, list[tuple[str, str]]]:
    """The definition that the document is, or what is wrong with its writing: (element, sentence)."""
    try:
        return Definition.model_validate(document), []
    except ValidationError as wrong:
        return None, [(_element(each["loc"]), _sentence(each)) for each in wrong.errors()]


def digest(document: dict) -> str:
    """SHA-256 of the text, by which the journal says what was written and what was approved."""
    words = json.dumps(document, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()


def faults(code: str, document: dict, agency: str) -> list[tuple[str, str]]:
    """What forbids publication: (element, sentence), each element by its place in the document."""
    definition, found = read(document)
    if definition is None:
        return found
    return [
        (placed(document, element), sentence) for element, sentence in gate.faults(code, definition, agency)
    ]


def advice(document: dict, agency: str) -> list[tuple[str, str]]:
    """What could be better and does not forbid publication: (element, sentence)."""
    definition, _ = read(document)
    if definition is None:
        return []
    defects = judging.defects(Subject(definition, agency))
    spoken = [d for d in defects if d.severity != "B" or not definition.accepts_online]
    return [(placed(document, d.element), f"{d.sentence}（{d.rule}）") for d in spoken]


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
