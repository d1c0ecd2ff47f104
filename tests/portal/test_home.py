"""首页, and that no public page has a dead link."""

import datetime as dt
import re

import pytest
from django.core.cache import cache

from tests import make
from tests.portal import imported
from tongban.catalogue.models import Item
from tongban.clock import default_calendar
from tongban.portal import home

pytestmark = pytest.mark.usefixtures("town")
DAY = dt.date


@pytest.fixture(autouse=True)
def nothing_is_counted() -> None:
    """Counts are kept in the cache for some minutes."""
    cache.clear()


def ledger(answer) -> list[str]:
    found = re.search(r'<ul class="tb-ledger">(.*?)</ul>', answer.content.decode(), re.S)
    return re.findall(r"<b>(.*?)</b>", found[1])


def test_persons_and_firms_have_their_own_page(client):
    persons, firms = ledger(client.get("/")), ledger(client.get("/?audience=firm"))
    assert len(persons) == len(firms) == 8
    assert "就业失业登记" in persons
    assert "取水许可" in firms
    assert "取水许可" not in persons


def test_what_is_applied_for_most_stands_first(client):
    make.case_now(item="id_card_reissue", by="fang")
    make.case_now(item="id_card_reissue", by="zhang")
    make.case_now(item="residence_permit", by="luo")
    make.case_now(item="old_age_allowance", by="wang", ago=dt.timedelta(days=40))
    page = client.get("/")
    assert ledger(page)[:2] == ["居民身份证补领", "居住证申领"]
    assert "近30天申请最多的在前" in page.content.decode()


def test_without_cases_nothing_is_claimed_of_them(client):
    assert "近30天" not in client.get("/").content.decode()


def test_no_number_is_invented(client):
    page = client.get("/").content.decode()
    counted = {int(n) for n in re.findall(r"<span>(\d+)项</span>", page)}
    assert counted
    assert max(counted) < 20


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (
            DAY(2026, 9, 18),
            ["9月20日（周日）调休上班，计入办理时限", "9月25日至9月27日中秋节放假，不计入办理时限"],
        ),
        (DAY(2026, 10, 8), ["10月10日（周六）调休上班，计入办理时限"]),
        (DAY(2026, 11, 22), ["1月1日元旦放假，不计入办理时限"]),
        (DAY(2026, 7, 1), []),
    ],
    ids=str,
)
def test_the_calendar_gives_notice(today, said):
    told = [entry["text"] for entry in home._notices(today)]
    assert told[: len(said)] == said if said else told == []


def test_a_year_without_its_notice_is_said_to_be_estimated():
    [newyear] = home._notices(DAY(2026, 12, 20))[:1]
    assert default_calendar.calendar().provisional(2027)
    assert newyear["small"] == "2027年放假安排尚未公布，暂按法定节假日推算"


def test_a_site_without_items_still_stands(client):
    Item.objects.update(state="cancelled")
    for address in ("/", "/search/", "/themes/person/", "/agencies/"):
        assert client.get(address).status_code == 200


def links(page: str) -> set[str]:
    """Every address a page leads to, forms too."""
    found = re.findall(r'(?:href|action|src|hx-get)="([^"]*)"', page)
    return {address.replace("&amp;", "&") for address in found}


def test_no_public_page_has_a_dead_link(client):
    imported.item(online=True, online_url="https://example.org/")
    waiting, seen, dead = ["/"], set(), []
    while waiting:
        here = waiting.pop()
        answer = client.get(here)
        if answer.status_code not in (200, 302):
            dead.append((here, answer.status_code))
        if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
            continue
        page = answer.content.decode()
        anchors = {each[1:] for each in links(page) if each.startswith("#")}
        dead += [(here, f"#{each}") for each in anchors if f'id="{each}"' not in page]
        inside = {each.partition("#")[0] for each in links(page) if each.startswith("/")}
        fresh = {each for each in inside if each not in seen and not skipped(each)}
        seen |= fresh
        waiting += fresh
    assert dead == []
    assert len(seen) > 60


def skipped(address: str) -> bool:
    """Files, choices of the visitor, and the endless combinations of facets."""
    return address.startswith(("/static/", "/preferences/")) or address.count("&") > 0 or "next=" in address
