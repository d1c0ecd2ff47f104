import datetime as dt

import pytest
import yaml

from tests.catalogue.lint.whole import PAPER, WHOLE, defects
from tests.town import items
from tests.town.places import AGENCIES
from tongban.catalogue.definition import Definition
from tongban.catalogue.lint import judging, trials, wording, words
from tongban.catalogue.lint.rule import RULES, Subject

LONG = "经营场所" * 16


@pytest.mark.parametrize(
    ("condition", "rules"),
    [
        ("符合法律、法规规定的其他条件和材料。", ["G40"]),
        ("年满18周岁。", []),
        ("约5个工作日后另行通知。", ["G41"]),
        ("约定的租期在1年以上，签约双方到场盖章。", []),
        ("大约一个月。", ["G41"]),
        ("面积10平方米左右。", []),
        ("暂无", ["G42", "G09"]),
        ("测试事项条件。", ["G42"]),
        ("具体要求请咨询窗口。", ["G43"]),
        ("详见 https://example.cn/rules 。", []),
        ("原则上须有固定场所。", ["G44"]),
        ("信誉较好。", ["G44"]),
        ("持有工商行政管理局核发的执照。", ["G45"]),
        ("符合地税局的要求。", ["G45"]),
        ("取得文化和旅游局的批准。", []),
        ("取得市场监督管理局的批准。", []),
        (LONG, ["G46"]),
        ("，".join([LONG[:30], LONG[:31]]), ["G46"]),
        ("。".join([LONG[:30], LONG[:31]]), []),
        ("年满18周岁,有住所。", ["G48"]),
        ("年满<br>18周岁。", ["G48"]),
        ("有住所&nbsp;和电话。", ["G48"]),
        ("有 住所。", ["G48"]),
        ("有固定住所。。", ["G48"]),
        ("有經營場所與設備。", ["G48"]),
        ("有3 D打印设备，GB 2760规定。", []),
    ],
)
def test_words_of_conditions(condition, rules):
    assert sorted(defects(conditions=[condition])) == sorted((rule, "conditions.0") for rule in rules)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"fee": {"charges": [{"name": "工本费", "amount": 1, "basis": "某文"}]}}, [("G47", "fee")]),
        ({"online": False, "online_url": ""}, [("G47", "channels")]),
        (
            {"conditions": ["本人须到窗口拍照。"]},
            [("G13", "visits.count"), ("G47", "conditions.0")],
        ),
        ({"papers": [PAPER | {"name": "测试材料xxx"}]}, [("G42", "papers.plan.name")]),
        (
            {"limits": {"statutory": {"value": 9}, "promised": {"value": 3}, "note": "尽快办结"}},
            [("G41", "limits.note")],
        ),
        ({"consult": "略"}, [("G06", "consult"), ("G42", "consult")]),
    ],
)
def test_words_elsewhere(changes, found):
    assert defects(**changes) == found


def test_every_rule_about_words_is_entered():
    numbers = [wording.number for wording in words.wordings()]

    assert [RULES[number].title for number in numbers] == [wording.title for wording in words.wordings()]
    assert sorted(numbers) == ["G20", *(f"G4{n}" for n in (0, 1, 2, 3, 4, 5, 8, 9)), "G50"]


@pytest.mark.parametrize("entry", items.entries(), ids=lambda entry: entry.file)
def test_the_town_has_no_defects(entry):
    assert judging.defects(Subject(entry.definition, AGENCIES[entry.agency].name)) == []


@pytest.mark.parametrize("wording", words.wordings(), ids=lambda one: one.number)
def test_each_rule_hits_and_spares_what_it_says(wording):
    assert [text for text in wording.hits if not wording.pattern.search(text)] == []
    assert [text for text in wording.spares if wording.pattern.search(text)] == []


@pytest.mark.parametrize(
    ("number", "pattern", "severity"),
    [("G41", None, "B"), ("G41", "尽快", "W"), ("G99", None, "W")],
)
def test_a_rule_that_was_never_tried_only_warns(number, pattern, severity):
    [entry] = [e for e in yaml.safe_load(words.FILE.read_text())["rules"] if e["number"] == "G41"]

    made = words.wording(entry | {"number": number, "pattern": pattern or entry["pattern"]})
    assert made.severity == severity


def test_every_blocking_rule_was_tried_as_it_is_written():
    written = {e["number"]: e["severity"] for e in yaml.safe_load(words.FILE.read_text())["rules"]}
    assert {one.number: one.severity for one in words.wordings()} == written


def test_a_trial_counts_places_and_items(tmp_path):
    corpus = [
        Definition.model_validate(WHOLE | {"conditions": given})
        for given in (["尽快"], ["尽快", "约3天"], [])
    ]
    made = wording.tried(corpus, "ours", dt.date(2026, 11, 22))

    counts = {one.rule: (one.items, one.hits, one.items_hit) for one in made}
    assert (counts["G41"], counts["G44"]) == ((3, 3, 2), (3, 0, 0))
    record = tmp_path / "trials.yaml"
    trials.write(record, made)
    trials.write(record, wording.tried(corpus[:1], "ours", dt.date(2026, 11, 23)))
    kept = yaml.safe_load(record.read_text())
    assert [(e["rule"], e["hits"], e["items"]) for e in kept if e["rule"] == "G41"] == [("G41", 1, 1)]
