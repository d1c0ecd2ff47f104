"""工作日历 in the console: who keeps it, a notice read and taken in, a day changed, what moves."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import make, pages
from tests.clock.announced import NOTICE, notice
from tongban.cases import jobs
from tongban.clock import queries
from tongban.clock.models import Notice, Override
from tongban.journal.models import Line

pytestmark = pytest.mark.usefixtures("town")
HOME, TEXT, DAY = "/console/calendar/", "/console/calendar/notice/", "/console/calendar/override/"
CITY, COUNTY = "990100000000", "990121000000"
DECEMBER = dt.datetime(2026, 12, 21, 10, tzinfo=make.AT.tzinfo)
CHANGE = {"region": CITY, "date": "2026-12-24", "off": "yes", "ground": "云政发〔2026〕8号"}


@pytest.fixture
def keeper() -> Client:
    return make.client("duanqing")


def react() -> None:
    line = Line.objects.filter(verb__startswith="clock.").latest("pk")
    jobs.recompute(line.chain, line.pk)


@pytest.mark.parametrize("address", [HOME, TEXT, DAY])
def test_only_keepers_open_the_calendar(address):
    assert Client().get(address).status_code == 302
    assert make.client("lin").get(address).status_code == 403
    assert make.client("shenqing").get(address).status_code == 403
    assert make.client("duanqing").get(address).status_code == 200


@pytest.mark.parametrize("login", ["shenqing", "lin"])
def test_only_keepers_change_it(login):
    other = make.client(login)
    assert other.post(TEXT, {"text": NOTICE, "do": "import"}).status_code == 403
    assert other.post(DAY, CHANGE | {"do": "import"}).status_code == 403
    assert (Notice.objects.count(), Override.objects.count()) == (0, 0)


def test_a_county_changes_its_own_days_and_no_others():
    county = make.client("wudian")
    assert county.get(HOME).status_code == 200
    assert county.get(TEXT).status_code == 403
    assert county.post(TEXT, {"text": NOTICE, "do": "import"}).status_code == 403
    assert county.post(DAY, CHANGE | {"do": "import"}).status_code == 422
    assert county.post(DAY, CHANGE | {"region": COUNTY, "do": "import"}).status_code == 302
    assert list(Override.objects.values_list("region", flat=True)) == [COUNTY]
    assert [queries.calendar(code).works(dt.date(2026, 12, 24)) for code in (CITY, COUNTY)] == [True, False]


def test_a_provisional_year_says_so(keeper):
    page = pages.words(keeper.get(f"{HOME}?year=2027"))
    assert "2027年工作日历 预估" in page
    assert "这一年的放假安排还没有录入" in page
    assert "已公布" in pages.words(keeper.get(f"{HOME}?year=2026"))


@pytest.mark.parametrize("year", ["", "x", "0", "1949", "99999999999", "-1", "2200"])
def test_any_year_that_is_none_is_this_year(keeper, year):
    assert f"{timezone.localdate().year}年工作日历" in pages.words(keeper.get(HOME, {"year": year}))


def test_a_notice_is_seen_before_it_is_taken_in(keeper):
    make.case("accepted", at=DECEMBER + dt.timedelta(days=38))
    page = keeper.post(TEXT, {"text": NOTICE, "source": "https://www.example.gov.cn/1"})
    words = pages.words(page)
    assert "2027年放假安排读懂了，没有发现问题" in words
    assert "文号：云政办电〔2026〕9号" in words
    assert "会挪动1件没有办结的办件的期限" in words
    assert "2月11日" in words
    assert (Notice.objects.count(), Line.objects.filter(verb="clock.import_notice").count()) == (0, 0)


def test_a_notice_is_taken_in_and_moves_what_it_reaches(keeper):
    case = make.case("accepted", at=DECEMBER + dt.timedelta(days=38))
    before = case.due_on
    sent = {"text": NOTICE, "source": "https://www.example.gov.cn/1", "do": "import"}
    answer = keeper.post(TEXT, sent)
    assert (answer.status_code, answer["Location"]) == (302, f"{HOME}?year=2027")
    react()

    taken = Notice.objects.get()
    assert (taken.year, taken.source.split("\n")) == (
        2027, ["云政办电〔2026〕9号", "https://www.example.gov.cn/1"],
    )  # fmt: skip
    line = Line.objects.get(verb="clock.import_notice")
    assert line.by == f"officer:{make.account('duanqing').officer_id}"
    case.refresh_from_db()
    assert (case.due_on > before, case.provisional, make.verbs(case)[-1]) == (True, False, "cases.recompute")
    page = pages.words(keeper.get(f"{HOME}?year=2027"))
    assert "2027年工作日历 已公布" in page
    assert "导入2027年放假安排，写明32天" in page
    keeper.post(TEXT, sent)
    assert Line.objects.filter(verb="clock.import_notice").count() == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "没有文字"),
        (notice(元旦="1月1日（周四）放假。"), "第4行“1月1日（周四）”：这一天是周五，文中写的是周四"),
        (f"<b>{NOTICE}</b>", "文字里有网页代码"),
        (NOTICE * 60, "文字太长"),
    ],
)
def test_a_notice_with_a_fault_is_not_taken_in(keeper, text, said):
    answer = keeper.post(TEXT, {"text": text, "do": "import"})
    assert (answer.status_code, Notice.objects.count()) == (422, 0)
    assert said in pages.words(answer)


def test_what_was_pasted_is_shown_as_text(keeper):
    answer = keeper.post(TEXT, {"text": '</textarea><script>alert("1")</script>'})
    assert "<script>alert" not in answer.content.decode()


def test_a_day_is_changed_once_it_was_seen(keeper):
    case = make.case("accepted", at=DECEMBER)
    seen = pages.words(keeper.post(DAY, CHANGE))
    assert "会挪动1件没有办结的办件的期限" in seen
    assert re.search(r"12月31日 → 1月4日", seen)
    assert Override.objects.count() == 0

    assert keeper.post(DAY, CHANGE | {"do": "import"}).status_code == 302
    react()
    case.refresh_from_db()
    assert (case.due_on, make.verbs(case)[-1]) == (dt.date(2027, 1, 4), "cases.recompute")
    page = pages.words(keeper.get(f"{HOME}?year=2026&region={CITY}"))
    assert "云溪市休息" in page
    assert "依据：云政发〔2026〕8号" in page
    assert "云溪市12月24日改为休息" in page


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"date": ""}, "date"),
        ({"date": "2026-02-30"}, "date"),
        ({"date": "1900-01-01"}, "date"),
        ({"region": "110000000000"}, "region"),
        ({"region": ""}, "region"),
        ({"ground": " "}, "ground"),
        ({"date": "2026-12-26"}, "off"),
        ({"off": "no"}, "off"),
    ],
)
def test_a_wrong_change_is_named_by_its_field(keeper, change, field):
    answer = keeper.post(DAY, CHANGE | change | {"do": "import"})
    assert (answer.status_code, Override.objects.count()) == (422, 0)
    assert f'href="#f-{field}"' in answer.content.decode()


def test_a_change_is_withdrawn_with_a_reason_and_the_deadline_comes_back(keeper):
    case = make.case("accepted", at=DECEMBER)
    keeper.post(DAY, CHANGE | {"do": "import"})
    react()
    address = f"{DAY}{Override.objects.get().pk}/withdrawal/"
    assert keeper.get(address).status_code == 405
    assert keeper.post(address, {"ground": ""}).status_code == 409
    assert make.client("wudian").post(address, {"ground": "误"}).status_code == 403
    assert keeper.post(address, {"ground": "通知取消"}).status_code == 302
    react()
    case.refresh_from_db()
    assert (Override.objects.count(), case.due_on) == (0, dt.date(2026, 12, 31))
    line = Line.objects.latest("pk")
    assert (line.verb, line.data["was"], line.data["due"]) == ("cases.recompute", "2027-01-04", "2026-12-31")
    assert keeper.post(address, {"ground": "通知取消"}).status_code == 404


def test_a_preview_asks_as_often_for_two_cases_as_for_four(keeper):
    make.case("accepted", at=DECEMBER)
    keeper.post(DAY, CHANGE)
    asked = []
    for more in (1, 2):
        for _ in range(more):
            make.case("accepted", at=DECEMBER)
        with CaptureQueriesContext(connection) as statements:
            keeper.post(DAY, CHANGE)
        asked.append(len(statements))
    assert asked[0] == asked[1]
