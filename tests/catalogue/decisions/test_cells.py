"""A cell lets through exactly what it says."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.catalogue.decisions.domains import CHOICE, DATE, FLAG, FRACTIONS, MONEY, TEXT, WHOLE
from tongban.catalogue.decisions import cells, wording
from tongban.catalogue.decisions.sets import Names, Spans, span


def day(text: str) -> int:
    return dt.date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("cell", "of", "inside", "outside"),
    [
        ("", WHOLE, [None, 0, -5, 10**9], []),
        (">= 18", WHOLE, [18, 19], [17, None]),
        ("≥18", WHOLE, [18], [17]),
        ("＞18", WHOLE, [19], [18]),
        ("< 60", FRACTIONS, [Fraction("59.9"), -1], [60, None]),
        ("<= 60", FRACTIONS, [60], [Fraction("60.01")]),
        ("= 3", FRACTIONS, [3], [Fraction("3.1")]),
        ("3", WHOLE, [3], [2, 4]),
        ("[10..100)", WHOLE, [10, 99], [9, 100]),
        ("（10..100］", FRACTIONS, [Fraction("10.5"), 100], [10, 101]),
        ("10..20", WHOLE, [10, 20], [9, 21]),
        ("..20", WHOLE, [-100, 20], [21]),
        ("[5..]", WHOLE, [5, 900], [4]),
        ("1, 3，5、7", WHOLE, [1, 3, 5, 7], [2, 4, 6]),
        ("not 3", WHOLE, [2, 4], [3, None]),
        ("非 10..20", WHOLE, [9, 21], [10, 15, 20, None]),
        ("未填", WHOLE, [None], [0]),
        ("not 未填", WHOLE, [0], [None]),
        ("3, 未填", WHOLE, [None, 3], [4]),
        ("< 2000.50", MONEY, [200049], [200050]),
        ("2026-03-01", DATE, [day("2026-03-01")], [day("2026-03-02"), None]),
        ("< 2026-03-01", DATE, [day("2026-02-28")], [day("2026-03-01")]),
        ("[2026-01-01..2026-12-31]", DATE, [day("2026-12-31")], [day("2027-01-01")]),
        ("是", FLAG, [True], [False]),
        ("false", FLAG, [False], [True]),
        ("not 是", FLAG, [False], [True]),
        ("lost", CHOICE, ["lost"], ["first", None]),
        ("丢了, first", CHOICE, ["lost", "first"], ["broken"]),
        ("坏了（换卡）", CHOICE, ["broken"], ["lost"]),
        ("非 丢了", CHOICE, ["first", "broken"], ["lost", None]),
        ("云溪市、临江县", TEXT, ["云溪市", "临江县"], ["松岭县", None]),
        ('"甲,乙", 丙', TEXT, ["甲,乙", "丙"], ["甲", "乙"]),
        ("not 云溪市", TEXT, ["松岭县"], ["云溪市", None]),
    ],
)
def test_a_cell_lets_through(cell, of, inside, outside):
    facts = cells.read(cell, of)

    assert [value for value in inside if value not in facts] == []
    assert [value for value in outside if value in facts] == []


@pytest.mark.parametrize(
    ("cell", "of", "sentence"),
    [
        ("abc", WHOLE, "“abc”不是数"),
        (">= x", WHOLE, "“x”不是数"),
        ("nan", WHOLE, "“nan”太大"),
        ("1e99", WHOLE, "“1e99”太大"),
        ("20..10", WHOLE, "区间是空的，前面的数应当小于后面的数"),
        ("[10..20", WHOLE, "区间的括号没有成对"),
        ("..", WHOLE, "区间至少要写一头"),
        ("1,,2", WHOLE, "逗号前后少了一项"),
        ("1,", WHOLE, "逗号前后少了一项"),
        ("2026-13-01", DATE, "“2026-13-01”不是日期，请写成2026-03-01这样"),
        ("0.001", MONEY, "金额最多写到分"),
        ("也许", FLAG, "“也许”不是“是”或者“否”"),
        ("stolen", CHOICE, "没有“stolen”这个选项，可选的有第一次领、丢了、坏了（换卡）"),
        (">= 云溪", TEXT, "文字不能比大小，请写明是哪几个"),
        ('"云溪', TEXT, "引号没有成对"),
        ('"云溪"市', TEXT, "引号外面还有文字，两项之间请用逗号隔开"),
        ("9" * 501, WHOLE, "太长，最多500个字"),
        ("__import__('os')", WHOLE, "“__import__('os')”不是数"),
    ],
)
def test_a_cell_that_says_nothing_is_refused(cell, of, sentence):
    with pytest.raises(cells.Unreadable) as refused:
        cells.read(cell, of)

    assert refused.value.sentence == sentence


@pytest.mark.parametrize(
    ("cell", "of", "words"),
    [
        ("", WHOLE, ""),
        (">= 18", WHOLE, "不小于18"),
        ("> 18.5", FRACTIONS, "大于18.5"),
        ("[10..100)", WHOLE, "不小于10且不大于99"),
        ("1, 3", WHOLE, "1、3"),
        ("not 未填", WHOLE, "填了就行"),
        ("<= 2026-03-01", DATE, "不晚于2026-03-01"),
        ("< 2000", MONEY, "不大于1999.99"),
        ("丢了, first", CHOICE, "第一次领、丢了"),
        ("not lost", CHOICE, "不是丢了"),
        ("是", FLAG, "是"),
        ("甲, 未填", TEXT, "甲或者没有填写"),
    ],
)
def test_a_cell_in_words(cell, of, words):
    assert wording.test(cell, of) == words


POINTS = [Fraction(n, 4) for n in range(-14, 40)]
cuts = st.tuples(st.integers(-2, 8), st.integers(0, 1))


@st.composite
def spans(draw, *, whole: bool = False) -> Spans:
    found = Spans((), whole)
    for low, high in draw(st.lists(st.tuples(cuts, cuts), max_size=4)):
        found = found | span(low, high, whole)
    return found


@given(spans(), spans())
def test_sets_of_fractions_are_what_their_members_are(one, two):
    for point in POINTS:
        assert (point in one & two) == (point in one and point in two)
        assert (point in one | two) == (point in one or point in two)
        assert (point in ~one) == (point not in one)
    assert ~~one == one
    assert not one or one.sample() in one


@given(spans(whole=True), spans(whole=True))
def test_sets_of_integers_are_what_their_members_are(one, two):
    for point in range(-4, 11):
        assert (point in one & two) == (point in one and point in two)
        assert (point in ~one) == (point not in one)
    assert bool(one) == any(point in one for point in range(-4, 11))
    assert not one or one.sample() in one


names = st.builds(Names, st.frozensets(st.sampled_from("甲乙丙丁")), st.booleans())


@given(names, names)
def test_sets_of_words_are_what_their_members_are(one, two):
    for word in "甲乙丙丁戊":
        assert (word in one & two) == (word in one and word in two)
        assert (word in one | two) == (word in one or word in two)
        assert (word in ~one) == (word not in one)
    assert not one or one.sample() in one


@given(st.integers(-(10**6), 10**6) | st.none(), st.sampled_from([WHOLE, MONEY]))
def test_what_is_shown_is_read_back(value, of):
    assert value in cells.asked(cells.shown(value, of), of)
