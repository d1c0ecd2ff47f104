"""版本比较: what two texts of an item say differently, down to one field of one paper, in editors' words.

Documents are as they are written (`Definition.written`); those of drafts may have faults. Rows are known by
their key, so that a paper which moved is not taken for two others.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from tongban.catalogue import elements, labels
from tongban.catalogue.definition import Definition
from tongban.catalogue.elements import Element, Questions
from tongban.catalogue.parts import Part

SCHEMA = {
    "properties": "表单项",
    "required": "必填项",
    "title": "名称",
    "type": "数据类型",
    "enum": "可选值",
    "oneOf": "可选值",
    "items": "每一项",
    "description": "填写说明",
    "minimum": "最小值",
    "maximum": "最大值",
    "minLength": "最少字数",
    "maxLength": "最多字数",
    "minItems": "最少项数",
    "maxItems": "最多项数",
    "pattern": "格式",
    "format": "格式",
    "default": "默认值",
    "const": "固定值",
    "x-kind": "填写方式",
    "x-section": "所在部分",
    "x-source": "预填来源",
    "x-order": "先后顺序",
    "x-hint": "提示",
    "x-unit": "单位",
}


BLANK = "（未填内容）"
LONGEST = 4000  # characters that are compared one by one
ALIKE = 0.4  # below this two texts are shown as two, not as one that was mended

Piece = tuple[str, bool]  # text, and whether the other side lacks it


@dataclass(frozen=True, slots=True)
class Difference:
    """One place at which they differ: where in words, and what stands there before and after."""

    element: str
    where: tuple[str, ...]
    before: str
    after: str

    @property
    def kind(self) -> str:
        """What happened there."""
        if not self.before:
            return "added"
        return "changed" if self.after else "removed"

    @property
    def marked(self) -> tuple[list[Piece], list[Piece]]:
        """Both sides in pieces, those that the other side does not have being marked."""
        return marks(self.before, self.after)

    def under(self, element: str, *where: str) -> "Difference":
        """The same, seen from above."""
        return replace(self, element=f"{element}.{self.element}", where=(*where, *self.where))


def marks(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Two texts in pieces: what they share, and what is of one alone."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if len(before) + len(after) > LONGEST or matcher.quick_ratio() < ALIKE or matcher.ratio() < ALIKE:
        return [(before, True)], [(after, True)]
    steps = matcher.get_opcodes()
    left = [(before[a:b], what != "equal") for what, a, b, _, _ in steps if b > a]
    right = [(after[c:d], what != "equal") for what, _, _, c, d in steps if d > c]
    return left, right


@dataclass(frozen=True, slots=True)
class _Asked:
    before: Questions
    after: Questions


def between(before: dict, after: dict) -> list[Difference]:
    """Everything that differs, in the order of the definition."""
    asked = _Asked(elements.questions(before), elements.questions(after))
    return list(_part(Definition, before, after, asked))


def _part(model: type[Part], before: dict, after: dict, asked: _Asked) -> Iterator[Difference]:
    for key, element in elements.of(model).items():
        old, new = before.get(key, element.default), after.get(key, element.default)
        if old != new:
            yield from _element(element, old, new, asked)


def _element(element: Element, old: Any, new: Any, asked: _Asked) -> Iterator[Difference]:
    if element.kind == "part" and element.model and _are(dict, old or {}, new or {}):
        found = _part(element.model, old or {}, new or {}, asked)
    elif element.kind == "rows" and element.model and _are(list, old, new):
        found = _rows(element.model, old, new, asked)
    elif element.kind == "texts" and _are(list, old or [], new or []):
        found = _texts(old or [], new or [])
    elif element.kind == "tree" and _are(dict, old, new):
        found = _tree(old, new)
    else:
        words = elements.said(element, old, asked.before), elements.said(element, new, asked.after)
        yield Difference(element.key, (element.label,), *words)
        return
    yield from (each.under(element.key, element.label) for each in found)


def _are(kind: type, *values: object) -> bool:
    return all(isinstance(value, kind) for value in values)


def _rows(model: type[Part], old: list, new: list, asked: _Asked) -> Iterator[Difference]:
    before, after = _known(model, old), _known(model, new)
    for key in [*before, *(key for key in after if key not in before)]:
        was, now = before.get(key), after.get(key)
        name = elements.named(model, now or was or {}, asked.after if now else asked.before) or key
        if was is None or now is None:
            words = [
                elements.spelled(model, row, by) or BLANK if row is not None else ""
                for row, by in ((was, asked.before), (now, asked.after))
            ]
            yield Difference(key, (f"“{name}”",), *words)
        elif was != now:
            yield from (each.under(key, f"“{name}”") for each in _part(model, was, now, asked))
    stayed = [[key for key in side if key in before and key in after] for side in (before, after)]
    if stayed[0] != stayed[1]:
        names = [
            "、".join(elements.named(model, rows[key], by) or key for key in keys)
            for keys, rows, by in zip(stayed, (before, after), (asked.before, asked.after), strict=True)
        ]
        yield Difference("order", ("先后顺序",), *names)


def _known(model: type[Part], rows: list) -> dict[str, dict]:
    """The rows by what they are known by; the second of the same name is `name#2`."""
    known, seen = {}, Counter()
    field, _ = labels.ROW_KEYS[model]
    for row in rows:
        name = elements.loose(row.get(field)) or "—"
        seen[name] += 1
        known[name if seen[name] == 1 else f"{name}#{seen[name]}"] = row
    return known


def _texts(old: list[str], new: list[str]) -> Iterator[Difference]:
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        for step in range(max(b - a, d - c)):
            was = old[a + step] if a + step < b else ""
            now = new[c + step] if c + step < d else ""
            place = c + step + 1 if now else a + step + 1
            yield Difference(str(place), (f"第{place}条",), str(was), str(now))


def _tree(old: dict, new: dict) -> Iterator[Difference]:
    for key in [*old, *(key for key in new if key not in old)]:
        was, now = old.get(key), new.get(key)
        if was == now:
            continue
        if _are(dict, was, now) or key == "properties":
            label = SCHEMA.get(key) or f"“{_title(now or was, key)}”"
            yield from (each.under(key, label) for each in _tree(was or {}, now or {}))
        else:
            words = elements.loose(was), elements.loose(now)
            yield Difference(key, (SCHEMA.get(key) or f"“{_title(now or was, key)}”",), *words)


def _title(value: object, key: str) -> str:
    title = value.get("title") if isinstance(value, dict) else None
    return str(title or key)
