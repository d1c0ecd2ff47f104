"""The gallery in a real browser: accessibility, no sideways scroll, keys, and pages without script."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import BrowserContext, Page, sync_playwright

from tongban.identity.models import Account

CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
MODES = [("normal", "normal"), ("elder", "normal"), ("normal", "high")]
PAGES = ["/ui/", "/ui/paper/", "/ui/staff/"]


@pytest.fixture
def visits(site) -> Iterator:
    """Opens a browser context of the officer 周明, with cookies and options as given."""
    client = Client()
    client.force_login(Account.objects.get(login="zhouming"))
    session = client.cookies["sessionid"].value
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)

        def visit(cookies: dict[str, str] | None = None, **options) -> BrowserContext:
            context = browser.new_context(base_url=site, **options)
            named = {"sessionid": session, **(cookies or {})}
            context.add_cookies(
                [{"name": name, "value": value, "url": site} for name, value in named.items()]
            )
            return context

        yield visit
        browser.close()


def faults(page: Page) -> list[tuple[str, str]]:
    """What axe finds."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [(fault["id"], node["html"]) for fault in found for node in fault["nodes"]]


def too_wide(page: Page) -> int:
    """By how many pixels the page can be scrolled sideways."""
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


@pytest.mark.parametrize(("mode", "contrast"), MODES)
def test_the_gallery_is_accessible_and_never_too_wide(visits, mode, contrast):
    page = visits({"tb_mode": mode, "tb_contrast": contrast}, bypass_csp=True).new_page()
    for address in PAGES:
        page.goto(address)
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 900})
            assert (address, width, faults(page), too_wide(page)) == (address, width, [], 0)
        page.set_viewport_size({"width": 320, "height": 256})  # as 1280 at 400 %
        assert (address, too_wide(page)) == (address, 0)


def test_pages_keep_the_content_policy_and_load_everything(visits):
    said = []
    page = visits().new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("response", lambda response: response.status >= 400 and said.append(response.url))
    for address in PAGES:
        page.goto(address, wait_until="networkidle")
    assert said == []
    assert page.evaluate("htmx.config.allowEval") is False


def test_keys_walk_the_worklist_and_leave_writing_alone(visits):
    page = visits().new_page()
    page.goto("/ui/staff/", wait_until="networkidle")
    rows = page.locator("[data-worklist] tbody tr")
    for key in "jjk":
        page.keyboard.press(key)
    assert rows.nth(3).get_attribute("class") == "is-selected"
    page.keyboard.press("/")
    page.keyboard.type("jk/")
    assert page.input_value("#find") == "jk/"
    assert rows.nth(3).get_attribute("class") == "is-selected"


def test_phrases_are_written_into_the_opinion(visits):
    page = visits().new_page()
    page.goto("/ui/staff/", wait_until="networkidle")
    page.get_by_role("button", name="检测合格").click()
    page.get_by_role("button", name="现场核查符合要求").click()
    assert page.input_value("#opinion") == "检测合格；现场核查符合要求"


def test_the_summary_of_errors_has_the_focus_and_leads_to_the_field(visits):
    page = visits().new_page()
    page.goto("/ui/", wait_until="networkidle")
    assert page.evaluate("document.activeElement.className") == "tb-errors"
    page.locator(".tb-errors a").first.click()
    assert page.evaluate("document.activeElement.id") == "f-area"


def test_without_script_a_file_can_still_be_chosen_and_sent(visits):
    page = visits(java_script_enabled=False).new_page()
    page.goto("/ui/")
    form = page.locator("form.tb-choose").first
    assert form.locator("input[type=file]").is_visible()
    assert form.get_by_role("button", name="上传").is_visible()
    assert page.locator("[data-read-aloud]").is_hidden()
