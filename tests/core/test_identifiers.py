import datetime as dt

import pytest

from tongban.core import identifiers


@pytest.mark.parametrize(
    "code",
    [
        "11990100MB0000019L",
        "12990100400000018N",
        "91990100MA0000AB0H",
        "92990100MA0000CDXM",
        "52990100500000023F",
    ],
)
def test_credit_code_and_its_check_character(code):
    other = "A" if code[-1] != "A" else "B"

    assert identifiers.is_uscc(code)
    assert not identifiers.is_uscc(code[:-1] + other)


@pytest.mark.parametrize(
    "code", ["", "11990100MB0000019", "11990100MB0000019L0", "1199010OMB0000019L", "市" * 18]
)
def test_credit_code_of_another_shape_is_none(code):
    assert not identifiers.is_uscc(code)


@pytest.mark.parametrize(
    "number", ["11010519491231002X", "440524188001010014", "990100199001010012", "990100200012318886"]
)
def test_citizen_number(number):
    assert identifiers.is_citizen_id(number)


@pytest.mark.parametrize(
    "number",
    [
        "11010519491231002x",  # small letter
        "110105194912310021",  # wrong check
        "99010019900230001X",  # no such day
        "99010019900101001",  # too short
        "９90100199001010012",  # full width
    ],
)
def test_citizen_number_that_is_none(number):
    assert not identifiers.is_citizen_id(number)


def test_nobody_is_born_tomorrow():
    assert not identifiers.is_citizen_id("990100200012318886", today=dt.date(2000, 12, 30))


@pytest.mark.parametrize(
    ("body", "check"),
    [
        ("11990100MB0000019L00111990100MB0000019L20260001001", "P"),
        ("11990100MB0000019L00111990100MB0000019L00000000000000000042002", "W"),
    ],
)
def test_mod37_36(body, check):
    assert identifiers.mod37_36(body) == check


@pytest.mark.parametrize(
    ("code", "faults"),
    [
        ("11990100MB0000019L3000131001000", []),
        ("11990100MB0000019L300013100100001", []),
        ("11990100MB0000018L3000131001000", ["credit_code_check"]),
        ("TE440000GD030003VV2440103001000", ["credit_code_check"]),
        ("123", ["length"]),
    ],
)
def test_item_codes(code, faults):
    assert identifiers.item_code_faults(code) == faults


@pytest.mark.parametrize(
    ("code", "level", "prefix"),
    [
        ("990000000000", 1, "99"),
        ("990100000000", 2, "9901"),
        ("990121000000", 3, "990121"),
        ("990121100000", 4, "990121100"),
        ("990121100201", 5, "990121100201"),
    ],
)
def test_levels_of_divisions(code, level, prefix):
    assert (identifiers.region_level(code), identifiers.region_prefix(code)) == (level, prefix)
