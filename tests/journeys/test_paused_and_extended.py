"""A case that is paused and extended, in a browser: at the desk, and as its applicant sees it."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests import browser, make

DAY = dt.timedelta(days=1)
SEEN = [pytest.param({}, id="with script"), pytest.param({"java_script_enabled": False}, id="without")]


@pytest.fixture
def number(site) -> str:
    """A case that was accepted some days ago and waits for its review."""
    return make.case_now("accepted", ago=3 * DAY).number


def unfolded(page: Page, words: str) -> Page:
    page.locator("summary", has_text=words).click()
    return page


def paused(visit: browser.Visit, number: str, **options) -> Page:
    page = unfolded(visit(f"/desk/cases/{number}/", by="zhouming", **options), "启动特别程序")
    page.get_by_label("启动的理由").fill("二次供水的水质要送检。")
    page.get_by_label("预计结束日期").fill((timezone.localdate() + 14 * DAY).isoformat())
    page.get_by_role("button", name="启动并出特别程序告知书").click()
    expect(page.get_by_text("特别程序已启动")).to_be_visible()
    return page


@pytest.mark.parametrize("options", SEEN)
def test_paused_ended_and_extended(number, visit, options):
    page = paused(visit, number, **options)
    mine = visit(f"/cases/{number}/", by="lin", **options)
    expect(mine.get_by_text("计时暂停").first).to_be_visible()
    expect(mine.get_by_text("若今天恢复").first).to_be_visible()
    expect(mine.get_by_role("link", name="特别程序告知书").first).to_be_visible()
    unfolded(page, "结束：").get_by_label("结果").fill("水质合格，报告已存档。")
    page.get_by_role("button", name="记录结果，恢复计时").click()
    expect(page.get_by_text("已结束").first).to_be_visible()

    unfolded(page, "申请延期").get_by_label("延长多少").fill("5")
    page.get_by_label("延期的理由").fill("需要再次核对布局。")
    page.get_by_role("button", name="提交延期申请").click()
    expect(page.get_by_text("等待批准").first).to_be_visible()
    chief = visit(f"/desk/cases/{number}/", by="chenli", **options)
    chief.get_by_role("button", name="批准延期", exact=True).click()
    expect(chief.get_by_text("已批准").first).to_be_visible()
    mine.reload()
    expect(mine.get_by_text("，延期5个工作日").first).to_be_visible()
    expect(mine.get_by_role("link", name="延长办理期限告知书").first).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390])
def test_the_pages_are_accessible_and_never_too_wide(number, visit, width):
    paused(visit, number)
    for login, address in (
        ("zhouming", f"/desk/cases/{number}/"),
        ("zhouming", "/desk/?light=paused"),
        ("lin", f"/cases/{number}/"),
        ("lin", f"/cases/{number}/days/"),
    ):
        page = visit(address, by=login, viewport={"width": width, "height": 900}, bypass_csp=True)
        assert (address, browser.faults(page), browser.too_wide(page)) == (address, [], 0)
        page.context.close()
