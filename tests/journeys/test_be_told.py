"""An applicant is told, reads and chooses; an officer too; the demo shows what would have been sent."""

import re

import pytest

from tests import browser, make
from tongban.cases import reactions
from tongban.journal import queries as journal
from tongban.notices import actions, jobs
from tongban.notices.actions import Recipient

SIZES = [(1440, 900), (390, 844)]
PAGES = {
    "lin": ("/mine/messages/", "/mine/messages/settings/"),
    "yanzheng": ("/messages/", "/messages/settings/", "/outbox/"),
}


@pytest.fixture
def heard(site, settings):
    """Word of a case that waits for its correction, and of a proposal that waits for its check."""
    settings.DEMO, settings.NOTICE_SMS, settings.NOTICE_MAIL = True, "sink", "sink"
    case = make.case_now("correcting")
    told = {"cases.submit": reactions.receipt, "cases.return_for_correction": reactions.tell}
    for line in journal.timeline(case.chain).filter(verb__in=told):
        told[line.verb](case.chain, line.pk)
    officer = f"officer:{make.account('yanzheng').officer_id}"
    facts = {"name": "食品经营许可（首次）"}
    link, at = "/console/waiting/", case.received_at
    actions.tell("catalogue.hand_in", Recipient(officer), facts, subject="p", occasion="1", link=link, at=at)
    jobs.send.func(0)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_messages_are_read_on_any_screen(heard, visit, width, height):
    for login, addresses in PAGES.items():
        page = visit(by=login, viewport={"width": width, "height": height}, bypass_csp=True)
        for address in addresses:
            page.goto(address)
            assert (address, browser.too_wide(page), browser.faults(page)) == (address, 0, [])


def test_a_message_is_opened_without_scripts(heard, visit):
    page = visit("/mine/messages/", by="lin", java_script_enabled=False)
    page.get_by_role("button", name=re.compile("打开查看.*请在")).click()

    assert page.url.split("/")[3] == "cases"
    page.goto("/mine/messages/?show=unread")
    assert page.locator(".tb-inbox li").count() == 1
