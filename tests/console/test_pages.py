"""The pages of the console: from a draft to a published version, and who may not."""

import csv
import datetime as dt
import html
import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from tests.catalogue.proposing import FOOD, approved, drafted, handed_in, item, revised
from tests.make import client
from tests.pages import words
from tongban.catalogue import actions as catalogue
from tongban.catalogue import differences, outcomes
from tongban.catalogue import queries as items
from tongban.catalogue.definition import Definition
from tongban.catalogue.models import Item, Proposal, Revision
from tongban.catalogue.proposals import texts
from tongban.console import sections
from tongban.journal import queries as journal
from tongban.journal.actions import SYSTEM

pytestmark = pytest.mark.usefixtures("town")
PUBLISHED = "published"


def address(proposal: Proposal, tail: str = "") -> str:
    return f"/console/proposals/{proposal.pk}/{tail}"


def saved(writer: Client, proposal: Proposal, section: str, **fields: object):
    """Send the form of a part as it is shown, with other words in some fields."""
    shown = writer.get(address(proposal, f"edit/{section}/"))
    return writer.post(address(proposal, f"edit/{section}/"), form_of(shown.content.decode()) | fields)


def form_of(page: str) -> dict[str, object]:
    """What a browser would send of the page's form."""
    page = html.unescape(page)
    form = page[page.index('<fieldset class="tb-all"') : page.rindex("</form>")]
    sent: dict[str, object] = {"revision": re.search(r'name="revision" value="(\d+)"', page)[1]}
    for tag, inner in re.findall(r"<(?:input|textarea|select)([^>]*)>([^<]*(?:<option.*?</select>)?)", form):
        name = re.search(r'name="([^"]+)"', tag)
        if name is None or ("checkbox" in tag and " checked" not in tag):
            continue
        value = re.search(r'value="([^"]*)"', tag)
        chosen = re.search(r'<option value="([^"]*)" selected', inner)
        said = (
            value[1] if value else chosen[1] if chosen else "" if "<option" in inner else inner.lstrip("\n")
        )
        said = "on" if "checkbox" in tag and value is None else said
        sent.setdefault(name[1], []).append(said)
    return sent


def text_of(page: str) -> str:
    """The whole text as it stands on the page."""
    return html.unescape(re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)[1])


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


@pytest.mark.parametrize("section", [key for key in sections.SECTIONS if key not in sections.PAGES])
def test_a_part_sent_as_it_is_shown_is_no_revision(section):
    proposal = drafted()
    assert saved(client("jianning"), proposal, section).status_code == 302
    proposal.refresh_from_db()
    assert differences.between(items.definition(item().current_id).written, proposal.definition) == []
    assert proposal.revision == 1


def test_what_is_wrong_is_kept_and_named_beside_its_field():
    proposal, editor = drafted(), client("jianning")
    saved(editor, proposal, "limits", **{"limits.promised.value": "八天"})
    proposal.refresh_from_db()
    assert proposal.definition["limits"]["promised"]["value"] == "八天"

    page = editor.get(address(proposal, "edit/limits/"))
    assert 'value="八天"' in page.content.decode()
    assert "办理时限 › 承诺时限：请填整数" in words(page)
    assert "提交以前要改的1处" in words(editor.get(address(proposal)))
    refused = editor.post(address(proposal, "hand-in/"), {"revision": 2})
    assert (refused.status_code, Proposal.objects.get().state) == (422, "draft")


def test_rows_are_added_and_moved_without_script():
    proposal, editor = drafted(), client("jianning")
    before = [row["key"] for row in proposal.definition["papers"]]
    added = saved(editor, proposal, "papers", do="add:papers")
    assert added.url.endswith(f"edit/papers/#f-papers.{len(before)}")
    moved = saved(editor, proposal, "papers", do=f"up:papers.{len(before)}")
    assert moved.url.endswith(f"#f-papers.{len(before) - 1}")
    proposal.refresh_from_db()
    new = f"paper_{len(before) + 1}"
    assert [row["key"] for row in proposal.definition["papers"]] == [*before[:-1], new, before[-1]]
    assert "材料名称：请填写" in words(editor.get(address(proposal, "edit/papers/")))


