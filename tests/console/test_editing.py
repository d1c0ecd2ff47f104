"""Writing a proposal part by part: what is kept, what is said of it, two at once."""

import html
import io
import re

import pytest
from openpyxl import load_workbook

from tests.catalogue.proposing import FOOD, drafted, item, revised
from tests.console.parts import address, form_of, saved
from tests.make import client
from tests.pages import words
from tongban.catalogue import differences, outcomes
from tongban.catalogue import queries as items
from tongban.catalogue.models import Proposal, Revision
from tongban.catalogue.proposals import texts
from tongban.console import sections

pytestmark = pytest.mark.usefixtures("town")


def text_of(page: str) -> str:
    """The whole text as it stands on the page."""
    return html.unescape(re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)[1])


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


def test_an_extension_of_its_own_names_its_law():
    proposal, editor = drafted(), client("jianning")
    own = {"given": "yes", "value": "5", "unit": "working_day", "rank": "省级主管部门", "basis": ""}
    given = {f"limits.extension.{key}": value for key, value in own.items()}
    saved(editor, proposal, "limits", **given)
    proposal.refresh_from_db()
    assert proposal.definition["limits"]["extension"] == {"value": 5, "rank": "省级主管部门"}
    page = words(editor.get(address(proposal, "edit/limits/")))
    assert "延期和一般规定不同，请写明规定延期的法律条款" in page


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
