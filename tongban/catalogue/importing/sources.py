"""Rows of a file: JSON, JSON Lines, CSV or XLSX, told by content rather than by name."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl

from tongban.core import errors
from tongban.core import text as text_of

FILE_LIMIT = 500_000_000  # bytes, as it is and when unpacked
CELL_LIMIT = 100_000  # characters
FORMULA = "单元格是公式，请改成数值或文字"


class UnusableFile(errors.Problem):
    """The file as a whole cannot be read."""


@dataclass(slots=True)
class Row:
    """One row; its number is the line or the sheet row as an editor shows it."""

    number: int
    values: dict[str, object] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)  # (column, reason)


def rows(path: Path, at: str = "") -> Iterator[Row]:
    """The rows of the file; `at` is where a JSON document keeps its list."""
    if not path.is_file():
        raise UnusableFile(f"找不到文件“{path}”，请核对路径。")
    size = path.stat().st_size
    if not size:
        raise UnusableFile(f"文件“{path.name}”是空的，没有可导入的内容。")
    if size > FILE_LIMIT:
        raise UnusableFile(f"文件“{path.name}”超过{FILE_LIMIT // 1_000_000}MB，请拆分后再导入。")
    found = _read(path, at)
    for row in found:
        row.faults += [
            (c, f"内容超过{CELL_LIMIT}字") for c, v in row.values.items() if _length(v) > CELL_LIMIT
        ]
        yield row


def _length(value: object) -> int:
    return len(value) if isinstance(value, str) else 0 if value is None else len(str(value))


def _read(path: Path, at: str) -> Iterator[Row]:
    data = path.read_bytes()
    if data.startswith(b"PK\x03\x04"):
        return _sheet(path)
    if data.startswith((b"\xd0\xcf\x11\xe0", b"%PDF", b"\x1f\x8b")):
        raise UnusableFile(f"文件“{path.name}”不是JSON、CSV或XLSX。旧版Excel（xls）请另存为xlsx后再导入。")
    text = decode(data, path.name)
    if not text.strip():
        raise UnusableFile(f"文件“{path.name}”是空的，没有可导入的内容。")
    return _json(text, at, path.name) if text.lstrip()[0] in "[{" else _csv(text, path.name)


def decode(data: bytes, name: str) -> str:
    """UTF-8 with or without mark, UTF-16 with its mark, else GB18030."""
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnusableFile(f"文件“{name}”的编码无法识别，请另存为UTF-8或GB18030后再导入。")


def _json(text: str, at: str, name: str) -> Iterator[Row]:
    """One document, or a document a line."""
    try:
        document = json.loads(text)
    except json.JSONDecodeError as fault:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) == 1 or text.lstrip().startswith("[") or lines[0].strip() == "{":
            raise UnusableFile(f"文件“{name}”第{fault.lineno}行第{fault.colno}列不是正确的JSON。") from fault
        return _json_lines(text)
    except (RecursionError, ValueError) as fault:  # too deep, or a number of thousands of digits
        raise UnusableFile(f"文件“{name}”嵌套过深或数字过长，无法读取。") from fault
    return _json_list(document, at, name)


def _json_lines(text: str) -> Iterator[Row]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            yield Row(number, faults=[("", "这一行不是正确的JSON")])
            continue
        yield _json_row(number, value)


def _json_list(document: object, at: str, name: str) -> Iterator[Row]:
    for step in at.split(".") if at else ():
        document = document.get(step) if isinstance(document, dict) else None
    if at and not isinstance(document, list):
        raise UnusableFile(f"文件“{name}”中没有列表“{at}”，请核对配置里的rows。")
    values = document if isinstance(document, list) else [document]
    for number, value in enumerate(values, 1):
        yield _json_row(number, value)


def _json_row(number: int, value: object) -> Row:
    if isinstance(value, dict):
        return Row(number, value)
    return Row(number, faults=[("", "这一行不是一个对象（名称和值）")])


def _csv(text: str, name: str) -> Iterator[Row]:
    csv.field_size_limit(FILE_LIMIT)
    first = text.split("\n", 1)[0]
    mark = max(",;\t|", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        header = _header(next(reader), name)
        while (cells := next(reader, None)) is not None:
            if any(cell.strip() for cell in cells):
                yield _table_row(reader.line_num, header, [text_of.revived(cell) for cell in cells])
    except csv.Error as fault:
        raise UnusableFile(f"文件“{name}”第{reader.line_num}行的引号或分隔不成对，无法读取。") from fault


def _header(cells: list, name: str) -> list[str]:
    header = [str(cell).strip() if cell is not None else "" for cell in cells]
    named = [word for word in header if word]
    repeated = sorted({word for word in named if named.count(word) > 1})
    if not named or repeated:
        reason = f"列名重复：{'、'.join(repeated)}" if repeated else "第一行没有列名"
        raise UnusableFile(f"文件“{name}”{reason}，请改正后再导入。")
    return header


def _table_row(number: int, header: list[str], cells: list) -> Row:
    row = Row(number, {word: cell for word, cell in zip(header, cells, strict=False) if word})
    spilled = [c for i, c in enumerate(cells) if c not in (None, "") and (i >= len(header) or not header[i])]
    if spilled:
        row.faults.append(("", f"有{len(spilled)}个单元格没有列名"))
    return row


def _sheet(path: Path) -> Iterator[Row]:
    if _unpacked(path) > FILE_LIMIT:
        raise UnusableFile(f"文件“{path.name}”解压后过大，可能是恶意文件，没有读取。")
    with path.open("rb") as file:  # by content: openpyxl goes by the name when it is given one
        try:
            sheet = openpyxl.load_workbook(file, read_only=True).worksheets[0]
        except Exception as fault:  # openpyxl fails in many ways on what is not a workbook
            raise UnusableFile(f"文件“{path.name}”不是可以读取的XLSX工作簿。") from fault
        yield from _sheet_rows(sheet, path.name)


def _unpacked(path: Path) -> int:
    try:
        with zipfile.ZipFile(path) as archive:
            return sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError) as fault:
        raise UnusableFile(f"文件“{path.name}”不完整或已损坏，请重新取得后再导入。") from fault


def _sheet_rows(sheet: object, name: str) -> Iterator[Row]:
    lines = sheet.iter_rows()
    header = _header([cell.value for cell in next(lines, ())], name)
    for number, cells in enumerate(lines, 2):
        if all(cell.value is None for cell in cells):
            continue
        row = _table_row(number, header, [cell.value for cell in cells])
        row.faults += [
            (word, FORMULA)
            for word, cell in zip(header, cells, strict=False)
            if word and getattr(cell, "data_type", "") == "f"
        ]
        yield row
