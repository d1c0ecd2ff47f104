"""An item nobody wrote a line of code for: from the empty page to the certificate, in a browser."""

import re

from playwright.sync_api import Page, expect

from tests import make
from tests.browser import Visit

NAME = "食品生产加工小作坊登记"
CERTIFICATE = "食品小作坊登记证"
TEXTS = {
    "basic": {
        "summary": "在本市开办食品小作坊，开工前先登记。",
        "aliases": "小作坊登记\n开豆腐坊",
        "area": "全市",
        "consult": "0990-7712345",
        "supervise": "0990-7700315",
        "visits.count": "0",
        "places.0.name": "云溪市政务服务中心",
        "places.0.address": "云溪市平安大街1号",
        "places.0.window": "2楼5号窗口",
        "places.0.hours": "工作日9:00—12:00，13:30—17:30",
        "places.0.phone": "0990-7712345",
    },
    "ground": {
        "basis.0.title": "中华人民共和国食品安全法",
        "basis.0.article": "第三十六条",
        "conditions": "有固定的生产场所，与有毒有害场所保持规定的距离。\n\n从业人员都有有效的健康证明。",
        "review_body": "云溪市人民政府",
        "court": "云溪市人民法院",
    },
    "limits": {"limits.statutory.value": "20", "limits.promised.value": "5"},
    "papers": {
        "papers.0.name": "生产场所平面图",
        "papers.0.issuer": "申请人",
        "papers.0.copies": "1",
        "papers.0.note": "标明生产、贮存、更衣的位置，手绘也可以。",
        "papers.0.checkpoints": "位置标注齐全",
        "papers.0.review_points": "布局符合卫生要求",
    },
    "result": {
        "result.name": CERTIFICATE,
        "result.validity": "3年",
        "result.certificate.serial": "391",
        "result.certificate.title": CERTIFICATE,
        "result.certificate.number_mark": "XZF",
        "result.certificate.validity_months": "36",
        "result.certificate.fields.0.label": "名称",
        "result.certificate.fields.0.value": "applicant.name",
    },
}
ROWS = {"basic": "places", "ground": "basis", "papers": "papers", "result": "result.certificate.fields"}
BOXES = {
    "basic": [
        "audiences=2",
        "audiences=5",
        "firm_themes=010",
        "channels=web",
        "channels=window",
        "online=on",
    ],
    "limits": ["fee_known=on"],
    "papers": ["papers_known=on"],
    "result": ["result.certificate.given=on", "result.delivery=electronic"],
}
CHOICES = {
    "basic": {"project_type": "promised"},
    "papers": {"papers.0.source": "applicant", "papers.0.medium": "electronic"},
    "result": {"result.kind": "certificate"},
}


def begun(page: Page) -> str:
    """The address of the proposal of a new item."""
    page.get_by_label("事项名称").fill(NAME)
    page.get_by_label("基本编码").fill("000131099000")
    page.get_by_label("新增的理由").fill("省目录新增")
    page.get_by_role("button", name="建立修订稿").click()
    return re.search(r"/console/proposals/[^/]+/", page.url)[0]


def unfold(page: Page) -> None:
    """Everything that is folded away."""
    page.locator("form.tb-panel details").evaluate_all("(folds) => folds.forEach((one) => (one.open = true))")


def written(page: Page, base: str, section: str) -> None:
    """One part: a row where it has rows, then what is typed, ticked and chosen."""
    page.goto(f"{base}edit/{section}/")
    unfold(page)
    if section in ROWS:
        page.locator(f"button[value='add:{ROWS[section]}']").click()
    unfold(page)
    for name, words in TEXTS[section].items():
        page.locator(f"[name='{name}']").fill(words)
    for box in BOXES.get(section, []):
        name, _, value = box.partition("=")
        page.locator(f"[name='{name}'][value='{value}'], [name='{name}']:not([value])").first.check(
            force=True
        )
    for name, value in CHOICES.get(section, {}).items():
        page.locator(f"[name='{name}']").select_option(value)
    page.get_by_role("button", name="保存，到下一部分").click()
    page.wait_for_load_state()


