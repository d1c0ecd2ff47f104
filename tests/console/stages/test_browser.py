"""The diagram in a browser: keys, a drag, a line taken away, and what a reader of the page needs."""

import pytest
from playwright.sync_api import Page, expect

from tests import browser
from tests.catalogue.proposing import drafted, revised
from tests.console.stages.samples import FORK, SEQUENCE, rows
from tests.console.stages.test_pages import address
from tongban.catalogue.models import Proposal


@pytest.fixture
def proposal(site) -> Proposal:
    """A draft with three stages, one after the other."""
    return revised(drafted(), flow=rows(SEQUENCE))


@pytest.fixture
def forked(site) -> Proposal:
    """One with stages side by side, of which one is for some answers."""
    flow = rows(FORK)
    flow[1] |= {"limit": {"value": 3}, "when": {"risky": ["cold"]}, "act": "visit"}
    return revised(drafted(), flow=flow)


def stage(page: Page, name: str):
    """A box of the diagram that is shown."""
    return page.locator(f"svg[data-stages]:visible [data-stage]:has-text('{name}')").first


def waits(page: Page) -> list[str]:
    """What each row of the table says it comes after."""
    return page.locator("[data-row] td:nth-child(6) summary").all_inner_texts()


def test_keys_change_the_flow_and_keep_the_focus(proposal, visit):
    page = visit(address(proposal), by="jianning")
    said = browser.complaints(page)
    stage(page, "A").focus()
    page.keyboard.press("a")
    expect(page.locator("[data-row]")).to_have_count(4)
    expect(stage(page, "新环节")).to_be_focused()
    page.keyboard.press("p")
    expect(page.locator("[data-row]")).to_have_count(5)
    assert waits(page) == ["受理", "A", "A", "新环节、新环节", "B"]
    expect(stage(page, "新环节")).not_to_be_focused()
    page.keyboard.press("Delete")
    expect(page.locator("[data-row]")).to_have_count(4)
    expect(stage(page, "B")).to_be_focused()
    page.keyboard.press("Control+z")
    expect(page.locator("[data-row]")).to_have_count(5)
    expect(stage(page, "B")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("tr.is-selected input[name$='.name']")).to_be_focused()
    page.keyboard.type("现场核查")
    expect(stage(page, "现场核查")).to_be_visible()
    expect(page.locator("tr.is-selected input[name$='.name']")).to_be_focused()
    page.reload()
    expect(stage(page, "现场核查")).to_be_visible()
    assert said == []


def test_a_drag_links_and_a_click_takes_the_line_away(proposal, visit):
    page = visit(address(proposal), by="jianning")
    line = page.locator("svg[data-stages]:visible .edge[data-from=a] .hit").bounding_box()
    page.mouse.click(line["x"] + line["width"] / 2, line["y"])
    expect(page.locator("[data-row] td:nth-child(6) summary").nth(1)).to_have_text("受理")
    stage(page, "A").drag_to(stage(page, "D"))
    expect(page.locator("[data-row] td:nth-child(6) summary").nth(2)).to_have_text("A、B")
    stage(page, "D").drag_to(stage(page, "A"))
    expect(page.locator("#stages .tb-callout")).to_contain_text("互相等待")
    assert waits(page) == ["受理", "受理", "A、B"]


def test_a_link_by_keys_alone(forked, visit):
    page = visit(address(forked), by="jianning")
    stage(page, "B").focus()
    page.keyboard.press("l")
    expect(page.locator("[data-linking]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[data-linking]")).to_be_hidden()
    page.keyboard.press("l")
    page.keyboard.press("ArrowDown")
    expect(stage(page, "C")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-row] td:nth-child(6) summary").nth(2)).to_have_text("B")
    assert waits(page) == ["受理", "A", "B", "C"]


def test_a_flow_is_written_without_script(proposal, visit):
    page = visit(address(proposal), by="jianning", java_script_enabled=False)
    page.get_by_role("button", name="并行增加：B").click()
    row = page.locator("[data-row]").nth(2)
    row.get_by_label("环节名称").fill("听取意见")
    row.get_by_label("做什么").select_option("会签")
    page.get_by_role("button", name="保存", exact=True).last.click()
    expect(page.locator("main")).to_contain_text("已保存")
    assert waits(page) == ["受理", "A", "A", "B、听取意见"]
    expect(stage(page, "听取意见")).to_be_visible()


def test_who_was_overtaken_sees_both_flows(proposal, visit):
    first, second = (visit(address(proposal), by=login) for login in ("jianning", "xunuo"))
    first.get_by_role("button", name="删除：B").click()
    expect(first.locator("[data-row]")).to_have_count(2)
    second.get_by_role("button", name="在后面增加：A").click()
    expect(second.locator("h1")).to_have_text("别人也改了这份修订稿")


@pytest.mark.parametrize("width", [1440, 390])
def test_the_page_is_accessible_and_never_too_wide(forked, visit, width):
    page = visit(
        f"{address(forked)}?try.risky=none",
        by="jianning",
        viewport={"width": width, "height": 900},
        bypass_csp=True,
    )
    expect(stage(page, "A")).to_be_visible()
    assert (browser.faults(page), browser.too_wide(page)) == ([], 0)
    page.locator(".tb-stages-public > summary").click()
    expect(page.locator(".tb-stages-public .tb-flow, .tb-stages-public .tb-flow-list").first).to_be_attached()
    assert browser.too_wide(page) == 0
