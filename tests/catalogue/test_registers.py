"""The registers: the base catalogue and what it binds, codes with their days, negative lists."""

import datetime as dt
from pathlib import Path

import pytest

from tests.catalogue import samples
from tests.catalogue.samples import AT
from tongban.catalogue import actions as catalogue
from tongban.catalogue import codes, unity
from tongban.catalogue.commands import load_base
from tongban.catalogue.definition import Definition
from tongban.catalogue.models import BaseItem, Code, CodeSet, Restriction
from tongban.catalogue.registers import actions, base, binding, codesets, restrictions, sheet
from tongban.core import errors
from tongban.journal import queries as journal
from tongban.journal.actions import SYSTEM

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 9, 1)
CODE = samples.code(1)[19:31]
HEAD = "基本编码,事项名称,事项类型,设定依据,法定时限,行使层级\n"
LINE = f"{CODE},小餐饮登记,行政许可,某法｜第一条,20个工作日,市级、县级\n"


def read(tmp_path: Path, text: str) -> sheet.Read:
    file = tmp_path / "base.csv"
    file.write_text(text, encoding="utf-8")
    return sheet.read(file, source="某目录", since=DAY)


def adopted(tmp_path: Path, text: str = HEAD + LINE, since: dt.date = DAY) -> BaseItem:
    entries = read(tmp_path, text).entries
    for one in entries:
        one.since = since
    actions.adopt(entries, by=SYSTEM, at=AT)
    return BaseItem.objects.get(code=CODE, until=None)


def test_a_sheet_becomes_base_items(tmp_path):
    made = adopted(tmp_path)

    assert (made.name, made.kind, made.levels, made.number) == ("小餐饮登记", "01", ["3", "4"], 1)
    assert (made.basis, made.statutory) == ([{"title": "某法", "article": "第一条"}], {"value": 20})
    assert journal.timeline(f"base:{CODE}").last().verb == "catalogue.adopt"
    assert actions.adopt(read(tmp_path, HEAD + LINE).entries, by=SYSTEM, at=AT) == (0, 0)


