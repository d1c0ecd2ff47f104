"""One row by one profile: the value of each element, and what was not understood."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tongban.catalogue.importing import values
from tongban.catalogue.importing.elements import Kind
from tongban.catalogue.importing.profiles import Profile, Rule
from tongban.catalogue.importing.sources import Row
from tongban.catalogue.parts import Unit

STRAY = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")  # no database keeps them


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one column of a row: `what` names it, `detail` is the text in question."""

    what: str
    column: str
    detail: str = ""


@dataclass(slots=True)
class Reading:
    """The elements read so far."""

    row: Row
    profile: Profile
    warnings: list[Remark] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)  # what has no place among the elements

    def warn(self, what: str, column: str, detail: str = "") -> None:
        """Note a warning."""
        self.warnings.append(Remark(what, column, detail[:200]))

    def keep(self, column: str, value: object) -> None:
        """Keep a value as it came."""
        label = self.profile.extra.get(column, column)
        self.kept[label] = self.clean(column, written(value))

    def clean(self, column: str, words: str) -> str:
        """The text without signs that are no characters; markup stays text and is remarked on."""
        if STRAY.search(words):
            self.warn("stray_characters", column, STRAY.sub("□", words))
            words = STRAY.sub("", words)
        if "<" in words and not any(w.what == "markup" and w.column == column for w in self.warnings):
            self.warn("markup", column, words)
        return words

    def value(self, column: str) -> object:
        """What stands in a column or at a path like a.b.c; None for nothing and for words of nothing."""
        found = at(self.row.values, column)
        return None if written(found).strip() in ("", *self.profile.null_words) else found

    def raw(self, rule: Rule) -> list[tuple[str, object]]:
        """The values a rule draws on, with their columns."""
        found = [(column, at(self.row.values, column)) for column in rule.source]
        for column, value in found:
            if written(value).strip() in rule.absent:
                self.keep(column, value)
        return [
            (c, v) for c, v in found if self.value(c) is not None and written(v).strip() not in rule.absent
        ]

    def read(self, rule: Rule, kind: Kind) -> object:
        """The element: a list where there are many, else one value or None."""
        if rule.const is not None:
            words = [("", rule.const)]
        elif kind.many:
            words = [(c, part) for c, value in self.raw(rule) for part in self._pieces(value, rule)]
        else:
            words = self.raw(rule)[:1]
        found = [
            meaning for c, word in words for meaning in self._meanings(c, written(word).strip(), rule, kind)
        ]
        return list(dict.fromkeys(found)) if kind.many else next(iter(found), None)

    def _meanings(self, column: str, word: str, rule: Rule, kind: Kind) -> list[object]:
        if rule.pattern:
            match = re.search(rule.pattern, word, re.DOTALL)
            word = match[1].strip() if match and match[1] else "" if match else word
        unit = self._unit(rule)
        if word in rule.map:
            mapped = rule.map[word]
            return [kind.meaning(m, unit) for m in ((mapped,) if isinstance(mapped, str) else mapped)]
        try:
            return [kind.meaning(self.clean(column, word), unit)] if word else []
        except values.NotUnderstood:
            if rule.unknown == "warn":
                self._not_understood(column, word, kind)
            return []

    def _unit(self, rule: Rule) -> Unit | None:
        words = written(self.value(rule.unit_from)) if rule.unit_from else ""
        return rule.units.get(words) or rule.unit

    def _not_understood(self, column: str, word: str, kind: Kind) -> None:
        what = "limit_not_understood" if kind.limit else "unknown_word" if kind.words else "not_understood"
        self.warn(what, column, word)
        self.keep(column, at(self.row.values, column))

    def parts(self, rule: Rule, kind: Kind) -> list[dict]:
        """The parts of an element: bare texts, or objects read by the rules of their fields."""
        found = [] if rule.const is None else [{kind.plain: rule.const}]
        for column, value in self.raw(rule):
            for entry in [value] if isinstance(value, dict) else self._pieces(value, rule):
                part = self._part(column, entry, rule, kind)
                if any(part.values()) and all(part.get(name) for name in kind.needs):
                    found.append(part)
                else:
                    self.keep(column, value)
        return found

    def _pieces(self, value: object, rule: Rule) -> list[object]:
        found = values.pieces(value, rule.split or values.CUTS)
        return [piece for piece in found if written(piece).strip() not in self.profile.null_words]

    def _part(self, column: str, entry: object, rule: Rule, kind: Kind) -> dict:
        if rule.bar and not isinstance(entry, dict):
            entry = self._cut(column, written(entry), rule)
        if not isinstance(entry, dict):
            [word] = self._meanings(column, written(entry).strip(), rule, kind)[:1] or [""]
            return {kind.plain: word}
        inner = Reading(Row(self.row.number, entry), self.profile)
        read = {name: inner.read(r, kind.parts[name]) for name, r in rule.fields.items()}
        used = {source for r in rule.fields.values() for source in r.source}
        if inner.kept or any(inner.value(path) is not None for path, _ in leaves(entry, used)):
            self.keep(column, at(self.row.values, column))
        self.warnings += [Remark(w.what, f"{column}.{w.column}", w.detail) for w in inner.warnings]
        return {name: value for name, value in read.items() if value is not None}

    def _cut(self, column: str, words: str, rule: Rule) -> dict:
        """The fields between the bars; more than there are is not understood."""
        cut, names = words.split(rule.bar), [inner.source[0] for inner in rule.fields.values()]
        if len(cut) > len(names):
            self.warn("not_understood", column, words)
        return dict(zip(names, cut, strict=False))


def at(record: object, path: str) -> object:
    """The value under a name, or at the end of a path of names."""
    if isinstance(record, dict) and path in record:
        return record[path]
    for step in path.split("."):
        record = record.get(step) if isinstance(record, dict) else None
    return record


def leaves(record: dict, used: set[str], above: str = "") -> Iterator[tuple[str, object]]:
    """The fields not used, with their paths, entering objects of which something is used."""
    for name, value in record.items():
        path = f"{above}{name}"
        if path in used:
            continue
        if isinstance(value, dict) and any(other.startswith(f"{path}.") for other in used):
            yield from leaves(value, used, f"{path}.")
        else:
            yield path, value


def written(value: object) -> str:
    """Any value as text: True as 1, 3.0 as 3, lists with ；, objects as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list) and not any(isinstance(v, dict | list) for v in value):
        return "；".join(written(v) for v in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)
