"""The words after `tongban items`, on the town."""

import json

import pytest

from tests.catalogue.samples import AT
from tests.town import items
from tongban.catalogue import actions, commands, documents
from tongban.catalogue.commands import lint_items
from tongban.catalogue.models import Item, Version
from tongban.core.errors import Problem
from tongban.journal.actions import SYSTEM

FOOD = next(entry for entry in items.entries() if entry.file == "small_catering")
CARD = next(entry for entry in items.entries() if entry.file == "id_card_reissue")
ALL = len(items.entries())


@pytest.fixture
def said(capsys):
    """Run a command: (status, what it printed, what it complained of)."""

    def run(*argv: object) -> tuple[int, list[str], list[str]]:
        status = commands.run([str(word) for word in argv])
        printed = capsys.readouterr()
        return status, printed.out.splitlines(), printed.err.splitlines()

    return run


@pytest.fixture
def file(town, said, tmp_path):
    """The file of the small eatery."""
    path = tmp_path / "food.yaml"
    said("export", FOOD.code, path)
    return path


def changed(path, *pairs: tuple[str, str]):
    text = path.read_text()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text)


@pytest.mark.parametrize(
    ("argv", "needed"),
    [
        ([], False),
        (["schema"], False),
        (["export", "--help"], False),
        (["gone"], False),
        (["test"], True),
        (["lint", "--all"], True),
        (["publish", "x.yaml"], True),
    ],
)
def test_what_needs_a_database(argv, needed):
    assert commands.needs_database(argv) is needed


@pytest.mark.parametrize(("argv", "status"), [(["--help"], 0), (["lint", "-h"], 0), ([], 2), (["gone"], 2)])
def test_help(said, argv, status):
    code, printed, complained = said(*argv)

    assert (code, "\n".join(printed or complained) + "\n") == (status, commands.__doc__)


def test_schema(said):
    _, printed, _ = said("schema")

    assert json.loads("\n".join(printed)) == documents.schema()


def test_export_writes_a_file_for_each_item(town, said, tmp_path):
    status, printed, _ = said("export", "--all", tmp_path / "items")

    assert (status, printed) == (0, [f"已导出{ALL}个事项到{tmp_path / 'items'}"])
    assert sorted(p.stem for p in (tmp_path / "items").iterdir()) == sorted(e.code for e in items.entries())


def test_export_of_an_agency(town, said, tmp_path):
    said("export", "--agency", "市公安局", tmp_path)

    own = sorted(entry.code for entry in items.entries() if entry.agency == "gaj")
    assert sorted(path.stem for path in tmp_path.iterdir()) == own


@pytest.mark.parametrize(
    "argv", [["export", "out"], ["export", "--all", "out.yaml"], ["export"], ["publish"], ["lint", "--gone"]]
)
def test_words_that_make_no_sense(town, said, argv):
    with pytest.raises(SystemExit) as end:
        said(*argv)

    assert end.value.code == 2


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["export", "NONE", "out.yaml"], "没有事项NONE，请核对编码；文件名以.yaml结尾。"),
        (["lint", "--agency", "无此局"], "没有实施主体“无此局”，或者它没有已发布的事项。"),
        (["test", "gone.yaml"], "gone.yaml：读不出来，请核对路径和权限"),
    ],
)
def test_what_is_not_there(town, said, tmp_path, monkeypatch, argv, sentence):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Problem) as refusal:
        said(*argv)

    assert refusal.value.sentence.splitlines()[0] == sentence
    assert list(tmp_path.iterdir()) == []


def test_publish_what_was_exported_changes_nothing(town, said, tmp_path):
    said("export", "--all", tmp_path)
    versions = Version.objects.count()

    status, printed, _ = said("publish", tmp_path)

    assert (status, printed) == (0, [f"发布{ALL}个事项：新增0，变更0，未变{ALL}"])
    assert Version.objects.count() == versions


def test_publish_a_change(file, said):
    changed(file, ("name: 小餐饮登记", "name: 小餐饮店登记"))

    status, printed, _ = said("publish", file)

    item = Item.objects.select_related("current").get(code=FOOD.code)
    assert (status, printed) == (0, ["发布1个事项：新增0，变更1，未变0"])
    assert (item.name, item.current.number) == ("小餐饮店登记", 2)


def test_a_dry_run_writes_nothing(file, said):
    changed(file, ("name: 小餐饮登记", "name: 小餐饮店登记"))

    _, printed, _ = said("publish", file, "--dry-run")

    assert printed == ["发布1个事项：新增0，变更1，未变0（试运行，没有写入任何内容）"]
    assert Item.objects.get(code=FOOD.code).name == "小餐饮登记"


def test_a_new_item(file, said):
    code = f"{FOOD.code[:-3]}777"
    changed(file, (FOOD.code, code))

    assert said("publish", file)[1] == ["发布1个事项：新增1，变更0，未变0"]
    assert Item.objects.get(code=code).name == "小餐饮登记"


def test_an_item_whose_examples_fail_is_refused(file, said):
    changed(file, ("promised: {value: 3}", "promised: {value: 4}"))

    status, _, complained = said("publish", file)

    place = f"{file}:{file.read_text().splitlines().index('examples:') + 1} examples"
    assert status == 1
    assert complained[0] == f"{place}：示例“自有店面”的承诺时限应为3个工作日，实为4个工作日"
    assert complained[-1] == "没有发布任何事项。改正上列各处后请重试。"
    assert Version.objects.filter(item__code=FOOD.code).count() == 1


