"""A real browser for tests: pages of whoever is to look at them, and what is wrong with a page."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from playwright.sync_api import Page, sync_playwright

from tests import make

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],  # the others are counted, not listed
}
TIMEOUT = 10_000
NONE: dict[str, str] = {}
Visit = Callable[..., Page]
Answer = TypeVar("Answer")


@contextmanager
def visits(site: str, chromium: str) -> Iterator[Visit]:
    """Opens pages: `visit(address, by=login, cookies=…)`, and the options of a browser context."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)

        def visit(address: str = "", *, by: str = "", cookies: Mapping[str, str] = NONE, **options) -> Page:
            context = browser.new_context(base_url=site, **options)
            kept = {**cookies, "sessionid": _session(by)} if by else cookies
            context.add_cookies([{"name": name, "value": kept[name], "url": site} for name in kept])
            page = context.new_page()
            page.set_default_timeout(TIMEOUT)
            if address:
                page.goto(address)
            return page

        yield visit
        browser.close()


def _session(login: str) -> str:
    return apart(lambda: make.client(login).cookies["sessionid"].value)


def apart(work: Callable[[], Answer]) -> Answer:
    """Done in a thread of its own: the driver's loop bars this one from the database."""

    def done() -> Answer:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(done).result()


def faults(page: Page) -> list[tuple[str, str]]:
    """What axe finds."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [(fault["id"], node["html"]) for fault in found for node in fault["nodes"]]


def too_wide(page: Page) -> int:
    """By how many pixels the page can be scrolled sideways."""
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


def complaints(page: Page) -> list[str]:
    """A list that fills with what the browser has against the page: policy, scripts, files not found."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("response", lambda response: response.status >= 400 and said.append(response.url))
    return said
