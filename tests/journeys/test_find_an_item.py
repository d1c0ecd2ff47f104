"""找事项 in a browser: from the search box to the guide, the situation and the sheet to take along."""

import pytest
from playwright.sync_api import expect

from tests import browser, make
from tests.portal import imported
from tests.town.people import PASSWORD

MODES = [
    ("normal", "normal", 1440),
    ("normal", "normal", 390),
    ("elder", "normal", 390),
    ("normal", "high", 1440),
]
FOOD = "食品经营许可（首次）"
PUBLIC = [
    "/",
    "/?audience=firm",
    "/search/?q=食品",
    "/search/?q=量子纠缠&kind=01",
    "/search/?audience=person",
    "/themes/person/",
    "/agencies/",
    "/verify/",
    "/verify/ABC/",
    "/progress/",
    "/progress/NOPE/",
    "/sign-in/",
    "{food}?business=catering&risky=cold&water=yes",
    "{food}notice/?business=catering&risky=cold",
    "{bare}",
]


@pytest.fixture
def food(site) -> str:
    """The guide of an item with questions."""
    return f"/items/{make.published().code}/"


@pytest.fixture
def public(site, food) -> list[str]:
    """Pages of every kind, among them the guide of an imported item of which little is known."""
    bare = f"/items/{imported.item().code}/"
    return [address.format(food=food, bare=bare) for address in PUBLIC]


def test_from_the_search_box_to_the_sheet(visit):
    page = visit("/")
    page.get_by_label("搜索事项").press_sequentially("开餐馆", delay=30)
    page.locator("#suggestions").get_by_role("link", name=FOOD).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(FOOD)
    page.get_by_label("餐饮服务").check()
    expect(page.get_by_role("status")).to_contain_text("共6份材料")
    page.get_by_label("冷食、生食类").check()
    expect(page.get_by_role("status")).to_contain_text("增加“专间布局图”1份")
    assert "risky=cold" in page.url
    expect(page.locator("#actionbar")).to_contain_text("按您的情形：交3份材料")
    page.get_by_role("link", name="告知单").click()
    expect(page.get_by_role("heading", level=2).first).to_have_text("一、您要准备的材料（3份）")


def test_the_focus_stays_on_the_answer(food, visit):
    page = visit(food)
    page.locator("#q-business-1").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("status")).to_contain_text("按您的回答")
    assert page.evaluate("document.activeElement.id") == "q-business-1"


def test_the_same_without_script(visit):
    page = visit("/", java_script_enabled=False)
    page.get_by_label("搜索事项").fill("开餐馆")
    page.get_by_role("button", name="搜索").click()
    page.get_by_role("link", name=FOOD).click()
    page.get_by_label("餐饮服务").check()
    page.get_by_role("button", name="按我的回答更新").click()
    expect(page.get_by_role("status")).to_contain_text("共6份材料")
    page.get_by_role("link", name="登录后在线办理").click()
    page.get_by_label("手机号或身份证号").fill("lin")
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="登录").click()
    assert page.url.endswith("/apply/?business=catering")


def test_the_sheet_is_one_page_of_paper(food, visit):
    page = visit(f"{food}notice/?business=catering&risky=cold&risky=drinks&risky=bulk&water=yes")
    sheet = page.pdf(prefer_css_page_size=True)
    assert sheet.count(b"/Type /Page\n") == 1


@pytest.mark.parametrize(("mode", "contrast", "width"), MODES)
def test_public_pages_are_accessible_and_never_too_wide(public, visit, mode, contrast, width):
    cookies = {"tb_mode": mode, "tb_contrast": contrast}
    page = visit(cookies=cookies, viewport={"width": width, "height": 900})
    for address in public:
        page.goto(address)
        assert (address, browser.faults(page), browser.too_wide(page)) == (address, [], 0)
        page.set_viewport_size({"width": 320, "height": 256})  # as 1280 at 400 %
        assert (address, browser.too_wide(page)) == (address, 0)
        page.set_viewport_size({"width": width, "height": 900})


def test_public_pages_keep_the_content_policy_and_load_everything(public, visit):
    page = visit()
    said = browser.complaints(page)
    for address in public:
        if not address.endswith(("ABC/", "NOPE/")):  # not found, as the console says
            page.goto(address, wait_until="networkidle")
    assert said == []
