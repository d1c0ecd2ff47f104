"""From the window to the decision in a browser: keys at the counter, keys at the desk, no script at all."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import browser, make
from tests.town.people import CITIZENS


@pytest.fixture
def scan(tmp_path) -> Path:
    """What the scanner gives."""
    made = tmp_path / "scan.png"
    made.write_bytes(make.picture())
    return made


@pytest.fixture
def numbers(site) -> dict[str, str]:
    """One application that waits at the window, and one at the desk."""
    waiting, accepted = make.case_now(**make.BOOKSHOP), make.case_now("accepted")
    return {"waiting": waiting.number, "accepted": accepted.number}


def fill_in(page: Page) -> None:
    """What the clerk asks the applicant: every field that is still empty."""
    for group in page.locator("fieldset.tb-q:visible").all():
        if not group.locator("input:checked").count():
            group.locator("label.tb-choice").first.click()
    for control in page.locator("input.form-control[id^=f-]:visible:not([readonly])").all():
        if not control.input_value():
            number = control.get_attribute("inputmode") in ("decimal", "numeric")
            control.fill("12" if number else "云溪市文华路19号")


def taken_in(page: Page, scan: Path) -> str:
    """From the first question to the accepted case; returns its number."""
    page.get_by_label("身份证号、手机号、统一社会信用代码，或者办件编号、文号").fill(CITIZENS["xu"].phone)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="云溪市橘里书店有限公司").click()
    page.get_by_label("事项").fill("开书店")
    page.keyboard.press("Enter")
    page.locator("form.tb-check", has_text="出版物零售经营许可").get_by_role("button").click()
    page.locator("[name^=q-]").first.check(force=True)
    page.get_by_role("button", name="按情形更新清单").click()
    for name in [each.get_attribute("id") for each in page.locator("input[type=file]").all()]:
        if page.evaluate("matchMedia('(scripting: enabled)').matches"):
            with page.expect_navigation():
                page.locator(f"#{name}").set_input_files(scan)
        else:
            page.locator(f"#{name}").set_input_files(scan)
    fill_in(page)
    if page.get_by_role("button", name="受理并出受理通知书").is_disabled():
        page.get_by_role("button", name="保存").last.click()
    return finished(page)


def finished(page: Page) -> str:
    """F5 at the window; the number of the case that came of it."""
    page.locator("button[data-key=F5]").press("Enter")
    expect(page.get_by_role("link", name="打印受理通知书")).to_be_visible()
    return re.search(r"/counter/cases/([^/]+)/", page.url)[1]


def decided(visit: browser.Visit, number: str, **options) -> Page:
    """Reviewed and granted at the desk."""
    review = visit("/desk/", by="shuwen", **options)
    review.locator(f"tr:has-text('{number}') a").click()
    review.get_by_label("意见", exact=True).fill("材料齐全，符合法定形式")
    review.get_by_role("button", name="同意，转决定").click()
    expect(review.get_by_text("意见已保存")).to_be_visible()
    page = visit(f"/desk/cases/{number}/", by="wenyuan", **options)
    page.get_by_role("button", name="准予").first.click()
    expect(page.get_by_text("已作出准予决定")).to_be_visible()
    return page


def test_from_the_window_to_the_certificate(visit, scan):
    number = taken_in(visit("/counter/", by="shenqing"), scan)
    page = decided(visit, number)
    expect(page.get_by_role("link", name="出版物经营许可证")).to_be_visible()
    window = visit(f"/counter/cases/{number}/", by="shenqing")
    window.get_by_label("收件人", exact=True).fill("许红")
    window.get_by_label("与受送达人的关系").fill("法定代表人")
    window.get_by_label("已经核对收件人的身份证件").check(force=True)
    window.keyboard.press("F5")
    expect(window.get_by_text("已送达，办件办结")).to_be_visible()


def test_the_same_without_script(visit, scan):
    off = {"java_script_enabled": False}
    page = visit("/counter/", by="shenqing", **off)
    decided(visit, taken_in(page, scan), **off)


def test_the_desk_by_keys_alone(numbers, visit):
    page = visit("/desk/", by="zhouming")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(numbers["accepted"]))
    page.get_by_role("button", name="材料齐全，符合法定形式").click()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("意见已保存")).to_be_visible()
    expect(page.get_by_text("不在您的岗位办理")).to_be_visible()


def test_the_counter_asks_for_corrections_by_keys(numbers, visit):
    page = visit(f"/counter/cases/{numbers['waiting']}/", by="shenqing")
    page.keyboard.press("F6")
    page.get_by_label("申请表填写内容", exact=True).check()
    page.get_by_label("申请表填写内容要补正什么").fill("经营面积没有填写")
    page.get_by_role("button", name="出补正告知书").click()
    expect(page.get_by_text("补正告知书已制发")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390])
def test_the_pages_are_accessible_and_never_too_wide(numbers, visit, width):
    pages = [
        ("zhouming", "/desk/"),
        ("zhouming", "/desk/done/"),
        ("zhouming", "/desk/delegations/"),
        ("zhouming", f"/desk/cases/{numbers['accepted']}/"),
        ("shenqing", "/counter/"),
        ("shenqing", "/counter/cases/"),
        ("shenqing", f"/counter/cases/{numbers['waiting']}/"),
    ]
    for login, address in pages:
        page = visit(address, by=login, viewport={"width": width, "height": 900}, bypass_csp=True)
        assert (address, browser.faults(page), browser.too_wide(page)) == (address, [], 0)
        page.context.close()
