"""消息: whose they are, how they are read, what they cost; and how one wants to be told."""

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import make, pages
from tongban.notices import actions, queries
from tongban.notices.actions import Recipient
from tongban.notices.models import Notice

pytestmark = pytest.mark.usefixtures("town")
PAGES = ("/mine/messages/", "/mine/messages/settings/")
FACTS = dict.fromkeys(("number", "tail", "agency", "whose", "day"), "某")


@pytest.fixture
def lin():
    return make.client("lin")


def key(login: str) -> str:
    return f"person:{make.account(login).person_id}"


def told(login: str = "lin", item: str = "食品经营许可", occasion: str = "", link: str = "/mine/") -> Notice:
    return actions.tell(
        "cases.accept",
        Recipient(key(login), {"sms": "13900000011"}),
        FACTS | {"item": item},
        subject="case:1",
        occasion=occasion or str(uuid.uuid4()),
        link=link,
        at=timezone.now(),
    )


@pytest.mark.parametrize("address", PAGES)
def test_pages_are_for_persons(lin, address):
    assert lin.get(address).status_code == 200
    assert Client().get(address)["Location"] == f"/sign-in/?next={address}"
    assert make.client("shenqing").get(address).status_code == 403


def test_without_messages_it_says_so(lin):
    assert "还没有消息" in pages.words(lin.get("/mine/messages/"))
    assert "没有未读的消息" in pages.words(lin.get("/mine/messages/?show=unread"))


def test_one_reads_ones_own_alone(lin):
    own, foreign = told(), told("zhang")
    page = pages.words(lin.get("/mine/messages/"))

    assert page.count("已受理：食品经营许可") == 1 + 2  # the heading, and the names of its two buttons
    assert lin.post(f"/mine/messages/{foreign.pk}/reading/").status_code == 404
    assert lin.get(f"/mine/messages/{own.pk}/reading/").status_code == 404
    assert queries.unread(key("zhang")).count() == 1


@pytest.mark.parametrize(("sent", "led"), [({"open": "1"}, "/mine/cases/"), ({}, "/mine/messages/")])
def test_opening_reads_and_leads_on(lin, sent, led):
    notice = told(link="/mine/cases/")

    assert lin.post(f"/mine/messages/{notice.pk}/reading/", sent)["Location"] == led
    assert queries.unread(key("lin")).count() == 0


def test_all_are_read_at_once(lin):
    told(), told(), told("zhang")

    page = lin.post("/mine/messages/reading/", follow=True)
    assert "2条消息已标为已读。" in pages.words(page)
    assert [queries.unread(key(login)).count() for login in ("lin", "zhang")] == [0, 1]
    assert lin.get("/mine/messages/reading/").status_code == 404


def test_the_unread_come_first_and_may_be_filtered(lin):
    first, second = told(item="甲"), told(item="乙")
    actions.read(second, at=timezone.now())

    page = pages.words(lin.get("/mine/messages/"))
    assert page.index("已受理：甲") < page.index("已受理：乙")
    page = pages.words(lin.get("/mine/messages/?show=unread"))
    assert ("已受理：甲" in page, "已受理：乙" in page) == (True, False)
    assert first.read_at is None


def test_messages_come_in_pages(lin):
    for _ in range(21):
        told()

    shown = [lin.get(f"/mine/messages/?page={page}").content.count(b"<time") for page in (1, 2, "x", 99)]
    assert shown == [20, 1, 20, 1]


def test_the_count_stands_on_every_page_and_costs_no_query(lin, django_assert_num_queries):
    lin.get("/mine/")
    with CaptureQueriesContext(connection) as none:
        assert "未读" not in pages.words(lin.get("/mine/"))
    for _ in range(3):
        told()
    with django_assert_num_queries(len(none)):
        assert "消息 未读 3" in pages.words(lin.get("/mine/"))


def test_three_messages_cost_what_one_does(lin, django_assert_num_queries):
    told()
    lin.get("/mine/messages/")
    with CaptureQueriesContext(connection) as one:
        lin.get("/mine/messages/")
    told(), told()
    with django_assert_num_queries(len(one)):
        lin.get("/mine/messages/")


def test_settings_are_kept(lin, settings):
    settings.NOTICE_SMS = settings.NOTICE_MAIL = "sink"
    page = pages.words(lin.get("/mine/messages/settings/"))
    assert "短信 发到139****0011" in page
    assert "微信：本站还没有接通" in page

    answer = lin.post("/mine/messages/settings/", {"on": ["mail"], "mail": "lin@example.com"}, follow=True)
    assert "接收设置已保存" in pages.words(answer)
    kept = queries.preference(key("lin"))
    assert (kept.off, kept.mail) == (["in_app", "sms"], "lin@example.com")
    assert lin.get("/mine/messages/settings/").content.count(b" checked") == 1


def test_a_wrong_address_is_named_and_nothing_is_kept(lin, settings):
    settings.NOTICE_SMS, settings.NOTICE_MAIL = "sink", "sink"
    answer = lin.post("/mine/messages/settings/", {"on": ["mail"], "mail": "lin@"})

    assert "请填完整的邮箱地址" in pages.words(answer)
    assert 'value="lin@"' in answer.content.decode()
    assert queries.preference(key("lin")).off == []


def test_what_is_not_set_up_keeps_what_was_chosen(lin, settings):
    settings.NOTICE_SMS, settings.NOTICE_MAIL = "", ""
    actions.prefer(key("lin"), off=["sms"], mail="lin@example.com")
    lin.post("/mine/messages/settings/", {"on": ["in_app"]})

    kept = queries.preference(key("lin"))
    assert (kept.off, kept.mail) == (["sms"], "lin@example.com")
