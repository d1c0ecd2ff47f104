"""Identifiers in rows are sealed like the others, masked on pages, and a mask sent back changes nothing."""

import json

from tongban.cases import rules
from tongban.ui import forms, veils

SCHEMA = {
    "type": "object",
    "properties": {
        "phone": {"type": "string", "x-kind": "phone"},
        "members": {
            "type": "array",
            "x-kind": "rows",
            "items": {
                "type": "object",
                "properties": {
                    "name": {"type": "string"},
                    "id_number": {"type": "string", "x-kind": "id_number"},
                },
            },
        },
    },
}
FORM = {
    "phone": "13900000026",
    "members": [{"name": "林一", "id_number": "990100199001010012"}, {"name": "林二"}],
}


def test_split_leaves_no_identifier_in_rows_and_joined_brings_them_back():
    plain, hidden = rules.split(SCHEMA, FORM)

    assert plain == {"members": [{"name": "林一"}, {"name": "林二"}]}
    assert json.loads(hidden) == {
        "phone": "13900000026",
        "members": [{"id_number": "990100199001010012"}, {}],
    }
    assert rules.joined(plain, hidden) == FORM


def test_a_mask_in_a_row_stands_for_what_is_behind_it():
    shown = veils.veiled(SCHEMA, FORM)
    posted = {
        "phone": [shown["phone"]],
        "members": ["0", "1"],
        "members.0.name": "林一一",
        "members.0.id_number": shown["members"][0]["id_number"],
        "members.1.name": "林二",
    }
    given, _raw = forms.parse(SCHEMA, {key: value for key, value in posted.items() if key != "phone"})

    merged = veils.merged(SCHEMA, FORM, given | {"phone": shown["phone"]})

    assert shown["members"][0]["id_number"] == "9901**********0012"
    assert merged["members"] == [{"name": "林一一", "id_number": "990100199001010012"}, {"name": "林二"}]
    assert merged["phone"] == "13900000026"


def test_rows_are_added_and_removed():
    more = forms.changed(SCHEMA, FORM, "add:members")

    assert [len(more["members"]), len(forms.changed(SCHEMA, more, "remove:members.0")["members"])] == [3, 2]
    assert forms.changed(SCHEMA, FORM, "remove:members.9") == FORM
    assert forms.changed(SCHEMA, FORM, "add:phone") == FORM
