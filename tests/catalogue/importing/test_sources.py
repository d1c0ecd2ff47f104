import io
import json
import zipfile

import openpyxl
import pytest

from tongban.catalogue.importing import sources


def read(tmp_path, data, name="items.json", at=""):
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(sources.rows(path, at))


def table(found):
    return [(row.number, row.values) for row in found]


def workbook(*lines):
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


TWO = [(1, {"名称": "甲"}), (2, {"名称": "乙"})]
SHEET = [(2, {"名称": "甲"}), (3, {"名称": "乙"})]


@pytest.mark.parametrize("name", ["items.json", "items.jsonl", "items.csv", "items"])
@pytest.mark.parametrize(
    ("data", "at", "found"),
    [
        ('[{"名称": "甲"}, {"名称": "乙"}]', "", TWO),
        ('{"名称": "甲"}\n{"名称": "乙"}\n', "", TWO),
        ('{"名称": "甲"}\r\n\r\n{"名称": "乙"}', "", [(1, {"名称": "甲"}), (3, {"名称": "乙"})]),
        ('{"data": {"list": [{"名称": "甲"}, {"名称": "乙"}]}}', "data.list", TWO),
        ('{\n "名称": "甲"\n}', "", [(1, {"名称": "甲"})]),
        ("名称\n甲\n乙\n", "", SHEET),
        ("\ufeff名称\r\n甲\r\n\r\n乙\r\n", "", [(2, {"名称": "甲"}), (4, {"名称": "乙"})]),
        ("名称\n甲\n乙\n".encode("gb18030"), "", SHEET),
        ("名称\n甲\n乙\n".encode("utf-16"), "", SHEET),
        ("名称;编码\n甲;1\n", "", [(2, {"名称": "甲", "编码": "1"})]),
        ('名称,编码\n"甲,\n乙",1\n', "", [(3, {"名称": "甲,\n乙", "编码": "1"})]),
        (workbook(["名称"], ["甲"], [None], ["乙"]), "", [(2, {"名称": "甲"}), (4, {"名称": "乙"})]),
    ],
)
def test_rows_are_told_by_content_and_not_by_name(tmp_path, name, data, at, found):
    assert table(read(tmp_path, data, name, at)) == found


@pytest.mark.parametrize(
    ("data", "at", "words"),
    [
        ("", "", "是空的"),
        (" \n ", "", "是空的"),
        ("[{]", "", "第1行第3列不是正确的JSON"),
        ('[{"a": 1},\n{"a": }]', "", "第2行"),
        ('{"data": 1}', "data.list", "没有列表“data.list”"),
        ("[" * 100_000, "", "嵌套过深"),
        (f"[{'9' * 5000}]", "", "数字过长"),
        (b"\xff\x00\x81\x00\x01", "", "编码无法识别"),
        (b"%PDF-1.7\n", "", "不是JSON、CSV或XLSX"),
        (b"\xd0\xcf\x11\xe0old excel", "", "另存为xlsx"),
        ("名称,名称\n甲,乙\n", "", "列名重复：名称"),
        (",\n甲,乙\n", "", "没有列名"),
        ('名称\n"甲\n', "", "不成对"),
        (b"PK\x03\x04 not a workbook", "", "不完整或已损坏"),
    ],
)
def test_files_that_cannot_be_used_are_named(tmp_path, data, at, words):
    with pytest.raises(sources.UnusableFile, match=words):
        read(tmp_path, data, at=at)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(sources.UnusableFile, match="找不到文件"):
        list(sources.rows(tmp_path / "none.json"))


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(sources.UnusableFile, match="找不到文件"):
        list(sources.rows(tmp_path))


def test_a_zip_that_is_no_workbook_is_named(tmp_path):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("readme.txt", "x")
    with pytest.raises(sources.UnusableFile, match="不是可以读取的XLSX"):
        read(tmp_path, stream.getvalue())


def test_a_zip_bomb_is_not_unpacked(tmp_path):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/big", "w") as entry:
        for _ in range(600):
            entry.write(b"0" * 1_000_000)
    assert len(stream.getvalue()) < 1_000_000
    with pytest.raises(sources.UnusableFile, match="解压后过大"):
        read(tmp_path, stream.getvalue(), "items.xlsx")


def test_a_broken_line_is_a_fault_of_its_row_alone(tmp_path):
    found = read(tmp_path, '{"a": 1}\n{"a": \n[1]\n{"a": 2}\n')
    assert [(row.number, bool(row.faults)) for row in found] == [(1, False), (2, True), (3, True), (4, False)]


def test_formulas_are_faults_of_their_column(tmp_path):
    [row] = read(tmp_path, workbook(["名称", "编码"], ["甲", "=HYPERLINK(A1)"]), "items.xlsx")
    assert row.faults == [("编码", sources.FORMULA)]


def test_a_huge_cell_is_a_fault_of_its_column(tmp_path):
    [row] = read(tmp_path, json.dumps([{"a": "x" * (sources.CELL_LIMIT + 1), "b": "y"}]))
    assert [column for column, _ in row.faults] == ["a"]


def test_cells_beyond_the_header_are_a_fault(tmp_path):
    [row] = read(tmp_path, "名称,\n甲,乙,丙\n")
    assert row.faults == [("", "有2个单元格没有列名")]
