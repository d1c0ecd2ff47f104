"""认领, 下放委托 and 清单登记 at the console: who may, what is kept, what others see of it."""

import datetime as dt
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import make
from tests.catalogue import proposing
from tests.make import client
from tests.pages import words
from tongban.catalogue import codes
from tongban.catalogue.models import (
    BaseItem,
    Code,
    Entrustment,
    Item,
    Proposal,
    Restriction,
    Standard,
    StandardCheck,
)
from tongban.journal import queries as journal

pytestmark = pytest.mark.usefixtures("town")
PRODUCTION = "990131009000"  # 食品生产许可, of the catalogue, claimed by nobody


def today(days: int = 0) -> str:
    return f"{timezone.localdate() + dt.timedelta(days=days)}"


@pytest.mark.parametrize(
    ("login", "level"),
    [("jianning", "市级"), ("linxi", "县级"), ("taoran", "镇（乡、街道）级"), ("sangning", "村（社区）级")],
)
def test_each_level_sees_what_it_should_claim(login, level):
    page = words(client(login).get("/console/claims/?state=missing"))

    assert level in page
    assert ("食品生产许可" in page) == (login == "jianning")
    assert ("居住情况登记" in page) == (login in ("taoran", "sangning"))


def test_claiming_begins_with_what_the_catalogue_says():
    writer = client("sangning")
    begun = writer.post("/console/claims/992011013000/")

    proposal = Proposal.objects.get()
    assert begun.url == f"/console/proposals/{proposal.pk}/edit/basic/"
    assert (proposal.level, proposal.agency.name) == ("6", "桃花村村民委员会")
    assert proposal.definition == {"name": "居住情况登记", "kind": "20"}
    assert writer.post("/console/claims/992011013000/").status_code == 409
    assert writer.post(f"/console/claims/{PRODUCTION}/").status_code == 404
    assert "打开修订稿" in words(writer.get("/console/claims/"))


def test_a_claim_of_the_city_takes_over_basis_and_limit():
    client("jianning").post(f"/console/claims/{PRODUCTION}/")

    assert Proposal.objects.get().definition == {
        "name": "食品生产许可",
        "kind": "01",
        "basis": [{"title": "中华人民共和国食品安全法", "article": "第三十五条"}],
        "limits": {"statutory": {"value": 20}},
    }


@pytest.mark.parametrize("more", [0, 2])
def test_claims_ask_the_database_as_often_however_many_there_are(django_assert_num_queries, more):
    clerk = client("linxi" if more else "sangning")  # five due, or one
    clerk.get("/console/claims/")
    with django_assert_num_queries(14):
        clerk.get("/console/claims/")


@pytest.mark.parametrize(
    "address", ["/console/registers/negative/", "/console/registers/codes/", "/console/registers/standards/"]
)
def test_only_the_keeper_enters(address):
    assert client("duanqing").get(address).status_code == 200
    assert client("jianning").get(address).status_code == 403
    assert client("jianning").post(address, {}).status_code == 403
    assert client("duanqing").post(address, {}).status_code == 422
    assert client("duanqing").get("/console/registers/nothing/").status_code == 404


def test_a_paper_of_the_negative_list_cannot_be_asked_for():
    given = {
        "kind": "paper",
        "text": "房屋产权证明",
        "words": "布局图",
        "basis": "云政〔2026〕3号",
        "since": today(),
    }
    assert client("duanqing").post("/console/registers/negative/", given).status_code == 302

    entry = Restriction.objects.get(text="房屋产权证明")
    assert journal.timeline(f"restriction:{entry.pk}").last().verb == "catalogue.restrict"
    begun = client("jianning").post(f"/console/items/{make.published().code}/proposal/", {"reason": "修订"})
    page = words(client("jianning").get(begun.url.replace("edit/basic/", "")))
    assert "不得要求（云政〔2026〕3号）" in page
    public = json.loads(b"".join(client("duanqing").get("/lists/negative/export/json/")))
    assert "房屋产权证明" in [row["name"] for row in public]

    over = {"until": today(1), "ground": "云政〔2026〕9号"}
    assert client("duanqing").post(f"/console/registers/negative/{entry.pk}/end/", over).status_code == 302
    assert client("duanqing").post(f"/console/registers/negative/{entry.pk}/end/", over).status_code == 409


