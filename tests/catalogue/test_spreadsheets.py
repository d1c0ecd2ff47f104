"""Rows as files: nothing is a formula, and what is written is what is read."""

import csv
import io
import json

import openpyxl
import pytest

from tongban.catalogue import spreadsheets

HEADER = ["名称", "数"]
HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://example.org","点")']


def test_csv_begins_with_the_mark_and_has_no_formula():
    written = "".join(spreadsheets.csv_text(HEADER, ([words, 1] for words in HOSTILE)))

    assert written.startswith("\ufeff名称,数\r\n")
    rows = [*csv.reader(io.StringIO(written[1:], newline=""))]
    assert rows == [HEADER, *([f"'{words}", "1"] for words in HOSTILE)]


def test_xlsx_keeps_texts_texts():
    rows = [[words, place] for place, words in enumerate(["", "甲", *HOSTILE])]

    sheet = openpyxl.load_workbook(spreadsheets.xlsx(HEADER, rows, "清单")).worksheets[0]

    read = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert read == [HEADER, [None, 0], *(([words.replace("\r", "\n"), n]) for words, n in rows[1:])]
    assert {cell.data_type for cell in sheet["A"]} == {"s", "n"}
    assert [cell.quotePrefix for cell in sheet["A"][2:]] == [False] + [True] * len(HOSTILE)


def test_a_text_too_long_for_a_cell_is_named_by_row_and_column():
    with pytest.raises(spreadsheets.TooLong) as refused:
        spreadsheets.xlsx(HEADER, [["甲", 1], ["长" * 32_768, 2]], "清单")

    assert refused.value.sentence == "第3行“名称”有32768字，超过XLSX单元格的32767字，请改用CSV。"


@pytest.mark.parametrize("size", [0, 1, 200, 201])
def test_json_is_one_list(size):
    rows = [[f"第{n}", n] for n in range(size)]

    read = json.loads("".join(spreadsheets.json_text(HEADER, rows)))

    assert read == [{"名称": name, "数": n} for name, n in rows]


def test_rows_are_written_while_they_are_read():
    taken = []
    rows = ([taken.append(n) or "甲", n] for n in range(1000))

    lines = spreadsheets.csv_text(HEADER, rows)
    next(lines), next(lines)

    assert len(taken) == spreadsheets.TOGETHER
