"""A document as inputs of a form (输入项): drawn from the kinds of its elements, so each has its place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tongban.catalogue import elements
from tongban.catalogue.elements import Element, Questions
from tongban.catalogue.gate import Remark
from tongban.catalogue.parts import Part
from tongban.core import money

LONG = {
    "summary", "commitment", "note", "standard", "reduction", "answer", "reason", "transport", "consult",
    "supervise", "presence", "intermediary", "rights", "consequence", "excluded",
}  # fmt: skip
PARAGRAPHS = {"conditions", "plain"}  # of several lines each, with an empty line between

Note = tuple[str, str]  # what does not block: its kind, and the sentence


@dataclass(frozen=True, slots=True)
class Row:
    """One of many: a paper, a question."""

    path: str
    title: str
    inputs: tuple["Input", ...]
    first: bool
    last: bool
    errors: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    open: bool = False


@dataclass(frozen=True, slots=True)
class Input:
    """One element on the page; which of the members are filled depends on the kind."""

    path: str
    label: str
    kind: str
    value: object = ""
    options: tuple[tuple[str, str], ...] = ()
    required: bool = False
    optional: bool = False
    given: bool = True  # of optional parts: is anything said?
    errors: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    inputs: tuple["Input", ...] = ()
    rows: tuple[Row, ...] = ()
    words: str = ""  # what is chosen, for closed lists


@dataclass(frozen=True, slots=True)
class Page:
    """What all inputs of a page share."""

    asked: Questions
    remarks: Mapping[str, tuple[Remark, ...]] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)  # 继承的要素, in words

    def said(self, path: str, *, below: bool = False) -> dict:
        """What is said of an element, or of all that is below it too: what blocks, and what does not."""
        found = [
            remark
            for at, remarks in self.remarks.items()
            if at == path or (below and at.startswith(f"{path}."))
            for remark in remarks
        ]
        return {
            "errors": tuple(remark.sentence for remark in found if remark.blocks),
            "notes": tuple((kind(remark), remark.sentence) for remark in found if not remark.blocks),
        }


def kind(remark: Remark) -> str:
    """How a remark is shown: bad, waived, warn or watch."""
    if remark.blocks:
        return "bad"
    return "waived" if remark.waived else {"W": "warn"}.get(remark.severity, "watch")


def section(
    keys: Iterable[str],
    model: type[Part],
    document: dict,
    found: Iterable[Remark],
    fixed: Mapping[str, str] | None = None,
) -> tuple[Input, ...]:
    """The inputs of some elements of a document, with what is said of each; `fixed` ones are only read."""
    remarks: dict[str, tuple[Remark, ...]] = {}
    for remark in found:
        remarks[remark.element] = (*remarks.get(remark.element, ()), remark)
    page = Page(elements.questions(document), remarks, fixed or {})
    every = elements.of(model)
    return tuple(_input(every[key], key, document.get(key, every[key].default), page) for key in keys)


def _inputs(model: type[Part], above: str, values: dict, page: Page) -> tuple[Input, ...]:
    return tuple(
        _input(one, f"{above}.{key}", values.get(key, one.default), page)
        for key, one in elements.of(model).items()
    )


def _input(element: Element, path: str, value: object, page: Page) -> Input:
    shared: dict = {
        "path": path,
        "label": element.label,
        "required": element.required,
        "optional": element.optional,
    }
    if path in page.fixed:
        shared |= {"kind": "fixed", "value": page.fixed[path]}
        return Input(**shared, **page.said(path))
    make = MAKERS.get(element.kind, _plain)
    shared |= {"kind": element.kind}
    return Input(**(shared | page.said(path) | make(element, path, value, page)))


def _plain(element: Element, path: str, value: object, page: Page) -> dict:
    kind = "long" if element.kind == "text" and element.key in LONG else element.kind
    return {"kind": kind, "value": "" if value is None else value}


def _money(element: Element, path: str, value: object, page: Page) -> dict:
    return {"value": money.yuan(value) if isinstance(value, int) else value or ""}


def _choice(element: Element, path: str, value: object, page: Page) -> dict:
    known = tuple(element.options.items())
    strange = ((str(value), str(value)),) if value and str(value) not in element.options else ()
    return {"value": "" if value is None else str(value), "options": known + strange}


def _choices(element: Element, path: str, value: object, page: Page) -> dict:
    chosen = [str(each) for each in value] if isinstance(value, list) else []
    strange = tuple((each, each) for each in chosen if each not in element.options)
    words = elements.said(element, chosen, page.asked)
    return {"value": chosen, "options": (*element.options.items(), *strange), "words": words}


def _texts(element: Element, path: str, value: object, page: Page) -> dict:
    between = "\n\n" if element.key in PARAGRAPHS else "\n"
    lines = between.join(str(each) for each in value) if isinstance(value, list) else value or ""
    kind = "paragraphs" if element.key in PARAGRAPHS else "texts"
    return {"kind": kind, "value": lines, "given": value is not None, **page.said(path, below=True)}


def _limit(element: Element, path: str, value: object, page: Page) -> dict:
    unit = elements.of(element.model)["unit"]
    said = value if isinstance(value, dict) else {}
    return {
        "value": (said.get("value", ""), said.get("unit", unit.default)),
        "options": tuple(unit.options.items()),
        **page.said(path, below=True),
    }


def _file(element: Element, path: str, value: object, page: Page) -> dict:
    said = value if isinstance(value, dict) else {}
    return {"value": (said.get("name", ""), said.get("digest", "")), "given": bool(said)}


def _part(element: Element, path: str, value: object, page: Page) -> dict:
    said = value if isinstance(value, dict) else {}
    return {"inputs": _inputs(element.inner, path, said, page), "given": value is not None}


def _rows(element: Element, path: str, value: object, page: Page) -> dict:
    values = value if isinstance(value, list) else []
    last = len(values) - 1
    return {
        "rows": tuple(_row(element.inner, f"{path}.{i}", i, last, row, page) for i, row in enumerate(values))
    }


def _row(model: type[Part], path: str, place: int, last: int, row: dict, page: Page) -> Row:
    return Row(
        path=path,
        title=elements.named(model, row, page.asked),
        inputs=_inputs(model, path, row, page),
        first=place == 0,
        last=place == last,
        **page.said(path),
        open=bool(page.said(path, below=True)["errors"]) or len(row) <= 1,
    )


def _condition(element: Element, path: str, value: object, page: Page) -> dict:
    said = value if isinstance(value, dict) else {}
    strange = {key: (key, {each: each for each in said[key]}) for key in said if key not in page.asked}
    boxes = tuple(
        Input(
            path=f"{path}.{key}",
            label=text,
            kind="choices",
            value=said.get(key, []),
            options=tuple(options.items()),
        )
        for key, (text, options) in (dict(page.asked) | strange).items()
        if key and not path.startswith(f"questions.{_place(page.asked, key)}.")
    )
    words = elements.condition(said, page.asked)
    return {"inputs": boxes, "words": words, **page.said(path, below=True)}


def _place(asked: Questions, key: str) -> int:
    keys = list(asked)
    return keys.index(key) if key in keys else -1


MAKERS = {
    "money": _money,
    "choice": _choice,
    "choices": _choices,
    "texts": _texts,
    "limit": _limit,
    "file": _file,
    "part": _part,
    "rows": _rows,
    "condition": _condition,
}
