"""From what was posted to the document (读取): wrong values stay as written, blanks are not said."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import QueryDict

from tongban.catalogue import elements
from tongban.catalogue.definition import Definition
from tongban.catalogue.elements import Element
from tongban.catalogue.parts import Part
from tongban.console.inputs import PARAGRAPHS
from tongban.core import money

NUMBER = re.compile(r"-?[0-9]{1,9}")
PLACE = re.compile(r"[0-9]{1,4}")
LONGEST = 100_000  # characters of one field
CODE = "代号"


def section(keys: Iterable[str], document: dict, posted: QueryDict) -> dict:
    """The document with these elements as they were posted."""
    keys = tuple(keys)
    every = elements.of(Definition)
    kept = {key: value for key, value in document.items() if key not in keys}
    return kept | _said({key: every[key] for key in keys}, "", Sent(posted, document))


@dataclass(frozen=True, slots=True)
class Sent:
    """What was posted, and the document it was made from."""

    posted: QueryDict
    document: dict

    def typed(self, path: str) -> str:
        """One text, tidied."""
        return self.posted.get(path, "").replace("\0", "").replace("\r\n", "\n").strip()[:LONGEST]

    def chosen(self, path: str) -> list[str]:
        """The ticked boxes; those ticked before stay in their order."""
        values, before = self.posted.getlist(path), _at(self.document, path)
        stayed = [each for each in before if each in values] if isinstance(before, list) else []
        return stayed + [each for each in values if each not in stayed]

    def below(self, path: str) -> list[str]:
        """What comes after the path in the names of fields."""
        return [key[len(path) + 1 :] for key in self.posted if key.startswith(f"{path}.")]


def _said(wanted: dict[str, Element], above: str, sent: Sent) -> dict:
    values = {key: READERS.get(one.kind, _text)(one, f"{above}{key}", sent) for key, one in wanted.items()}
    return {key: value for key, value in values.items() if value is not None and value != wanted[key].default}


def _text(element: Element, path: str, sent: Sent) -> str | None:
    return sent.typed(path) or None


def _number(element: Element, path: str, sent: Sent) -> int | str | None:
    typed = sent.typed(path)
    return int(typed) if NUMBER.fullmatch(typed) else typed or None


def _money(element: Element, path: str, sent: Sent) -> int | str | None:
    typed = sent.typed(path)
    try:
        amount = Decimal(typed)
    except InvalidOperation:
        return typed or None
    return (
        money.fen(amount) if amount.is_finite() and amount * 100 % 1 == 0 and abs(amount) < 10**9 else typed
    )


def _flag(element: Element, path: str, sent: Sent) -> bool:
    return path in sent.posted


def _choices(element: Element, path: str, sent: Sent) -> list[str]:
    return sent.chosen(path)


def _texts(element: Element, path: str, sent: Sent) -> list[str] | None:
    if element.optional and f"{path}.given" not in sent.posted:
        return None
    between = r"\n\s*\n" if element.key in PARAGRAPHS else r"\n"
    return [line.strip() for line in re.split(between, sent.typed(path)) if line.strip()]


def _limit(element: Element, path: str, sent: Sent) -> dict | None:
    said = _said(elements.of(element.model), f"{path}.", sent)
    return said if "value" in said else None


def _file(element: Element, path: str, sent: Sent) -> dict | None:
    return _said(elements.of(element.inner), f"{path}.", sent) or None


def _part(element: Element, path: str, sent: Sent) -> dict | None:
    if element.optional and f"{path}.given" not in sent.posted:
        return None
    return _said(elements.of(element.model), f"{path}.", sent)


def _rows(element: Element, path: str, sent: Sent) -> list[dict]:
    places = {below.split(".", maxsplit=1)[0] for below in sent.below(path)}
    every = elements.of(element.model)
    return [
        _said(every, f"{path}.{place}.", sent) for place in sorted(filter(PLACE.fullmatch, places), key=int)
    ]


def _condition(element: Element, path: str, sent: Sent) -> dict:
    return {key: sent.chosen(f"{path}.{key}") for key in sent.below(path)}


READERS = {
    "number": _number,
    "money": _money,
    "flag": _flag,
    "choices": _choices,
    "texts": _texts,
    "limit": _limit,
    "file": _file,
    "part": _part,
    "rows": _rows,
    "condition": _condition,
}


def rearranged(document: dict, wish: str) -> tuple[dict, str]:
    """The document after add:papers, drop:papers.2, up:papers.2 or down:papers.2, and the path to look at."""
    what, _, path = wish.partition(":")
    if what == "add":
        return _added(document, path)
    above, _, place = path.rpartition(".")
    there, index = _at(document, above), int(place) if PLACE.fullmatch(place) else -1
    if not isinstance(there, list) or not 0 <= index < len(there):
        return document, ""
    rows = [*there]
    if what == "drop":
        rows.pop(index)
        return _with(document, above.split("."), rows), above
    target = index - 1 if what == "up" else index + 1
    if what in ("up", "down") and 0 <= target < len(rows):
        rows[index], rows[target] = rows[target], rows[index]
        return _with(document, above.split("."), rows), f"{above}.{target}"
    return document, ""


def _added(document: dict, path: str) -> tuple[dict, str]:
    model = _model(path)
    row_above = re.match(r"(.*\.[0-9]+)\.", path)
    if model is None or (row_above and _at(document, row_above[1]) is None):
        return document, ""
    rows = list(_at(document, path) or [])
    every = elements.of(model)
    code = next((key for key in ("key", "value") if key in every and every[key].label == CODE), None)
    row = {code: _fresh(path, code, rows)} if code else {}
    return _with(document, path.split("."), [*rows, row]), f"{path}.{len(rows)}"


def _fresh(path: str, name: str, rows: list[dict]) -> str:
    """A code that no row has yet: paper_3."""
    stem = path.rpartition(".")[2].rstrip("s")
    taken, number = {row.get(name) for row in rows}, len(rows) + 1
    while f"{stem}_{number}" in taken:
        number += 1
    return f"{stem}_{number}"


def _model(path: str) -> type[Part] | None:
    """What the rows at a path are."""
    model: type[Part] | None = Definition
    element = None
    for key in path.split("."):
        if PLACE.fullmatch(key):
            continue
        element = elements.of(model).get(key) if model else None
        model = element.model if element else None
    return model if element and element.kind == "rows" else None


def _at(document: Any, path: str) -> Any:
    for key in path.split("."):
        if isinstance(document, list):
            document = document[int(key)] if PLACE.fullmatch(key) and int(key) < len(document) else None
        else:
            document = document.get(key) if isinstance(document, dict) else None
    return document


def _with(document: Any, path: list[str], value: object) -> Any:
    """A copy with another value at a path."""
    key, *rest = path
    if isinstance(document, list):
        return [_with(row, rest, value) if str(i) == key else row for i, row in enumerate(document)]
    return document | {key: _with(document.get(key) or {}, rest, value) if rest else value}
