"""A new item in a browser: from nothing through three reviewers to the guide, with script and without."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests import browser
from tests.catalogue import proposing
from tongban.catalogue.models import Proposal

NAME = "食品生产加工小作坊登记"
SUMMARY = "在本市开办小作坊，开业前先登记。"
PAPER = "经营场所平面图"


def begun(page: Page) -> None:
    """The proposal of a new item."""
    page.get_by_label("事项名称").fill(NAME)
    page.get_by_label("基本编码").fill("002031099000")
    page.get_by_label("新增的理由").fill("省目录新增")
    page.get_by_role("button", name="建立修订稿").click()


def written(page: Page) -> None:
    """Part by part, with a row added, named and moved."""
    page.get_by_label("一句话说明").fill(SUMMARY)
    page.locator("label.tb-choice", has_text="企业法人").click()
    page.get_by_role("button", name="保存，到下一部分").click()
    expect(page).to_have_url(re.compile("/edit/ground/"))
    page.get_by_role("link", name="材料", exact=True).click()
    for name in ("营业执照", PAPER):
        page.get_by_role("button", name="增加一项申请材料").click()
        page.locator("details[open]").get_by_label("材料名称").last.fill(name)
    page.get_by_role("button", name="上移").last.click()
    expect(page.locator(".tb-row-edit > summary").first).to_contain_text(PAPER)
    page.get_by_role("button", name="保存", exact=True).last.click()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_a_new_item_is_written_reviewed_and_published(visit, script):
    page = visit("/console/items/new/", by="jianning", java_script_enabled=script)
    begun(page)
    written(page)
    page.get_by_role("link", name="回到修订稿").click()
    address = re.search(r"/console/proposals/.*", page.url)[0]
    page.get_by_role("button", name="提交审核").click()
    for login, verb in [
        ("yanzheng", "部门审核通过"),
        ("fangzhengyan", "法制审核通过"),
        ("hengping", "机构编制审核通过"),
    ]:
        page = visit(address, by=login, java_script_enabled=script)
        expect(page.get_by_role("table")).to_contain_text(PAPER)
        page.get_by_label("审核意见").fill("同意")
        page.get_by_role("button", name=verb).click()
    expect(page.locator(".tb-tools")).to_contain_text("已发布")
    page = visit("/search/?q=小作坊登记", java_script_enabled=script)
    page.get_by_role("link", name=NAME).first.click()
    expect(page.locator("main")).to_contain_text(SUMMARY)


@pytest.fixture
def proposal(site) -> Proposal:
    """One that is being written."""
    return proposing.drafted()


def test_what_is_typed_is_kept_as_one_types_and_two_editors_meet(proposal, visit):
    address = f"/console/proposals/{proposal.pk}/edit/basic/"
    first, second = visit(address, by="jianning"), visit(address, by="xunuo")
    first.get_by_label("一句话说明").fill("简宁写的")
    expect(first.locator("[data-saved]")).to_contain_text("已自动保存")
    second.get_by_label("通办范围").fill("全省")
    second.get_by_role("button", name="保存", exact=True).last.click()
    expect(second.locator("h1")).to_have_text("别人也改了这份修订稿")
    expect(second.locator("main")).to_contain_text("简宁写的")
    second.get_by_role("button", name="保存我的修改").click()
    kept = visit(address, by="xunuo")
    expect(kept.get_by_label("通办范围")).to_have_value("全省")
    expect(kept.get_by_label("一句话说明")).to_have_value("简宁写的")


@pytest.mark.parametrize("width", [1440, 390])
def test_the_pages_are_accessible_and_never_too_wide(proposal, visit, width):
    here = f"proposals/{proposal.pk}/"
    for tail in ("mine/", "items/", f"items/{proposal.code}/", here, f"{here}edit/papers/", f"{here}text/"):
        page = visit(
            f"/console/{tail}", by="jianning", viewport={"width": width, "height": 900}, bypass_csp=True
        )
        assert (tail, browser.faults(page), browser.too_wide(page)) == (tail, [], 0)
        page.context.close()
