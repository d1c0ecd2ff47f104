"""待办, 已办 and 授权 on the desk: what is listed, filtered, exported, and by how many queries."""

import csv
import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make, pages
from tests.desk.test_cases import AGREE
from tongban.cases import worklists
from tongban.cases.models import Case
from tongban.identity.models import Delegation
from tongban.ui import queues


def listed(client: Client, query: str = "") -> list[str]:
    """The numbers on the page, in order."""
    page = client.get(f"/desk/{query}").content.decode()
    return [
        case.number
        for case in sorted(Case.objects.all(), key=lambda c: page.find(c.number))
        if case.number in page
    ]


@pytest.fixture
def three(town) -> list[Case]:
    """Over its limit, near it, and far from it."""
    return [make.case_now("accepted", ago=dt.timedelta(days)) for days in (30, 10, 0)]


def test_the_nearest_limit_stands_first(three):
    assert listed(make.client("zhouming")) == [case.number for case in three]


def test_filters_and_search(three):
    client, late = make.client("zhouming"), three[0]
    assert listed(client, "?light=red") == [late.number]
    assert listed(client, f"?q={late.number}") == [late.number]
    assert listed(client, "?q=青禾&channel=web&stage=review") == [case.number for case in three]
    assert listed(client, "?channel=counter") == []
    assert listed(client, f"?item={late.item_id}&light=red") == [late.number]
    assert "没有符合条件的办件" in pages.words(client.get("/desk/?q=不存在的人"))


@pytest.mark.parametrize(
    "query",
    [
        "?light=purple",
        "?item=abc",
        f"?item={9**20}",
        "?after=x",
        "?after=2026-13-40_1_1",
        "?after=__",
    ],
)
def test_what_is_not_understood_is_not_asked(three, query):
    assert len(listed(make.client("zhouming"), query)) == 3


def test_the_next_page_begins_where_this_one_ends(three, monkeypatch):
    monkeypatch.setattr(worklists, "SIZE", 2)
    client = make.client("zhouming")
    first = client.get("/desk/").content.decode()
    onward = first.split('rel="next" href="')[1].split('"')[0]
    assert "显示1—2，共3件" in first
    assert listed(client, onward) == [three[2].number]
    assert "显示3—3，共3件" in client.get(f"/desk/{onward}").content.decode()


def test_one_row_and_three_ask_the_same_queries(town):
    client = make.client("zhouming")
    make.case_now("accepted")
    client.get("/desk/")
    with CaptureQueriesContext(connection) as one:
        client.get("/desk/")
    make.case_now("accepted")
    make.case_now("accepted", item="small_catering", by="he")
    client.get("/desk/")
    with CaptureQueriesContext(connection) as three:
        client.get("/desk/")
    assert len(listed(client)) == 3
    assert len(three) == len(one)


def test_export_is_the_list_as_it_is_filtered(three, monkeypatch):
    monkeypatch.setattr(worklists, "SIZE", 2)
    Case.objects.filter(pk=three[0].pk).update(applicant_name="=HYPERLINK(1)")
    answer = make.client("zhouming").get("/desk/export/")
    rows = list(csv.reader(answer.content.decode("utf-8-sig").splitlines()))
    assert answer["Content-Disposition"].startswith("attachment")
    assert [row[0] for row in rows] == ["编号", *(case.number for case in three)]
    assert rows[1][2] == "'=HYPERLINK(1)"
    red = make.client("zhouming").get("/desk/export/?light=red").content.decode("utf-8-sig").splitlines()
    assert len(red) == 2


@pytest.mark.parametrize(
    ("cell", "shown"), [("=1", "'=1"), ("+1", "'+1"), ("-1", "'-1"), ("@a", "'@a"), ("超2天", "超2天")]
)
def test_no_cell_is_a_formula(cell, shown):
    assert queues.safe(cell) == shown


def test_hints_say_what_a_case_waits_for(town):
    case = make.case_now("accepted", **make.FEE)
    assert "待缴费" in pages.words(make.client("qinlang").get("/desk/"))
    make.client("qinlang").post(f"/desk/cases/{case.number}/review/", AGREE | {"verdict": "oppose"})
    assert "前序拟不予许可" in pages.words(make.client("dongping").get("/desk/"))


def test_done_lists_ones_own_acts(three):
    assert "还没有办过" in pages.words(make.client("zhouming").get("/desk/done/"))
    make.client("zhouming").post(f"/desk/cases/{three[0].number}/review/", AGREE)
    shown = pages.words(make.client("zhouming").get("/desk/done/"))
    assert "审查完成" in shown
    assert three[0].number in shown
    assert three[1].number not in shown


def test_delegations_name_instrument_acts_and_end(town):
    held = Delegation.objects.get(post=make.desk("chenli").post_id)
    shown = pages.words(make.client("chenli").get("/desk/delegations/"))
    assert held.instrument in shown
    assert "退回、决定" in shown
    assert "该机关全部事项" in shown
    assert f"{(held.until - dt.timedelta(1)).year}年12月31日" in shown


def test_an_expired_delegation_is_shown_as_over(town):
    shown = pages.words(make.client("fangyuan").get("/desk/delegations/"))
    assert "没有有效的授权" in shown
    assert "已经结束的授权" in shown
    assert "现在没有有效的授权" in pages.words(make.client("fangyuan").get("/desk/"))


@pytest.mark.parametrize("path", ["/desk/", "/desk/export/", "/desk/done/", "/desk/delegations/"])
def test_only_officers_come_in(town, client, path):
    assert client.get(path).url.startswith("/sign-in/")
    assert make.client("lin").get(path).status_code == 403
