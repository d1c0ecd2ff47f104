"""核验码 survive typing; bar codes follow Code 128."""

import re

import pytest

from tongban.papers import codes


def test_fresh_code_is_twelve_characters_and_its_own_tidy_form():
    made = {codes.fresh() for _ in range(500)}
    assert len(made) == 500
    assert {(len(code), codes.tidy(code) == code) for code in made} == {(12, True)}


def test_code_is_understood_as_people_type_it():
    code = codes.fresh()
    assert codes.tidy(f" {code[:4].lower()}-{code[4:8]}-{code[8:]} ") == code
    assert codes.tidy(code[:11].replace("0", "O").replace("1", "I") + code[11]) == code


@pytest.mark.parametrize("place", range(12))
def test_one_wrong_character_is_noticed(place):
    code = "7K3M9QX2ABC" + codes.identifiers.mod37_36("7K3M9QX2ABC")
    wrong = [code[:place] + c + code[place + 1 :] for c in "23456789ACDEFGH" if c != code[place]]
    assert [codes.tidy(other) for other in wrong] == [None] * len(wrong)


@pytest.mark.parametrize("typed", ["", "7K3M", "7K3M9QX2ABCDE", "七K3M9QX2ABCD", "'; DROP TABLE", "U" * 12])
def test_what_cannot_be_a_code_is_none(typed):
    assert codes.tidy(typed) is None


def drawn(svg: str) -> tuple[int, list[tuple[int, int]]]:
    """How wide a bar code is, and its bars as (place, width)."""
    width = re.search(r'viewBox="0 0 (\d+) 24"', svg)[1]
    return int(width), [(int(x), int(w)) for x, w in re.findall(r"M(\d+) 0h(\d+)", svg)]


def test_bars_are_those_of_the_standard():
    # start B; P, J, J, 1, 2, 3, C as 48, 42, 42, 17, 18, 19, 35; check value 879 mod 103 = 55; stop
    widths = "211214313121112133112133123221223211221132131321311321" + "2331112"
    ends = [sum(map(int, widths[:n])) for n in range(len(widths))]
    bars = [(ends[n], int(widths[n])) for n in range(0, len(widths), 2)]
    assert drawn(codes.bars("PJJ123C")) == (sum(map(int, widths)), bars)


def test_digits_are_packed_in_pairs():
    number = "990100202611220001238"
    width, bars = drawn(codes.bars(number))
    assert width < 11 * len(number)
    assert (bars[0][0], sum(bars[-1])) == (0, width)
