import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.catalogue import markup

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=40)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | TEXTS
    | st.sampled_from(["09", "yes", "1e5", "~"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS.filter(bool), inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_what_is_written_is_read_back(values):
    assert markup.load(markup.dump(values))[0] == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("true", True),
        ("2026-09-01", "2026-09-01"),
        ("09", "09"),
        ("0o17", "0o17"),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        ("12", 12),
        ("1.5e3", 1500.0),
        ("~", "~"),
        ("null", None),
        ("", None),
    ],
)
def test_words_stay_words(text, value):
    read, _ = markup.load(text)

    assert (read, type(read)) == (value, type(value))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: &x 1\nb: 2", 1),
        ("a: 1\nb: *x", 2),
        ("a: 1\nb: !!python/object:os.system x", 2),
        ("a: !own x", 1),
        ("a: 1\nb: [", 3),
        ("a: 1\n b: 2", 2),
        ("[" * 31, 1),
        ("[" * 100_000, 1),
        ("a: " + "9" * 6000, 1),
        ("a: \x07", 1),
        ("--- 1\n--- 2", 2),
    ],
    ids=range(11),
)
def test_what_is_not_read(text, line):
    with pytest.raises(markup.NotRead) as refusal:
        markup.load(text)

    assert (refusal.value.line, bool(refusal.value.sentence)) == (line, True)


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("a", 1),
        ("b", 2),
        ("b.0", 3),
        ("b.second", 5),
        ("b.second.name", 6),
        ("b.second.gone", 5),
        ("b.9", 2),
        ("gone", 1),
    ],
)
def test_lines_of_elements(place, line):
    _, root = markup.load("a: 1\nb:\n- key: first\n  name: x\n- key: second\n  name: y\n")

    assert markup.line(root, place.split(".")) == line


def test_a_name_that_stands_twice():
    _, root = markup.load("a: 1\nb:\n- c: 1\n  c: 2\na: 3\n")

    assert markup.repeated(root) == [("a", 5), ("c", 4)]
