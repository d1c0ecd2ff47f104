"""Examples as pages: recorded from the real form, changed, deleted; what holds, who may not."""

import pytest
from django.test import Client

from tests.catalogue.proposing import drafted, handed_in, item, revised
from tests.console.forms.posting import form_of
from tests.make import client
from tests.pages import words
from tongban.catalogue import examples
from tongban.catalogue import queries as items
from tongban.catalogue.models import Proposal, Revision
from tongban.catalogue.proposals import texts

pytestmark = pytest.mark.usefixtures("town")
WHOLE = "失业保险金申领"
ANSWERS = {"A.left": "ended", "A.elsewhere": "no"}
VALUES = {
    "employer": "云溪市顺达货运有限公司", "left_on": "2026-08-31", "jobs": ["0"], "jobs.0.unit": "顺达货运",
    "jobs.0.months": "36", "training": "true", "bank": "云溪银行",
}  # fmt: skip


def said(name: str) -> dict:
    """What an item of the town says."""
    return items.definition(item(name).current_id).written


def proposed(**elements: object) -> Proposal:
    """A draft that says what the item of the unemployed says, with its examples."""
    return revised(drafted(), **(said(WHOLE) | elements))


def address(proposal: Proposal, tail: str = "") -> str:
    return f"/console/proposals/{proposal.pk}/examples/{tail}"


def kept(proposal: Proposal) -> list[dict]:
    proposal.refresh_from_db()
    return proposal.definition.get("examples", [])


def recorded(editor: Client, proposal: Proposal, tail: str = "new/", **typed: object):
    """Send the page of an example as it is shown, with other words in some fields."""
    shown, _buttons = form_of(editor.get(address(proposal, tail)).content.decode(), "example-form")
    return editor.post(address(proposal, tail), shown | {"do": "save"} | typed)


def pressed(editor: Client, proposal: Proposal, wish: str, page: str = ""):
    shown, _buttons = form_of(editor.get(page or address(proposal)).content.decode(), "f-examples")
    return editor.post(address(proposal), shown | {"do": wish})


def test_an_example_is_recorded_from_the_real_form():
    proposal, editor = proposed(examples=[]), client("jianning")
    assert "还没有示例" in words(editor.get(address(proposal)))
    answer = recorded(editor, proposal, Name="合同到期", **ANSWERS, **VALUES)
    assert answer.url == address(proposal)
    assert kept(proposal) == [
        {
            "name": "合同到期",
            "answers": {"left": ["ended"], "elsewhere": ["no"]},
            "form": {
                "employer": "云溪市顺达货运有限公司", "left_on": "2026-08-31",
                "jobs": [{"unit": "顺达货运", "months": 36}], "training": True, "bank": "云溪银行",
            },
            "expected": {
                "papers": ["application", "id_card", "registration", "leaving_note"],
                "promised": {"value": 4}, "fee": 0, "route": ["review", "decide"], "visits": 0,
                "outcome": "失业保险金核定决定书",
            },
        }
    ]  # fmt: skip
    definition, _faults = texts.read(proposal.definition)
    assert examples.failures(definition) == []
    assert "1个，0个不符" in words(editor.get(address(proposal)))


def test_what_is_not_ticked_is_not_expected_and_what_is_refused_is():
    proposal, editor = proposed(examples=[]), client("jianning")
    ticks = {"E.fee": "", "E.visits": "", "E.outcome": ""}
    recorded(editor, proposal, Name="漏填", **ANSWERS, **(VALUES | {"jobs.0.months": "很多"}), **ticks)
    assert kept(proposal)[0]["expected"] == {
        "papers": ["application", "id_card", "registration", "leaving_note"],
        "promised": {"value": 4}, "route": ["review", "decide"], "faults": ["jobs.0.months"],
    }  # fmt: skip
    assert kept(proposal)[0]["form"]["jobs"] == [{"unit": "顺达货运", "months": "很多"}]


def test_trying_shows_what_it_comes_to_and_keeps_nothing():
    proposal, editor = proposed(examples=[]), client("jianning")
    given = ANSWERS | VALUES | {"A.elsewhere": "yes", "bank": ""}
    page = words(recorded(editor, proposal, do="try", **given))
    assert "就业失业登记凭证、终止或者解除劳动关系证明、外地参保缴费凭证" in page
    assert "外地缴费的地区：请从列表中选择所在地区" in page.replace("这一项要填", "请从列表中选择所在地区")
    assert (kept(proposal), proposal.revision) == ([], 2)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"Name": ""} | ANSWERS, "示例的名称：请填写"),
        ({"Name": "\0 "} | ANSWERS, "示例的名称：请填写"),
        ({"Name": "甲"}, "情形：每个问题都要选一个答案"),
        ({"Name": "甲", "A.left": "fly", "A.elsewhere": "no"}, "情形：每个问题都要选一个答案"),
    ],
)
def test_what_cannot_be_kept_is_said_and_stays_on_the_page(given, sentence):
    proposal, editor = proposed(examples=[]), client("jianning")
    answer = recorded(editor, proposal, **given, **VALUES)
    assert (answer.status_code, sentence in words(answer), kept(proposal)) == (422, True, [])
    assert 'value="顺达货运"' in answer.content.decode()


