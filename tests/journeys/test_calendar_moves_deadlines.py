"""A calendar import moves deadlines, in a browser: the keeper's check, the applicant's new day and why."""

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from tests import browser, make
from tests.clock.announced import NOTICE
from tongban.cases import jobs, notices
from tongban.cases.models import Case
from tongban.journal.models import Line

ACCEPTED = dt.datetime(2027, 1, 28, 10, tzinfo=make.AT.tzinfo)
SEEN = [pytest.param({}, id="with script"), pytest.param({"java_script_enabled": False}, id="without")]
WRONG = NOTICE.replace("1月1日（周五）", "1月1日（周四）")


@pytest.fixture
def number(site) -> str:
    """A case of the provisional year, due between its spring festival and the days that make up for it."""
    case = make.case("accepted", at=ACCEPTED)
    assert (case.due_on, case.provisional) == (dt.date(2027, 2, 11), True)
    return case.number


def follow(visited: Page) -> None:
    """What the worker does after the import."""

    def work() -> None:
        line = Line.objects.get(verb="clock.import_notice")
        jobs.recompute(line.chain, line.pk)
        moved = Line.objects.get(verb="cases.recompute")
        case = Case.objects.select_related(*notices.PARTIES).get()
        notices.tell(case, moved)

    browser.apart(work)
    visited.reload()


@pytest.mark.parametrize("options", SEEN)
def test_an_import_moves_a_deadline_and_says_why(number, visit, options):
    mine = visit(f"/cases/{number}/", by="lin", **options)
    expect(mine.get_by_text("2月11日").first).to_be_visible()

    keeper = visit("/console/calendar/?year=2027", by="duanqing", **options)
    expect(keeper.get_by_text("这一年的放假安排还没有录入")).to_be_visible()
    keeper.get_by_role("link", name="录入放假安排").click()
    keeper.get_by_label("通知全文").fill(WRONG)
    keeper.get_by_role("button", name="核对").click()
    expect(keeper.get_by_text("这一天是周五，文中写的是周四")).to_be_visible()
    expect(keeper.get_by_role("button", name="导入2027年放假安排")).to_have_count(0)
    keeper.get_by_label("通知全文").fill(NOTICE)
    keeper.get_by_role("button", name="核对").click()
    expect(keeper.get_by_text("会挪动1件没有办结的办件的期限")).to_be_visible()
    keeper.get_by_role("button", name="导入2027年放假安排").click()
    expect(keeper.get_by_text("2027年放假安排已导入")).to_be_visible()

    follow(mine)
    expect(mine.get_by_text("2月15日").first).to_be_visible()
    expect(mine.get_by_text("工作日历有变动（2027年放假安排），原来是2月11日。").first).to_be_visible()
    mine.goto("/mine/messages/")
    expect(mine.get_by_text("期限改到2月15日").first).to_be_visible()
    mine.goto(f"/cases/{number}/days/")
    expect(mine.get_by_text("调休上班").first).to_be_attached()
    expect(mine.get_by_text("春节").first).to_be_attached()


@pytest.mark.parametrize("width", [1440, 390])
def test_the_pages_are_accessible_and_never_too_wide(number, visit, width):
    size = {"viewport": {"width": width, "height": 900}, "bypass_csp": True}
    page = visit("/console/calendar/?year=2027", by="duanqing", **size)
    assert (browser.faults(page), browser.too_wide(page)) == ([], 0)
    page.goto("/console/calendar/notice/")
    for text in (WRONG, NOTICE):
        page.get_by_label("通知全文").fill(text)
        page.get_by_role("button", name="核对").click()
        assert (browser.faults(page), browser.too_wide(page)) == ([], 0)
    page.goto("/console/calendar/override/")
    assert (browser.faults(page), browser.too_wide(page)) == ([], 0)
