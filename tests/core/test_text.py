import pytest

from tongban.core import money, text


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张*"),
        ("林小安", "林*安"),
        ("欧阳娜娜", "欧**娜"),
        ("云溪市青禾餐饮有限公司", "云溪市青禾餐饮有限公司"),
        ("", ""),
    ],
)
def test_masked_names(name, shown):
    assert text.mask_name(name) == shown


def test_masked_numbers():
    assert text.mask_id("990100199001010012") == "9901**********0012"
    assert text.mask_phone("13900000026") == "139****0026"
    assert text.mask_id("1234") == "****"


@pytest.mark.parametrize(
    ("typed", "kept"), [(" 食品　许可 \n", "食品 许可"), ("ＡＢ１２（甲）", "AB12（甲）"), (None, "")]
)
def test_tidy(typed, kept):
    assert text.tidy(typed) == kept


def test_key_folds_width_case_and_marks():
    assert (
        text.key("食品经营许可（首次）ABC") == text.key("食品 经营许可(首次)ａｂｃ") == "食品经营许可首次abc"
    )
    assert text.grams("居住证") == ["居住", "住证"]
    assert text.grams("证") == []


@pytest.mark.parametrize(("typed", "fen"), [("40", 4000), ("40.5", 4050), (0, 0), ("0.005", 1)])
def test_money_is_whole_fen(typed, fen):
    assert money.fen(typed) == fen


def test_money_shown():
    assert [money.yuan(n) for n in (4000, 4050, 5)] == ["40", "40.50", "0.05"]
