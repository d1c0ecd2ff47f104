"""表格: rows as CSV, XLSX or JSON, written while they are read; no cell is taken for a formula."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from tongban.core import errors, text

Cells = Sequence[str | int]

TOGETHER = 200  # rows written at once
LONGEST = 32_767  # characters of an XLSX cell
WIDTHS = (8, 60)  # of columns, in characters


class TooLong(errors.Problem):
    """A text does not fit into a cell of XLSX."""


class NotWritten(errors.Problem):
    """The file cannot be written."""


def csv_text(header: Sequence[str], rows: Iterable[Cells]) -> Iterator[str]:
    """As CSV with the mark by which spreadsheets know UTF-8."""
    yield "\ufeff" + _lines([header])
    rows = iter(rows)
    while some := list(islice(rows, TOGETHER)):
        yield _lines(some)


def _lines(rows: Iterable[Cells]) -> str:
    written = io.StringIO()
    csv.writer(written).writerows([text.inert(str(cell)) for cell in row] for row in rows)
    return written.getvalue()


def json_text(header: Sequence[str], rows: Iterable[Cells]) -> Iterator[str]:
    """As a JSON list with an object for each row."""
    before = "["
    rows = iter(rows)
    while some := list(islice(rows, TOGETHER)):
        objects = [json.dumps(dict(zip(header, row, strict=True)), ensure_ascii=False) for row in some]
        yield before + "\n" + ",\n".join(objects)
        before = ","
    yield "\n]\n" if before == "," else "[]\n"


def xlsx(header: Sequence[str], rows: Iterable[Cells], title: str) -> io.BytesIO:
    """As a workbook with one sheet."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for place, label in enumerate(header, 1):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = min(max(2 * len(label) + 4, WIDTHS[0]), WIDTHS[1])
    try:
        sheet.append([_cell(sheet, label, label, 1, bold=True) for label in header])
        for number, row in enumerate(rows, 2):
            cells = zip(header, row, strict=True)
            sheet.append([_cell(sheet, cell, label, number) for label, cell in cells])
    finally:
        sheet.close()
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


def save(path: Path, header: Sequence[str], rows: Iterable[Cells], title: str) -> None:
    """To a file, as XLSX or CSV by its name."""
    try:
        if path.suffix == ".xlsx":
            path.write_bytes(xlsx(header, rows, title).getvalue())
        else:
            with path.open("w", encoding="utf-8", newline="") as file:
                file.writelines(csv_text(header, rows))
    except OSError as fault:
        raise NotWritten(f"没有写到“{path}”：{fault.strerror}。") from fault


def _cell(sheet: Any, value: str | int, label: str, number: int, *, bold: bool = False) -> object:
    """A number, or a text that stays text, also when somebody edits the cell."""
    if isinstance(value, int) or value == "":
        return value if value != "" else None
    words = ILLEGAL_CHARACTERS_RE.sub("", value)
    if len(words) > LONGEST:
        raise TooLong(f"第{number}行“{label}”有{len(words)}字，超过XLSX单元格的{LONGEST}字，请改用CSV。")
    cell = WriteOnlyCell(sheet, words)
    cell.data_type, cell.quotePrefix = "s", words != text.inert(words)
    if bold:
        cell.font = Font(bold=True)
    return cell
