import csv
import json
import os
from pathlib import Path

import pytest

from tests.catalogue.samples import AT, CITY, agency, code, publication, publish
from tongban.catalogue import actions, queries
from tongban.catalogue.commands import import_items
from tongban.catalogue.importing import load, profiles, sources
from tongban.catalogue.models import Item, SearchEntry, Version
from tongban.identity.models import Agency, Region
from tongban.journal import queries as journal
from tongban.journal.actions import SYSTEM
from tongban.journal.models import Line

DATA = Path(os.environ.get("TONGBAN_DATA", "../shared/data"))
PROFILE = """
source: 某市2026
null_words: [无]
elements:
  code: 编码
  name: 名称
  kind: 类型
  agency.name: 部门
  region.code: 区划
  region.name: 地区
  limits.promised: 承诺
"""
HEADER = ["编码", "名称", "类型", "部门", "区划", "地区", "承诺"]
ROW = [code(1), "甲", "行政许可", "云溪市市场监督管理局", "9901", "云岭省云溪市", "5个工作日"]


@pytest.fixture
def bring(db, tmp_path):
    """Write rows to a CSV file and import it."""
    profile = tmp_path / "source.yaml"
    profile.write_text(PROFILE, "utf-8")

    def run(*rows, header=HEADER, **options):
        file = tmp_path / "items.csv"
        with file.open("w", newline="") as stream:
            csv.writer(stream).writerows([header, *rows])
        return load.from_file(file, str(profile), by=SYSTEM, at=AT, home=CITY, **options)

    return run


def row(number=1, **changes):
    return [changes.get(h, v) for h, v in zip(HEADER, [code(number), *ROW[1:]], strict=True)]


def figures(report):
    return (report.rows, report.new, report.changed, report.unchanged, report.refused_rows)


def counts():
    return [m.objects.count() for m in (Item, Version, SearchEntry, Agency, Region, Line)]


def test_rows_become_items_with_agency_and_region(bring):
    report = bring(row(1), row(2, 名称="乙"))

    assert figures(report) == (2, 2, 0, 0, 0)
    assert (report.agencies, report.new_agencies, report.new_regions) == (1, 1, 1)
    assert (dict(report.by_kind), dict(report.by_length)) == ({"01": 2}, {31: 2})
    item = Item.objects.get(code=code(2))
    assert (item.name, item.agency.name, item.region_id, item.promised_days, item.current.source) == (
        "乙",
        "云溪市市场监督管理局",
        CITY,
        5,
        "某市2026",
    )
    assert journal.faults() == []


def test_a_region_under_a_known_one_drops_the_name_of_that(bring):
    Region.objects.create(code="990000000000", name="云岭省", level=1)
    report = bring(row())
    assert list(report.warnings) == ["region_added"]
    city = Region.objects.get(code=CITY)
    assert (city.name, city.level, city.parent_id) == ("云溪市", 2, "990000000000")


def test_a_second_import_changes_nothing(bring):
    bring(row(1), row(2))
    before = counts()
    assert figures(bring(row(1), row(2))) == (2, 0, 0, 2, 0)
    assert counts() == before


def test_only_changed_rows_get_a_new_version(bring):
    bring(row(1), row(2))
    assert figures(bring(row(1), row(2, 承诺="3个工作日"), row(3))) == (3, 1, 1, 1, 0)
    assert list(Item.objects.order_by("code").values_list("current__number", flat=True)) == [1, 2, 1]


def test_a_dry_run_reports_the_same_and_writes_nothing(bring):
    before = counts()
    trial = bring(row(1), row(2, 类型="？"), dry_run=True)
    assert counts() == before
    real = bring(row(1), row(2, 类型="？"))
    assert figures(trial) == figures(real) == (2, 1, 0, 0, 1)
    assert trial.warnings == real.warnings


def test_refused_rows_are_named_and_the_rest_is_loaded(bring):
    report = bring(row(1), row(2, 编码="123", 区划="abc"), row(3, 部门=""))
    assert figures(report) == (3, 1, 0, 0, 2)
    assert [(note.row, note.column) for note in report.refused] == [(3, "编码"), (3, "区划"), (4, "部门")]
    assert Item.objects.count() == 1


def test_strict_loads_nothing_when_a_row_is_refused(bring):
    before = counts()
    report = bring(row(1, 承诺="尽快"), row(2, 类型="？"), strict=True)
    assert (report.loaded, counts()) == (False, before)
    assert list(report.warnings) == ["limit_not_understood"]
    assert "没有导入任何一行" in report.lines()[-1]


def test_strict_loads_all_when_none_is_refused(bring):
    assert figures(bring(row(1), row(2), strict=True)) == (2, 2, 0, 0, 0)


def test_the_second_row_with_a_code_is_refused(bring):
    report = bring(row(1), row(1, 名称="另一个"))
    assert [(note.row, note.words) for note in report.refused] == [(3, "事项编码与第2行重复")]
    assert Item.objects.get().name == "甲"


def test_one_body_with_two_names_keeps_the_first(bring):
    report = bring(row(1), row(2, 部门="云溪市市监局"))
    assert [note.row for note in report.warnings["agency_names"]] == [3]
    assert Agency.objects.get().name == "云溪市市场监督管理局"


