"""The wording of a notice is read into days; what is wrong is named by its line, and nothing is guessed."""

import pytest

from tests.clock.announced import NOTICE, notice
from tests.clock.facts import day
from tongban.clock import checking, default_calendar, notice_text
from tongban.clock.engine import NoticeDay

UNREAD = "法定节日，通知里没有读到"


def days(text: str) -> list[tuple[str, bool]]:
    read = notice_text.read(f"关于2027年部分节假日安排的通知\n一、某节：{text}")
    assert [fault.sentence for fault in read.faults] == []
    return [(f"{one.date}"[2:], one.off) for one in sorted(read.days)]


def found(text: str) -> list[tuple[int, str]]:
    return [(fault.line, fault.sentence) for fault in checking.faults(notice_text.read(text))]


def test_a_whole_notice_is_read_without_a_fault():
    read = notice_text.read(NOTICE)
    assert (read.year, read.number, checking.faults(read)) == (2027, "云政办电〔2026〕9号", [])
    assert sum(one.off for one in read.days) == 27
    assert [str(one.date) for one in read.days if not one.off] == [
        "2027-01-31", "2027-02-20", "2027-05-08", "2027-09-26", "2027-10-09",
    ]  # fmt: skip
    assert read.days[3] == NoticeDay(day("2027-02-05"), "春节", True)


@pytest.mark.parametrize(
    "changed",
    [
        NOTICE.replace("\n", "\r\n"),
        NOTICE.replace("。\n", "。"),  # run together
        NOTICE.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
        NOTICE.replace("（", "(").replace("）", ")").replace("：", ":"),
        NOTICE.replace("周", "星期"),
        NOTICE.replace("月", " 月\u3000").replace("至", "—"),
    ],
)
def test_the_same_notice_in_other_type_is_the_same(changed):
    assert sorted(notice_text.read(changed).days) == sorted(notice_text.read(NOTICE).days)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1月1日（周五）放假1天，不调休。", [("27-01-01", True)]),
        ("1月1日放假，与周末连休，共3天。", [("27-01-01", True)]),
        ("5月1日放假，5月3日（周一）补休。", [("27-05-01", True), ("27-05-03", True)]),
        ("2026年12月31日至2027年1月1日放假，共2天。", [("26-12-31", True), ("27-01-01", True)]),
        ("10月1日、2日放假。9月26日、10月9日上班。",
         [("27-09-26", False), ("27-10-01", True), ("27-10-02", True), ("27-10-09", False)]),
        ("2月27日至3月1日放假，共3天。", [("27-02-27", True), ("27-02-28", True), ("27-03-01", True)]),
    ],
)  # fmt: skip
def test_dates_and_spans(text, expected):
    assert days(text) == expected


@pytest.mark.parametrize(
    ("changed", "faults"),
    [
        ({"元旦": "1月1日（周四）至3日（周日）放假，共3天。"}, [(4, "这一天是周五，文中写的是周四")]),
        ({"元旦": "1月1日（周五）至3日（周日）放假，共4天。"}, [(4, "写明4天，读出放假3天")]),
        ({"元旦": "1月1日至3日放假。2月6日上班。"},
         [(5, "在第4行已经写过"), (0, "法定节假日，通知里没有放假")]),
        ({"端午节": "6月31日（周三）放假1天。"},
         [(8, "没有这一天"), (8, "写明1天，读出放假0天"), (0, UNREAD)]),
        ({"端午节": "13月9日放假。"}, [(8, "没有这一天"), (0, UNREAD)]),
        ({"端午节": "2026年6月9日放假。"},
         [(8, "不在2027年，也不在上一年12月"), (0, UNREAD)]),
        ({"端午节": "6月9日（周三）。"}, [(8, "没有说放假还是上班"), (0, UNREAD)]),
        ({"端午节": ""}, [(0, UNREAD)]),
        ({"端午节": "6月9日放假。6月10日（周四）上班。"}, [(8, "这一天本来就是工作日，不会调休上班")]),
        ({"端午节": "6月10日放假。"}, [(0, "法定节假日，通知里没有放假")]),
        ({"国庆节": "10月7日至1日放假。"},
         [(10, "起止日期的先后或者长短不对"), *[(0, "法定节假日，通知里没有放假")] * 3]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_by_its_line(changed, faults):
    assert found(notice(**changed)) == faults


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "没有文字"),
        (" \n\u3000", "没有文字"),
        (NOTICE * 60, "文字太长"),
        ("国" * 20_001, "文字太长"),
        (f"<p>{NOTICE}</p>", "网页代码"),
        (f"{NOTICE}<script>alert(1)</script>", "网页代码"),
        (NOTICE.encode("gb18030").decode("utf-8", "replace"), "认不出的字符"),
        (NOTICE.encode().decode("latin-1"), "认不出的字符"),
        (NOTICE + "\x00", "认不出的字符"),
        ("2027-01-01", "认不出的字符"),
        ("一、元旦：1月1日放假。", "没有找到“20××年部分节假日安排”"),
        ("关于0000年部分节假日安排的通知\n一、元旦：1月1日放假。", "没有找到“20××年"),
        ("关于9999年部分节假日安排的通知\n一、元旦：1月1日放假。", "没有找到“20××年"),
        ("关于2027年部分节假日安排的通知\n元旦1月1日放假。", "没有找到“一、元旦：……”"),
    ],
)
def test_what_is_no_notice_says_why(text, sentence):
    [fault] = checking.faults(notice_text.read(text))
    assert (fault.line, sentence in fault.sentence) == (0, True)


def test_the_changes_against_the_provisional_calendar():
    read, now = notice_text.read(notice(端午节="6月9日（周三）放假。")), default_calendar.calendar()
    then = default_calendar.build(default_calendar.notices() | {2027: read.days})
    found = checking.changes(read.days, now, then)
    assert [(f"{one.date:%m-%d}", one.off, one.name) for one in found] == [
        ("01-31", False, "春节"), ("02-09", True, "春节"), ("02-10", True, "春节"), ("02-11", True, "春节"),
        ("02-20", False, "春节"), ("05-03", True, "劳动节"), ("05-04", True, "劳动节"),
        ("05-05", True, "劳动节"), ("05-08", False, "劳动节"), ("09-26", False, "国庆节"),
        ("10-04", True, "国庆节"), ("10-05", True, "国庆节"), ("10-06", True, "国庆节"),
        ("10-07", True, "国庆节"), ("10-09", False, "国庆节"),
    ]  # fmt: skip
