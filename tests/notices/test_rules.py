"""Quiet hours, pauses between tries, and what an SMS may say."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from tongban.notices import rules, wording

SENDER = "云溪市政务服务网"
LOCAL = ZoneInfo("Asia/Shanghai")


def at(words: str) -> dt.datetime:
    return dt.datetime.fromisoformat(words).replace(tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("medium", "now", "urgent", "then"),
    [
        ("sms", "2026-09-15 20:59:59", False, "2026-09-15 20:59:59"),
        ("sms", "2026-09-15 21:00", False, "2026-09-16 08:00"),
        ("sms", "2026-09-15 23:59", False, "2026-09-16 08:00"),
        ("sms", "2026-09-16 00:00", False, "2026-09-16 08:00"),
        ("sms", "2026-09-16 07:59:59", False, "2026-09-16 08:00"),
        ("sms", "2026-09-16 08:00", False, "2026-09-16 08:00"),
        ("sms", "2026-12-31 22:00", False, "2027-01-01 08:00"),
        ("sms", "2026-09-15 23:00", True, "2026-09-15 23:00"),
        ("mail", "2026-09-15 23:00", False, "2026-09-15 23:00"),
        ("wechat", "2026-09-15 03:00", False, "2026-09-15 03:00"),
    ],
)
def test_quiet_hours(medium, now, urgent, then):
    assert rules.not_before(medium, at(now), urgent=urgent) == at(then)


def test_tries_grow_rarer_and_end():
    begun = at("2026-09-15 10:00")
    pauses = [rules.next_try(failures, begun) for failures in range(1, 7)]

    assert pauses[-1] is None
    spans = [(then - begun).total_seconds() / 60 for then in pauses[:-1]]
    assert spans == [1, 5, 30, 120, 480]


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({}, ""),
        ({"switched_off": True}, "本人已关闭"),
        ({"address": ""}, "没有登记地址"),
        ({"text": "编号123456"}, "内容含有连续数字，不能用短信发送"),
        ({"text": "尾号12345"}, ""),
        ({"text": "编号123456", "medium": "mail"}, ""),
    ],
)
def test_what_is_not_sent_says_why(facts, why):
    usual = {"switched_off": False, "address": "13900000011", "text": "已受理", "medium": "sms"}
    assert rules.suppressed(**(usual | facts)) == why


@pytest.mark.parametrize(
    ("off", "statutory", "stands"),
    [(False, False, True), (True, False, False), (False, True, True), (True, True, True)],
)
def test_what_the_law_lets_be_told_is_always_shown(off, statutory, stands):
    assert rules.shown(switched_off=off, statutory=statutory) is stands


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("您申请的{item}（尾号{tail}）已受理，{agency}将在{day}前办结。", []),
        ("{name}，您申请的{item}已受理", ["短信不能写“name”"]),
        ("{item}{number}，电话{phone}", ["短信不能写“number”", "短信不能写“phone”"]),
        ("{item.person.name}", ["短信不能写“item.person.name”"]),
        ("{}", ["短信不能写“”"]),
        ("请拨打13900000011", ["短信不能有连续6位以上的数字"]),
        ("请拨打12345", []),
        ("字" * 124, []),
        ("字" * 125, ["短信最长134字，写满时有135字"]),
        ("字" * 105 + "{item}", ["短信最长134字，写满时有135字"]),
    ],
)
def test_an_sms_names_nobody_and_fits(template, found):
    assert rules.sms_faults(template, SENDER) == found


def test_an_sms_takes_only_what_it_may_each_in_its_place():
    facts = {"item": "很长的事项名称" * 9, "tail": "00AB", "day": "9月22日", "agency": "局", "name": "林小安"}
    assert rules.sms("{item}{tail}{day}{agency}", facts, SENDER) == (
        "【云溪市政务服务网】" + ("很长的事项名称" * 9)[:19] + "…00AB9月22日局"
    )


def test_templates_that_could_name_somebody_do_not_load():
    with pytest.raises(wording.Unfit, match="：短信不能写“name”"):
        wording.load('cases.accept: {title: 甲, body: 乙, sms: "{name}您好"}', SENDER)


@pytest.mark.parametrize(
    ("medium", "address", "kept"),
    [
        ("sms", "13900000011", "139****0011"),
        ("mail", "lin@example.com", "l***@example.com"),
        ("wechat", "oAbcdefghijkl", "oAb****ijkl"),
        ("sms", "110", "****"),
    ],
)
def test_the_log_keeps_masked_addresses(medium, address, kept):
    assert rules.masked(medium, address) == kept