def test_items_out_of_use_stay_so(bring):
    bring(row(1))
    actions.suspend(Item.objects.get(), ground="清理", by=SYSTEM, at=AT)
    report = bring(row(1, 名称="新名"))
    assert (report.held, list(report.warnings)) == (1, ["not_active"])
    assert Item.objects.values_list("state", "name").get() == ("suspended", "甲")


def test_replacing_what_another_source_published_is_remarked_on(bring):
    publish(publication(1, "自己的"))
    report = bring(row(1))
    assert figures(report) == (1, 0, 1, 0, 0)
    assert [note.words for note in report.warnings["other_source"]] == ["own → 某市2026"]


def test_rows_that_name_no_region_belong_to_this_site(db, tmp_path):
    agency()
    (tmp_path / "p.yaml").write_text(
        PROFILE.replace("  region.code: 区划\n  region.name: 地区\n", ""), "utf-8"
    )
    file = tmp_path / "items.csv"
    with file.open("w", newline="") as stream:
        csv.writer(stream).writerows([HEADER, ROW])
    report = load.from_file(file, str(tmp_path / "p.yaml"), by=SYSTEM, at=AT, home=CITY)
    assert (report.refused, Item.objects.get().region_id) == ([], CITY)


def test_a_file_without_rows_cannot_be_used(bring):
    with pytest.raises(sources.UnusableFile, match="没有可导入的行"):
        bring()


def test_a_bad_profile_is_found_before_the_file_is_read(db, tmp_path):
    with pytest.raises(profiles.BadProfile):
        load.from_file(tmp_path / "none.csv", "unknown", by=SYSTEM, at=AT, home=CITY)


@pytest.mark.parametrize("name", ["甲<script>alert(1)</script>", "=1+1", "'; DROP TABLE catalogue_item; --"])
def test_hostile_names_are_kept_as_text(bring, name):
    bring(row(1, 名称=name))
    item = Item.objects.get()
    assert (item.name, queries.definition(item.current_id).name) == (name, name)


@pytest.fixture
def command(tmp_path, db):
    """Run the command on rows; returns its exit status."""
    (tmp_path / "p.yaml").write_text(PROFILE, "utf-8")

    def run(*rows, more=()):
        file = tmp_path / "items.csv"
        with file.open("w", newline="") as stream:
            csv.writer(stream).writerows([HEADER, *rows])
        return import_items.run([str(file), "--profile", str(tmp_path / "p.yaml"), *more])

    return run


def test_the_command_tells_how_it_went(command, capsys):
    assert command(row(1), row(2)) == 0
    assert "共2行：新增2，变更0，未变0" in capsys.readouterr().out
    assert command(row(1), row(2, 类型="？")) == 1
    assert "拒收 第3行" in capsys.readouterr().out


def test_the_command_ends_with_2_when_the_input_cannot_be_used(tmp_path, db, capsys):
    assert import_items.run([str(tmp_path / "none.csv"), "--profile", "gdzwfw"]) == 2
    assert "找不到文件" in capsys.readouterr().err


def test_reports_are_saved_as_json_and_csv(command, tmp_path):
    rows = row(1, 承诺="尽快"), row(2, 类型="=cmd()")
    command(*rows, more=["--report", str(tmp_path / "r.json"), "--dry-run"])
    command(*rows, more=["--report", str(tmp_path / "r.csv"), "--dry-run"])

    told = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert (told["rows"], told["new"], told["refused_rows"], told["dry_run"]) == (2, 1, 1, True)
    assert told["warnings"]["limit_not_understood"] == [
        {"row": 2, "code": code(1), "column": "承诺", "words": "尽快"}
    ]
    with (tmp_path / "r.csv").open(encoding="utf-8-sig") as stream:
        lines = list(csv.reader(stream))
    assert [line[:4] for line in lines] == [
        ["结果", "行", "编码", "列"],
        ["拒收", "3", code(2), "类型"],
        ["limit_not_understood", "2", code(1), "承诺"],
        ["region_added", "2", code(1), "region.code"],
    ]


def test_a_report_that_cannot_be_written_is_named(command, tmp_path):
    with pytest.raises(Exception, match="报告没有写到"):
        command(row(1), more=["--report", str(tmp_path / "none" / "r.json")])


@pytest.mark.skipif(not DATA.is_dir(), reason="the real lists are not beside the project (TONGBAN_DATA)")
def test_the_list_of_guangdong_loads_whole(db):
    file = DATA / "items-guangdong-gdzwfw" / "policy.jsonl"

    def bring():
        return load.from_file(file, "gdzwfw", by=SYSTEM, at=AT, home=CITY)

    first = bring()
    assert figures(first) == (2262, 2262, 0, 0, 0)
    assert dict(first.by_kind) == {"20": 1586, "01": 510, "10": 77, "08": 52, "07": 26, "05": 8, "09": 3}
    assert dict(first.by_length) == {31: 1899, 33: 363}
    assert first.agencies == 177
    assert {name: len(notes) for name, notes in first.warnings.items()} == {
        "credit_code_check": 6,
        "markup": 5,
        "mixed_units": 9,
        "region_added": 2,
        "unknown_word": 150,
    }
    assert Item.objects.filter(online=True).count() == 2196
    assert journal.faults() == []
    assert figures(bring()) == (2262, 0, 0, 2262, 0)
    assert Version.objects.count() == 2262
