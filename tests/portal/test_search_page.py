"""找事项: results, facets, pages, suggestions; themes and agencies."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.portal import imported
from tongban.catalogue import queries
from tongban.catalogue.models import Item
from tongban.identity.models import Agency

pytestmark = pytest.mark.usefixtures("town")


def names(answer) -> list[str]:
    """The results, in order."""
    found = re.search(r'<ul class="tb-results">(.*?)</ul>', answer.content.decode(), re.S)
    return re.findall(r"<b>(.*?)</b>", found[1]) if found else []


@pytest.mark.parametrize(
    ("asked", "first"),
    [("食品经营许可", "食品经营许可（变更）"), ("开餐馆", "食品经营许可（首次）"), ("sbk", "社会保障卡申领")],
    ids=["name", "alias", "initials"],
)
def test_what_is_asked_for_comes_first(client, asked, first):
    assert names(client.get("/search/", {"q": asked}))[0] == first


def test_a_slip_is_corrected_and_said(client):
    page = client.get("/search/", {"q": "出板物"})
    assert names(page)[0] == "出版物零售经营许可"
    assert "已按“出版物”查找" in page.content.decode()


@pytest.mark.parametrize("asked", ["量子纠缠", "<script>alert(1)</script>", "'; DROP TABLE", "%", "\\"])
def test_nothing_found_is_said_with_a_way_on(client, asked):
    page = client.get("/search/", {"q": asked}).content.decode()
    assert "<script>alert" not in page
    assert names(client.get("/search/", {"q": "量子纠缠"})) == []
    assert "看全部事项" in page or "tb-results" in page


@pytest.mark.parametrize(
    ("given", "holds"),
    [
        ({"kind": "01"}, lambda item: item.kind == "01"),
        ({"audience": "person"}, lambda item: "1" in item.audiences),
        ({"audience": "firm"}, lambda item: set("23459") & set(item.audiences)),
        ({"online": "true"}, lambda item: item.online),
        ({"region": "990121000000"}, lambda item: item.region_id.startswith("990121")),
    ],
    ids=["kind", "persons", "firms", "online", "region"],
)
def test_a_facet_narrows(client, given, holds):
    imported.item()
    expected = {item.name for item in queries.published() if holds(item)}
    pages = (client.get("/search/", given | {"page": page}) for page in range(1, 5))
    assert {name for page in pages for name in names(page)} == expected


def test_the_items_of_an_agency(client):
    agency = Agency.objects.get(name="云溪市公安局")
    page = client.get("/search/", {"agency": agency.pk})
    assert set(names(page)) == set(Item.objects.filter(agency=agency).values_list("name", flat=True))
    assert "<h1>云溪市公安局</h1>" in page.content.decode()


@pytest.mark.parametrize(
    "given",
    [
        {"page": "99999999999999"},
        {"page": "-1"},
        {"page": "x"},
        {"agency": "9" * 30},
        {"agency": "²"},
        {"kind": "99"},
        {"region": "١٢٣٤٥٦٧٨٩٠١٢"},
        {"audience": "<b>"},
        {"online": "maybe"},
    ],
    ids=str,
)
def test_an_address_that_means_nothing_still_answers(client, given):
    assert client.get("/search/", given).status_code == 200


def test_pages_follow_one_another_and_keep_the_question(client):
    for n in range(1, 46):
        imported.item(n, name=f"渔业船舶登记{n:02d}")
    pages = [names(client.get("/search/", {"q": "渔业船舶", "page": n})) for n in (1, 2, 3)]
    assert [len(page) for page in pages] == [20, 20, 5]
    assert len({name for page in pages for name in page}) == 45
    assert "page=2" in client.get("/search/", {"q": "渔业船舶"}).content.decode()


def test_a_list_costs_the_same_at_one_and_at_three(client, django_assert_num_queries):
    imported.item(1, name="渔业船舶登记")
    with django_assert_num_queries(5):
        client.get("/search/", {"q": "渔业船舶"})
    imported.item(2, name="渔业船舶注销")
    imported.item(3, name="渔业船舶变更")
    with django_assert_num_queries(5):
        client.get("/search/", {"q": "渔业船舶"})


def test_suggestions_lead_to_guides(client):
    page = client.get("/search/suggest/", {"q": "食品"}).content.decode()
    assert f"/items/{Item.objects.get(name='食品经营许可（首次）').code}/" in page
    assert "<html" not in page


@pytest.mark.parametrize("asked", ["", " ", "？"])
def test_nothing_asked_nothing_suggested(client, asked):
    assert "<li>" not in client.get("/search/suggest/", {"q": asked}).content.decode()


def test_themes_have_their_counts(client):
    page = client.get("/themes/firm/").content.decode()
    count = Item.objects.filter(firm_themes__contains=["010"]).count()
    assert f'<a href="/themes/firm/010/">准营准办<span>{count}</span></a>' in page


def test_a_theme_lists_its_items(client):
    found = names(client.get("/themes/firm/010/"))
    assert set(found) == set(
        Item.objects.filter(firm_themes__contains=["010"]).values_list("name", flat=True)
    )


@pytest.mark.parametrize("address", ["/themes/alien/", "/themes/firm/000/", "/themes/alien/005/"])
def test_no_such_theme(client, address):
    assert client.get(address).status_code == 404


def test_agencies_of_the_place_come_first(client):
    imported.item()
    page = client.get("/agencies/").content.decode()
    assert page.index("<h2") < page.index("云溪市市场监督管理局") < page.index("临江县市场监督管理局")


@pytest.mark.parametrize("address", ["/", "/agencies/", "/themes/person/", "/themes/firm/010/"])
def test_a_page_of_counts_costs_the_same_whatever_there_is(client, address):
    imported.item(1, audiences=["1"], person_themes=["005"])
    client.get(address)
    few, many = CaptureQueriesContext(connection), CaptureQueriesContext(connection)
    with few:
        client.get(address)
    for n in (2, 3):
        imported.item(n, name=f"渔业船舶登记{n}", audiences=["1"], person_themes=["010"])
    with many:
        client.get(address)
    assert len(few) == len(many)
