import datetime as dt
import os
from pathlib import Path

import pytest

from tongban.identity import division_tables, regions
from tongban.identity.commands import import_regions
from tongban.identity.models import Agency, Region
from tongban.identity.regions import Division
from tongban.journal import queries as journal
from tongban.journal.actions import SYSTEM

AT = dt.datetime(2026, 9, 18, 1, 12, tzinfo=dt.UTC)
DATA = Path(os.environ.get("TONGBAN_DATA", "../shared/data"))
TABLES = {
    "provinces.csv": 'code,name\n99,"云岭省"\n',
    "cities.csv": 'code,name,provinceCode\n9901,"云溪市",99\n9902,"白石市",99\n',
    "areas.csv": 'code,name,cityCode,provinceCode\n990101,"市辖区",9901,99\n990102,"临江县",9901,99\n',
    "streets.csv": "code,name,areaCode,provinceCode,cityCode\n"
    '990102001,"城关镇",990102,99,9901\n990102100,"柳溪镇",990102,99,9901\n',
    "villages.csv": "code,name,streetCode\n990102100001,柳溪村,990102100\n",
}


@pytest.fixture
def write(tmp_path):
    """Write tables, some of them changed; returns their folder."""

    def run(**changed):
        for name, text in TABLES.items():
            (tmp_path / name).write_text(changed.get(name.removesuffix(".csv"), text), "utf-8")
        return tmp_path

    return run


def read(folder, known=()):
    return division_tables.read(division_tables.files([folder]), set(known))


def stored():
    return list(Region.objects.order_by("code").values_list("code", "name", "level", "parent_id"))


def test_tables_become_regions_under_each_other(write, db, capsys):
    assert import_regions.run([str(write())]) == 0
    assert stored() == [
        ("990000000000", "云岭省", 1, None),
        ("990100000000", "云溪市", 2, "990000000000"),
        ("990101000000", "市辖区", 3, "990100000000"),
        ("990102000000", "临江县", 3, "990100000000"),
        ("990102001000", "城关镇", 4, "990102000000"),
        ("990102100000", "柳溪镇", 4, "990102000000"),
        ("990102100001", "柳溪村", 5, "990102100000"),
        ("990200000000", "白石市", 2, "990000000000"),
    ]
    told = capsys.readouterr().out
    assert "共8行：省级1、市级2、县级2、乡级2、村级1" in told
    assert "新增8，变更0，未变0，与上级合并0，拒收0" in told
    assert "1个名称只是占位" in told
    assert journal.faults("regions") == []


def test_a_second_import_changes_nothing(write, db, capsys):
    folder = str(write())
    import_regions.run([folder])
    before, lines = stored(), journal.size("regions")
    import_regions.run([folder])
    assert (stored(), journal.size("regions")) == (before, lines)
    assert "新增0，变更0，未变8" in capsys.readouterr().out


def test_a_new_name_is_a_change(write, db, capsys):
    import_regions.run([str(write())])
    import_regions.run([str(write(cities=TABLES["cities.csv"].replace("白石市", "青石市")))])
    assert Region.objects.get(code="990200000000").name == "青石市"
    assert "新增0，变更1，未变7" in capsys.readouterr().out


def test_files_may_be_named_one_by_one_when_those_above_are_known(write, db):
    folder = write()
    assert import_regions.run([str(folder / "provinces.csv"), str(folder / "cities.csv")]) == 0
    assert import_regions.run([str(folder / "areas.csv")]) == 0
    assert Region.objects.count() == 5


def test_the_level_is_told_by_the_code_and_not_by_the_file(write, db, tmp_path):
    mixed = tmp_path / "any.csv"
    mixed.write_text("name,code\n柳溪镇,990102100\n临江县,990102\n云溪市,9901\n云岭省,99\n", "utf-8")
    assert [d.level for d in division_tables.read([mixed], set()).divisions.values()] == [1, 2, 3, 4]