@pytest.mark.parametrize(("days", "named"), [(0, True), (1, False)])
def test_a_code_that_is_over_is_named_while_one_drafts(days, named):
    said = proposing.drafted()
    theme = said.definition["firm_themes"][0]
    Code.objects.filter(set="firm_themes", code=theme).update(
        until=timezone.localdate() + dt.timedelta(days=days)
    )

    page = words(client("jianning").get(f"/console/proposals/{said.pk}/"))

    assert ("现在不能使用，请换成有效的代码" in page) == named


@pytest.mark.parametrize(("days", "named"), [(0, True), (1, False)])
def test_a_restriction_binds_from_its_first_day(days, named):
    day = timezone.localdate() + dt.timedelta(days=days)
    Restriction.objects.create(
        kind="paper", text="布局图", words=["布局图"], basis="云政〔2026〕3号", since=day
    )

    page = words(client("jianning").get(f"/console/proposals/{proposing.drafted().pk}/"))

    assert ("不得要求（云政〔2026〕3号）" in page) == named


def test_the_base_catalogue_is_looked_up_and_ended():
    keeper, entry = client("duanqing"), BaseItem.objects.get(code=PRODUCTION)
    here = "/console/registers/base/"
    over = {"until": today(), "ground": "云政〔2026〕8号"}

    found = words(keeper.get(f"{here}?q=生产"))
    assert ("食品生产许可" in found, "高龄津贴" in found) == (True, False)
    assert "没有找到" in words(keeper.get(f"{here}?q=没有这个"))
    assert client("jianning").post(f"{here}{entry.pk}/end/", over).status_code == 403
    assert keeper.post(f"{here}{entry.pk}/end/", over | {"ground": ""}).status_code == 422
    assert keeper.post(f"{here}{entry.pk}/end/", over).status_code == 302
    assert keeper.post(f"{here}{entry.pk}/end/", over).status_code == 404
    assert "食品生产许可" not in words(client("jianning").get("/console/claims/"))


@pytest.mark.parametrize(
    ("login", "shown"),
    [("duanqing", ["待办", "事项", "清单", "设置", "质量"]), ("jianning", ["待办", "事项", "质量"])],
)
def test_the_navigation_has_what_one_may_open(login, shown):
    page = client(login).get("/console/items/").content.decode()
    bar = re.search('<nav aria-label="主导航">(.*?)</nav>', page, re.DOTALL)
    beneath = re.search('<nav class="tb-subnav" aria-label="(.*?)">(.*?)</nav>', page, re.DOTALL)

    assert re.findall(r">([^<>\s]+)</a>", bar[1]) == shown
    assert (beneath[1], "认领" in beneath[2]) == ("事项", login == "jianning")
    assert (bar[1].count("aria-current"), beneath[2].count("aria-current")) == (1, 1)
    assert {
        client(login).get(url).status_code for url in re.findall('href="(.*?)"', bar[1] + beneath[2])
    } == {200}


def restricted(number: int) -> Restriction:
    city = make.published().region
    return Restriction(kind="act", text=f"第{number}条", basis="某号", since=make.AT.date(), region=city)


def standing(number: int) -> Standard:
    said = {"title": "受理规范", "kind": "post", "points": ["亮证"], "since": make.AT.date()}
    return Standard(number=f"DB{number}", version="1", **said)


def catalogued(number: int) -> BaseItem:
    return BaseItem(code=f"99990000{number:04d}", number=1, name="某项", kind="01", since=make.AT.date())


def entrusted(number: int) -> Entrustment:
    agency, item = make.desk("linxi").agency_id, Item.objects.order_by("code")[number]
    said = {
        "kind": "2",
        "instrument": "某号",
        "since": make.AT.date(),
        "holder": item.agency,
        "state": "proposed",
    }
    return Entrustment(item=item, agency_id=agency, **said)


@pytest.mark.parametrize(
    ("login", "address", "entry"),
    [
        ("duanqing", "registers/negative/", restricted),
        ("duanqing", "registers/standards/", standing),
        ("duanqing", "registers/base/", catalogued),
        ("hengping", "entrusting/", entrusted),
    ],
)
def test_a_list_asks_the_database_as_often_however_long_it_is(login, address, entry):
    reader, here, asked, rows = client(login), f"/console/{address}", [], []
    type(entry(0)).objects.all().delete()
    for numbers in ([0], [1, 2]):
        type(entry(0)).objects.bulk_create([entry(number) for number in numbers])
        with CaptureQueriesContext(connection) as seen:
            rows.append(reader.get(here).content.decode().count("</tr>"))
        asked.append(len(seen))

    assert (rows, asked[0]) == ([2, 4], asked[1])


