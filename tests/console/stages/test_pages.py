"""The page of the flow: what each change makes of the draft, what is checked, who may not."""

import html
import re

import pytest
from django.test import Client

from tests.catalogue.proposing import drafted, handed_in, revised
from tests.console.stages.samples import FORK, SEQUENCE, rows
from tests.make import client
from tests.pages import words
from tongban.catalogue.models import Proposal, Revision
from tongban.console import sections

pytestmark = pytest.mark.usefixtures("town")
LIVE = {"HX-Request": "true"}
QUESTION = {
    "key": "size",
    "text": "店面多大？",
    "options": [{"value": "big", "label": "大"}, {"value": "small", "label": "小"}],
}


def address(proposal: Proposal) -> str:
    return f"/console/proposals/{proposal.pk}/stages/"


def of_rows(said: str, **elements: object) -> Proposal:
    """A draft with these stages."""
    return revised(drafted(), flow=rows(said), **elements)


def form_of(page: str) -> dict[str, list[str]]:
    """What a browser would send of the table."""
    form = html.unescape(page[page.index('id="stages-table"') :])
    form = form[: form.index("</form>")]
    sent: dict[str, list[str]] = {}
    for name, options in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', form):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        sent[name] = [chosen[1] if chosen else ""]
    for name, text in re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL):
        sent[name] = [text]
    for tag in re.findall(r"<input ([^>]*)>", form):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if "checkbox" not in tag or " checked" in tag:
            sent.setdefault(name[1], []).append(value[1] if value else "on")
    del sent["csrfmiddlewaretoken"]
    return sent


def sent(
    editor: Client, proposal: Proposal, wish: str = "save", headers: dict | None = None, **fields: object
):
    """Press a button of the table as it is shown, with other words in some fields."""
    shown = form_of(editor.get(address(proposal)).content.decode())
    given = shown | {f"flow.{name.replace('__', '.')}": value for name, value in fields.items()}
    return editor.post(address(proposal), given | {"do": wish}, headers=headers or {})


def written(proposal: Proposal) -> list[tuple]:
    """Key and `after` of the stages as they are kept."""
    proposal.refresh_from_db()
    return [(row["key"], row.get("after")) for row in proposal.definition.get("flow", [])]


@pytest.mark.parametrize("said", [SEQUENCE, FORK])
def test_a_flow_sent_as_it_is_shown_is_no_revision(said):
    proposal, editor = of_rows(said), client("jianning")
    before = proposal.revision
    assert sent(editor, proposal).url == address(proposal)
    assert written(proposal) == [(row["key"], row.get("after")) for row in rows(said)]
    assert proposal.revision == before


@pytest.mark.parametrize(
    ("wish", "after", "place"),
    [
        ("add", [("a", None), ("b", None), ("stage_4", None), ("d", None)], 2),
        ("after:b", [("a", None), ("b", None), ("stage_4", None), ("d", None)], 2),
        ("beside:b", [("a", None), ("b", None), ("stage_4", ["a"]), ("d", ["b", "stage_4"])], 2),
        ("drop:b", [("a", None), ("d", None)], 1),
        ("up:b", [("b", None), ("a", None), ("d", None)], 0),
        ("down:b", [("a", None), ("d", None), ("b", None)], 2),
        ("unlink:a>b", [("a", None), ("b", []), ("d", None)], 1),
    ],
)
def test_a_button_changes_the_draft_and_leads_to_the_row(wish, after, place):
    proposal, editor = of_rows(SEQUENCE), client("jianning")
    was = proposal.revision
    assert sent(editor, proposal, wish).url == f"{address(proposal)}#f-flow.{place}"
    assert (written(proposal), proposal.revision, Revision.objects.filter(proposal=proposal).count()) == (
        after,
        was + 1,
        was + 1,
    )


def test_with_script_the_answer_is_the_fragment_alone():
    proposal, editor = of_rows(SEQUENCE), client("jianning")
    answer = sent(editor, proposal, "after:a", headers=LIVE)
    page = answer.content.decode()
    assert (answer.status_code, page.lstrip().startswith('<div id="stages" data-look="stage_4"')) == (
        200,
        True,
    )
    assert re.findall(r'data-stage="(\w+)"', page) == ["a", "stage_4", "b", "d"] * 2
    assert "新环节" in words(answer)


