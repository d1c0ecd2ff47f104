"""我的: whose cases are listed, how they are filtered and found, and what a list costs."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import make, pages
from tongban.cases import actions
from tongban.cases.models import Case
from tongban.identity.models import Firm
from tongban.journal.actions import SYSTEM
from tongban.licences import actions as licences

pytestmark = pytest.mark.usefixtures("town")
PAGES = ("/mine/", "/mine/cases/", "/mine/drafts/", "/mine/certificates/", "/acting/")


@pytest.fixture
def lin():
    return make.client("lin")


def numbers(client: Client, query: str = "") -> list[str]:
    """The case numbers on the page, in order."""
    return re.findall(
        r'class="tb-b" href="/cases/([^/]+)/"', client.get(f"/mine/cases/{query}").content.decode()
    )


def act_for_firm(client: Client) -> None:
    firm = Firm.objects.get(name="云溪市青禾餐饮有限公司")
    assert client.post("/acting/", {"party": str(firm.pk)})["Location"] == "/mine/"


@pytest.mark.parametrize("address", PAGES)
def test_pages_are_for_persons(lin, address):
    assert lin.get(address).status_code == 200
    assert Client().get(address)["Location"] == f"/sign-in/?next={address}"
    assert make.client("shenqing").get(address).status_code == 403


def test_lists_follow_who_one_acts_for(lin):
    own, firm = make.case_now(item=make.WORK, by="lin"), make.case_now()
    assert numbers(lin) == [own.number]
    act_for_firm(lin)
    assert numbers(lin) == [firm.number]
    assert "云溪市青禾餐饮有限公司的办件" in pages.words(lin.get("/mine/cases/"))
    lin.post("/acting/", {"party": "self"})
    assert numbers(lin) == [own.number]
    assert numbers(make.client("zhang")) == []


@pytest.mark.parametrize("party", ["", "nonsense", "11111111-1111-1111-1111-111111111111"])
def test_one_cannot_act_for_others(lin, party):
    foreign = Firm.objects.get(name="云溪市橘里书店有限公司")
    for chosen in (party, str(foreign.pk)):
        assert lin.post("/acting/", {"party": chosen}).status_code == 404
    assert "firm_id" not in lin.session


@pytest.mark.parametrize(
    ("wanted", "led"), [("/mine/cases/", "/mine/cases/"), ("https://evil.example/", "/mine/")]
)
def test_switching_leads_back_inside_only(lin, wanted, led):
    assert lin.post("/acting/", {"party": "self", "next": wanted})["Location"] == led


def test_cases_are_filtered_and_found(lin):
    act_for_firm(lin)
    window, at = make.desk("shenqing"), timezone.now()
    waiting, running, ended = (make.case_now() for _case in range(3))
    actions.return_for_correction(waiting, gaps=[("floor_plan", "平面图", "缺页")], by=window, at=at)
    actions.withdraw(ended, reason="", by=make.applicant(firm=True), at=at)
    shown = {
        "": [ended, running, waiting],
        "?show=waiting": [waiting],
        "?show=running": [running],
        "?show=ended": [ended],
        "?show=nonsense": [ended, running, waiting],
        f"?q={running.number[-8:].lower()}": [running],
        "?q=食品": [ended, running, waiting],
        "?q=没有这个": [],
        "?q=%25": [],
        "?show=ended&q=食品": [ended],
    }
    assert {query: numbers(lin, query) for query in shown} == {
        query: [case.number for case in cases] for query, cases in shown.items()
    }


def test_cases_come_in_pages(lin):
    act_for_firm(lin)
    for _case in range(21):
        make.case_now()
    assert [len(numbers(lin, f"?page={page}")) for page in (1, 2, "x", 99)] == [20, 1, 20, 1]


@pytest.mark.parametrize("address", ["/mine/", "/mine/cases/"])
def test_lists_cost_the_same(lin, address, django_assert_num_queries):
    act_for_firm(lin)
    window, gaps = make.desk("shenqing"), [("floor_plan", "平面图", "缺页")]

    def more(count: int) -> None:
        for _case in range(count):
            actions.return_for_correction(make.case_now(), gaps=gaps, by=window, at=timezone.now())

    more(1)
    lin.get(address)
    with CaptureQueriesContext(connection) as one:
        lin.get(address)
    more(2)
    with django_assert_num_queries(len(one)):
        lin.get(address)


def test_home_puts_first_what_waits(lin):
    act_for_firm(lin)
    case = make.case_now()
    gaps = [("floor_plan", "平面图", "缺页"), ("form", "填写的信息", "面积不符")]
    actions.return_for_correction(case, gaps=gaps, by=make.desk("shenqing"), at=timezone.now())
    said = pages.words(lin.get("/mine/"))
    assert said.index("24时前补正2处") < said.index("我的办件 全部办件")
    assert "食品经营许可（首次）：平面图、填写的信息。" in said


def test_a_fee_waits_for_the_applicant():
    fang = make.client("fang")
    case = make.case_now(item="id_card_reissue", by="fang")
    Case.objects.update(answers=case.answers | {"relief": ["no"]})
    actions.accept(case, by=make.desk("shenqing"), at=timezone.now())
    assert "请缴费40元 居民身份证补领：居民身份证工本费。" in pages.words(fang.get("/mine/"))
    assert "请缴费40元" in pages.words(fang.get(f"/cases/{case.number}/"))
    assert (numbers(fang, "?show=waiting"), numbers(fang, "?show=running")) == ([case.number], [])
    actions.lift(case.holds.get(), note="", by=SYSTEM, at=timezone.now())
    assert (numbers(fang, "?show=waiting"), numbers(fang, "?show=running")) == ([], [case.number])
    assert "请缴费" not in pages.words(fang.get(f"/cases/{case.number}/"))


def test_drafts_of_the_party(lin):
    pages.begun(lin)
    assert "食品经营许可" in pages.words(lin.get("/mine/drafts/"))
    lin.post("/acting/", {"party": "self"})
    assert "没有草稿" in pages.words(lin.get("/mine/drafts/"))


def test_certificates_say_how_they_stand():
    fang, window = make.client("fang"), make.desk("shenqing")
    case = make.case_now("accepted", item=make.WORK, by="fang")
    actions.decide(case, granted=True, by=window, at=timezone.now())
    assert "就业失业登记凭证" in pages.words(fang.get("/mine/certificates/"))
    certificate = Case.objects.get().decisions.get().certificate
    standings = []
    for verb in (licences.suspend, licences.restore, licences.revoke):
        verb(certificate, ground="依据", by=SYSTEM, at=timezone.now())
        row = pages.words(fang.get("/mine/certificates/")).partition("就业失业登记凭证")[2]
        standings.append(min(("有效", "已暂扣", "已撤销"), key=lambda word: row.find(f" {word} ") % len(row)))
    assert standings == ["已暂扣", "有效", "已撤销"]


def test_cases_of_a_firm_are_pointed_to():
    he = make.client("he")
    assert "正在办" not in pages.words(he.get("/mine/"))
    make.case("accepted", item="small_catering", by="he")

    page = pages.words(he.get("/mine/"))

    assert "“松岭县何记面馆”有1件正在办。" in page
    he.post("/acting/", {"party": str(Firm.objects.get(name="松岭县何记面馆").pk)})
    assert "小餐饮登记" in pages.words(he.get("/mine/"))


def test_a_neighbours_firm_is_not_pointed_to():
    make.case("accepted", item="small_catering", by="he")

    assert "正在办" not in pages.words(make.client("zhang").get("/mine/"))
