"""The profiles printed in docs/profiles.md work."""

import json
import re
from pathlib import Path

import pytest

from tests.catalogue.samples import code
from tongban.catalogue.importing import elements, mapping, profiles, report, sources

PAGE = (Path(__file__).parents[3] / "docs" / "profiles.md").read_text("utf-8")
SHORT, LONG = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
DOCUMENT = {
    "result": {
        "items": [
            {
                "taskCode": code(1),
                "taskName": "甲",
                "taskType": "XK",
                "deptName": "某局",
                "areaCode": "9901",
                "serverType": "1,4",
                "anticipateDay": 20,
                "anticipateType": 2,
                "cnsx": "法定20天，承诺5天",
                "isFee": 1,
                "feeStand": "每本40元",
                "windows": [
                    {"hallName": "大厅", "addr": "人民路1号", "tel": "12345", "workTime": "9:00-17:00"}
                ],
                "guide": {"contact": {"phone": "96160"}},
                "materials": "申请表；身份证",
                "handleFlow": "申请、受理、决定",
                "rowGuid": "f00",
            }
        ]
    }
}


@pytest.mark.parametrize("text", [SHORT, LONG])
def test_printed_profiles_are_right(tmp_path, text):
    (tmp_path / "p.yaml").write_text(text, "utf-8")
    assert profiles.load(str(tmp_path / "p.yaml")).elements["code"].source != ()


def test_the_long_one_reads_its_source(tmp_path):
    (tmp_path / "p.yaml").write_text(LONG, "utf-8")
    (tmp_path / "items.json").write_text(json.dumps(DOCUMENT), "utf-8")
    profile = profiles.load(str(tmp_path / "p.yaml"))
    [row] = sources.rows(tmp_path / "items.json", profile.rows)

    result = mapping.draft(row, profile)

    definition = result.definition
    assert (result.faults, [w.what for w in result.warnings]) == ([], ["mixed_units"])
    assert (definition.kind, definition.audiences, definition.consult) == ("01", ("1", "4"), "96160")
    assert (definition.limits.statutory.value, definition.limits.statutory.unit) == (20, "natural_day")
    assert (definition.limits.promised.value, definition.limits.promised.unit) == (5, "working_day")
    assert (definition.fee.charged, definition.fee.note) == (True, "每本40元")
    assert [(p.name, p.address, p.phone) for p in definition.places] == [("大厅", "人民路1号", "12345")]
    assert [paper.name for paper in definition.papers] == ["申请表", "身份证"]
    assert definition.extra == {"办理流程": "申请、受理、决定"}


def test_every_element_key_and_warning_is_on_the_page():
    words = set(re.findall(r"`([^`]+)`", re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL)))
    named = set(elements.ELEMENTS) | set(report.WARNINGS) | set(profiles.Profile.model_fields)
    named |= {field.alias or name for name, field in profiles.Rule.model_fields.items()}
    assert named - words == set()
