"""Forms as they are shown, and what is read from a post."""

import pytest
from django.http import QueryDict

from tongban.ui import forms

TRADE = {"x-section": "经营"}
KNOWN = {"x-section": "本人", "readOnly": True}
SCHEMA = {
    "type": "object",
    "required": ["area"],
    "properties": {
        "name": {"type": "string", "title": "姓名", "x-source": "person.name", **KNOWN},
        "id": {"type": "string", "x-kind": "id_number", "x-source": "person.id", **KNOWN},
        "area": {"type": "number", "title": "面积", "x-section": "经营", "description": "按合同填写"},
        "fee": {"type": "integer", "x-kind": "money", "x-section": "经营"},
        "rooms": {"oneOf": [{"const": 1, "title": "一间"}, {"const": 2, "title": "两间"}], **TRADE},
        "dishes": {"type": "array", "items": {"enum": ["热食", "冷食"]}, "x-section": "经营"},
        "own": {"type": "boolean", "x-section": "经营"},
        "note": {"type": "string", "maxLength": 300, "x-section": "经营"},
    },
}  # fmt: skip


def parsed(query: str) -> dict:
    return forms.parse(SCHEMA, QueryDict(query))[0]


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("", {}),
        ("area=86.5", {"area": 86.5}),
        ("area=８６", {"area": 86}),
        ("area=1,284", {"area": 1284}),
        ("area=八十六", {"area": "八十六"}),
        ("area=1e400", {"area": "1e400"}),
        ("area=nan", {"area": "nan"}),
        ("area=" + "9" * 400, {"area": "9" * 400}),
        ("fee=40.5", {"fee": 4050}),
        ("fee=40.555", {"fee": "40.555"}),
        ("fee=-1", {"fee": -100}),
        ("rooms=2", {"rooms": 2}),
        ("rooms=9", {"rooms": "9"}),
        ("dishes=热食&dishes=冷食", {"dishes": ["热食", "冷食"]}),
        ("own=false", {"own": False}),
        ("own=maybe", {"own": "maybe"}),
        ("note=%20一%0A二%00%20", {"note": "一\n二"}),
        ("area=%20%20", {}),
        ("name=冒名&id=1", {}),
        ("unknown=1", {}),
    ],
)
def test_parse_gives_typed_values(query, values):
    assert parsed(query) == values


def test_parse_keeps_what_was_typed():
    raw = forms.parse(SCHEMA, QueryDict("area=八十六"))[1]
    assert raw == {"area": "八十六", "fee": "", "rooms": "", "dishes": [], "own": "", "note": ""}


def test_what_was_typed_stands_before_what_was_saved():
    area = forms.fields(SCHEMA, {"area": 12}, raw={"area": "八十六"}, problems=[("area", "请填数字")])[2]
    assert (area.value, area.error, area.hint, area.required) == ("八十六", "请填数字", "按合同填写", True)


def test_sections_follow_the_schema():
    parts = forms.sections(SCHEMA, {})
    assert [(part.title, len(part.fields)) for part in parts] == [("本人", 2), ("经营", 6)]


def test_values_are_shown_as_one_writes_them():
    values = {"area": 86.5, "fee": 4050, "rooms": 2, "dishes": ["热食"], "own": False}
    assert [one.value for one in forms.fields(SCHEMA, values)[2:]] == [
        "86.5",
        "40.50",
        "2",
        ["热食"],
        "false",
        "",
    ]


def test_a_number_we_know_is_masked_and_not_asked():
    known = forms.fields(SCHEMA, {"id": "990100199001010012"})[1]
    assert (known.value, known.readonly) == ("9901**********0012", True)


def test_words_read_back():
    properties = SCHEMA["properties"]
    assert forms.words(properties["rooms"], 2) == "两间"
    assert forms.words(properties["fee"], 4000) == "40元"
    assert forms.words(properties["own"], True) == "是"
    assert forms.words(properties["dishes"], ["热食", "冷食"]) == "热食，冷食"
    assert forms.words(properties["note"], None) == ""


def test_summary_leads_to_fields():
    assert forms.summary(SCHEMA, [("area", "请填数字")]) == [
        {"id": "f-area", "label": "面积", "sentence": "请填数字"}
    ]
