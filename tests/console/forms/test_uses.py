"""Where a field is used, and a new name that goes everywhere."""

import pytest

from tongban.console.forms import uses

DOCUMENT = {
    "form": {
        "type": "object",
        "required": ["area"],
        "x-order": ["area", "other", "jobs", "sum"],
        "properties": {
            "area": {"type": "number", "title": "面积"},
            "other": {"type": "number", "title": "另一个", "x-when": {"area": ["1"]}, "x-max-field": "area"},
            "jobs": {
                "type": "array",
                "title": "经历",
                "x-kind": "rows",
                "items": {
                    "type": "object",
                    "properties": {
                        "months": {"type": "integer", "title": "月数"},
                        "twice": {
                            "type": "number",
                            "title": "两倍",
                            "x-compute": {"op": "sum", "of": ["months", "area"]},
                        },
                    },
                    "required": ["months"],
                    "x-order": ["months", "twice"],
                },
            },
            "sum": {"type": "number", "title": "合计", "x-compute": {"op": "total", "of": ["jobs.months"]}},
        },
    },
    "result": {
        "certificate": {
            "fields": [
                {"label": "面积（平方米）", "value": "form.area"},
                {"label": "无", "value": "applicant.name"},
            ]
        }
    },
    "automatic": {
        "table": {
            "columns": [
                {"key": "c", "label": "面积列", "fact": "form.area"},
                {"key": "d", "fact": "days.form.area"},
            ]
        }
    },
    "examples": [
        {
            "name": "一",
            "form": {"area": 3, "jobs": [{"months": 2}, {}]},
            "expected": {"faults": ["area", "jobs.1.months"]},
            "facts": {"age.form.area": 1},
        },
        {"name": "二", "form": {}},
    ],
}


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (
            "area",
            [
                "“另一个”什么时候填",
                "“另一个”的上限",
                "“两倍”的计算",
                "证照上的“面积（平方米）”",
                "自动办理规则表的“面积列”一列",
                "自动办理规则表的“d”一列",
                "示例“一”",
            ],
        ),
        ("jobs", ["“合计”的计算", "示例“一”"]),
        ("jobs.months", ["“两倍”的计算", "“合计”的计算", "示例“一”"]),
        ("other", []),
        ("nothing", []),
    ],
)
def test_every_other_place_is_named(path, words):
    assert [use.words for use in uses.of(DOCUMENT, path)] == words


@pytest.mark.parametrize(
    ("path", "key"), [("area", "size"), ("jobs", "works"), ("jobs.months", "duration"), ("other", "rest")]
)
def test_a_new_name_goes_everywhere_and_back(path, key):
    renamed = uses.renamed(DOCUMENT, path, key)
    now = f"{path.rpartition('.')[0]}.{key}" if "." in path else key
    assert [use.words for use in uses.of(renamed, now)] == [use.words for use in uses.of(DOCUMENT, path)]
    assert uses.of(renamed, path) == []
    assert uses.renamed(renamed, now, path.rpartition(".")[2]) == DOCUMENT


def test_the_faults_that_an_example_expects_are_renamed_too():
    faults = uses.renamed(uses.renamed(DOCUMENT, "area", "size"), "jobs.months", "duration")["examples"][0][
        "expected"
    ]
    assert faults == {"faults": ["size", "jobs.1.duration"]}


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"form": "甲", "result": 3, "automatic": [], "examples": "乙"},
        {
            "form": {"properties": {"a": {"x-when": 3, "x-compute": [], "items": 4}}},
            "examples": [3, {"form": []}],
        },
    ],
)
def test_what_is_no_definition_names_nothing(broken):
    assert uses.of(broken, "area") == []
    assert isinstance(uses.renamed(broken, "area", "size"), dict)
