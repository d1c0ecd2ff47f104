"""The order of fields and their sections, and every change of it; forms with faults too."""

import pytest

from tongban.console.forms import outline


def form(said: str, **inner: str) -> dict:
    """`a b! |S c` : a and b (required) without a section, c under S; `inner` gives the fields of rows."""
    fields, section = [], ""
    for word in said.split():
        if word.startswith("|"):
            section = word[1:]
            continue
        key = word.rstrip("!")
        field: dict = {"type": "string", "title": key.upper()} | ({"x-section": section} if section else {})
        if key in inner:
            field |= {"type": "array", "x-kind": "rows", "items": form(inner[key])}
        fields.append(outline.Asked(key, field, word.endswith("!")))
    return outline.written({}, fields)


def said(schema: object) -> str:
    """The same, read back."""
    words, section = [], ""
    for one in outline.asked(schema):
        if one.field.get("x-section", "") != section:
            section = one.field.get("x-section", "")
            words.append(f"|{section}")
        words.append(one.key + "!" * one.required)
    return " ".join(words)


@pytest.mark.parametrize(
    ("verb", "place", "after", "there"),
    [
        ("up", 1, "b! a |S c |T d", 0),
        ("up", 0, "a b! |S c |T d", 0),
        ("up", 2, "a b! c |T d", 2),
        ("down", 1, "a |S b! c |T d", 1),
        ("down", 3, "a b! |S c |T d", 3),
        ("drop", 1, "a |S c |T d", 0),
        ("drop", 0, "b! |S c |T d", 0),
        ("copy", 1, "a b! bfuben! |S c |T d", 2),
    ],
)
def test_a_field_is_moved_copied_and_dropped(verb, place, after, there):
    fields, found = outline.CHANGES[verb](outline.asked(form("a b! |S c |T d")), place)
    assert (said(outline.written({}, fields)), found) == (after, there)


@pytest.mark.parametrize(
    ("place", "number", "after", "there"),
    [
        (0, 1, "b! |S c a |T d", 2),
        (3, 0, "a b! d |S c", 2),
        (0, 0, "a b! |S c |T d", 0),
        (2, 9, "a b! |T d |新的一部分 c", 3),
        (2, 2, "a b! |T d c", 3),
    ],
)
def test_a_field_goes_to_another_section(place, number, after, there):
    fields, found = outline.into(outline.asked(form("a b! |S c |T d")), place, number)
    assert (said(outline.written({}, fields)), found) == (after, there)


@pytest.mark.parametrize(
    ("number", "step", "after"),
    [
        (0, 1, "|S c | a b! |T d"),
        (2, -1, "a b! |T d |S c"),
        (0, -1, "a b! |S c |T d"),
        (2, 1, "a b! |S c |T d"),
        (9, -1, "a b! |S c |T d"),
    ],
)
def test_a_section_is_moved(number, step, after):
    fields = outline.shifted(outline.asked(form("a b! |S c |T d")), number, step)
    assert said(outline.written({}, fields)) == after


def test_sections_are_renamed_and_emptied():
    fields = outline.retitled(outline.asked(form("a |S b |T c")), {1: "甲", 2: ""})
    assert said(outline.written({}, fields)) == "a |甲 b | c"


@pytest.mark.parametrize(
    ("title", "taken", "key"),
    [
        ("经营面积", (), "jingyingmianji"),
        ("经营面积", ("jingyingmianji",), "jingyingmianji_2"),
        ("经营面积", ("jingyingmianji", "jingyingmianji_2"), "jingyingmianji_3"),
        ("2026年的", (), "field2026niande"),
        ("", (), "field"),
        ("？！", (), "field"),
        ("Ａ座", (), "azuo"),
        ("长" * 50, (), "chang" * 6 + "ch"),
    ],
)
def test_a_key_sounds_like_the_title(title, taken, key):
    assert outline.fresh(title, taken) == key
    assert outline.sounds(key, title)


@pytest.mark.parametrize(
    "broken", [None, "甲", [], {"properties": []}, {"properties": {"a": 3}, "x-order": 4}]
)
def test_what_is_no_form_is_read_as_far_as_it_goes(broken):
    keys = [one.key for one in outline.asked(broken)]
    assert keys == (["a"] if isinstance(broken, dict) and isinstance(broken["properties"], dict) else [])
    assert outline.at(broken, (3, 1)) is None


@pytest.mark.parametrize(
    ("path", "place"),
    [("b", (1,)), ("g", (2,)), ("g.y", (2, 1)), ("g.nothing", (2,)), ("b.y", (1,)), ("nothing", None)],
)
def test_a_field_is_found_by_its_name(path, place):
    schema = form("a b g", g="x y")
    assert outline.found(schema, path) == place
    if place and "nothing" not in path and path != "b.y":
        assert outline.path(schema, place) == path


@pytest.mark.parametrize(
    ("text", "place"), [("3", (3,)), ("3.0", (3, 0)), ("", (0,)), ("-1", (0,)), ("1.2.3", (0,)), ("９", (0,))]
)
def test_a_place_is_read(text, place):
    assert outline.place(text) == place