def test_a_city_without_counties_is_one_division(write):
    tables = read(
        write(areas='code,name,cityCode,provinceCode\n990102,临江县,9901,99\n990200,"白石市",9902,99\n')
    )
    assert tables.merged == ["areas.csv第3行：990200白石市与上级白石市是同一政区"]
    assert (tables.refused, tables.divisions["990200000000"].level) == ([], 2)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("9901,云溪市,99", "区划代码9901重复"),
        ("990,某市,99", "“990”不是"),
        ("99x1,某市,99", "“99x1”不是"),
        (",某市,99", "“”不是"),
        ("９９０３,某市,99", "不是2、4、6、9或12位数字"),
        ("9903,,99", "名称为空"),
        (f"9903,{'长' * 61},99", "名称为空或超过60字"),
        ("9803,某市,98", "上级区划980000000000不存在"),
        ("9903,某市,98", "provinceCode与区划代码9903不符"),
    ],
)
def test_bad_rows_are_refused_by_file_and_line(write, row, reason):
    tables = read(write(cities=f"{TABLES['cities.csv']}{row}\n"))
    assert len(tables.divisions) == 8
    [told] = tables.refused
    assert told.startswith("cities.csv第4行：")
    assert reason in told


def test_what_lies_under_an_orphan_is_refused_too(write):
    tables = read(write(areas="code,name\n990101,市辖区\n"))
    assert [told.partition("：")[0] for told in tables.refused] == [
        "streets.csv第2行",
        "streets.csv第3行",
        "villages.csv第2行",
    ]


def test_refused_rows_end_the_command_with_1(write, db):
    assert import_regions.run([str(write(villages="code,name\nx,y\n"))]) == 1
    assert Region.objects.count() == 7


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "缺少列名"),
        (b"id,title\n1,2\n", "缺少列名"),
        ("code,name\n99,云岭省\n".encode("gb18030"), "不是UTF-8"),
        (b'code,name\n99,"x\n', "不成对"),
    ],
)
def test_files_that_cannot_be_used_end_the_command_with_2(write, db, capsys, data, words):
    folder = write()
    (folder / "cities.csv").write_bytes(data)
    assert import_regions.run([str(folder)]) == 2
    assert words in capsys.readouterr().err
    assert Region.objects.count() == 0


def test_missing_and_empty_folders_are_named(db, tmp_path, capsys):
    assert import_regions.run([str(tmp_path / "none")]) == 2
    assert import_regions.run([str(tmp_path)]) == 2
    told = capsys.readouterr().err.splitlines()
    assert ["找不到" in told[0], "没有找到CSV文件" in told[1]] == [True, True]


@pytest.mark.parametrize(
    ("code", "above"),
    [
        ("990000000000", []),
        ("990100000000", ["990000000000"]),
        ("990102100000", ["990102000000", "990100000000", "990000000000"]),
        ("990102100001", ["990102100000", "990102000000", "990100000000", "990000000000"]),
    ],
)
def test_ancestors(code, above):
    assert regions.ancestors(code) == above


def test_missing_divisions_hang_under_the_nearest_known_one(db):
    regions.register([Division("990000000000", "云岭省")], by=SYSTEM, at=AT)
    named = {"990102000000": "云岭省云溪市临江县", "990000000000": "另名"}
    assert regions.missing(named) == [Division("990102000000", "云溪市临江县", "990000000000")]


def test_agencies_are_established_once(db):
    regions.register([Division("990000000000", "云岭省")], by=SYSTEM, at=AT)
    named = [("11990000MB0000012P", "云岭省某厅", "990000000000")]
    first, new = regions.register_agencies(named, by=SYSTEM, at=AT)
    again, none = regions.register_agencies(named, by=SYSTEM, at=AT)
    body = Agency.objects.get()
    assert (first, new, again, none) == ({body.code: body}, 1, {body.code: body}, 0)
    assert [line.verb for line in journal.timeline(f"agency:{body.pk}")] == ["identity.establish"]


@pytest.mark.skipif(not DATA.is_dir(), reason="the real tables are not beside the project (TONGBAN_DATA)")
def test_the_divisions_of_the_country_load_whole(db, capsys):
    assert import_regions.run([str(DATA / "admin-divisions")]) == 0
    told = capsys.readouterr().out
    assert "共44703行：省级31、市级342、县级2978、乡级41352" in told
    assert "新增44699，变更0，未变0，与上级合并4，拒收0" in told
    assert Region.objects.count() == 44_699
