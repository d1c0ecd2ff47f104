"""我要看: pages, prints and files of the public lists."""

import csv
import io
import json

import openpyxl
import pytest

from tests.portal import imported
from tests.town import items
from tongban.portal import lists
from tongban.ui import tables

pytestmark = pytest.mark.usefixtures("town")
KEYS = ("powers", "duties", "services", "fees", "catalogue", "levels", "offices")
POWERS = [entry for entry in items.entries() if entry.definition.kind != "20"]
LINJIANG = [entry for entry in items.entries() if entry.region == "990121000000"]


@pytest.mark.parametrize("key", KEYS)
def test_page_print_and_files_show_the_same(client, key):
    page = client.get(f"/lists/{key}/")
    text = page.content.decode()
    printed = client.get(f"/lists/{key}/print/").content.decode()
    files = {form: b"".join(client.get(f"/lists/{key}/export/{form}/")) for form in tables.TYPES}

    rows = json.loads(files["json"])
    first = rows[: lists.PAGE]
    assert [row["name"] for row in first if row["name"] not in text] == []
    assert text.count('<th scope="row">') == len(first) > 0
    assert printed.count('<td class="c">') == len(rows)
    cells = [*csv.reader(io.StringIO(files["csv"].decode("utf-8-sig"), newline=""))]
    sheet = openpyxl.load_workbook(io.BytesIO(files["xlsx"])).worksheets[0]
    assert [[cell.value or "" for cell in row] for row in sheet.iter_rows()] == cells
    assert cells[1:] == [[*row.values()] for row in rows]


@pytest.mark.parametrize(
    "address",
    ["/lists/nothing/", "/lists/nothing/print/", "/lists/powers/export/exe/", "/lists/catalogue/codes/0000/"],
)
def test_what_does_not_exist(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("query", "size"),
    [
        ("", len(POWERS)),
        ("kind=07", sum(entry.definition.kind == "07" for entry in POWERS)),
        ("region=990100000000", sum(entry.level == "3" for entry in POWERS)),
        ("region=990101000000", 0),
        ("kind=20", 0),
        ("kind=99&region=x&agency=99999999999&page=zz", len(POWERS)),
        ("agency=%00", 400),
    ],
)
def test_the_address_narrows_the_list(client, query, size):
    answer = client.get(f"/lists/powers/?{query}")

    if answer.status_code == 200:
        assert f">共{size}项" in answer.content.decode()
    else:
        assert answer.status_code == size


def test_long_lists_have_pages_that_keep_the_choice(client):
    made = [imported.item(number, name=f"事项{number}") for number in range(1, lists.PAGE + 2)]
    here, own = f"region={made[0].region_id}", sum(e.region == made[0].region_id for e in POWERS)

    page = client.get(f"/lists/powers/?{here}").content.decode()
    second = client.get(f"/lists/powers/?{here}&page=2").content.decode()

    assert f"共{lists.PAGE + 1 + own}项，第1页" in page
    assert f"/lists/powers/?{here}&amp;page=2" in page
    assert f"/lists/powers/export/csv/?{here}" in page
    assert second.count('<th scope="row">') == 1 + own


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("more", [0, 3])
def test_a_list_asks_the_database_as_often_however_long_it_is(client, django_assert_num_queries, key, more):
    for number in range(1, more + 1):
        imported.item(number, kind="01", fee_known=True, fee={"charged": True})

    with django_assert_num_queries({"catalogue": 7, "levels": 6}.get(key, 5)):
        client.get(f"/lists/{key}/")


def test_deviations_are_shown_with_both_words(client):
    limits = [{"statutory": {"value": value}} for value in (20, 30)]
    ours = imported.item(1, kind="01", limits=limits[0])
    theirs = imported.elsewhere(1, kind="01", limits=limits[1])

    page = client.get(f"/lists/catalogue/codes/{ours.base_code}/").content.decode()
    narrowed = client.get("/lists/catalogue/?deviating=true").content.decode()

    assert ours.code in page
    assert theirs.code in page
    assert "法定时限写“20个工作日”，目录为“30个工作日”" in page
    assert narrowed.count('<th scope="row">') == 1
    assert ours.base_code in narrowed


def test_what_is_open_to_everybody_is_one_click_away(client):
    home = client.get("/").content.decode()
    page = client.get("/lists/").content.decode()

    assert 'href="/lists/"' in home
    assert [key for key in KEYS if f'href="/lists/{key}/"' not in page] == []


def test_coverage_counts_against_the_level(client):
    county = imported.item(1, online=True, online_url="https://example.org/", visits={"count": 0})
    imported.item(2)
    other = imported.elsewhere(3)

    rows = json.loads(b"".join(client.get("/lists/levels/export/json/")))

    town = [row for row in rows if row["name"] == other.region.name]
    ours = [row for row in rows if row["name"] == county.region.name]
    listed = len(LINJIANG) + 2
    all_but_one = f"{listed - 1}（{round(100 * (listed - 1) / listed)}%）"
    assert ours == [
        {
            "name": county.region.name,
            "level": "县级",
            "due": "9",
            "claimed": "0（0%）",
            "missing": "9",
            "size": f"{listed}",
            "online": all_but_one,
            "visitless": all_but_one,
        }
    ]
    assert len(town) == 1
    assert [town[0][key] for key in ("due", "claimed", "missing")] == ["9", "8（89%）", "1"]


@pytest.mark.parametrize("key", ["negative", "codes", "standards", "entrusted", "claims"])
def test_registers_are_pages_prints_and_files(client, django_assert_num_queries, key):
    rows = json.loads(b"".join(client.get(f"/lists/{key}/export/json/")))
    page = client.get(f"/lists/{key}/").content.decode()

    assert [row["name"] for row in rows[: lists.PAGE] if row["name"] not in page] == []
    assert page.count('<th scope="row">') == min(len(rows), lists.PAGE)
    assert client.get(f"/lists/{key}/print/").status_code == 200
    assert client.get(f"/lists/{key}/export/xlsx/").status_code == 200
    with django_assert_num_queries({"claims": 4, "codes": 4}.get(key, 2) - (not rows)):
        client.get(f"/lists/{key}/?kind=zz")


def test_claims_of_a_place_name_what_is_missing(client):
    address = "/lists/claims/export/json/?region=990100000000"
    rows = json.loads(b"".join(client.get(address)))
    missing = json.loads(b"".join(client.get(f"{address}&deviating=true")))

    assert len(rows) == 9
    assert [(row["name"], row["state"]) for row in missing] == [("食品生产许可", "未认领")]
