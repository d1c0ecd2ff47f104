"""tongban notices: what waits, trying again, trying out."""

import datetime as dt

import pytest

from tongban.notices import actions, commands
from tongban.notices.actions import Recipient
from tongban.notices.models import Sending

AT = dt.datetime(2026, 9, 15, 2, tzinfo=dt.UTC)


@pytest.fixture
def failed(db, settings):
    settings.NOTICE_SMS, settings.NOTICE_MAIL = "sink", ""
    facts = dict.fromkeys(("item", "number", "tail", "agency", "whose", "day"), "某")
    who = Recipient("person:1", {"sms": "13900000011"})
    actions.tell("cases.accept", who, facts, subject="case:1", occasion="line:1", link="/", at=AT)
    Sending.objects.update(state="failed", next_try_at=None, attempts=6, error="对方出错，状态码500")


def test_pending_names_media_and_failures(failed, capsys):
    assert commands.run(["pending"]) == 0

    assert capsys.readouterr().out.splitlines() == [
        "短信：已接通，待发送0、已发送0、发送失败1、没有发送0",
        "电子邮件：没有接通，待发送0、已发送0、发送失败0、没有发送0",
        "微信：没有接通，待发送0、已发送0、发送失败0、没有发送0",
        "  短信 139****0011 已受理：某：试了6次，对方出错，状态码500",
    ]


def test_retry_queues_again_what_failed(failed, capsys):
    assert commands.run(["retry", "sms"]) == 0
    assert commands.run(["retry"]) == 0

    assert [line[:8] for line in capsys.readouterr().out.splitlines()] == [
        "已重新排队1条，",
        "已重新排队0条，",
    ]
    assert Sending.objects.get().state == "queued"


@pytest.mark.parametrize(
    ("setting", "status", "said"),
    [
        ("sink", 0, "只留存，没有真的发出。\n"),
        ("", 1, "没有发出：没有接通\n"),
        ("http://127.0.0.1:1/", 1, "没有发出：连接不上：ConnectError\n"),
    ],
)
def test_test_says_who_took_it(settings, capsys, setting, status, said):
    settings.NOTICE_SMS = setting

    assert commands.run(["test", "sms", "13900000011"]) == status
    assert capsys.readouterr().out == said


@pytest.mark.parametrize(
    ("words", "status"),
    [([], 2), (["--help"], 0), (["retry", "fax"], 2), (["test", "sms"], 2), (["test", "fax", "1"], 2)],
)
def test_wrong_words_are_explained(words, status, capsys):
    assert commands.run(words) == status
    said = capsys.readouterr()
    assert (said.out or said.err) == commands.__doc__
