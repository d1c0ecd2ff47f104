"""A table of items, written, edited and read back."""

import csv
import io
from functools import reduce
from pathlib import Path

import openpyxl
import pytest

from tests.portal import imported
from tests.town.items import entries
from tongban.catalogue import queries, spreadsheets
from tongban.catalogue.commands import run
from tongban.catalogue.definition import Definition
from tongban.catalogue.importing import load, profiles, sheet, sources
from tongban.catalogue.models import Item, Version
from tongban.catalogue.parts import Basis, Limit
from tongban.journal.actions import SYSTEM

pytestmark = pytest.mark.usefixtures("town")
PROFILE = profiles.load("sheet")
HEADER = sheet.header(PROFILE)
CITY = "990100000000"
TOWN = {entry.file: entry.code for entry in entries()}
FOOD = TOWN["food_business_first"]


RICH = {
    "name": "渔业船舶登记",
    "summary": "旧的说明",
    "fee_known": True,
    "papers_known": True,
    "limits": {"statutory": {"value": 20}, "promised": {"value": 8}},
    "basis": ({"title": "某法", "article": "第一条"},),
    "questions": (
        {
            "key": "age",
            "text": "是新船吗",
            "options": ({"value": "y", "label": "是"}, {"value": "n", "label": "否"}),
        },
    ),
    "papers": (
        {"key": "form", "name": "申请表", "source": "system"},
        {"key": "ship", "name": "建造合同", "when": {"age": ["y"]}, "checkpoints": ("盖章",)},
        {"key": "note", "name": "说明", "necessity": "optional", "note": "第一行\n第二行"},
    ),
}


def rich() -> Item:
    return imported.item(7, **RICH)


def table(code: str, **edits: str) -> list[list[str]]:
    """The rows of all items; `edits` of one of them, by column."""
    rows = [sheet.cells(PROFILE, *pair) for pair in queries.definitions(queries.published())]
    [ours] = [row for row in rows if row[0] == code]
    for column, words in edits.items():
        ours[HEADER.index(column)] = words
    return rows


def cell(code: str, column: str) -> str:
    [ours] = [row for row in table(code) if row[0] == code]
    return ours[HEADER.index(column)]


def read(path: Path, rows: list[list[str]], header: list[str] = HEADER) -> load.Report:
    path = path / "sheet.xlsx"
    path.write_bytes(spreadsheets.xlsx(header, rows, "事项").getvalue())
    return load.from_file(path, "sheet", by=SYSTEM, at=imported.AT, home=CITY)


def figures(report: load.Report) -> tuple[int, ...]:
    return report.rows, report.new, report.changed, report.unchanged, report.refused_rows


def said(code: str) -> Definition:
    return queries.definition(Item.objects.get(code=code).current_id)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_table_that_was_not_changed_changes_nothing(tmp_path, ending):
    imported.item(1, name="=cmd|' /C calc'!A0", conditions=("第一行\n第二行",), consult="-1")
    out, before = tmp_path / f"all.{ending}", Version.objects.count()

    assert run(["sheet", str(out)]) == 0
    report = load.from_file(out, "sheet", by=SYSTEM, at=imported.AT, home=CITY)

    size = len(entries()) + 1
    assert figures(report) == (size, 0, 0, size, 0)
    assert Version.objects.count() == before
    assert report.refused == []


def test_a_table_has_no_formula(tmp_path):
    imported.item(1, name='=HYPERLINK("http://example.org")')

    run(["sheet", str(tmp_path / "all.csv")])
    run(["sheet", str(tmp_path / "all.xlsx")])

    words = [*csv.reader(io.StringIO((tmp_path / "all.csv").read_text("utf-8-sig"), newline=""))]
    assert [one for row in words for one in row if one[:1] in "=+-@" and one] == []
    cells = openpyxl.load_workbook(tmp_path / "all.xlsx").worksheets[0].iter_rows()
    assert [one.value for row in cells for one in row if one.data_type == "f"] == []


@pytest.mark.parametrize(
    ("column", "words", "element", "value"),
    [
        ("一句话说明", "新的说明", "summary", "新的说明"),
        ("一句话说明", "", "summary", ""),
        ("日常用语", "饭店证\r\n餐饮证", "aliases", ("饭店证", "餐饮证")),
        ("承诺时限", "9个工作日", "limits.promised", Limit(value=9)),
        ("办理形式", "窗口\n网上", "channels", ("window", "web")),
        ("到现场次数", "1", "visits.count", 1),
        ("是否收费", "", "fee_known", False),
        ("申请材料", "无", "papers", ()),
        (
            "设定依据",
            "某法｜第二条\n某条例",
            "basis",
            (Basis(title="某法", article="第二条"), Basis(title="某条例")),
        ),
    ],
)
def test_a_changed_cell_changes_its_element_alone(tmp_path, column, words, element, value):
    code = rich().code
    before = said(code)

    report = read(tmp_path, table(code, **{column: words}))

    assert figures(report) == (len(entries()) + 1, 0, 1, len(entries()), 0)
    after = said(code)
    assert reduce(getattr, element.split("."), after) == value
    head = {element.partition(".")[0]}
    assert after.model_dump(exclude=head) == before.model_dump(exclude=head)
    assert Item.objects.get(code=code).current.source == "list"