def test_a_code_is_added_with_its_first_day(monkeypatch):
    monkeypatch.setitem(codes.KINDS, "11", "")
    given = {"set": "kinds", "code": "11", "label": "行政备案", "source": "省标准", "since": today(1)}
    assert client("duanqing").post("/console/registers/codes/", given).status_code == 302

    assert codes.KINDS["11"] == "行政备案"
    code = Code.objects.get(set="kinds", code="11")
    wrong = client("duanqing").post(f"/console/registers/codes/{code.pk}/end/", {"until": "x", "ground": "y"})
    assert wrong.status_code == 409
    again = words(client("duanqing").post("/console/registers/codes/", given))
    assert "这个代码已经有了" in again
    assert "由程序使用" in words(
        client("duanqing").post("/console/registers/codes/", given | {"set": "units"})
    )


def test_a_standard_is_seen_by_the_clerk_and_sampled():
    given = {
        "number": "DB99/T 1",
        "version": "2026",
        "title": "窗口受理规范",
        "kind": "post",
        "source": "云岭省",
        "points": "先亮证\n后收件",
        "posts": ["window"],
        "since": today(),
    }
    keeper = client("duanqing")
    assert keeper.post("/console/registers/standards/", given).status_code == 302
    one = Standard.objects.get()
    case = make.case_now("received")

    assert "窗口受理规范" in words(client("shenqing").get(f"/counter/cases/{case.number}/"))
    assert "窗口受理规范" not in words(client("zhouming").get(f"/desk/cases/{case.number}/"))

    here = f"/console/standards/{one.pk}/"
    sample = {"agency": case.agency_id, "item": case.item.code, "subject": case.number, "met": "no"}
    assert keeper.post(here, sample).status_code == 422
    assert keeper.post(here, sample | {"note": "没有亮证"}).url == here
    assert keeper.post(here, sample | {"met": "yes"}).url == here
    assert "抽查2次，符合50%" in words(keeper.get(here))
    assert [*StandardCheck.objects.order_by("id").values_list("met", "note")] == [
        (False, "没有亮证"),
        (True, ""),
    ]
    [row] = json.loads(b"".join(keeper.get("/lists/standards/export/json/")))
    assert (row["score"], row["points"]) == ("50%", "先亮证；后收件")


def test_an_item_goes_to_the_county_and_comes_back():
    item, county = make.published(), make.account("linxi")
    lower = make.desk("linxi").agency_id
    code = Entrustment._meta.get_field("agency").related_model.objects.get(pk=lower).code
    given = {"kind": "2", "agency": code, "instrument": "云政发〔2026〕5号", "since": today()}
    address = f"/console/items/{item.code}/entrusting/"
    assert client("jianning").get(address).status_code == 200
    assert client("linxi").get(address).status_code == 403
    assert client("jianning").post(address, given | {"kind": "4"}).status_code == 422
    assert client("jianning").post(address, given).status_code == 302
    one = Entrustment.objects.get(item=item)
    here = f"/console/entrusting/{one.pk}/"
    assert county.officer is not None
    assert client("shenqing").get(here).status_code == 404
    assert client("jianning").post(f"{here}judgement/", {"verdict": "approve"}).status_code == 403
    assert "承接机关" not in words(client("lin").get(f"/items/{item.code}/"))

    assert client("hengping").post(f"{here}judgement/", {"verdict": "approve"}).url == here

    guide = words(client("lin").get(f"/items/{item.code}/"))
    assert "由临江县市场监督管理局办理" in guide
    listed = json.loads(b"".join(client("lin").get("/lists/entrusted/export/json/")))
    [row] = [row for row in listed if row["name"] == item.name]
    assert (row["agency"], row["kind"], row["acts"]) == ("临江县市场监督管理局", "上级下放", "整个事项")
    assert make.case_now("received").agency_id == lower

    gone = {"on": today(), "instrument": "云政发〔2026〕8号"}
    assert client("yanzheng").post(f"{here}end/", {"on": today()}).status_code == 422
    assert client("yanzheng").post(f"{here}end/", gone).url == here
    assert client("yanzheng").post(f"{here}end/", gone).status_code == 409
    assert make.case_now("received").agency_id == item.agency_id
