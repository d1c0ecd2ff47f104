"""The gallery in a real browser: accessibility, no sideways scroll, keys, and pages without script."""

import pytest

from tests import browser

MODES = [("normal", "normal"), ("elder", "normal"), ("normal", "high")]
OFFICER = "zhouming"
PAGES = ["/ui/", "/ui/paper/", "/ui/staff/"]


@pytest.mark.parametrize(("mode", "contrast"), MODES)
def test_the_gallery_is_accessible_and_never_too_wide(visit, mode, contrast):
    page = visit(by=OFFICER, cookies={"tb_mode": mode, "tb_contrast": contrast}, bypass_csp=True)
    for address in PAGES:
        page.goto(address)
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 900})
            assert (address, width, browser.faults(page), browser.too_wide(page)) == (address, width, [], 0)
        page.set_viewport_size({"width": 320, "height": 256})  # as 1280 at 400 %
        assert (address, browser.too_wide(page)) == (address, 0)


def test_pages_keep_the_content_policy_and_load_everything(visit):
    page = visit(by=OFFICER)
    said = browser.complaints(page)
    for address in PAGES:
        page.goto(address, wait_until="networkidle")
    assert said == []
    assert page.evaluate("htmx.config.allowEval") is False


def test_keys_walk_the_worklist_and_leave_writing_alone(visit):
    page = visit(by=OFFICER)
    page.goto("/ui/staff/", wait_until="networkidle")
    rows = page.locator("[data-worklist] tbody tr")
    for key in "jjk":
        page.keyboard.press(key)
    assert rows.nth(3).get_attribute("class") == "is-selected"
    page.keyboard.press("/")
    page.keyboard.type("jk/")
    assert page.input_value("#find") == "jk/"
    assert rows.nth(3).get_attribute("class") == "is-selected"


def test_phrases_are_written_into_the_opinion(visit):
    page = visit(by=OFFICER)
    page.goto("/ui/staff/", wait_until="networkidle")
    page.get_by_role("button", name="检测合格").click()
    page.get_by_role("button", name="现场核查符合要求").click()
    assert page.input_value("#opinion") == "检测合格；现场核查符合要求"


def test_the_summary_of_errors_has_the_focus_and_leads_to_the_field(visit):
    page = visit(by=OFFICER)
    page.goto("/ui/", wait_until="networkidle")
    assert page.evaluate("document.activeElement.className") == "tb-errors"
    page.locator(".tb-errors a").first.click()
    assert page.evaluate("document.activeElement.id") == "f-area"


def test_without_script_a_file_can_still_be_chosen_and_sent(visit):
    page = visit("/ui/", by=OFFICER, java_script_enabled=False)
    form = page.locator("form.tb-choose").first
    assert form.locator("input[type=file]").is_visible()
    assert form.get_by_role("button", name="上传").is_visible()
    assert page.locator("[data-read-aloud]").is_hidden()


def test_what_is_wrong_with_a_page_is_seen(visit):
    page = visit()
    page.set_content('<html lang="zh"><title>页</title><img src="data:,"><p>字</p></html>')
    assert browser.faults(page) == [("image-alt", '<img src="data:,">')]