def test_what_is_typed_in_the_table_is_kept():
    proposal = of_rows(SEQUENCE, questions=[QUESTION], special_procedures=["听证", "检测"])
    more = {"0__name": " 初审 ", "0__act": "countersign", "0__post": "review2", "0__limit.value": "2"}
    more |= {"1__after": [], "1__when.size": ["big"], "1__procedures": ["听证"], "2__after": ["a", "b"]}
    more |= {"1__presence": "当面核对", "1__note": "两人上门"}
    sent(client("jianning"), proposal, **more)
    proposal.refresh_from_db()
    assert proposal.definition["flow"] == [
        {"key": "a", "name": "初审", "act": "countersign", "post": "review2", "limit": {"value": 2}},
        {
            "key": "b", "name": "B", "act": "review", "post": "review", "after": [],
            "when": {"size": ["big"]}, "procedures": ["听证"], "presence": "当面核对", "note": "两人上门",
        },
        {"key": "d", "name": "D", "act": "decide", "post": "decide", "after": ["a", "b"]},
    ]  # fmt: skip


def test_what_is_wrong_is_kept_and_named():
    proposal, editor = of_rows(SEQUENCE), client("jianning")
    sent(editor, proposal, **{"0__limit.value": "两天", "1__name": "", "1__act": "fly"})
    page = editor.get(address(proposal))
    assert 'value="两天"' in page.content.decode()
    said = words(page)
    assert ["请填整数" in said, "请填写" in said, "不在可选的范围里" in said] == [True] * 3
    assert "写完整以后，再检查次序、时限和岗位" in said


@pytest.mark.parametrize(
    "flow",
    [
        [{"key": "a"}, {"key": "a"}],
        [{"name": 3}],
        "甲",
        [None],
        [{"key": "a", "after": "b", "when": [], "procedures": "甲"}],
    ],
)
def test_rows_that_are_none_are_shown_and_mended(flow):
    proposal, editor = revised(drafted(), flow=flow), client("jianning")
    assert editor.get(address(proposal)).status_code == 200
    sent(editor, proposal)
    keys = [key for key, _after in written(proposal)]
    assert (len(set(keys)), editor.get(address(proposal)).status_code) == (len(keys), 200)


def test_a_circle_is_refused_and_the_rest_is_kept():
    proposal, editor = of_rows(FORK), client("jianning")
    answer = sent(editor, proposal, "link:d>a", **{"0__name": "初审"})
    assert (answer.status_code, "互相等待" in words(answer), "流程没有变化" in words(answer)) == (
        422,
        True,
        True,
    )
    assert written(proposal) == [("a", None), ("b", None), ("c", ["a"]), ("d", ["b", "c"])]
    assert proposal.definition["flow"][0]["name"] == "初审"
    assert sent(editor, proposal, "link:d>a", headers=LIVE).status_code == 200


def test_changes_are_taken_back_one_by_one():
    proposal, editor = of_rows(SEQUENCE), client("jianning")
    for wish in ("drop:b", "after:a", "drop:stage_3"):
        sent(editor, proposal, wish)
    found, page = [], address(proposal)
    for _ in range(4):
        given = form_of(editor.get(page).content.decode()) | {"do": "undo"}
        page = editor.post(address(proposal), given | {"at": at_of(editor, page)}).url
        found.append([key for key, _after in written(proposal)])
    assert found == [["a", "stage_3", "d"], ["a", "d"], ["a", "b", "d"], ["review", "visit", "decide"]]


def at_of(editor: Client, page: str) -> str:
    """The revision at which the page stands."""
    return re.search(r'name="at" value="(\d+)"', editor.get(page).content.decode())[1]


def test_an_empty_flow_begins_with_the_usual_stages():
    proposal, editor = of_rows(""), client("jianning")
    assert "还没有环节" in words(editor.get(address(proposal)))
    sent(editor, proposal, "begin")
    assert written(proposal) == [("review", None), ("decide", None)]


def test_the_second_of_two_editors_sees_both_flows():
    proposal = of_rows(SEQUENCE)
    form = form_of(client("jianning").get(address(proposal)).content.decode())
    sent(client("xunuo"), proposal, "drop:b")
    mine = form | {"flow.0.name": "简宁的初审", "do": "after:a"}
    for headers in ({}, LIVE):
        answer = client("jianning").post(address(proposal), mine, headers=headers)
        assert (answer.status_code, "简宁的初审" in words(answer), "别人也改了" in words(answer)) == (
            409,
            True,
            True,
        )
    assert written(proposal) == [("a", None), ("d", None)]


