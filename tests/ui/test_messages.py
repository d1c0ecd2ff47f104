"""工作消息 of officers, and what a demo would have sent."""

import pytest
from django.test import Client
from django.utils import timezone

from tests import make, pages
from tongban.notices import actions, jobs, queries
from tongban.notices.actions import Recipient

pytestmark = pytest.mark.usefixtures("town")
PAGES = ("/messages/", "/messages/settings/")


@pytest.fixture
def yan():
    return make.client("yanzheng")


def told(occasion: str = "1"):
    return actions.tell(
        "catalogue.hand_in",
        Recipient(f"officer:{make.account('yanzheng').officer_id}", {"mail": "yan@example.com"}),
        {"name": "食品经营许可", "who": "", "opinion": ""},
        subject="proposal:1",
        occasion=occasion,
        link="/console/waiting/",
        at=timezone.now(),
    )


@pytest.mark.parametrize("address", PAGES)
def test_pages_are_for_staff(yan, address):
    assert yan.get(address).status_code == 200
    assert Client().get(address).status_code == 302
    assert make.client("lin").get(address).status_code == 403


@pytest.mark.parametrize("address", ["/desk/", "/counter/", "/console/waiting/", "/messages/"])
def test_the_count_stands_at_every_place_of_work(address):
    told()
    boss = make.client("yanzheng")

    assert "消息 1 退出" in pages.words(boss.get(address))


def test_a_message_leads_to_its_matter(yan):
    notice = told()

    assert "待部门审核：食品经营许可" in pages.words(yan.get("/messages/"))
    answer = yan.post(f"/messages/{notice.pk}/reading/", {"open": "1"})
    assert answer["Location"] == "/console/waiting/"
    assert make.client("shenqing").post(f"/messages/{notice.pk}/reading/").status_code == 404
    told("2")
    assert yan.post("/messages/reading/")["Location"] == "/messages/"
    assert queries.unread(notice.recipient).count() == 0


def test_officers_choose_too(yan, settings):
    settings.NOTICE_SMS = settings.NOTICE_MAIL = "sink"

    assert "没有登记手机号" in pages.words(yan.get("/messages/settings/"))
    sent = {"on": ["in_app", "mail"], "mail": "yan@example.com"}
    assert yan.post("/messages/settings/", sent)["Location"] == "/messages/settings/"
    assert queries.preference(f"officer:{make.account('yanzheng').officer_id}").off == ["sms"]


def test_the_outbox_shows_what_would_be_sent(yan, settings, django_assert_num_queries):
    settings.DEMO, settings.NOTICE_MAIL = True, "sink"
    told()
    jobs.send.func(0)
    page = pages.words(yan.get("/outbox/"))

    assert "只留存，没有发出 电子邮件 y***@example.com 待部门审核：食品经营许可" in page
    with django_assert_num_queries(5):
        yan.get("/outbox/")
    told("2"), told("3")
    with django_assert_num_queries(5):
        yan.get("/outbox/")


def test_the_outbox_is_for_demos_and_for_staff(yan, settings):
    settings.DEMO = False
    assert yan.get("/outbox/").status_code == 404
    settings.DEMO = True
    assert make.client("lin").get("/outbox/").status_code == 403
