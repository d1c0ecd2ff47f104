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


def test_bars_have_start_data_check_and_stop():
    # "PJJ123C", the worked example of the standard's literature: check value 54
    values = [104, 48, 42, 42, 17, 18, 19, 35, 54, 106]
    widths = "".join(codes._BARS[value] for value in values)
    svg = codes.bars("PJJ123C")
    drawn = re.findall(r"M(\d+) 0h(\d+)", svg)
    assert [int(width) for _, width in drawn] == [int(c) for c in widths[::2]]
    assert f'viewBox="0 0 {sum(map(int, widths))} 24"' in svg


def test_every_pattern_is_unique_and_eleven_wide():
    assert len(set(codes._BARS)) == 107
    assert {sum(map(int, bars)) for bars in codes._BARS[:-1]} == {11}