def test_a_changed_line_keeps_what_the_table_has_no_place_for(tmp_path):
    code = rich().code
    before = said(code).papers
    lines = cell(code, "申请材料").split("\n")
    assert lines == ["申请表｜系统生成", "建造合同", "说明｜｜｜｜｜｜非必要｜｜第一行 第二行"]

    read(tmp_path, table(code, 申请材料="\n".join([lines[2], "新材料", "建造合同｜｜船厂｜2"])))

    after = said(code).papers
    assert after[0] == before[2]
    assert (after[1].name, after[1].key) == ("新材料", "paper1")
    assert after[2] == before[1].model_copy(update={"issuer": "船厂", "originals": 2})
    assert len(after) == 3


def test_a_column_that_is_missing_changes_nothing(tmp_path):
    code = rich().code
    rows = [row[:2] for row in table(code, 事项名称="渔船登记")]

    report = read(tmp_path, rows, HEADER[:2])

    assert figures(report) == (len(entries()) + 1, 0, 1, len(entries()), 0)
    assert said(code) == Definition.model_validate(imported.BARE | RICH | {"name": "渔船登记"})


@pytest.mark.parametrize(
    ("column", "words", "told"),
    [
        ("事项名称", "", "事项名称：不能为空"),
        ("事项类型", "许可证", "事项类型：“许可证”不在代码表中"),
        ("实施主体", "别的局", "实施主体：这一列不能在表格里改，它由事项编码和登记的实施主体决定"),
        ("承诺时限", "尽快", "承诺时限：“尽快”不是时限，应写作“8个工作日”或者“当场”"),
        ("承诺时限", "90个工作日", "承诺时限：承诺时限不能长于法定时限"),
        ("到现场次数", "很多", "到现场次数：“很多”读不懂"),
        ("到现场次数", "12", "到现场次数：值不能用：Input should be less than or equal to 9"),
        ("办理形式", "窗口\n传真", "办理形式：“传真”不在代码表中"),
        ("申请材料", "｜申请人自备", "申请材料：“｜申请人自备”读不懂，或者缺少名称"),
        ("申请材料", "甲｜捡来的", "申请材料.来源渠道：“捡来的”不在代码表中"),
        ("申请材料", "甲" + "｜" * 9, "申请材料：“甲｜｜｜｜｜｜｜｜｜”读不懂"),
        ("收费项目", "工本费｜四十", "收费项目.金额：“四十”读不懂"),
        ("设定依据", "｜第一条", "设定依据：“｜第一条”读不懂，或者缺少名称"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_loaded(tmp_path, column, words, told):
    code = rich().code
    rows = table(code, **{column: words})
    rows[-1][HEADER.index("时限说明")] = "这一格没有错"
    number = 2 + [row[0] for row in rows].index(code)
    before = Version.objects.count()

    report = read(tmp_path, rows)

    assert told in [f"{note.column}：{note.words}" for note in report.refused]
    assert {(note.row, note.code) for note in report.refused} == {(number, code)}
    assert not report.loaded
    assert Version.objects.count() == before


def test_what_breaks_the_examples_of_an_item_is_refused(tmp_path):
    papers = cell(FOOD, "申请材料").split("\n")

    report = read(tmp_path, table(FOOD, 申请材料="\n".join(papers[1:])))

    assert report.refused_rows == 1
    assert {note.column for note in report.refused} == {"examples"}
    assert not report.loaded


def test_a_column_of_another_name_refuses_the_file(tmp_path):
    with pytest.raises(sources.UnusableFile) as refused:
        read(tmp_path, table(FOOD), ["事项编号", *HEADER[1:]])

    assert refused.value.sentence.startswith("事项表格没有“事项编号”这样的列")


def test_a_new_row_is_a_new_item(tmp_path):
    [ours] = [row for row in table(FOOD) if row[0] == FOOD]
    given = {"事项编码": FOOD[:19] + "990131777000", "事项名称": "新事项", "申请材料": "甲｜政府部门核发\n乙"}
    row = [given.get(column, ours[place] if place < 8 else "") for place, column in enumerate(HEADER)]

    report = read(tmp_path, [row])

    assert figures(report) == (1, 1, 0, 0, 0)
    made = Item.objects.get(code=given["事项编码"])
    papers = queries.definition(made.current_id).papers
    assert [(paper.name, paper.source) for paper in papers] == [("甲", "government"), ("乙", "applicant")]
    assert made.current.source == "sheet"


def test_an_item_out_of_use_stays_so(tmp_path):
    rows = table(FOOD, 一句话说明="新的说明")
    Item.objects.filter(code=FOOD).update(state="suspended")

    report = read(tmp_path, rows)

    assert (report.held, report.changed) == (1, 0)
    assert Item.objects.get(code=FOOD).state == "suspended"
