"""A correction in a browser: asked for once with two gaps, told, supplemented from home, accepted."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import browser, make
from tests.journeys.apart import apart
from tongban.cases import reactions
from tongban.cases.models import Case
from tongban.journal import queries as journal

SEEN = [pytest.param({}, id="with script"), pytest.param({"java_script_enabled": False}, id="without")]
NEEDS = {"floor_plan": "第2页缺尺寸", "form": "面积与图纸不一致"}


@pytest.fixture
def scan(tmp_path) -> Path:
    """A clear copy of what was asked for."""
    made = tmp_path / "平面图（补）.png"
    made.write_bytes(make.picture("grey"))
    return made


@pytest.fixture
def number(site) -> str:
    """An application that waits at the window."""
    return make.case_now().number


def told(number: str) -> None:
    """The jobs that follow what was done so far."""
    case = Case.objects.get(number=number)
    for line in journal.timeline(case.chain):
        react = reactions.receipt if line.verb == "cases.submit" else reactions.tell
        react(case.chain, line.pk)


def asked(visit, number: str, **options) -> Page:
    """The clerk names both gaps at once."""
    page = visit(f"/counter/cases/{number}/", by="shenqing", **options)
    page.locator("summary", has_text="一次性告知补正").click()
    for key, need in NEEDS.items():
        page.locator(f"input[name=gaps][value={key}]").check()
        page.locator(f"[name=need-{key}]").fill(need)
    page.get_by_role("button", name="出补正告知书").click()
    expect(page.get_by_text("补正告知书已制发")).to_be_visible()
    apart(told, number)
    return page


def supplemented(visit, number: str, scan: Path, **options) -> Page:
    """The applicant hears of it, sees by when, and hands both in together."""
    page = visit("/mine/messages/", by="lin", **options)
    expect(page.get_by_text("2处需要补正")).to_be_visible()
    page.goto(f"/cases/{number}/")
    expect(page.get_by_text("前补正2处")).to_be_visible()
    expect(page.get_by_text("等您补正的时间不计入办理时限")).to_be_visible()
    page.get_by_role("link", name="现在补正").click()
    expect(page.get_by_text(NEEDS["form"])).to_be_visible()
    page.locator("#file-floor_plan").set_input_files(scan)
    if options.get("java_script_enabled") is False:
        page.locator("#f-floor_plan").get_by_role("button", name="上传").click()
    expect(page.get_by_role("link", name=scan.name)).to_be_visible()
    page.locator("#f-area").fill("92")
    page.get_by_role("button", name="补齐了，交回窗口").click()
    expect(page.get_by_text("已补交")).to_be_visible()
    apart(told, number)
    return page


@pytest.mark.parametrize("options", SEEN)
def test_asked_once_supplemented_and_accepted(number, visit, scan, options):
    asked(visit, number, **options)
    mine = supplemented(visit, number, scan, **options)
    expect(mine.get_by_text("待受理").first).to_be_visible()

    clerk = visit(f"/counter/cases/{number}/", by="shenqing", **options)
    expect(clerk.get_by_text("不能再次要求补正")).to_be_visible()
    clerk.get_by_role("button", name="受理并出受理通知书").click()
    expect(clerk.get_by_role("link", name="打印受理通知书")).to_be_visible()

    mine.reload()
    for paper in ("收件凭证", "一次性补正告知书", "受理通知书"):
        expect(mine.get_by_role("link", name=paper).first).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390])
def test_the_pages_are_accessible_and_never_too_wide(number, visit, width):
    asked(visit, number)
    for login, address in (
        ("shenqing", "/counter/cases/correcting/"),
        ("shenqing", f"/counter/cases/{number}/"),
        ("lin", f"/cases/{number}/"),
        ("lin", f"/cases/{number}/supplement/"),
    ):
        page = visit(address, by=login, viewport={"width": width, "height": 900}, bypass_csp=True)
        assert (address, browser.faults(page), browser.too_wide(page)) == (address, [], 0)
        page.context.close()
