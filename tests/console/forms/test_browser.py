"""The designer in a browser: focus and preview with script, the same without, accessibility."""

import time

import pytest
from playwright.sync_api import Page, Route, expect

from tests import browser
from tests.catalogue.proposing import drafted, revised
from tests.console.forms.test_outline import form
from tests.console.forms.test_pages import QUESTION, address
from tongban.catalogue.models import Proposal

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def proposal(site) -> Proposal:
    """A draft with a small form."""
    schema = form("a b |S g c", g="x y")
    schema["properties"]["a"] |= {"enum": ["甲", "乙"]}
    schema["properties"]["b"] |= {"x-when": {"a": ["乙"]}}
    schema["properties"]["c"] = {
        "title": "C",
        "type": "integer",
        "x-compute": {"op": "count", "of": ["g"]},
        "x-section": "S",
    }
    return revised(drafted(), form=schema, questions=[QUESTION], examples=[])


def titles(page: Page) -> list[str]:
    return [one.split("\n")[0].rstrip("*") for one in page.locator("[data-entry] .name").all_inner_texts()]


def test_with_script_the_focus_stays_and_the_preview_follows(proposal, visit):
    page = visit(address(proposal, "?field=b"), by="jianning", viewport={"width": 1440, "height": 1000})
    said = browser.complaints(page)
    seen = page.frame_locator(".tb-designer-view iframe")
    expect(seen.get_by_label("B")).to_be_hidden()
    seen.locator("#f-a-2").check()
    expect(seen.get_by_label("B")).to_be_visible()
    page.locator("[data-entry=b]").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("[data-entry]").first).to_contain_text("B")
    expect(page.locator("[data-entry=b]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#field-heading")).to_be_focused()
    expect(page.locator("#f-p\\.title")).to_have_value("A")
    page.get_by_text("增加字段").click()
    page.get_by_role("button", name="金额").click()
    expect(page.locator("#f-p\\.title")).to_be_focused()
    page.keyboard.type("注册资本")
    expect(page.locator("[data-entry][aria-current]")).to_contain_text("注册资本")
    expect(page.locator("#f-p\\.title")).to_be_focused()
    expect(page.locator("#f-p\\.key")).to_have_value("zhuceziben")
    expect(seen.get_by_label("注册资本")).to_be_visible()
    page.get_by_label("种类").focus()
    page.get_by_label("种类").select_option("flag")
    expect(page.get_by_label("种类")).to_be_focused()
    expect(seen.get_by_role("group", name="注册资本")).to_be_visible()
    page.locator("#undo").click()
    expect(page.get_by_label("种类")).to_have_value("money")
    page.reload()
    assert (titles(page)[:3], said) == (["B", "A", "注册资本"], [])


def test_without_script_everything_is_a_button(proposal, visit):
    page = visit(address(proposal), by="jianning", java_script_enabled=False, viewport=PHONE)
    page.get_by_role("button", name="C", exact=False).filter(has_text="数字").click()
    page.get_by_label("名称", exact=True).fill("行数")
    page.get_by_role("button", name="上移：C", exact=True).click()
    assert titles(page) == ["A", "B", "行数", "G", "X", "Y"]
    page.get_by_role("button", name="撤销上一次修改").click()
    assert titles(page) == ["A", "B", "G", "X", "Y", "C"]


@pytest.mark.parametrize("tail", ["form/?field=g", "form/preview/", "examples/", "examples/new/"])
def test_the_pages_are_accessible(proposal, visit, tail):
    for width in (1440, 390):
        here = f"/console/proposals/{proposal.pk}/{tail}"
        page = visit(here, by="jianning", viewport={"width": width, "height": 900}, bypass_csp=True)
        assert (width, browser.faults(page), browser.too_wide(page)) == (width, [], 0)


def test_a_row_is_added_though_the_result_is_asked_for_meanwhile(proposal, visit):
    page = visit(f"/console/proposals/{proposal.pk}/examples/new/", by="jianning")
    page.locator("[name='A.size'][value=big]").check()
    expect(page.get_by_text("还有问题没有答")).to_have_count(0)
    page.route("**/examples/new/", slowly)

    page.locator("#f-a-2").check()
    page.get_by_role("button", name="增加一行").click()

    expect(page.get_by_label("C")).to_have_value("1")


def slowly(route: Route) -> None:
    """The server answers after the page has asked once more."""
    time.sleep(0.6)
    route.continue_()


def test_an_example_is_recorded_with_script(proposal, visit):
    page = visit(f"/console/proposals/{proposal.pk}/examples/new/", by="jianning")
    said = browser.complaints(page)
    page.get_by_label("示例的名称").fill("大店")
    page.locator("[name='A.size'][value=big]").check()
    expect(page.get_by_text("还有问题没有答")).to_have_count(0)
    page.locator("#f-a-2").check()
    expect(page.get_by_label("B")).to_be_visible()
    page.get_by_role("button", name="增加一行").click()
    expect(page.get_by_label("C")).to_have_value("1")
    page.get_by_role("button", name="保存示例").click()
    expect(page.get_by_role("link", name="大店", exact=True)).to_be_visible()
    assert (page.get_by_text("1个，0个不符").count(), said) == (1, [])