@pytest.mark.parametrize(
    ("line", "column"),
    [
        (LINE.replace(CODE, "12"), "基本编码"),
        (LINE.replace("小餐饮登记", ""), "事项名称"),
        (LINE.replace("行政许可", "行政确认"), "事项类型"),
        (LINE.replace("行政许可", "别的"), "事项类型"),
        (LINE.replace("20个工作日", "尽快"), "法定时限"),
        (LINE.replace("县级", "乡里"), "行使层级"),
        (LINE + LINE, "基本编码"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_loaded(tmp_path, capsys, line, column):
    found = read(tmp_path, HEAD + line)
    row = 3 if line == LINE + LINE else 2

    assert [(number, where) for number, where, _ in found.faults] == [(row, column)]
    assert load_base.run([str(tmp_path / "base.csv")]) == 1
    assert f"第{row}行 {column}" in capsys.readouterr().err
    assert not BaseItem.objects.exists()


def test_a_new_wording_ends_the_one_before(tmp_path):
    adopted(tmp_path)
    later = dt.date(2026, 10, 1)
    made = adopted(tmp_path, HEAD + LINE.replace("20个", "15个"), later)

    assert (made.number, made.statutory) == (2, {"value": 15})
    assert [(one.number, one.until) for one in base.editions(CODE)] == [(2, None), (1, later)]
    with pytest.raises(errors.Problem, match="不能早于"):
        adopted(tmp_path, HEAD + LINE, DAY)


SAID = {"basis": ({"title": "《某法》", "article": "第一条"},), "limits": {"statutory": {"value": 20}}}


@pytest.mark.parametrize(
    ("name", "kind", "more", "elements"),
    [
        ("小餐饮登记", "01", SAID, []),
        ("小餐饮登记证", "01", SAID, ["name"]),
        ("小餐饮登记", "01", SAID | {"basis": ()}, ["basis"]),
        ("小餐饮登记", "01", SAID | {"limits": {}}, ["limits.statutory"]),
        ("小餐饮登记", "01", SAID | {"limits": {"statutory": {"value": 15}}}, ["limits.statutory"]),
        ("小餐饮登记", "07", SAID, ["kind"]),
    ],
)
def test_what_is_inherited_cannot_be_changed(tmp_path, name, kind, more, elements):
    adopted(tmp_path)
    definition = Definition.model_validate({"name": name, "kind": kind} | more)

    assert [element for element, _ in binding.of(samples.code(1)).faults(definition)] == elements


def test_a_foreign_list_comes_in_with_its_deviations(tmp_path):
    adopted(tmp_path)
    deviating = samples.publication(1, "小餐饮登记证", **SAID)

    with pytest.raises(catalogue.NotPublishable) as refused:
        samples.publish(deviating)
    assert [place for place, _ in refused.value.errors] == ["name"]
    foreign = catalogue.Publication(
        deviating.code, deviating.definition, deviating.agency, deviating.region, "3", source="list"
    )
    samples.publish(foreign)
    [entry] = unity.entries([CODE])
    assert (entry.name, entry.elements) == ("小餐饮登记", ["事项名称"])


def test_the_catalogue_is_drawn_from_what_is_published(capsys):
    samples.publish(samples.publication(1, "小餐饮登记", **SAID), samples.publication(2, "别的", "07"))

    assert load_base.run(["--dry-run"]) == 0
    assert load_base.run([]) == 0
    assert "新增2，变更0，未变0" in capsys.readouterr().out
    made = BaseItem.objects.get(code=CODE)
    assert (made.name, made.levels, made.statutory) == ("小餐饮登记", ["3"], {"value": 20})
    assert load_base.run([]) == 0
    assert BaseItem.objects.count() == 2


def test_every_label_is_in_the_register():
    written = {(key, code): label for key, one in codes.SETS.items() for code, label in one.labels.items()}

    assert {(one.set_id, one.code): one.label for one in Code.objects.all()} == written
    assert set(CodeSet.objects.values_list("key", flat=True)) == set(codes.SETS)


@pytest.mark.parametrize(("until", "published"), [(AT.date(), False), (dt.date(2027, 1, 1), True)])
def test_a_code_that_is_over_is_not_newly_used(until, published):
    old = samples.publish(samples.publication(2, "甲", person_themes=("005",)))[0][0]
    Code.objects.filter(set="person_themes", code="005").update(until=until)
    again = samples.publication(1, "乙", person_themes=("005",))

    if published:
        samples.publish(again)
    else:
        with pytest.raises(catalogue.NotPublishable):
            samples.publish(again)
    assert codes.PERSON_THEMES[old.person_themes[0]] == "生育收养"


def test_a_label_of_the_register_enters_this_process(monkeypatch):
    monkeypatch.setitem(codes.FIRM_THEMES, "180", "旧")
    Code.objects.create(set_id="firm_themes", code="180", label="新")
    before = codesets.EDITION.number

    codesets.refresh()
    codesets.refresh()

    assert (codes.FIRM_THEMES["180"], codesets.EDITION.number) == ("新", before + 1)


@pytest.mark.parametrize(
    ("scope", "reached"),
    [({}, True), ({"items": [CODE]}, True), ({"items": [samples.code(2)]}, False)],
)
def test_a_restriction_reaches_its_items(scope, reached):
    Restriction.objects.all().delete()
    Restriction.objects.create(
        kind="paper", text="某证明", words=["某证明"], basis="某号", since=DAY, **scope
    )

    assert [one.reaches(samples.code(1)) for one in restrictions.forbidden(AT.date())] == [reached]
    assert restrictions.forbidden(DAY - dt.timedelta(1)) == ()


TERMS = {"mode": "commitment", "within": 20, "ways": ["visit"], "consequence": "撤销"}
FOLLOWS = {"key": "plan", "name": "平面图", "necessity": "deferrable", "deferrable_days": 5}


@pytest.mark.parametrize(
    ("entry", "faulty"),
    [
        ({"kind": "commitment"}, ["commitment_terms"]),
        ({"kind": "commitment", "items": [samples.code(1)]}, ["commitment_terms"]),
        ({"kind": "commitment", "items": [samples.code(2)]}, []),
        ({"kind": "commitment", "words": ["餐饮"]}, ["commitment_terms"]),
        ({"kind": "commitment", "until": DAY + dt.timedelta(1)}, []),
        ({"kind": "deferral", "words": ["平面图"]}, ["papers.plan.necessity"]),
        ({"kind": "deferral", "words": ["合同"]}, []),
        ({"kind": "deferral", "since": AT.date() + dt.timedelta(1)}, []),
    ],
)
def test_what_is_listed_takes_no_commitment_and_may_not_follow(entry, faulty):
    Restriction.objects.all().delete()
    Restriction.objects.create(**{"text": "某事", "basis": "某号", "since": DAY} | entry)
    definition = Definition(name="小餐饮登记", kind="01", commitment_terms=TERMS, papers=[FOLLOWS])

    found = binding.of(samples.code(1), day=AT.date()).faults(definition)

    assert [element for element, _sentence in found] == faulty
    assert binding.of(samples.code(1), own=False, day=AT.date()).faults(definition) == []
