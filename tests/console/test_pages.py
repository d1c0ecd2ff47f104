"""The pages of the console: from a draft to a published version, and who may not."""

import csv
import datetime as dt
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.catalogue.proposing import FOOD, approved, drafted, handed_in, item, revised
from tests.console.parts import address, saved
from tests.make import client
from tests.pages import words
from tongban.catalogue import actions as catalogue
from tongban.catalogue import queries as items
from tongban.catalogue.definition import Definition
from tongban.catalogue.models import Item, Proposal
from tongban.journal import queries as journal
from tongban.journal.actions import SYSTEM

pytestmark = pytest.mark.usefixtures("town")


PUBLISHED = "published"


def opened(proposal: Proposal) -> list[str]:
    """Every page of a proposal and its item."""
    return [
        address(proposal),
        address(proposal, "edit/basic/"),
        address(proposal, "text/"),
        f"/console/items/{proposal.code}/",
        f"/console/items/{proposal.code}/versions/",
    ]


def test_a_change_goes_from_the_form_to_the_public_guide():
    editor, was = client("jianning"), item().current.number
    begun = editor.post(f"/console/items/{item().code}/proposal/", {"reason": "简化说明"})
    proposal = Proposal.objects.get()
    assert begun.url == address(proposal, "edit/basic/")

    assert saved(editor, proposal, "basic", summary="开餐馆、卖食品先办这个证。").status_code == 302
    assert editor.post(address(proposal, "hand-in/"), {"revision": 2}).url == address(proposal)
    for login, verb in [
        ("yanzheng", "check"),
        ("fangzhengyan", "review_legality"),
        ("hengping", "review_establishment"),
    ]:
        assert FOOD in words(client(login).get("/console/waiting/"))
        given = {"revision": 2, "opinion": f"{verb}同意"}
        assert client(login).post(address(proposal, f"approval/{verb}/"), given).url == address(proposal)
        assert FOOD not in words(client(login).get("/console/waiting/"))

    proposal.refresh_from_db()
    assert (proposal.state, item().current.number) == (PUBLISHED, was + 1)
    assert "开餐馆、卖食品先办这个证。" in words(Client().get(f"/items/{item().code}/"))
    assert {line.channel for line in journal.timeline(proposal.chain)} == {"console"}
    history = words(editor.get(f"/console/items/{item().code}/"))
    assert [f"“{verb}同意”" in history for verb in ("check", "review_legality", "review_establishment")] == [
        True
    ] * 3


def test_sent_back_with_a_reason():
    proposal = handed_in()
    bare = client("yanzheng").post(address(proposal, "return/"), {"revision": 2, "opinion": ""})
    assert (bare.status_code, "请写明退回的理由" in words(bare)) == (422, True)
    assert (
        client("yanzheng")
        .post(address(proposal, "return/"), {"revision": 2, "opinion": "依据不对"})
        .status_code
        == 302
    )
    page = words(client("jianning").get(address(proposal)))
    assert ("已退回，待修改" in page, "“依据不对”" in page) == (True, True)


def test_withdrawn_it_leaves_the_item_as_it_was():
    proposal, before = handed_in(), item().current_id
    assert client("jianning").post(address(proposal, "withdrawal/")).url == address(proposal)
    proposal.refresh_from_db()
    assert (proposal.state, item().current_id) == ("withdrawn", before)
    assert "已撤回" in words(client("jianning").get(address(proposal)))


def test_a_version_published_meanwhile_is_faced_before_handing_in():
    proposal, held = revised(drafted(), summary="修订稿的"), item()
    other = Definition.model_validate(items.definition(held.current_id).written | {"area": "全省通办"})
    catalogue.publish(
        held.code,
        other,
        agency=held.agency,
        region=held.region,
        level=held.level,
        by=SYSTEM,
        at=timezone.now(),
    )
    refused = client("jianning").post(address(proposal, "hand-in/"), {"revision": 2})
    assert (refused.status_code, "又发布了新的版本" in words(refused)) == (409, True)
    assert "对照现行版本以后才能提交" in words(client("jianning").get(address(proposal)))
    assert client("jianning").post(address(proposal, "base/"), {"revision": 2}).status_code == 302
    page = words(client("jianning").get(address(proposal)))
    assert ("通办范围" in page, "共2处" in page) == (True, True)
    assert client("jianning").post(address(proposal, "hand-in/"), {"revision": 2}).status_code == 302


def test_a_later_day_is_shown_and_waited_for():
    proposal = revised(drafted(), summary="新的")
    day = timezone.localdate() + dt.timedelta(days=30)
    client("jianning").post(address(proposal, "hand-in/"), {"revision": 2, "effective_from": day.isoformat()})
    proposal.refresh_from_db()
    approved(proposal, at=timezone.now())
    assert (
        proposal.state,
        f"{day.month}月{day.day}日" in words(client("hengping").get(address(proposal))),
    ) == (
        "established",
        True,
    )


