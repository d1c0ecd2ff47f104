"""The file of one notice is read strictly, and what is wrong is named by its place."""

import json

import pytest

from tests.clock.facts import day
from tongban.clock import engine, notice_file

NOTICE = {
    "year": 2027,
    "papers": ["https://example.org/notice"],
    "days": [
        {"name": "元旦", "date": "2026-12-31", "isOffDay": True},
        {"name": " 春节 ", "date": "2027-02-20", "isOffDay": False},
    ],
}


def changed(**change) -> dict:
    return NOTICE | {"days": [NOTICE["days"][0], NOTICE["days"][1] | change]}


def test_a_notice_is_read():
    assert notice_file.parse(b"\xef\xbb\xbf" + json.dumps(NOTICE).encode()) == notice_file.NoticeFile(
        2027,
        "https://example.org/notice",
        (
            engine.NoticeDay(day("2026-12-31"), "元旦", True),
            engine.NoticeDay(day("2027-02-20"), "春节", False),
        ),
    )


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ([], "文件"),
        (NOTICE | {"year": "2027"}, "year"),
        (NOTICE | {"year": True}, "year"),
        (NOTICE | {"year": 27}, "year"),
        ({"days": NOTICE["days"]}, "year"),
        (NOTICE | {"papers": "https://example.org"}, "papers"),
        (NOTICE | {"papers": [1]}, "papers"),
        ({"year": 2027}, "days"),
        (NOTICE | {"days": []}, "days"),
        (NOTICE | {"days": {}}, "days"),
        (NOTICE | {"days": ["2027-01-01"]}, "days[0]"),
        (changed(name=""), "days[1].name"),
        (changed(name="  "), "days[1].name"),
        (changed(name="节" * 61), "days[1].name"),
        (changed(name=None), "days[1].name"),
        (changed(isOffDay="true"), "days[1].isOffDay"),
        (changed(isOffDay=1), "days[1].isOffDay"),
        (changed(date="2027-02-29"), "days[1].date"),
        (changed(date="20270220"), "days[1].date"),
        (changed(date=None), "days[1].date"),
        (changed(date="2028-01-01"), "days[1].date"),
        (changed(date="2026-11-30"), "days[1].date"),
        (changed(date="2026-12-31"), "days[1].date"),  # twice
    ],
)
def test_what_is_wrong_is_named_by_its_place(given, place):
    with pytest.raises(notice_file.BadNotice) as caught:
        notice_file.parse(json.dumps(given).encode())
    assert caught.value.field == place
    assert caught.value.sentence.startswith(f"{place}：")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "不是JSON（第1行第1列）"),
        (b'{"year": 2027,\n}', "不是JSON（第2行第1列）"),
        (b'{"year": \xff}', "第10个字节不是UTF-8文字"),
        (b"[" * 100_000, "不是可以读取的JSON"),
        (b"1" * 5000, "不是可以读取的JSON"),
    ],
)
def test_a_file_that_is_no_json(content, reason):
    with pytest.raises(notice_file.BadNotice, match=reason):
        notice_file.parse(content)