def test_saving_leads_to_the_next_part():
    proposal, editor = drafted(), client("jianning")
    assert saved(editor, proposal, "basic", do="next").url == address(proposal, "edit/ground/")
    assert saved(editor, proposal, "faq", do="next").url == address(proposal, "examples/")


def test_autosave_answers_with_what_is_said_of_each_element():
    proposal, editor = drafted(), client("jianning")
    form = form_of(editor.get(address(proposal, "edit/limits/")).content.decode())
    for typed, said in (("八天", [["limits.promised.value", "bad", "请填整数"]]), ("9", [])):
        given = form | {"limits.promised.value": typed}
        answer = editor.post(
            address(proposal, "edit/limits/"), given, headers={"X-Requested-With": "autosave"}
        )
        told = answer.json()
        blocking = [[*one.values()] for one in told["remarks"] if one["kind"] == "bad"]
        assert (answer.status_code, blocking) == (200, said)
        assert told["parts"]["limits"] == len(said)
    proposal.refresh_from_db()
    assert (proposal.definition["limits"]["promised"]["value"], proposal.revision) == (9, 3)


def test_the_same_text_sent_again_by_autosave_is_no_revision():
    proposal, editor = drafted(), client("jianning")
    form = form_of(editor.get(address(proposal, "edit/basic/")).content.decode()) | {"summary": "自动存下的"}
    for _ in range(2):
        editor.post(address(proposal, "edit/basic/"), form, headers={"X-Requested-With": "autosave"})
    proposal.refresh_from_db()
    assert (proposal.definition["summary"], proposal.revision) == ("自动存下的", 2)


def test_situations_are_listed_side_by_side():
    proposal, editor = drafted(), client("jianning")
    revised(
        proposal,
        questions=[
            *proposal.definition["questions"],
            {
                "key": "idle",
                "text": "喜欢什么颜色？",
                "options": [{"value": "a", "label": "红"}, {"value": "b", "label": "蓝"}],
            },
        ],
    )
    page = words(editor.get(address(proposal, "edit/situations/")))
    sizes = outcomes.count(texts.read(Proposal.objects.get().definition)[0])
    assert f"共{sizes}种情形" in page
    assert "提醒：问题“喜欢什么颜色？”怎么答都一样，可以不问" in page
    book = editor.get(address(proposal, "situations/"))
    sheet = load_workbook(io.BytesIO(b"".join(book.streaming_content))).active
    assert (sheet.max_row, sheet.max_column) == (
        sizes + 1,
        len(Proposal.objects.get().definition["questions"]) + 5,
    )


def test_situations_of_an_unreadable_text_are_refused():
    proposal, editor = drafted(), client("jianning")
    revised(proposal, questions=[{"key": "X"}])
    assert "共" not in words(editor.get(address(proposal, "edit/situations/"))).partition("情形一览")[2]
    assert editor.get(address(proposal, "situations/")).status_code == 409


def test_the_second_of_two_editors_sees_both_texts_and_loses_nothing():
    proposal = drafted()
    form = form_of(client("jianning").get(address(proposal, "edit/basic/")).content.decode())
    revised(proposal, by="xunuo", summary="许诺写的", conditions=["许诺的条件"])

    auto = client("jianning").post(
        address(proposal, "edit/basic/"), form | {"area": "全省"}, headers={"X-Requested-With": "autosave"}
    )
    answer = client("jianning").post(address(proposal, "edit/basic/"), form | {"area": "全省"})
    assert (auto.status_code, answer.status_code) == (409, 409)
    said = words(answer)
    assert [part in said for part in ("许诺", "许诺写的", "许诺的条件", "全省")] == [True] * 4
    proposal.refresh_from_db()
    assert (proposal.revision, proposal.definition["summary"]) == (2, "许诺写的")

    text = text_of(answer.content.decode())
    kept = client("jianning").post(address(proposal, "text/"), {"revision": 2, "text": text})
    proposal.refresh_from_db()
    assert (kept.status_code, proposal.revision) == (302, 3)
    written = proposal.definition
    assert (written["area"], written["summary"], written["conditions"]) == (
        "全省",
        "许诺写的",
        ["许诺的条件"],
    )