def test_a_grave_defect_is_refused_with_its_place(file, said):
    changed(file, ("name: 门店照片", "name: 其他材料"))

    status, _, complained = said("publish", file)

    line = file.read_text().splitlines().index("  name: 其他材料") + 1
    assert status == 1
    assert complained[0].startswith(f"{file}:{line} papers.")
    assert complained[0].endswith("（G20）")


def test_all_or_nothing(file, said, tmp_path):
    changed(file, ("name: 小餐饮登记", "name: 小餐饮店登记"))
    (tmp_path / "broken.yaml").write_text("item: [")

    with pytest.raises(Problem) as refusal:
        said("publish", tmp_path)

    assert refusal.value.sentence.splitlines() == [
        f"{tmp_path / 'broken.yaml'}:2：不是正确的YAML，请检查缩进、冒号和引号",
        "文件有误，数据库没有改动。改正上列各处后请重试。",
    ]
    assert Item.objects.get(code=FOOD.code).name == "小餐饮登记"


def test_the_same_item_in_two_files(file, said, tmp_path):
    (tmp_path / "twice.yaml").write_text(file.read_text())

    status, _, complained = said("publish", tmp_path)

    assert (status, complained[0]) == (1, f"{tmp_path / 'twice.yaml'}:3 item.code：与{file}的编码相同")


@pytest.mark.parametrize(("verb", "word"), [(actions.suspend, "已暂停"), (actions.cancel, "已取消")])
def test_what_is_out_of_use_comes_back_only_on_demand(file, said, verb, word):
    verb(Item.objects.get(code=FOOD.code), ground="年度清理", by=SYSTEM, at=AT)

    status, _, complained = said("publish", file)
    assert (status, complained[0]) == (1, f"{file}:3 item.code：事项{word}，要恢复请加上--restore")

    assert said("publish", file, "--restore")[0] == 0
    assert Item.objects.get(code=FOOD.code).state == "active"


def test_examples_of_all_items(town, said):
    size = sum(len(entry.definition.examples) for entry in items.entries())

    assert said("test")[:2] == (0, [f"{ALL}个事项，{size}个示例，全部相符"])


def test_an_example_that_fails(file, said):
    changed(file, ("promised: {value: 3}", "promised: {value: 4}"))

    status, printed, _ = said("test", file)

    failed = len(FOOD.definition.examples)
    assert status == 1
    assert printed[0] == "food.yaml 小餐饮登记：示例“自有店面”的承诺时限应为3个工作日，实为4个工作日"
    assert printed[-1] == f"1个事项，{failed}个示例，{failed}个不符"


def test_lint_of_the_town(town, said):
    status, printed, _ = said("lint", "--all")

    assert (status, printed[0]) == (0, f"检查{ALL}个事项：没有缺陷的{ALL}个，平均100.0分")
    agencies = len({entry.agency for entry in items.entries()})
    assert len(printed) == 1 + min(agencies, lint_items.MOST) + (agencies > lint_items.MOST)


def test_lint_of_one_item_names_each_defect(file, said):
    changed(file, ("name: 门店照片", "name: 其他材料"))

    status, printed, _ = said("lint", file)

    assert status == 1
    assert printed[:3] == [
        "检查1个事项：没有缺陷的0个，平均90.0分",
        "G20 阻断 没有兜底材料：1个事项，1处",
        f"{FOOD.code} 小餐饮登记：90分",
    ]


def test_lint_saves_its_list(town, said, tmp_path):
    said("lint", FOOD.code, CARD.code, "--report", tmp_path / "list.json")

    saved = json.loads((tmp_path / "list.json").read_text())
    assert sorted(item["code"] for item in saved["items"]) == sorted([FOOD.code, CARD.code])


def test_visits(town, said):
    _, printed, _ = said("visits", FOOD.code, CARD.code)

    assert printed == [
        "按类型：一次不跑、最多跑一次、多于一次",
        "  其他行政权力：1个，100%、0%、0%",
        "  行政确认：1个，0%、100%、0%",
        "按实施主体：一次不跑、最多跑一次、多于一次",
        "  云溪市公安局：1个，0%、100%、0%",
        "  云溪市市场监督管理局：1个，100%、0%、0%",
        "须到现场的原因：单位说明1",
        "所写次数少于实际的0个，写了次数而没有原因的0个",
        "办理形式、材料份数或者送达方式没有写的0个，实际次数可能更多",
    ]


def test_visits_that_are_refuted(file, said):
    changed(
        file,
        ("online: true", "online: false"),
        ("channels: [web, mobile, window, agent]", "channels: [window]"),
    )

    _, printed, _ = said("visits", file)

    assert printed[-3:] == [
        "所写次数少于实际的1个，写了次数而没有原因的0个",
        "办理形式、材料份数或者送达方式没有写的0个，实际次数可能更多",
        "  food.yaml 小餐饮登记：写0次，实际1次，不能在网上申请，也不能邮寄申请，须到窗口提出申请",
    ]
