"""缺陷清单: the defects of many items, by rule, by agency and by element, with a score for each item."""

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median

from tongban.catalogue.definition import Definition
from tongban.catalogue.lint import judging
from tongban.catalogue.lint.rule import RULES, Defect, Severity, Subject
from tongban.core import errors, text

OUTLIER = 1.5  # times the median of papers of the same item elsewhere
ENOUGH = 3  # places that make a median
SEVERITIES = {"B": "阻断", "W": "提醒", "M": "关注"}
ACROSS: dict[str, tuple[Severity, str]] = {
    "G28": ("W", "材料不比别处同一事项多出一半"),
    "X03": ("W", "同一基本编码的名称在各处相同"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """An item to judge: who answers for it, and what it is elsewhere (its base code)."""

    code: str
    agency: str
    definition: Definition
    base: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """An item with its defects."""

    entry: Entry
    defects: tuple[Defect, ...]

    @property
    def score(self) -> int:
        """得分."""
        return judging.score(self.defects)


def judge(entries: Iterable[Entry]) -> list[Judged]:
    """Each item by itself, and beside the same item elsewhere."""
    entries = list(entries)
    beside = across(entries)
    return [
        Judged(e, (*judging.defects(Subject(e.definition, e.agency)), *beside.get(e.code, ())))
        for e in entries
    ]


def across(entries: Sequence[Entry]) -> dict[str, list[Defect]]:
    """What is only seen beside the same item of other agencies: G28 and X03, by code."""
    same: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.base:
            same[entry.base].append(entry)
    found: dict[str, list[Defect]] = defaultdict(list)
    for group in same.values():
        for code, number, element, sentence in (*_outliers(group), *_other_names(group)):
            found[code].append(Defect(number, ACROSS[number][0], element, sentence))
    return found


def _outliers(group: Sequence[Entry]) -> list[tuple[str, str, str, str]]:
    sizes = {e.code: len(e.definition.papers) for e in group if e.definition.papers}
    middle = median(sizes.values()) if len(sizes) >= ENOUGH else 0
    return [
        (code, "G28", "papers", f"材料{size}份，别处同一事项多为{middle:g}份，请核对能否减少")
        for code, size in sizes.items()
        if middle and size > OUTLIER * middle
    ]


def _other_names(group: Sequence[Entry]) -> list[tuple[str, str, str, str]]:
    names = Counter(text.key(e.definition.name) for e in group)
    if len(group) < 2 or len(names) == 1:
        return []
    [(usual, _)] = names.most_common(1)
    words = next(e.definition.name for e in group if text.key(e.definition.name) == usual)
    return [
        (e.code, "X03", "name", f"别处同一基本编码的事项名称是“{words}”，请统一")
        for e in group
        if text.key(e.definition.name) != usual
    ]


def by_rule(judged: Sequence[Judged]) -> list[dict]:
    """Each rule that is broken: how often, and in how many items."""
    hits = Counter(defect.rule for one in judged for defect in one.defects)
    items = Counter(number for one in judged for number in {defect.rule for defect in one.defects})
    titles = {number: (r.severity, r.title) for number, r in RULES.items()} | ACROSS
    return [
        {
            "rule": number,
            "severity": titles[number][0],
            "title": titles[number][1],
            "hits": hits[number],
            "items": items[number],
        }
        for number in sorted(hits)
    ]


def by_agency(judged: Sequence[Judged]) -> list[dict]:
    """Each agency: its items, its mean score, its defects by element; the worst first."""
    own: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        own[one.entry.agency].append(one)
    rows = [
        {
            "agency": agency,
            "items": len(items),
            "score": round(mean(one.score for one in items), 1),
            **{s: sum(d.severity == s for one in items for d in one.defects) for s in SEVERITIES},
            "elements": dict(Counter(d.part for one in items for d in one.defects).most_common()),
        }
        for agency, items in own.items()
    ]
    return sorted(rows, key=lambda row: (row["score"], row["agency"]))


def save(judged: Sequence[Judged], path: Path) -> None:
    """All of it as JSON or, a line for each defect, as CSV."""
    try:
        if path.suffix.lower() == ".csv":
            _save_csv(judged, path)
        else:
            whole = {"rules": by_rule(judged), "agencies": by_agency(judged), "items": [*map(_told, judged)]}
            path.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", "utf-8")
    except OSError as fault:
        raise errors.Problem(f"检查已完成，但清单没有写到“{path}”：{fault.strerror}。") from fault


def _told(one: Judged) -> dict:
    return {
        "code": one.entry.code,
        "name": one.entry.definition.name,
        "agency": one.entry.agency,
        "score": one.score,
        "defects": [
            {"rule": d.rule, "severity": d.severity, "element": d.element, "sentence": d.sentence}
            for d in one.defects
        ],
    }


def _save_csv(judged: Sequence[Judged], path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["实施主体", "事项编码", "事项名称", "得分", "规则", "级别", "要素", "缺陷"])
        for one in judged:
            item = [one.entry.agency, one.entry.code, one.entry.definition.name]
            for d in one.defects:
                row = [*item, str(one.score), d.rule, SEVERITIES[d.severity], d.element, d.sentence]
                writer.writerow([text.inert(words) for words in row])
