"""简明版, 到现场次数 and which version a page is of."""

import csv
import io

import pytest

from tests import make
from tests.catalogue.proposing import approved, handed_in
from tests.pages import words
from tests.portal import imported
from tongban.catalogue import queries
from tongban.catalogue.models import Item
from tongban.portal import coming, kept

pytestmark = pytest.mark.usefixtures("town")
TAX = {"papers_known": True, "channels": ["window"], "result": {"name": "证", "delivery": ["window"]}}


@pytest.fixture(autouse=True)
def nothing_is_kept() -> None:
    kept.SHELF.pages.clear()
    kept.SITUATIONS.pages.clear()
    queries._definition.cache_clear()


def food() -> str:
    return f"/items/{make.published().code}/"


def test_the_plain_version_is_drawn_where_nobody_wrote_one(client):
    page = words(client.get(f"{food()}plain/"))
    for said in (
        "谁能办 企业法人、非法人企业可以办。",
        "要带什么 不用带：",
        "多久能办好 8个工作日（法定20个工作日）。",
        "要花多少钱 不收费。",
        "看完整版",
    ):
        assert said in page
    assert "救济与监督" not in page


def test_the_editors_own_words_stand_before(client):
    item = imported.item(plain=["先打电话。\n再过来。", "带上身份证。"])
    body = client.get(f"/items/{item.code}/plain/").content.decode()
    assert "<li><p>先打电话。</p><p>再过来。</p></li><li><p>带上身份证。</p></li>" in body
    assert "该事项暂未公布材料清单" in body


def test_elder_mode_begins_with_the_plain_version(client):
    client.cookies["tb_mode"] = "elder"
    assert "一看就懂" in words(client.get(food()))
    assert "救济与监督" in words(client.get(f"{food()}full/"))


def test_a_claim_that_is_refuted_is_shown_as_it_is(client):
    item = imported.item(**TAX, visits={"count": 0})
    page = words(client.get(f"/items/{item.code}/"))
    assert "要跑几次 2 次" in page
    assert "结果只能到窗口领取，没有电子送达或者邮寄" in page
    assert "公布的是0次。按公布的材料、环节和送达方式，应为2次，这里照实显示。" in page
    assert "到场次数 2次，不能在网上申请" in words(client.get(f"/items/{item.code}/notice/"))


def test_a_silent_source_is_held_to_nothing():
    item = imported.item()
    assert not coming.known(queries.definition(item.current_id))


def test_shares_of_visits_by_kind_and_agency(client):
    imported.item(**TAX, visits={"count": 0})
    page = words(client.get("/lists/visits/"))
    total = queries.published().count()
    none = queries.published().filter(visits_computed=0).count()
    health = queries.published().filter(agency__name="云溪市卫生健康委员会")
    assert f"全部事项 {total} {none}（" in page
    assert f"云溪市卫生健康委员会 {health.count()} {health.filter(visits_computed=0).count()}（" in page
    sent = b"".join(client.get("/lists/visits/export/csv/"))
    table = list(csv.reader(io.StringIO(sent.decode("utf-8-sig"))))
    assert table[1][:3] == ["全部", "全部事项", str(total)]
    assert client.get("/lists/visits/export/xlsx/").status_code == 200
    assert client.get("/lists/visits/export/exe/").status_code == 404


def test_visits_take_the_same_queries_for_many_items(client, django_assert_num_queries):
    for number in (1, 2, 3):
        imported.item(number, **TAX)
        with django_assert_num_queries(3):
            client.get("/lists/visits/")


def test_the_page_and_its_record_are_of_one_version(client):
    approved(handed_in())
    item = Item.objects.select_related("current").get(pk=make.published().pk)
    record = client.get(f"/api/v1/items/{item.code}").json()
    page = words(client.get(f"/items/{item.code}/"))
    assert record["digest"] == item.current.digest == queries.definition(item.current_id).digest
    assert f"内容摘要 {record['digest'][:12]}" in page
    assert "部门审核：" in page
    assert "法制审核：" in page
    assert "机构编制审核：" in page


def test_addresses_that_mean_nothing_are_not_kept(client):
    client.get(food(), {"business": "catering"})
    assert len(kept.SITUATIONS.pages) == 1
    for number in range(3):
        client.get(food(), {"nonsense": number, "business": "catering"})
    assert (len(kept.SHELF.pages), len(kept.SITUATIONS.pages)) == (0, 1)


def test_the_address_to_share_is_that_of_the_situation(client):
    body = client.get(food(), {"business": "catering", "risky": ["cold"]}).content.decode()
    assert f'{food()}?business=catering&amp;risky=cold" readonly' in body
    assert body.count("<svg") >= 1