def test_ones_own_changes_go_on_top_of_a_text_with_faults():
    proposal = drafted()
    form = form_of(client("jianning").get(address(proposal, "edit/basic/")).content.decode())
    revised(proposal, by="xunuo", visits={"count": "一次"})
    answer = client("jianning").post(address(proposal, "edit/basic/"), form | {"area": "全省"})
    kept = re.search(r'name="kept" value="([^"]+)"', answer.content.decode())[1]

    revised(Proposal.objects.get(), by="xunuo", summary="又改了")
    again = client("jianning").post(address(proposal, "mine/"), {"revision": 2, "kept": kept})
    assert (again.status_code, "又改了" in words(again)) == (409, True)
    kept = re.search(r'name="kept" value="([^"]+)"', again.content.decode())[1]
    assert (
        client("jianning").post(address(proposal, "mine/"), {"revision": 3, "kept": kept}).status_code == 302
    )
    written = Proposal.objects.get().definition
    assert (written["area"], written["visits"], written["summary"]) == ("全省", {"count": "一次"}, "又改了")


@pytest.mark.parametrize("kept", ["", "x:y:z", "eyJwYXBlcnMiOjF9:1:x"])
def test_what_we_did_not_write_is_not_put_on_top(kept):
    proposal = drafted()
    answer = client("jianning").post(address(proposal, "mine/"), {"revision": 1, "kept": kept})
    assert (answer.status_code, Revision.objects.count()) == (409, 1)


def test_the_whole_text_is_the_file_of_the_item():
    proposal, editor = drafted(), client("jianning")
    page = editor.get(address(proposal, "text/")).content.decode()
    text = text_of(page)
    assert editor.post(address(proposal, "text/"), {"revision": 1, "text": text}).status_code == 302
    assert Revision.objects.count() == 1
    other = text.replace(FOOD, "食品经营许可（首次申请）")
    assert editor.post(address(proposal, "text/"), {"revision": 1, "text": other}).status_code == 302
    proposal.refresh_from_db()
    assert (proposal.name, proposal.revision) == ("食品经营许可（首次申请）", 2)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("name: [", "没有保存，有1处需要改"),
        ("", "文件里没有事项定义"),
        ("name: 甲\nkind: '01'", "缺少这一项"),
        ("item: &a {code: 1}\nname: *a", "第1行"),
        ("nam: 甲", "没有这个要素"),
    ],
)
def test_a_text_that_cannot_be_read_is_kept_on_the_page(text, sentence):
    proposal = drafted()
    answer = client("jianning").post(address(proposal, "text/"), {"revision": 1, "text": text})
    assert (answer.status_code, sentence in words(answer), text[:3] in words(answer)) == (422, True, True)
    assert Revision.objects.count() == 1


def test_the_file_of_another_item_is_refused():
    proposal, editor = drafted(), client("jianning")
    page = editor.get(address(proposal, "text/")).content.decode()
    text = text_of(page).replace(item().code, item().code[:-3] + "999")
    answer = editor.post(address(proposal, "text/"), {"revision": 1, "text": text})
    assert (answer.status_code, "另一个事项的文件" in words(answer)) == (422, True)


def test_an_earlier_text_comes_back_as_a_new_one():
    proposal = drafted()
    before = proposal.definition
    later = revised(proposal, summary="改坏了")
    answer = client("jianning").post(address(proposal, "undoing/"), {"revision": later.revision, "number": 1})
    proposal.refresh_from_db()
    assert (answer.status_code, proposal.definition, proposal.revision) == (302, before, 3)


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


def opened(proposal: Proposal) -> list[str]:
    """Every page of a proposal and its item."""
    return [
        address(proposal),
        address(proposal, "edit/basic/"),
        address(proposal, "text/"),
        f"/console/items/{proposal.code}/",
        f"/console/items/{proposal.code}/versions/",
    ]


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