@pytest.mark.parametrize("typed", ["明天", "2026-13-01", "2020-01-01"])
def test_a_day_that_is_none_or_past_is_refused(typed):
    proposal = revised(drafted(), summary="新的")
    answer = client("jianning").post(address(proposal, "hand-in/"), {"revision": 2, "effective_from": typed})
    assert (answer.status_code, Proposal.objects.get().state) == (422, "draft")


def test_a_replayed_approval_says_that_it_is_done():
    proposal = handed_in()
    given = {"revision": 2, "opinion": "同意"}
    client("yanzheng").post(address(proposal, "approval/check/"), given)
    again = client("yanzheng").post(address(proposal, "approval/check/"), given)
    assert (again.status_code, "现在是“待法制审核”" in words(again)) == (409, True)
    assert proposal.acts.filter(verb="check").count() == 1


def test_a_new_item_is_begun_with_its_code():
    given = {"agency": item().agency_id, "level": "3", "base_code": "12", "name": "", "reason": ""}
    wrong = client("jianning").post("/console/items/new/", given)
    assert (wrong.status_code, "请填写事项名称" in words(wrong)) == (422, True)
    right = given | {"base_code": "002031099000", "name": "小作坊登记", "reason": "省目录新增"}
    answer = client("jianning").post("/console/items/new/", right)
    made = Proposal.objects.get()
    assert (answer.url, made.code) == (address(made, "edit/basic/"), f"{item().agency.code}3002031099000")


def test_who_approved_what_is_exported():
    approved(handed_in(summary="第二版的说明"))
    answer = client("jianning").get(f"/console/items/{item().code}/history/")
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [(row[0], row[3], row[4]) for row in rows[1:5]] == [
        ("2", "提交审核", "简宁"),
        ("2", "部门审核通过", "严正"),
        ("2", "法制审核通过", "方正言"),
        ("2", "机构编制审核通过", "衡平"),
    ]
    assert rows[5][3] == "直接发布"
    assert client("linxi").get(f"/console/items/{item().code}/history/").status_code == 403


def test_any_two_versions_are_compared():
    approved(handed_in(summary="第二版的说明"))
    page = words(client("jianning").get(f"/console/items/{item().code}/versions/"))
    assert ("共1处不同" in page, "第二版的说明" in page) == (True, True)
    same = words(client("jianning").get(f"/console/items/{item().code}/versions/?before=1&after=1"))
    assert "两版内容相同" in same
    assert (
        client("jianning").get(f"/console/items/{item().code}/versions/?before=x&after=99").status_code == 200
    )


@pytest.mark.parametrize(
    ("login", "sentence"),
    [("linxi", "没有管理云溪市市场监督管理局事项的授权"), ("jidong", "到期或者收回"), ("chenli", "没有管理")],
    ids=["county", "expired", "decider"],
)
def test_who_may_not_is_told_why(login, sentence):
    proposal = handed_in()
    for page in opened(proposal):
        answer = client(login).get(page)
        assert (page, answer.status_code, sentence in words(answer)) == (page, 403, True)
    answer = client(login).post(address(proposal, "approval/check/"), {"revision": 2, "opinion": "同意"})
    assert (answer.status_code, Proposal.objects.get().state) == (403, "handed_in")


def test_the_drafter_does_not_check_his_own():
    proposal = handed_in()
    answer = client("jianning").post(address(proposal, "approval/check/"), {"revision": 2, "opinion": "同意"})
    assert (answer.status_code, Proposal.objects.get().state) == (403, "handed_in")


def test_citizens_and_strangers_stay_outside():
    proposal = drafted()
    for page in [*opened(proposal), "/console/", "/console/items/", "/console/items/new/"]:
        assert client("lin").get(page).status_code == 403
        assert Client().get(page).url.startswith("/sign-in/")


def test_an_unknown_proposal_item_or_part_is_not_found():
    proposal, editor = drafted(), client("jianning")
    for page in (
        "/console/proposals/00000000-0000-0000-0000-000000000000/",
        "/console/items/NOTHING/",
        address(proposal, "edit/nothing/"),
    ):
        assert editor.get(page).status_code == 404
    assert client("yanzheng").post(address(proposal, "approval/withdraw/")).status_code == 404


def test_an_editor_sees_his_agencys_items_alone():
    page = words(client("jianning").get("/console/items/"))
    assert (FOOD in page, "居民身份证补领" in page) == (True, False)
    assert "没有符合条件的事项" in words(client("jianning").get("/console/items/?q=不存在"))
    assert "没有事项管理的有效授权" in words(client("jidong").get("/console/waiting/"))


@pytest.mark.parametrize(
    ("page", "login"), [("waiting", "yanzheng"), ("mine", "jianning"), ("items", "jianning")]
)
def test_a_list_asks_as_much_for_three_as_for_one(page, login):
    names = list(Item.objects.filter(agency=item().agency).order_by("name").values_list("name", flat=True))[
        :3
    ]
    counts = []
    reader = client(login)
    for name in names:
        handed_in(name)
        with CaptureQueriesContext(connection) as asked:
            assert name in words(reader.get(f"/console/{page}/"))
        counts.append(len(asked))
    assert counts[0] == counts[2]
