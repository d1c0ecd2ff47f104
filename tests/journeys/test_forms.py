"""Forms in a browser, with script and without: groups, divisions, sums; a form that is only signed."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import browser, make, pages

VECTORS = json.loads((Path(__file__).parents[1] / "core" / "form_vectors.json").read_text(encoding="utf-8"))
JUDGE = """async (vectors) => {
  const form = await import(document.querySelector('script[src*="/form."], script[src$="/form.js"]').src);
  const words = (value) => [value].flat().filter((one) => one !== undefined && one !== null).map(String);
  const reckon = (one) => {
    const rule = { ...one.field["x-compute"], ...(one.field.type === "integer" ? { digits: 0 } : {}) };
    return form.computed(rule, (name) => (name in one.fields ? one.values[name] ?? null : undefined));
  };
  return {
    checks: vectors.checks.map(([kind, text]) => form.checks[kind](text)),
    computed: vectors.computed.map(reckon),
    holds: vectors.holds.map(([when, values]) => form.holds(when, (name) => words(values[name]))),
  };
}"""
PHONE = {"width": 390, "height": 844}


def begun(item: str, answers: dict[str, str]) -> str:
    """A draft of 方一鸣, her situation answered; asked of the database before the browser runs."""
    fang = make.client("fang")
    draft = f"/drafts/{pages.begun(fang, item, None)}/"
    fang.post(f"{draft}situation/", answers)
    return draft


@pytest.fixture
def jobless(site) -> str:
    return begun("unemployment_benefit", {"left": "ended", "elsewhere": "yes"}) + "form/"


@pytest.fixture
def elder(site) -> str:
    return begun("old_age_allowance", {"who": "self", "card": "social"}) + "situation/"


def test_the_browser_agrees_with_the_server(site, visit):
    found = visit("/").evaluate(JUDGE, VECTORS)

    assert found["checks"] == [right for _kind, _text, right in VECTORS["checks"]]
    assert found["computed"] == [one["result"] for one in VECTORS["computed"]]
    assert found["holds"] == [asked for _when, _values, asked in VECTORS["holds"]]


def test_rows_and_divisions_without_script_on_a_phone(jobless, visit):
    page = visit(by="fang", java_script_enabled=False, viewport=PHONE)
    page.goto(jobless)
    page.get_by_role("button", name="增加一行").click()
    page.get_by_label("单位名称", exact=True).fill("云溪市顺达货运有限公司")
    page.get_by_role("textbox", name="缴费月数", exact=True).fill("24")
    page.get_by_role("button", name="增加一行").click()
    page.get_by_role("textbox", name="缴费月数", exact=True).nth(1).fill("12")
    page.locator("[id='remove-jobs.0']").click()
    assert page.get_by_role("textbox", name="缴费月数", exact=True).input_value() == "12"
    page.get_by_label("单位名称", exact=True).fill("云溪市禾记餐饮店")
    for name in ("云岭省", "云溪市", "临江县"):
        page.locator("[name=paid_at]").last.select_option(label=name)
        page.get_by_role("button", name="选下一级").click()
    page.get_by_role("button", name="下一步").click()
    assert page.locator(".tb-errors a").all_inner_texts() == [
        "原单位名称：这一项要填",
        "离职日期：这一项要填",
        "要不要参加职业培训：请选一项",
        "社会保障卡开户银行：请选一项",
    ]
    assert page.get_by_label("累计缴费月数").input_value() == "12"
    assert page.locator("[name=paid_at]").last.input_value() == "990121000000"


def test_rows_sums_and_checks_with_script(jobless, visit):
    page = visit(by="fang", viewport={"width": 1440, "height": 1000})
    page.goto(jobless)
    for months in ("24", "12"):
        page.get_by_role("button", name="增加一行").click()
        page.locator("#rows-jobs fieldset").nth(int(months == "12")).wait_for()
        page.get_by_role("textbox", name="缴费月数", exact=True).last.fill(months)
    expect(page.get_by_label("累计缴费月数")).to_have_value("36")
    page.get_by_label("手机号").fill("12345")
    page.get_by_label("原单位名称").focus()
    page.get_by_text("请填11位手机号，例如13900000026").wait_for()
    page.get_by_label("手机号").fill("13900000026")
    page.get_by_label("原单位名称").focus()
    page.get_by_text("请填11位手机号，例如13900000026").wait_for(state="detached")
    page.locator("[name=paid_at]").last.select_option(label="云岭省")
    page.locator("[name=paid_at]").nth(1).select_option(label="云溪市")
    page.locator("[name=paid_at]").nth(2).select_option(label="临江县")
    assert page.url.endswith("/form/")
    page.locator("[id='remove-jobs.0']").click()
    expect(page.get_by_label("累计缴费月数")).to_have_value("12")


def test_a_form_that_is_known_is_only_signed(elder, visit):
    page = visit(by="fang", viewport={"width": 1440, "height": 1000})
    page.goto(elder)
    page.get_by_role("button", name="下一步").click()
    page.get_by_role("heading", name="确认并签名").wait_for()
    page.locator("#line-address").get_by_role("link", name="改").click()
    page.get_by_label("现住址").fill("云溪市清泉路99号2单元")
    page.get_by_role("button", name="保存这一项").click()
    page.locator("#line-address").get_by_text("云溪市清泉路99号2单元").wait_for()
    page.locator("canvas").evaluate("(canvas) => canvas.scrollIntoView({ behavior: 'instant' })")
    area = page.locator("canvas").bounding_box()
    assert area
    page.mouse.move(area["x"] + 40, area["y"] + 40)
    page.mouse.down()
    page.mouse.move(area["x"] + 200, area["y"] + 120, steps=8)
    page.mouse.up()
    page.get_by_role("button", name="确认并签名").click()
    page.get_by_role("heading", name="交材料").wait_for()
    page.goto(page.url.replace("/papers/", "/review/"))
    assert page.locator(".tb-signed img").evaluate("(image) => image.naturalWidth > 100")


def test_without_script_the_name_is_typed(elder, visit):
    page = visit(by="fang", java_script_enabled=False, viewport=PHONE)
    page.goto(elder)
    page.get_by_role("button", name="下一步").click()
    page.get_by_role("button", name="确认并签名").click()
    assert "请手写签名，或者输入您的姓名" in page.locator(".tb-errors").inner_text()
    page.get_by_label("或者输入您的姓名").fill("方一鸣")
    page.get_by_role("button", name="确认并签名").click()
    page.get_by_role("heading", name="交材料").wait_for()


@pytest.mark.parametrize("mode", ["normal", "elder"])
def test_the_pages_are_accessible(jobless, elder, visit, mode):
    page = visit(by="fang", cookies={"tb_mode": mode}, bypass_csp=True)
    for address in (jobless, elder.replace("situation", "application")):
        page.goto(address)
        if address == jobless:
            page.get_by_role("button", name="增加一行").click()
            page.get_by_role("textbox", name="缴费月数", exact=True).wait_for()
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 900})
            assert (address, width, browser.faults(page), browser.too_wide(page)) == (address, width, [], 0)
