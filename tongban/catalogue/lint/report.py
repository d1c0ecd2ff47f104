"""缺陷清单: the defects of many items, by rule, by agency and by element, with a score for each item."""

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median

from tongban.catalogue import codes
from tongban.catalogue.definition import Definition
from tongban.catalogue.lint import judging, papers
from tongban.catalogue.lint.rule import RULES, Defect, Forbidden, Severity, Subject
from tongban.catalogue.parts import Limit
from tongban.core import errors, text

OUTLIER = 1.5  # times the median of papers of the same item elsewhere
ENOUGH = 3  # places that make a median
SHOWN = 5  # names of papers in one sentence
SEVERITIES = {"B": "阻断", "W": "提醒", "M": "关注"}
ACROSS: dict[str, tuple[Severity, str]] = {
    "G28": ("W", "材料不比别处同一事项多出一半"),
    "X02": ("W", "与上级的同一事项一致"),
    "X03": ("W", "同一基本编码的名称、时限、材料在各处相同"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """An item to judge: who answers for it, what it is elsewhere (its base code), and on which level."""

    code: str
    agency: str
    definition: Definition
    base: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """An item with its defects."""

    entry: Entry
    defects: tuple[Defect, ...]

    @property
    def score(self) -> int:
        """得分."""
        return judging.score(self.defects)


def judge(entries: Iterable[Entry], forbidden: Sequence[Forbidden] = ()) -> list[Judged]:
    """Each item by itself, with the papers no guide may ask for, and beside the same item elsewhere."""
    entries = list(entries)
    beside = across(entries)
    return [Judged(e, (*judging.defects(_subject(e, forbidden)), *beside.get(e.code, ()))) for e in entries]


def _subject(entry: Entry, forbidden: Sequence[Forbidden]) -> Subject:
    reaching = tuple(one for one in forbidden if one.reaches(entry.code))
    return Subject(entry.definition, entry.agency, reaching)


def across(entries: Sequence[Entry]) -> dict[str, list[Defect]]:
    """What is only seen beside the same item of other agencies: G28, X02 and X03, by code."""
    same: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.base:
            same[entry.base].append(entry)
    found: dict[str, list[Defect]] = defaultdict(list)
    for group in same.values():
        for code, number, element, sentence in _beside(group):
            found[code].append(Defect(number, ACROSS[number][0], element, sentence))
    return found


def _beside(group: Sequence[Entry]) -> Iterator[tuple[str, str, str, str]]:
    yield from _outliers(group)
    yield from _elsewhere(group)
    yield from _of_papers(group)
    yield from _above(group)


def _outliers(group: Sequence[Entry]) -> list[tuple[str, str, str, str]]:
    sizes = {e.code: len(e.definition.papers) for e in group if e.definition.papers}
    middle = median(sizes.values()) if len(sizes) >= ENOUGH else 0
    return [
        (code, "G28", "papers", f"材料{size}份，别处同一事项多为{middle:g}份，请核对能否减少")
        for code, size in sizes.items()
        if middle and size > OUTLIER * middle
    ]


def _elsewhere(group: Sequence[Entry]) -> Iterator[tuple[str, str, str, str]]:
    """X03: what most of the others say otherwise of name and limit; X02: what the highest level says."""
    for element, (label, said) in SAID.items():
        own = {e.code: said(e.definition) for e in group}
        usual = Counter(words for words in own.values() if words).most_common(1)
        if len(group) < 2 or not usual or usual[0][1] < 2:
            continue
        for code, words in own.items():
            if words and words != usual[0][0]:
                yield code, "X03", element, f"别处同一基本编码的事项{label}是“{usual[0][0]}”，请核对"


def _of_papers(group: Sequence[Entry]) -> Iterator[tuple[str, str, str, str]]:
    """X03: papers that nobody else asks for, and papers that everybody else does."""
    asked = {e.code: _names(e.definition) for e in group if e.definition.papers}
    places = Counter(name for own in asked.values() for name in own)
    for code, own in asked.items() if len(asked) >= ENOUGH else ():
        alone = [own[name] for name in own if places[name] == 1]
        lacking = [name for name, times in places.items() if times == len(asked) - 1 and name not in own]
        said = [f"只有这里要{_quoted(alone)}"] if alone else []
        said += [f"别处都要{_quoted(_named(asked, lacking))}，这里没有"] if lacking else []
        if said:
            yield code, "X03", "papers", f"同一基本编码的事项，{'；'.join(said)}，请核对"


def _names(definition: Definition) -> dict[str, str]:
    return {papers.plain_name(paper.name): paper.name for paper in definition.papers}


def _named(asked: Mapping[str, dict[str, str]], plain: Iterable[str]) -> list[str]:
    """As it is written elsewhere."""
    written = {name: words for own in asked.values() for name, words in own.items()}
    return [written[name] for name in plain]


def _quoted(names: Sequence[str]) -> str:
    shown = "、".join(f"“{name}”" for name in names[:SHOWN])
    return f"{shown}等{len(names)}份" if len(names) > SHOWN else shown


def _above(group: Sequence[Entry]) -> Iterator[tuple[str, str, str, str]]:
    top = min(e.level for e in group)
    highest = [e for e in group if e.level == top]
    if len(highest) != 1 or not top:
        return
    for element, (label, said) in {**SAID, **OF_ALL}.items():
        theirs = said(highest[0].definition)
        for one in group:
            ours = said(one.definition)
            if one.level > top and theirs and ours and ours != theirs:
                yield one.code, "X02", element, f"上级同一事项的{label}是“{theirs[:60]}”，本级不一致，请核对"


def _limit(limit: Limit | None) -> str:
    return f"{limit.value}{codes.UNITS[limit.unit]}" if limit else ""


SAID = {
    "name": ("名称", lambda d: text.tidy(d.name)),
    "limits.statutory": ("法定时限", lambda d: _limit(d.limits.statutory)),
}
OF_ALL = {"kind": ("类型", lambda d: codes.KINDS.get(d.kind, d.kind))}


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
