"""基本目录表: base items from the rows of a sheet, each wrong cell named by row and column."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tongban.catalogue import codes, queries, unity
from tongban.catalogue.importing import sources, values
from tongban.catalogue.importing.sources import Row
from tongban.catalogue.models import BaseItem
from tongban.catalogue.parts import Part
from tongban.core import text

CODE, NAME, KIND, BASIS = "基本编码", "事项名称", "事项类型", "设定依据"
LIMIT, LEVELS, SINCE = "法定时限", "行使层级", "施行日期"
NEEDED = (CODE, NAME, KIND)
BAR = "｜"  # between a law and its article
BETWEEN = re.compile(r"[，,；;\n]|、(?![^（）]*）)")  # levels; one is called 镇（乡、街道）级


@dataclass(slots=True)
class Read:
    """What a sheet comes to: base items, and what is wrong by (row, column, sentence)."""

    entries: list[BaseItem] = field(default_factory=list)
    faults: list[tuple[int, str, str]] = field(default_factory=list)


def read(path: Path, *, source: str, since: dt.date) -> Read:
    """Every row of the file; `since` is the day of rows that name none."""
    found, seen = Read(), dict[str, int]()
    for row in sources.rows(path):
        entry, faults = _entry(row, source, since)
        if not faults and entry.code in seen:
            faults = [(CODE, f"与第{seen[entry.code]}行重复")]
        found.faults += [(row.number, column, sentence) for column, sentence in faults]
        if not faults:
            seen[entry.code] = row.number
            found.entries.append(entry)
    return found


def _entry(row: Row, source: str, since: dt.date) -> tuple[BaseItem, list[tuple[str, str]]]:
    faults = [*row.faults]
    said = {key: str(value if value is not None else "").strip() for key, value in row.values.items()}
    faults += [(column, "不能空着") for column in NEEDED if not said.get(column)]

    def of(column: str, read: Callable[[str], Any], empty: Any) -> Any:
        try:
            return read(said[column]) if said.get(column) else empty
        except values.NotUnderstood:
            faults.append((column, f"“{said[column]}”读不懂"))
            return empty

    code = of(CODE, _code, "")
    entry = BaseItem(
        code=code,
        name=text.tidy(said.get(NAME)),
        kind=of(KIND, lambda word: _word(word, codes.KINDS), ""),
        basis=of(BASIS, _laws, []),
        statutory=of(LIMIT, lambda words: _plain([values.limit(words)])[0], None),
        levels=of(LEVELS, _levels, []),
        parent=f"{code[:9]}000" if code[9:] != "000" else "",
        source=source,
        since=of(SINCE, _day, since),
    )
    if code and entry.kind and code[2:4] != entry.kind:
        faults.append((KIND, "与基本编码第3、4位的事项类型不一致"))
    return entry, faults


def _code(word: str) -> str:
    plain = text.tidy(word).upper()
    if len(plain) != 12 or not (plain.isascii() and plain.isalnum() and plain[:4].isdecimal()):
        raise values.NotUnderstood
    return plain


def _word(word: str, known: dict[str, str]) -> str:
    plain = text.tidy(word)
    found = [code for code, label in known.items() if plain in (code, label)]
    if not found:
        raise values.NotUnderstood
    return found[0]


def _levels(words: str) -> list[str]:
    return sorted({_word(one, codes.LEVELS) for one in BETWEEN.split(words) if one.strip()})


def _laws(words: str) -> list[dict]:
    laws = (str(line).partition(BAR) for line in values.pieces(words))
    return [
        {"title": text.tidy(title)} | ({"article": text.tidy(article)} if article else {})
        for title, _, article in laws
    ]


def _day(words: str) -> dt.date:
    try:
        return dt.date.fromisoformat(words[:10])
    except ValueError as wrong:
        raise values.NotUnderstood from wrong


def derived(since: dt.date, source: str) -> Iterator[BaseItem]:
    """汇总: base items of the published items whose code the catalogue does not have, as most word them."""
    known = BaseItem.objects.filter(until__isnull=True).values("code")
    ours = queries.published().exclude(base_code="").exclude(base_code__in=known)
    wanted = [*ours.order_by("base_code").values_list("base_code", flat=True).distinct()]
    for entry in unity.entries(wanted):
        yield BaseItem(
            code=entry.base_code,
            name=entry.name,
            kind=entry.said["事项类型"] or entry.base_code[2:4],
            basis=_plain(entry.said["设定依据"] or ()),
            statutory=entry.said["法定时限"] and _plain([entry.said["法定时限"]])[0],
            levels=sorted({member.item.level for member in entry.members}),
            parent=f"{entry.base_code[:9]}000" if entry.base_code[9:] != "000" else "",
            source=source,
            since=since,
        )


def _plain(parts: Iterable[Part]) -> list[dict]:
    return [part.model_dump(mode="json", exclude_defaults=True) for part in parts]
