"""示范文本 in a browser: turned by keys, buttons and swipes, without script, and read without sight."""

import pytest
from playwright.sync_api import expect

from tests import browser
from tests.catalogue.proposing import drafted
from tests.console.test_pages import address as of_proposal
from tests.portal import whole

MODES = [
    ("normal", "normal", 1440),
    ("normal", "normal", 390),
    ("elder", "normal", 390),
    ("normal", "high", 1440),
]


@pytest.fixture
def guide(site) -> str:
    """The guide of an item that says everything."""
    return f"/items/{whole.item().code}/"


@pytest.fixture
def attachments(site) -> str:
    """The files of a proposal."""
    return of_proposal(drafted(), "attachments/")


def test_pages_are_turned_by_key_button_and_swipe(guide, visit):
    page = visit(f"{guide}forms/floor_plan/", viewport={"width": 390, "height": 844})
    status = page.locator("[data-viewer] [role=status]")
    expect(status).to_have_text("第1页，共2页")
    page.keyboard.press("ArrowRight")
    expect(status).to_have_text("第2页，共2页")
    assert "page=2" in page.url
    page.keyboard.press("ArrowRight")
    expect(status).to_have_text("第2页，共2页")
    page.get_by_role("link", name="上一页").click()
    expect(status).to_have_text("第1页，共2页")
    page.locator(".tb-viewer-strip").evaluate(
        "strip => strip.scrollTo({left: strip.scrollWidth, behavior: 'instant'})"
    )
    expect(status).to_have_text("第2页，共2页")
    page.keyboard.press("+")
    expect(page.locator("[data-viewer]")).to_have_attribute("data-zoom", "2")
    expect(page.get_by_role("img", name="示范文本第2页")).to_be_in_viewport()


def test_the_same_without_script(guide, visit):
    page = visit(f"{guide}forms/floor_plan/", java_script_enabled=False)
    page.get_by_role("link", name="下一页").click()
    expect(page.get_by_role("status").first).to_have_text("第2页，共2页")
    assert page.get_by_role("img", name="示范文本第").count() == 1
    page.get_by_role("link", name="放大").click()
    assert page.url.endswith("?page=2&zoom=2")
    page.get_by_role("link", name="返回办事指南").click()
    page.get_by_role("link", name="看简明版").click()
    expect(page.get_by_role("heading", name="一看就懂")).to_be_visible()
    expect(page.get_by_label("本页的地址")).to_have_value(f"http://127.0.0.1:8000{guide}")


@pytest.mark.parametrize(("mode", "contrast", "width"), MODES)
def test_guide_pages_are_accessible_and_never_too_wide(guide, visit, mode, contrast, width):
    page = visit(cookies={"tb_mode": mode, "tb_contrast": contrast}, viewport={"width": width, "height": 900})
    said = browser.complaints(page)
    for tail in ("full/", "plain/", "forms/application/", "forms/floor_plan/?page=2", "notice/"):
        page.goto(f"{guide}{tail}")
        for each in page.locator("details").all():
            each.evaluate("one => { one.open = true; }")
        assert (tail, browser.faults(page), browser.too_wide(page)) == (tail, [], 0)
    page.goto("/lists/visits/")
    assert (browser.faults(page), browser.too_wide(page)) == ([], 0)
    assert said == []


def test_the_page_of_files_is_accessible(attachments, visit):
    page = visit(attachments, by="jianning")
    assert (browser.faults(page), browser.too_wide(page)) == ([], 0)
