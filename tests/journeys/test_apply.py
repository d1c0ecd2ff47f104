"""申请 in a browser: from the guide to the case, with script and without, wide and narrow."""

import pytest
from django.test import Client
from playwright.sync_api import Page

from tests import browser, make, pages


@pytest.fixture
def lin(site) -> Client:
    """林小安, signed in. What the tests want of the database they ask before the browser runs."""
    return make.client("lin")


@pytest.fixture
def apply(site) -> str:
    """Where her application begins."""
    return f"/items/{make.published().code}/apply/"


@pytest.fixture
def addresses(lin) -> list[str]:
    """Every page of a draft and of a case of hers."""
    case, draft = pages.submitted(lin), pages.filled(lin)
    steps = [f"/drafts/{draft}/{step}/" for step in ("situation", "form", "papers", "review")]
    own = [f"/cases/{case.number}/{rest}" for rest in ("", "receipt/", "days/", "journal/", "withdrawal/")]
    return [*steps, *own, "/mine/", "/mine/cases/", "/mine/drafts/", "/mine/certificates/", "/acting/"]


@pytest.fixture
def accepted(site) -> str:
    """A case of hers that is being reviewed."""
    return f"/cases/{make.case_now('accepted').number}/"


def begin(page: Page, address: str) -> str:
    """Into the first step, for the firm; the address of the draft."""
    page.goto(address)
    page.get_by_label("云溪市青禾餐饮有限公司").check()
    page.get_by_role("button", name="开始填写").click()
    page.get_by_role("heading", name="选情形").wait_for()
    return page.url.removesuffix("situation/")


def picture(name: str) -> dict:
    """A file as the browser's chooser gives it."""
    return {"name": name, "mimeType": "image/png", "buffer": make.picture()}


def onward(page: Page, step: str) -> None:
    page.get_by_role("button", name=f"下一步：{step}").click()
    page.get_by_role("heading", name=step, level=1).wait_for()


def fill(page: Page) -> None:
    """What the account does not know."""
    page.get_by_label("经营场所面积（平方米）").fill("86.5")
    page.get_by_label("从业人数").fill("6")
    for words in ("餐饮服务经营者", "热食类食品制售", "电子证照（立即可用）"):
        page.get_by_label(words, exact=True).check()


def follow(page: Page) -> None:
    """The paper that is not there yet comes after the acceptance."""
    page.get_by_label("食品安全管理员培训合格证明（受理后5个工作日内）").check(force=True)
    page.get_by_label("我承诺按期补交").check()
    page.get_by_role("button", name="签署容缺受理承诺书").click()
    page.get_by_text("容缺受理承诺书已签署").wait_for()


def test_apply_with_script(apply, visit):
    page = visit(by="lin", viewport={"width": 1440, "height": 900})
    begin(page, apply)
    page.get_by_label("餐饮服务", exact=True).check()
    page.get_by_text("用的是不是二次供水？").wait_for()  # came without leaving the page
    assert page.evaluate("document.activeElement.id") == "f-business"
    page.get_by_label("冷食、生食类").check()
    page.locator("#needed").get_by_text("专间布局图").wait_for()
    page.get_by_label("不是", exact=True).check()
    onward(page, "填信息")
    fill(page)
    onward(page, "交材料")
    for key in ("floor_plan", "room_plan"):
        page.locator(f"#file-{key}").set_input_files([picture("第1页.png"), picture("第2页.png")])
        page.locator(f"#f-{key}").get_by_role("link", name="第2页.png").wait_for()
    follow(page)
    onward(page, "核对提交")
    page.get_by_label("我已看过上面的内容").check()
    page.get_by_role("button", name="提交申请").click()
    page.get_by_role("link", name="看办理进度").click()
    assert page.title().startswith("待受理 · 食品经营许可（首次）")
    assert page.get_by_role("link", name="第2页.png").count() == 2
    page.get_by_role("link", name="核对办理记录").click()
    assert page.get_by_role("heading", name="核对了1条办理记录，完好").is_visible()


def test_apply_without_script_on_a_phone(apply, visit):
    page = visit(by="lin", java_script_enabled=False, viewport={"width": 390, "height": 844})
    begin(page, apply)
    page.get_by_label("食品销售", exact=True).check()
    page.get_by_label("都没有").check()
    onward(page, "填信息")
    fill(page)
    onward(page, "交材料")
    page.locator("#file-floor_plan").set_input_files(picture("平面图.png"))
    page.locator("#f-floor_plan").get_by_role("button", name="上传").click()
    assert page.get_by_role("link", name="平面图.png").is_visible()
    follow(page)
    onward(page, "核对提交")
    page.get_by_label("我已看过上面的内容").check()
    page.get_by_role("button", name="提交申请").click()
    assert page.get_by_role("heading", name="申请已提交，办件编号990100-").is_visible()


def test_what_is_typed_is_kept_as_one_types(apply, visit):
    page = visit(by="lin")
    draft = begin(page, apply)
    page.goto(f"{draft}form/")
    with page.expect_response(f"{draft}save/") as saved:
        page.get_by_label("经营场所面积（平方米）").fill("八十六")
    assert saved.value.status == 204
    page.get_by_text("已自动保存").first.wait_for()
    page.reload()
    assert page.get_by_label("经营场所面积（平方米）").input_value() == "八十六"
    page.get_by_role("button", name="下一步").click()
    page.wait_for_function("document.activeElement.classList.contains('tb-errors')")
    page.get_by_role("link", name="请填数字，例如86.5").click()
    assert page.evaluate("document.activeElement.id") == "f-area"


def test_a_refused_file_is_named_on_its_card(apply, visit):
    page = visit(by="lin")
    page.goto(begin(page, apply) + "papers/")
    page.locator("#file-floor_plan").set_input_files(
        {"name": "图.pdf", "mimeType": "application/pdf", "buffer": b"MZ"}
    )
    page.locator("#f-floor_plan .tb-field-error").get_by_text("格式不能接收，没有保存").wait_for()
    assert page.title().startswith("有1处需要改：交材料")
    page.locator("#file-floor_plan").set_input_files(picture("图.png"))
    page.get_by_role("link", name="图.png").wait_for()
    assert page.locator(".tb-field-error").count() == 0


def test_the_statutory_limit_takes_the_place_of_the_promised(accepted, visit):
    page = visit(accepted, by="lin")
    page.get_by_role("link", name="法定期限").click()
    page.locator("#days").get_by_text("法定20个工作日").wait_for()
    assert page.url.endswith(accepted)
    page.get_by_role("link", name="承诺期限").click()
    page.locator("#days").get_by_text("承诺8个工作日办结").wait_for()


@pytest.mark.parametrize("mode", ["normal", "elder"])
def test_every_page_is_accessible(addresses, visit, mode):
    page = visit(by="lin", cookies={"tb_mode": mode}, bypass_csp=True)
    for address in addresses:
        page.goto(address)
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 900})
            assert (address, width, browser.faults(page), browser.too_wide(page)) == (address, width, [], 0)
