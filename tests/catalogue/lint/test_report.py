import csv
import json
from dataclasses import replace

import pytest

from tests.catalogue.lint.whole import AGENCY, PAPER, WHOLE
from tongban.catalogue.definition import Definition
from tongban.catalogue.lint import judging, report
from tongban.catalogue.lint.report import Entry
from tongban.catalogue.lint.rule import Defect
from tongban.core import errors


def entry(code: str, agency: str = AGENCY, base: str = "", **changes) -> Entry:
    return Entry(code, agency, Definition.model_validate(WHOLE | changes), base)


def papers(size: int) -> list[dict]:
    return [PAPER | {"key": f"p{n}", "name": f"材料{n}号"} for n in range(size)]


@pytest.mark.parametrize(
    ("hits", "score"),
    [
        ([], 100),
        ([("G01", "B")], 90),
        ([("G01", "B"), ("G02", "B"), ("G44", "W"), ("X03", "M")], 76),
        ([("G21", "B")] * 9, 70),
        ([(f"G0{n}", "B") for n in range(9)] * 2, 0),
    ],
)
def test_scores(hits, score):
    assert judging.score(Defect(rule, severity, "", "") for rule, severity in hits) == score


@pytest.mark.parametrize(
    ("sizes", "outliers"),
    [([2, 2, 4], ["c2"]), ([2, 2, 3], []), ([2, 4], []), ([0, 2, 4], []), ([0, 2, 2, 2, 4], ["c4"])],
)
def test_more_papers_than_elsewhere(sizes, outliers):
    entries = [entry(f"c{n}", base="000131001000", papers=papers(size)) for n, size in enumerate(sizes)]

    found = report.across(entries)
    assert [code for code, defects in found.items() if "G28" in [d.rule for d in defects]] == outliers


def test_other_names_than_elsewhere():
    same = [entry("a", base="b1"), entry("b", base="b1"), entry("c", base="b1", name="小餐饮备案")]
    alone = [entry("d", base="b2", name="别的"), entry("e", name="没有编码"), entry("f", name="也没有")]

    found = report.across([*same, *alone])
    assert {code: [d.rule for d in defects] for code, defects in found.items()} == {"c": ["X03"]}


def test_another_limit_than_most_have():
    limits = {"limits": {"statutory": {"value": 8}, "promised": {"value": 3}}}
    same = [entry("a", base="b1"), entry("b", base="b1"), entry("c", base="b1", **limits)]

    found = report.across(same)
    assert {code: [(d.rule, d.element) for d in defects] for code, defects in found.items()} == {
        "c": [("X03", "limits.statutory")]
    }


def test_other_papers_than_elsewhere():
    plan, food, health = ({"key": key, "name": key} for key in ("平面图", "食品清单", "健康证明"))
    sets = {"a": [plan, food], "b": [plan | {"name": "平面图（复印件）"}, food], "c": [plan, health], "d": []}
    entries = [
        entry(code, base="b1", papers=[PAPER | one | {"key": f"p{n}"} for n, one in enumerate(own)])
        for code, own in sets.items()
    ]

    found = {
        code: [(d.rule, d.sentence) for d in defects] for code, defects in report.across(entries).items()
    }
    assert found == {
        "c": [
            (
                "X03",
                "同一基本编码的事项，只有这里要“健康证明”；别处都要“食品清单”，这里没有，请核对",
            )
        ]
    }
    assert report.across(entries[1:]) == {}  # two places make no custom


@pytest.mark.parametrize(
    ("levels", "found"),
    [
        ("34", [("b", "X02", "name")]),
        ("33", []),
        ("43", [("a", "X02", "name")]),
        ("34 ", [("b", "X02", "name")]),
    ],
)
def test_another_name_than_the_level_above(levels, found):
    names = ("小餐饮登记", "小餐饮备案", "小餐饮登记")
    entries = [
        replace(entry(code, base="b1", name=name), level=level.strip() or "5")
        for code, name, level in zip("abc", names, levels, strict=False)
    ]

    seen = report.across(entries)
    assert [
        (code, d.rule, d.element) for code in sorted(seen) for d in seen[code] if d.rule == "X02"
    ] == found


def test_tables():
    judged = report.judge(
        [entry("a"), entry("b", basis=[], court=""), entry("c", agency="云溪市公安局", conditions=["自然人"])]
    )

    assert [(one.entry.code, one.score) for one in judged] == [("a", 100), ("b", 87), ("c", 90)]
    assert [(row["rule"], row["severity"], row["items"], row["hits"]) for row in report.by_rule(judged)] == [
        ("G01", "B", 1, 1),
        ("G09", "B", 1, 1),
        ("G14", "W", 1, 1),
    ]
    assert report.by_agency(judged) == [
        {
            "agency": "云溪市公安局",
            "items": 1,
            "score": 90,
            "B": 1,
            "W": 0,
            "M": 0,
            "elements": {"conditions": 1},
        },
        {
            "agency": AGENCY,
            "items": 2,
            "score": 93.5,
            "B": 1,
            "W": 1,
            "M": 0,
            "elements": {"basis": 1, "review_body": 1},
        },
    ]


def test_the_list_is_saved(tmp_path):
    judged = report.judge([entry("a", name="=甲", basis=[])])
    report.save(judged, tmp_path / "list.json")
    report.save(judged, tmp_path / "list.csv")

    saved = json.loads((tmp_path / "list.json").read_text())
    assert [(item["code"], item["score"], len(item["defects"])) for item in saved["items"]] == [("a", 90, 1)]
    with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1:] == [
            [AGENCY, "a", "'=甲", "90", "G01", "阻断", "basis", "缺少设定依据，请补上"]
        ]


def test_a_place_that_cannot_be_written(tmp_path):
    with pytest.raises(errors.Problem, match="清单没有写到"):
        report.save([], tmp_path / "none" / "list.json")
