"""Tables of 行政区划 as CSV: which level a file holds is told by the length of its codes, not by its name."""

import csv
import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tongban.core import errors, text
from tongban.identity.regions import Division, ancestors

LENGTHS = {2: 1, 4: 2, 6: 3, 9: 4, 12: 5}  # of codes, with their level
LONGEST = 60
PLACEHOLDERS = ("市辖区", "省直辖县级行政区划", "自治区直辖县级行政区划", "县")
ABOVE = {  # columns by which a row names the division above it, nearest first
    12: ("streetCode", "areaCode", "cityCode", "provinceCode"),
    9: ("areaCode", "cityCode", "provinceCode"),
    6: ("cityCode", "provinceCode"),
    4: ("provinceCode",),
}


class UnusableTable(errors.Problem):
    """The file as a whole cannot be read."""


@dataclass(slots=True)
class Tables:
    """What was read: divisions by code, rows that cannot be taken, names that only hold a place."""

    divisions: dict[str, Division] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    placeholders: list[Division] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)  # rows that repeat the division above as its own part
    rows: Counter = field(default_factory=Counter)  # by level as written


def files(given: Iterable[Path]) -> list[Path]:
    """The CSV files named, or found in the folders named."""
    found: list[Path] = []
    for path in given:
        if not path.exists():
            raise UnusableTable(f"找不到“{path}”，请核对路径。")
        found += sorted(path.glob("*.csv")) if path.is_dir() else [path]
    if not found:
        raise UnusableTable("没有找到CSV文件，请给出区划表所在的文件夹或文件。")
    return found


def read(paths: Iterable[Path], known: set[str]) -> Tables:
    """All tables together; a division whose parent is neither in them nor `known` is refused."""
    tables = Tables()
    named: dict[str, str] = {}
    rows = [(f"{path.name}第{line}行", row) for path in paths for line, row in _rows(path)]
    for place, row in sorted(rows, key=lambda entry: len(entry[1]["code"])):
        division = _division(place, row, tables)
        if division:
            tables.divisions[division.code] = division
            named[division.code] = place
    _refuse_orphans(tables, known, named)
    tables.placeholders = [d for d in tables.divisions.values() if _holds_a_place(d, tables)]
    return tables


def _rows(path: Path) -> Iterable[tuple[int, dict[str, str]]]:
    try:
        words = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise UnusableTable(f"“{path.name}”不是UTF-8编码，请另存为UTF-8后再导入。") from fault
    reader = csv.DictReader(io.StringIO(words, newline=""), strict=True)
    try:
        columns = reader.fieldnames or ()
        if not {"code", "name"} <= set(columns):
            raise UnusableTable(f"“{path.name}”的第一行缺少列名code或name，没有导入任何内容。")
        for row in reader:
            yield reader.line_num, {column: (row[column] or "").strip() for column in columns}
    except csv.Error as fault:
        raise UnusableTable(f"“{path.name}”第{reader.line_num}行的引号不成对，没有导入任何内容。") from fault


def _division(place: str, row: dict[str, str], tables: Tables) -> Division | None:
    code, name = row["code"], text.tidy(row["name"])
    tables.rows[LENGTHS.get(len(code), 0)] += 1
    reason = _fault(code, name, row)
    full = code.ljust(12, "0")
    standing = tables.divisions.get(full)
    if reason:
        tables.refused.append(f"{place}：{reason}")
    elif standing and LENGTHS[len(code)] != standing.level:
        tables.merged.append(f"{place}：{code}{name}与上级{standing.name}是同一政区")
    elif standing:
        tables.refused.append(f"{place}：区划代码{code}重复")
    if reason or standing:
        return None
    above = next((row[c] for c in ABOVE.get(len(code), ()) if row.get(c)), "")
    parent = above.ljust(12, "0") if above else next(iter(ancestors(full)), None)
    return Division(full, name, parent)


def _fault(code: str, name: str, row: dict[str, str]) -> str:
    if not (code.isascii() and code.isdecimal() and len(code) in LENGTHS):
        return f"“{code}”不是2、4、6、9或12位数字的区划代码"
    if not name or len(name) > LONGEST:
        return f"名称为空或超过{LONGEST}字"
    wrong = [c for c in ABOVE.get(len(code), ()) if row.get(c) and not code.startswith(row[c])]
    return f"{wrong[0]}与区划代码{code}不符" if wrong else ""


def _refuse_orphans(tables: Tables, known: set[str], named: dict[str, str]) -> None:
    for code in sorted(tables.divisions, key=lambda c: (tables.divisions[c].level, c)):
        parent = tables.divisions[code].parent
        if parent and parent not in tables.divisions and parent not in known:
            del tables.divisions[code]
            tables.refused.append(f"{named[code]}：上级区划{parent}不存在")


def _holds_a_place(division: Division, tables: Tables) -> bool:
    """市辖区 and the like, and the one county of a city without counties, of the same name."""
    above = tables.divisions.get(division.parent or "")
    same = division.level == 3 and above is not None and above.name == division.name
    return same or division.name in PLACEHOLDERS
