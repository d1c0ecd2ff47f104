"""A case that is heard, in a browser: the right told, asked for at the portal, arranged, its minutes kept."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests import browser, make
from tests.cases import hearing
from tongban.cases import actions, hearings
from tongban.cases.models import Case

WIDE = dt.timedelta(days=60)


@pytest.fixture
def number(site) -> str:
    return make.case_now("accepted", situation=hearing.SITUATION, stage="rights", **hearing.ITEM).number


@pytest.fixture
def arranged(site) -> str:
    """A case whose hearing was told and arranged weeks ago, and has come."""
    case = make.case_now("accepted", situation=hearing.SITUATION, stage="rights", ago=WIDE, **hearing.ITEM)
    at = timezone.now() - WIDE
    made = hearing.asked(case, at=at)
    first, _last = hearings.span(made, timezone.localdate(at))
    hearing.scheduled(made, first, at=at)
    return case.number


def unfolded(page: Page, words: str) -> Page:
    page.locator("summary", has_text=words).click()
    return page


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}])
def test_from_the_right_to_the_notice(number, visit, options):
    page = unfolded(visit(f"/desk/cases/{number}/?stage=rights", by="wangyang", **options), "告知听证权利")
    page.get_by_label("涉及什么重大利益").fill(hearing.MATTER)
    page.get_by_label("利害关系人").fill("张大有，下河村3号")
    page.get_by_role("button", name="告知并出听证告知书").click()
    expect(page.get_by_text("听证告知书已制发")).to_be_visible()

    mine = visit(f"/cases/{number}/", by="xu", **options)
    mine.get_by_label("要求听证的理由").fill("涉及重大投资。")
    mine.get_by_role("button", name="要求听证").click()
    expect(mine.get_by_text("听证要求已提交")).to_be_visible()
    expect(mine.get_by_text("正在安排")).to_be_visible()

    chief = visit("/desk/approvals/", by="chiqing", **options)
    chief.get_by_role("link", name="安排听证").click()
    chief.get_by_label("日期", exact=True).fill(browser.apart(lambda: _first_day(number)))
    chief.get_by_label("地点").fill(hearing.PLACE)
    chief.get_by_label("主持人").select_option(label="池清")
    chief.get_by_role("button", name="通知当事人").click()
    expect(chief.get_by_text("听证已安排")).to_be_visible()
    mine.reload()
    expect(mine.get_by_text(hearing.PLACE).first).to_be_visible()
    expect(mine.get_by_role("link", name="听证通知书").first).to_be_visible()


def test_minutes_let_the_clock_go_on(arranged, visit):
    page = visit(f"/desk/cases/{arranged}/?stage=rights", by="wangyang")
    page.locator("#f-minutes").fill("主持人宣布听证开始。\n双方质证。")
    page.get_by_label("谁签字确认").fill("许晓红、池清")
    page.get_by_label("听证的结果").fill("双方没有异议。")
    page.get_by_role("button", name="保存笔录，恢复计时").click()
    expect(page.get_by_text("听证笔录已保存")).to_be_visible()
    expect(page.get_by_role("link", name="听证笔录").first).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390])
def test_the_pages_are_accessible_and_never_too_wide(number, arranged, visit, width):
    browser.apart(lambda: _told(number))
    for login, address in (
        ("wangyang", f"/desk/cases/{number}/?stage=rights"),
        ("wangyang", f"/desk/cases/{arranged}/?stage=rights"),
        ("chiqing", "/desk/approvals/"),
        ("xu", f"/cases/{number}/"),
        ("xu", f"/cases/{arranged}/"),
        ("chengjian", f"/board/cases/{arranged}/"),
    ):
        page = visit(address, by=login, viewport={"width": width, "height": 900}, bypass_csp=True)
        assert (address, browser.faults(page), browser.too_wide(page)) == (address, [], 0)
        page.context.close()


def _first_day(number: str) -> str:
    made = hearings.running(Case.objects.get(number=number))
    return hearings.span(made, timezone.localdate())[0].isoformat()


def _told(number: str) -> None:
    case, at = Case.objects.get(number=number), timezone.now()
    officer = make.able(case, "review2", "review", at)
    words = {"matter": hearing.MATTER, "interested": [(hearing.NEIGHBOUR, "下河村3号")], "stage": "rights"}
    actions.tell_hearing_right(case, by=officer, at=at, **words)
    asker = make.able(case, "review", "review", at)
    actions.ask_extension(case, days=5, reason="影响范围需要核实", stage="report", by=asker, at=at)
