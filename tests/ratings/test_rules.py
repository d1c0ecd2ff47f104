import pytest

from tongban.ratings import codes, rules


@pytest.mark.parametrize(
    ("grade", "indicators", "comment"),
    [(5, [], ""), (5, ["510", "517"], "很快"), (3, [], ""), (2, ["209"], ""), (1, [], "跑了三趟")],
)
def test_ratings_that_say_enough(grade, indicators, comment):
    assert rules.faults(grade, indicators, comment) == []


@pytest.mark.parametrize(
    ("grade", "indicators", "comment", "field"),
    [
        (None, [], "", "grade"),
        (6, [], "", "grade"),
        (1, [], "  ", "comment"),
        (2, [], "", "comment"),
        (5, ["115"], "", "indicators"),
        (4, [], "字" * 501, "comment"),
    ],
)
def test_ratings_that_do_not(grade, indicators, comment, field):
    assert [key for key, _ in rules.faults(grade, indicators, comment)] == [field]


def test_indicators_belong_to_their_grade():
    assert {int(code[0]) for grade in codes.INDICATORS for code in codes.INDICATORS[grade]} == set(
        codes.GRADES
    )
    assert all(code.startswith(str(grade)) for grade, listed in codes.INDICATORS.items() for code in listed)