def test_an_example_sent_as_it_is_shown_is_no_revision():
    proposal, editor = proposed(), client("jianning")
    before, revision = kept(proposal), proposal.revision
    for place in range(len(before)):
        assert recorded(editor, proposal, f"{place}/").url == address(proposal)
    for now, was in zip(kept(proposal), before, strict=True):
        assert now == was
    assert proposal.revision == revision


def test_what_differs_is_named_and_stays_until_it_is_decided():
    given = said(WHOLE)["examples"]
    given[0]["expected"] |= {"visits": 3, "fee": 4000}
    proposal, editor = proposed(examples=given), client("jianning")
    page = words(editor.get(address(proposal)))
    assert ("2个，1个不符" in page, "到现场次数应为3，实为0" in page, "收费应为40元，实为不收费" in page) == (
        True,
    ) * 3
    assert "原来写的：40元" in words(editor.get(address(proposal, "0/")))
    recorded(editor, proposal, "0/", **{"E.visits": "now"})
    assert (kept(proposal)[0]["expected"]["visits"], kept(proposal)[0]["expected"]["fee"]) == (0, 4000)


@pytest.mark.parametrize(
    ("wish", "names"),
    [
        ("drop:0", ["二"]),
        ("copy:0", ["一", "一（副本）", "二"]),
        ("down:0", ["二", "一"]),
        ("up:1", ["二", "一"]),
        ("up:0", ["一", "二"]),
        ("drop:7", ["一", "二"]),
        ("fly:0", ["一", "二"]),
    ],
)
def test_examples_are_moved_copied_and_deleted_and_that_is_taken_back(wish, names):
    rows = [{"name": name, "expected": {"papers": []}} for name in ("一", "二")]
    proposal, editor = proposed(examples=rows), client("jianning")
    pressed(editor, proposal, wish)
    assert [row["name"] for row in kept(proposal)] == names
    if names != ["一", "二"]:
        pressed(editor, proposal, "undo")
        assert [row["name"] for row in kept(proposal)] == ["一", "二"]


def test_situations_without_an_example_are_named_and_begin_one():
    proposal, editor = proposed(), client("jianning")
    page = editor.get(address(proposal))
    assert "共6种情形，2种有示例" in words(page)
    assert "单位破产或者注销；没有" in words(page)
    begun = editor.get(address(proposal, "new/?A.left=closed&A.elsewhere=no")).content.decode()
    shown, _buttons = form_of(begun, "example-form")
    assert (shown["A.left"], shown["A.elsewhere"]) == (["closed"], ["no"])


@pytest.mark.parametrize(
    "broken", ["甲", [3, None], [{"name": "一"}], [{"expected": {"papers": "无"}, "form": 3}]]
)
def test_examples_that_are_none_are_shown_and_deleted(broken):
    proposal, editor = proposed(examples=broken), client("jianning")
    assert editor.get(address(proposal)).status_code == 200
    rows = [row for row in broken if isinstance(row, dict)]
    assert editor.get(address(proposal, "0/")).status_code == (200 if rows else 404)
    pressed(editor, proposal, "drop:0")
    assert kept(proposal) == []


def test_without_a_legible_form_nothing_is_recorded():
    proposal, editor = proposed(form={"properties": {"a": {"pattern": "("}}}), client("jianning")
    assert "示例现在不能核对" in words(editor.get(address(proposal)))
    answer = editor.get(address(proposal, "new/"))
    assert (answer.status_code, "现在不能录示例" in words(answer)) == (409, True)


def test_what_an_automatic_decision_says_is_expected_too():
    editor, proposal = client("jianning"), revised(drafted(), **said("社会保障卡申领"))
    for place in range(len(kept(proposal))):
        page = words(editor.get(address(proposal, f"{place}/")))
        assert ("自动判断" in page, "适用的规则" in page) == (True, True)
    assert "4个，0个不符" in words(editor.get(address(proposal)))


def test_the_second_of_two_editors_loses_nothing():
    proposal = proposed()
    page = client("jianning").get(address(proposal, "0/")).content.decode()
    pressed(client("xunuo"), proposal, "drop:1")
    shown, _buttons = form_of(page, "example-form")
    answer = client("jianning").post(address(proposal, "0/"), shown | {"Name": "简宁的示例", "do": "save"})
    assert (answer.status_code, "简宁的示例" in words(answer)) == (409, True)
    assert len(kept(proposal)) == 1


def test_handed_in_they_are_only_read():
    proposal = handed_in()
    for tail in ("", "0/", "new/"):
        page = client("jianning").get(address(proposal, tail)).content.decode()
        assert ('value="save"' in page, 'value="drop:0"' in page, "现在不能修改" in page) == (
            False,
            False,
            True,
        )
    answer = client("jianning").post(address(proposal), {"revision": proposal.revision, "do": "drop:0"})
    assert (answer.status_code, Proposal.objects.get().revision) == (409, proposal.revision)


@pytest.mark.parametrize(
    ("login", "status"), [("linxi", 403), ("jidong", 403), ("chenli", 403), ("lin", 403), ("", 302)]
)
def test_who_may_not(login, status):
    proposal = drafted()
    visitor = client(login) if login else Client()
    found = [
        getattr(visitor, how)(address(proposal, tail), {"do": "save"} if how == "post" else {}).status_code
        for tail in ("", "new/", "0/")
        for how in ("get", "post")
    ]
    assert (found, Revision.objects.count()) == ([status] * 6, 1)
