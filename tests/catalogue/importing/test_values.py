import pytest

from tongban.catalogue.importing import values
from tongban.catalogue.parts import Limit


@pytest.mark.parametrize(
    ("words", "unit", "meant"),
    [
        ("20个工作日", None, (20, "working_day")),
        ("20(工作日)", None, (20, "working_day")),
        ("20（工作日）", None, (20, "working_day")),
        ("２０工作日", None, (20, "working_day")),
        ("20 个工作日内", None, (20, "working_day")),
        ("法定20工作日", None, (20, "working_day")),
        ("承诺办结时限：5个工作日", None, (5, "working_day")),
        ("二十个工作日", None, (20, "working_day")),
        ("十五个工作日", None, (15, "working_day")),
        ("一百二十个自然日", None, (120, "natural_day")),
        ("90(自然日)", None, (90, "natural_day")),
        ("2个月", None, (2, "month")),
        ("1年", None, (12, "month")),
        ("两周", None, (14, "natural_day")),
        ("4个工作小时", None, (4, "working_hour")),
        ("即时办结", None, (0, "working_day")),
        ("当场办结。", None, (0, "working_day")),
        ("即办件", None, (0, "working_day")),
        ("7", "working_day", (7, "working_day")),
        ("7", "natural_day", (7, "natural_day")),
        ("7天", "working_day", (7, "working_day")),
        ("7日", "natural_day", (7, "natural_day")),
    ],
)
def test_limits(words, unit, meant):
    assert values.limit(words, unit) == Limit(value=meant[0], unit=meant[1])


@pytest.mark.parametrize(
    "words",
    [
        "",
        "7",
        "7天",
        "7日",
        "-3个工作日",
        "按规定",
        "20个工作日，特殊情况30个工作日",
        "1.5个工作日",
        "工作日",
        "24小时",
    ],
)
def test_limits_that_are_not_understood(words):
    with pytest.raises(values.NotUnderstood):
        values.limit(words)


@pytest.mark.parametrize(
    ("words", "meant"),
    [("是", True), ("1", True), ("Yes", True), ("支持", True), ("否", False), ("0", False), ("N", False)],
)
def test_yes_or_no(words, meant):
    assert values.yes_or_no(words) is meant


@pytest.mark.parametrize("words", ["也许", "", "2", "是否"])
def test_neither_yes_nor_no(words):
    with pytest.raises(values.NotUnderstood):
        values.yes_or_no(words)


@pytest.mark.parametrize(
    ("words", "meant"),
    [("2", 2), ("2.0", 2), ("2份", 2), ("两次", 2), ("十", 10), ("0", 0), ("一百零五", 105), ("３", 3)],
)
def test_counts(words, meant):
    assert values.count(words) == meant


@pytest.mark.parametrize("words", ["", "若干", "1.5", "-1", "2至3份"])
def test_counts_that_are_none(words):
    with pytest.raises(values.NotUnderstood):
        values.count(words)


@pytest.mark.parametrize(
    ("words", "fen"),
    [("40", 4000), ("40.5元", 4050), ("￥1,200.00", 120000), ("人民币5元", 500), ("0", 0)],
)
def test_money(words, fen):
    assert values.fen(words) == fen


@pytest.mark.parametrize("words", ["", "按面积", "-5", "NaN", "Infinity", "1e99", ",", "40元/本"])
def test_money_that_is_none(words):
    with pytest.raises(values.NotUnderstood):
        values.fen(words)


@pytest.mark.parametrize(
    ("words", "charged"), [("不收费", False), ("免费", False), ("否", False), ("40元/本", True), ("是", True)]
)
def test_charged(words, charged):
    assert values.charged(words) is charged


@pytest.mark.parametrize(
    ("value", "cuts", "found"),
    [
        ("申请表；身份证;；照片 \n", values.CUTS, ["申请表", "身份证", "照片 "]),
        ("a,b、c", ",、", ["a", "b", "c"]),
        (["a；b", "", None, "c"], values.CUTS, ["a；b", "c"]),
        ("a-]b", "-]", ["a", "b"]),
    ],
)
def test_pieces(value, cuts, found):
    assert values.pieces(value, cuts) == found
