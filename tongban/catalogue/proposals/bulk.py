"""批量修改: which elements are changed in many items alike, and how one document is changed."""

from dataclasses import dataclass

from tongban.catalogue import codes, labels
from tongban.catalogue.definition import Definition
from tongban.catalogue.parts import Place


@dataclass(frozen=True, slots=True)
class Element:
    """An element that many items may share: its label, the words to choose from, or free text."""

    label: str
    options: dict[str, str] | None = None


def _of(key: str, options: dict[str, str] | None = None) -> Element:
    return Element(labels.LABELS[Definition][key], options)


def _place(key: str) -> Element:
    return Element(f"{labels.LABELS[Definition]['places']}的{labels.LABELS[Place][key]}")


ELEMENTS = {
    "consult": _of("consult"),
    "supervise": _of("supervise"),
    "review_body": _of("review_body"),
    "court": _of("court"),
    "area": _of("area"),
    "places.hours": _place("hours"),
    "places.phone": _place("phone"),
    "places.address": _place("address"),
    "places.window": _place("window"),
    "places.transport": _place("transport"),
    "person_themes": _of("person_themes", codes.PERSON_THEMES),
    "firm_themes": _of("firm_themes", codes.FIRM_THEMES),
    "channels": _of("channels", codes.CHANNELS),
}


def changed(document: dict, element: str, value: str | list[str], only: str = "") -> dict:
    """The document with the element changed; `only` changes nothing but where it says exactly that now."""
    head, _, tail = element.partition(".")
    if tail:
        rows = [_with(row, tail, value, only) for row in document.get(head, [])]
        return document | {head: rows} if rows else document
    return _with(document, head, value, only)


def _with(part: dict, key: str, value: str | list[str], only: str) -> dict:
    if only and part.get(key, "") != only:
        return part
    return part | {key: value}
