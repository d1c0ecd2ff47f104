"""Told once, by what is wanted; read; tried until it is taken or the tries end."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from tongban.core import errors
from tongban.notices import actions, jobs, queries, rules
from tongban.notices.actions import Recipient
from tongban.notices.models import Attempt, Notice, Preference, Sending
from tongban.notices.states import Standing

AT = dt.datetime(2026, 9, 15, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
LIN = Recipient("person:1", {"sms": "13900000011"})
FACTS = {
    "item": "食品经营许可",
    "number": "YX2026000123",
    "tail": "0123",
    "agency": "市市场监管局",
    "whose": "您申请的",
    "day": "9月22日",
    "gaps": "平面图",
    "count": "1",
}
REMINDER = "cases.return_for_correction.half"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings):
    settings.NOTICE_SMS = settings.NOTICE_MAIL = "sink"
    return settings


def told(verb: str = "cases.accept", occasion: str = "line:1", by: Recipient = LIN, at: dt.datetime = AT):
    return actions.tell(
        verb, by, FACTS, subject="case:1", occasion=occasion, link="/cases/YX2026000123/", at=at
    )


def sendings() -> list[tuple[str, str, str]]:
    return list(Sending.objects.order_by("notice__created_at", "pk").values_list("medium", "state", "error"))


def test_tell_keeps_the_notice_and_queues_what_can_be_sent():
    notice = told()

    assert (notice.title, notice.link, notice.shown) == ("已受理：食品经营许可", "/cases/YX2026000123/", True)
    assert "将在9月22日前作出决定" in notice.body
    assert sendings() == [("sms", "queued", ""), ("mail", "suppressed", "没有登记地址")]
    sms = Sending.objects.get(medium="sms")
    assert (sms.address, sms.masked, sms.next_try_at) == ("13900000011", "139****0011", AT)
    words = "您申请的食品经营许可（办件尾号0123）已受理，市市场监管局将在9月22日前作出决定。"
    assert sms.text == f"【云溪市政务服务网】{words}"


def test_an_occasion_is_told_once():
    first = told()

    assert (told().pk, Notice.objects.count(), Sending.objects.count()) == (first.pk, 1, 2)
    told(occasion="line:2")
    told(by=Recipient("person:2"))
    assert Notice.objects.count() == 3


def test_what_is_not_set_up_is_not_used(media):
    media.NOTICE_SMS = media.NOTICE_MAIL = ""
    told()

    assert (sendings(), queries.unread("person:1").count()) == ([], 1)


def test_an_sms_waits_for_the_morning():
    told(at=AT.replace(hour=22))

    assert Sending.objects.get(medium="sms").next_try_at == AT.replace(day=16, hour=8)


def test_what_is_switched_off_is_not_sent_and_says_so():
    actions.prefer("person:1", off=["sms", "in_app", "nonsense"], mail="lin@example.com")
    told()
    told(REMINDER, "case:1:half")

    assert queries.preference("person:1").off == ["in_app", "sms"]
    assert sendings() == [("sms", "suppressed", "本人已关闭"), ("mail", "queued", "")] * 2
    assert [notice.verb for notice in queries.inbox("person:1")] == ["cases.accept"]


def test_switching_off_stops_what_waits():
    told()
    actions.prefer("person:1", off=["sms"])

    assert sendings()[0] == ("sms", "suppressed", "本人已关闭")
    assert Sending.objects.get(medium="sms").address is None


@pytest.mark.parametrize("mail", ["lin", "lin@", "a b@example.com", "lin@example.com\nBcc: x@example.com"])
def test_a_wrong_mail_address_changes_nothing(mail):
    with pytest.raises(errors.Invalid) as refused:
        actions.prefer("person:1", off=["sms"], mail=mail)

    assert [field for field, _ in refused.value.errors] == ["mail"]
    assert Preference.objects.count() == 0


def test_read_counts_the_first_time():
    notice = told()
    actions.read(notice, at=AT)
    actions.read(notice, at=AT + dt.timedelta(hours=1))

    assert Notice.objects.get().read_at == AT


def test_read_all_reads_ones_own():
    for number in range(3):
        told(occasion=f"line:{number}")
    told(by=Recipient("person:2"))

    assert actions.read_all("person:1", at=AT) == 3
    assert [queries.unread(f"person:{one}").count() for one in (1, 2)] == [0, 1]


def test_the_inbox_puts_the_unread_first_and_the_newest():
    made = [told(occasion=f"line:{hour}", at=AT + dt.timedelta(hours=hour)) for hour in range(4)]
    actions.read(made[3], at=AT)
    actions.read(made[0], at=AT + dt.timedelta(hours=9))

    assert [one.occasion for one in queries.inbox("person:1")] == ["line:2", "line:1", "line:3", "line:0"]


def test_what_is_claimed_is_nobody_elses_for_a_while():
    told()
    first = actions.claim(at=AT)

    assert (first.attempts, actions.claim(at=AT + rules.LEASE / 2)) == (1, None)
    assert actions.claim(at=AT + rules.LEASE).attempts == 2


def test_a_medium_that_is_silent_is_left_out():
    told()

    assert actions.claim(at=AT, without={"sms"}) is None


def test_what_was_taken_forgets_the_address():
    told()
    assert actions.attempt(actions.claim(at=AT), at=AT) is True

    sent = Sending.objects.get(medium="sms")
    assert (sent.state, sent.via, sent.sent_at, sent.address, sent.masked) == (
        "sent", "sink", AT, None, "139****0011",
    )  # fmt: skip
    assert list(Attempt.objects.values_list("via", "error")) == [("sink", "")]


def failing(times: int) -> Sending:
    at = AT
    for _ in range(times):
        sending = actions.claim(at=at)
        assert actions.attempt(sending, at=at) is False
        at = Sending.objects.get(pk=sending.pk).next_try_at
    return Sending.objects.get(pk=sending.pk)


def test_a_failure_is_tried_again_in_the_morning_when_it_is_late(media):
    media.NOTICE_SMS = "http://127.0.0.1:1/"
    told(at=AT.replace(hour=20, minute=58))
    sending = actions.claim(at=AT.replace(hour=20, minute=59, second=30))
    actions.attempt(sending, at=AT.replace(hour=20, minute=59, second=30))

    assert Sending.objects.get(pk=sending.pk).next_try_at == AT.replace(day=16, hour=8)


def test_tries_end_and_an_operator_may_begin_anew(media):
    media.NOTICE_SMS = "http://127.0.0.1:1/"
    told()
    ended = failing(len(rules.PAUSES)) and actions.claim(at=AT + dt.timedelta(days=2))
    actions.attempt(ended, at=AT + dt.timedelta(days=2))

    failed = Sending.objects.get(medium="sms")
    assert (failed.state, failed.attempts, failed.next_try_at) == (Standing.FAILED, 6, None)
    assert (failed.error, failed.tries.count()) == ("连接不上：ConnectError", 6)
    assert (actions.retry(at=AT, medium="mail"), actions.retry(at=AT)) == (0, 1)
    assert [one.pk for one in queries.due(AT)] == [failed.pk]


def test_a_medium_that_was_taken_away_is_a_failure_not_a_crash(media):
    told()
    media.NOTICE_SMS = ""

    assert failing(1).error == "没有接通"


def test_the_job_sends_what_is_due_and_leaves_the_silent_alone(media):
    actions.prefer("person:1", off=[], mail="lin@example.com")
    for number in range(3):
        told(occasion=f"line:{number}")
    media.NOTICE_SMS = "http://127.0.0.1:1/"
    jobs.send.func(0)

    assert Attempt.objects.filter(sending__medium="sms").count() == 1
    assert sorted(state for _, state, _ in sendings()) == ["queued"] * 3 + ["sent"] * 3


def test_a_bound_account_is_told_there_until_it_is_unbound(media):
    media.NOTICE_SMS, media.NOTICE_MAIL, media.NOTICE_WECHAT = "", "", "sink"
    actions.prefer("person:1", off=["wechat"])
    actions.bind_wechat("person:1", "oLin", at=AT)
    told()
    wanted = queries.preference("person:1")
    assert (wanted.wechat, wanted.wechat_at, wanted.off) == ("oLin", AT, [])
    assert sendings() == [("wechat", "queued", "")]
    actions.unbind_wechat("person:1")
    told(occasion="line:2")
    assert sendings() == [
        ("wechat", "suppressed", "本人已解除绑定"),
        ("wechat", "suppressed", "没有登记地址"),
    ]
    assert queries.preference("person:1").wechat_at is None