def formed(page: Page, base: str) -> None:
    """The application form: what is usual, and one number of its own."""
    page.goto(f"{base}form/")
    for number, title in enumerate(("单位名称", "统一社会信用代码", "经营场所", "手机号", "数字"), 1):
        palette = page.locator("details.tb-designer-palette")
        if palette.get_attribute("open") is None:
            palette.locator("summary").click()
        palette.get_by_role("button", name=title, exact=True).first.click()
        expect(page.locator("[data-entry]")).to_have_count(number)
    page.locator("[name='p.title']").fill("日产量（公斤）")
    page.get_by_role("button", name="保存", exact=True).last.click()
    expect(page.locator("#designer-list")).to_contain_text("日产量（公斤）")


def staged(page: Page, base: str) -> None:
    """Who looks at it, and who decides."""
    page.goto(f"{base}stages/")
    page.get_by_role("button", name="从“审查、决定”开始").click()
    expect(page.locator("svg").first).to_contain_text("决定")
    page.goto(f"{base}stages/")
    for stage, days, note in ((0, "3", "核对平面图，出具审查意见。"), (1, "2", "准予的，当天生成登记证。")):
        page.locator(f"[name='flow.{stage}.limit.value']").fill(days)
        fold = page.locator(f"details:has([name='flow.{stage}.note']) > summary")
        fold.click()
        page.locator(f"[name='flow.{stage}.note']").fill(note)
        page.keyboard.press("Escape")
        expect(fold).to_be_focused()
    page.get_by_role("button", name="保存，到下一部分").click()
    page.wait_for_url(re.compile(r"/(table|edit)/"))


def approved(visit: Visit, base: str) -> None:
    """By three people, one after the other."""
    for login, verb in (
        ("yanzheng", "部门审核通过"),
        ("fangzhengyan", "法制审核通过"),
        ("hengping", "机构编制审核通过"),
    ):
        page = visit(base, by=login)
        page.get_by_label("审核意见").fill("同意")
        page.get_by_role("button", name=verb).click()
    expect(page.locator(".tb-tools")).to_contain_text("已发布")


def applied(page: Page) -> str:
    """From the search to the number of the case."""
    page.goto("/search/?q=开豆腐坊")
    page.get_by_role("link", name=NAME).first.click()
    page.get_by_text("在线办理", exact=True).click()
    page.get_by_label("云溪市青禾餐饮有限公司").check()
    page.get_by_role("button", name="开始填写").click()
    page.get_by_label("日产量（公斤）").fill("120")
    page.get_by_role("button", name="下一步").click()
    page.locator("[id^=file-]").set_input_files(
        {"name": "平面图.png", "mimeType": "image/png", "buffer": make.picture()}
    )
    page.get_by_role("link", name="平面图.png").wait_for()
    page.get_by_role("button", name="下一步").click()
    page.get_by_label("我已看过上面的内容").check()
    page.get_by_role("button", name="提交申请").click()
    return re.search(r"/cases/([^/]+)/", page.url)[1]


def decided(visit: Visit, number: str) -> None:
    """Accepted at the window, reviewed and granted at the desk."""
    window = visit(f"/counter/cases/{number}/", by="shenqing")
    window.get_by_role("button", name="受理").first.click()
    review = visit(f"/desk/cases/{number}/", by="zhouming")
    review.get_by_label("意见", exact=True).fill("布局符合要求")
    review.get_by_role("button", name="同意，转决定").click()
    page = visit(f"/desk/cases/{number}/", by="chenli")
    page.get_by_role("button", name="准予").first.click()
    expect(page.get_by_text("已作出准予决定")).to_be_visible()


def test_from_the_empty_page_to_the_certificate(visit):
    page = visit("/console/items/new/", by="jianning")
    base = begun(page)
    for section in TEXTS:
        written(page, base, section)
    formed(page, base)
    staged(page, base)
    page.goto(base)
    page.get_by_role("button", name="提交审核").click()
    approved(visit, base)
    page = visit(by="lin")
    number = applied(page)
    decided(visit, number)
    page.goto(f"/cases/{number}/")
    expect(page.locator("main")).to_contain_text(CERTIFICATE)