def test_the_checks_stand_beside_the_stage_and_in_the_panel():
    proposal = of_rows("a b", limits={"promised": {"value": 1}})
    definition = proposal.definition["flow"]
    definition[0] |= {"limit": {"value": 3}, "post": "visit2"}
    definition[1] |= {"note": "核对材料，出具审查意见。", "limit": {"value": 1, "unit": "natural_day"}}
    page = client("jianning").get(address(revised(proposal, flow=definition)))
    said = words(page)
    assert "流程以环节“B”结束，但它不作决定" in said
    assert "各环节合计3个工作日（A3），超过承诺的1个工作日" in said
    assert "超过承诺2个工作日" in said
    assert "环节“A”由visit2办理，这个岗位现在没有人" in said
    assert "许可科核查岗，1人" in said
    assert "B，审查，审查岗，1个自然日，接在A之后，有1处要改" in html.unescape(page.content.decode())


def test_the_window_does_not_decide_what_it_took_in():
    proposal = of_rows(SEQUENCE)
    sent(client("jianning"), proposal, **{"2__post": "window"})
    assert "由受理的窗口岗作决定" in words(client("jianning").get(address(proposal)))


def test_a_condition_that_never_holds_is_named():
    flow = rows(SEQUENCE)
    flow[1]["when"] = {"size": ["huge"]}
    proposal = revised(drafted(), flow=flow, questions=[QUESTION])
    assert "没有的选项“huge”" in words(client("jianning").get(address(proposal)))


def test_a_way_is_tried_out():
    flow = rows(FORK)
    for row, days in zip(flow, (1, 3, 5, 2), strict=True):
        row["limit"] = {"value": days}
    flow[2]["when"] = {"size": ["big"]}
    proposal = revised(drafted(), flow=flow, questions=[QUESTION], variants=[])
    for answer, told in [
        ("big", "A 第1个工作日 B 第2至4个工作日 C 第2至6个工作日 D 第7至8个工作日 合计8个工作日"),
        ("small", "A 第1个工作日 B 第2至4个工作日 C 不经过 D 第5至6个工作日 合计6个工作日"),
    ]:
        page = client("jianning").get(f"{address(proposal)}?try.size={answer}")
        assert told in words(page)
        assert ("is-off" in page.content.decode()) == (answer == "small")
    assert client("jianning").get(f"{address(proposal)}?try.size=huge&try.gone=1&try.=").status_code == 200


def test_the_plain_form_of_the_part_leads_here():
    proposal, editor = drafted(), client("jianning")
    assert editor.get(f"/console/proposals/{proposal.pk}/edit/flow/").url == address(proposal)
    assert (
        f'href="{address(proposal)}"'
        in editor.get(f"/console/proposals/{proposal.pk}/edit/basic/").content.decode()
    )
    following = sections.address(proposal.pk, sections.following("flow"))
    assert sent(editor, proposal, "next").url == following


def test_handed_in_it_is_only_read():
    proposal = handed_in()
    page = client("jianning").get(address(proposal))
    assert ("现在不能修改" in words(page), 'name="do"' in page.content.decode()) == (True, False)
    revision = proposal.revision
    answer = client("jianning").post(address(proposal), {"revision": revision, "do": "add"})
    assert (answer.status_code, Proposal.objects.get().revision) == (409, revision)
    assert client("yanzheng").get(address(proposal)).status_code == 200


def pages(proposal: Proposal) -> list[tuple[str, str]]:
    """Every address of the flow, and how it is asked for."""
    here = address(proposal)
    return [
        ("get", here),
        ("post", here),
        ("get", f"{here}bpmn/"),
        ("post", f"{here}reading/"),
        ("post", f"{here}replacement/"),
    ]


@pytest.mark.parametrize(
    ("login", "status"), [("linxi", 403), ("jidong", 403), ("chenli", 403), ("lin", 403), ("", 302)]
)
def test_who_may_not(login, status):
    proposal = drafted()
    visitor = client(login) if login else Client()
    found = [
        getattr(visitor, how)(page, {"do": "add", "revision": 1} if how == "post" else {}).status_code
        for how, page in pages(proposal)
    ]
    assert (found, Revision.objects.count()) == ([status] * 5, 1)


def test_an_unknown_proposal_is_not_found():
    gone = Proposal(pk="00000000-0000-0000-0000-000000000000")
    assert [getattr(client("jianning"), how)(page).status_code for how, page in pages(gone)] == [404] * 5
