"""The designer around its fields: script, two editors, who may, the preview."""

import pytest
from django.test import Client

from tests.catalogue.proposing import drafted, handed_in, revised
from tests.console.forms.designing import QUESTION, address, kept, of_form, pressed
from tests.console.forms.posting import form_of
from tests.console.forms.test_outline import said
from tests.make import client
from tests.pages import words
from tongban.catalogue.models import Proposal, Revision
from tongban.console import sections

pytestmark = pytest.mark.usefixtures("town")


LIVE = {"HX-Request": "true"}


def test_with_script_the_answer_is_the_fragment_alone():
    proposal, editor = of_form("a b"), client("jianning")
    answer = pressed(editor, proposal, "up:b", field="b", headers=LIVE)
    page = answer.content.decode().lstrip()
    assert (answer.status_code, page.startswith('<div id="designer" data-focus-on="up-b"')) == (200, True)
    assert f"preview/?revision={Proposal.objects.get().revision}" in page


def test_no_more_fields_than_fit_are_put_in():
    proposal = of_form(" ".join(f"f{n}" for n in range(300)))
    answer = pressed(client("jianning"), proposal, "add:text")
    assert (answer.status_code, "最多300个字段" in words(answer)) == (422, True)
    assert len(kept(proposal)["x-order"]) == 300


def test_the_second_of_two_editors_sees_both_and_loses_nothing():
    proposal = of_form("a b c")
    page = client("jianning").get(address(proposal, "?field=c")).content.decode()
    pressed(client("xunuo"), proposal, "drop:a", field="a")
    given, _buttons = form_of(page, "designer-form")
    for headers in ({}, LIVE):
        mine = given | {"p.title": "简宁的名称", "do": "save"}
        answer = client("jianning").post(address(proposal), mine, headers=headers)
        assert (answer.status_code, "简宁的名称" in words(answer), "别人也改了" in words(answer)) == (
            409,
            True,
            True,
        )
    assert said(kept(proposal)) == "b c"


def test_an_empty_form_begins_with_the_palette_and_ends_as_none():
    proposal, editor = revised(drafted(), form={}, examples=[]), client("jianning")
    assert "还没有字段" in words(editor.get(address(proposal)))
    pressed(editor, proposal, "add:text")
    assert said(kept(proposal)) == "xindeyixingwenzi"
    pressed(editor, proposal, "drop:xindeyixingwenzi")
    assert "form" not in Proposal.objects.get().definition


def test_a_fault_elsewhere_leads_to_the_field():
    proposal, editor = of_form("a |S g", {"a": {"pattern": "("}}), client("jianning")
    page = editor.get(f"/console/proposals/{proposal.pk}/").content.decode()
    assert f"{address(proposal)}?look=form.properties.a#f-form.properties.a" in page
    shown = editor.get(address(proposal, "?look=form.properties.g.items.properties.x.title")).content.decode()
    assert 'data-key-now="x"' in shown


def test_the_part_leads_here_and_on():
    proposal, editor = of_form("a"), client("jianning")
    assert editor.get(f"/console/proposals/{proposal.pk}/edit/form/").url == address(proposal)
    following = sections.address(proposal.pk, sections.following("form"))
    assert pressed(editor, proposal, "next", field="a").url == following


def test_handed_in_it_is_only_read():
    proposal = handed_in()
    page = client("jianning").get(address(proposal)).content.decode()
    assert ('name="do"' in page, "现在不能修改" in page) == (False, True)
    answer = client("jianning").post(address(proposal), {"revision": proposal.revision, "do": "add:text"})
    assert (answer.status_code, Proposal.objects.get().revision) == (409, proposal.revision)
    assert client("yanzheng").get(address(proposal)).status_code == 200


@pytest.mark.parametrize(
    ("login", "status"), [("linxi", 403), ("jidong", 403), ("chenli", 403), ("lin", 403), ("", 302)]
)
def test_who_may_not(login, status):
    proposal = drafted()
    visitor = client(login) if login else Client()
    asked = [("get", ""), ("post", ""), ("get", "preview/"), ("post", "preview/")]
    given = {"do": "add:text", "revision": 1}
    found = [
        getattr(visitor, how)(address(proposal, tail), given if how == "post" else {}).status_code
        for how, tail in asked
    ]
    assert (found, Revision.objects.count()) == ([status] * 4, 1)


def test_the_preview_is_the_form_that_the_applicant_gets():
    counted = {"type": "integer", "x-compute": {"op": "count", "of": ["g"]}}
    proposal = of_form("a! g c", {"a": {"enum": ["甲", "乙"]}, "c": counted}, questions=[QUESTION])
    editor, here = client("jianning"), address(proposal, "preview/")
    assert 'data-field="a"' in editor.get(here).content.decode()
    grown = editor.post(here, {"g": ["0"], "g.0.x": "一", "form.do": "add:g"}).content.decode()
    assert ('id="f-g.1"' in grown, 'value="一"' in grown) == (True, True)
    assert "A：请选一项" in words(editor.post(here, {"form.do": "check"}))
    assert "填得都对" in words(editor.post(here, {"a": "甲", "form.do": "check"}))
    assert Proposal.objects.get().revision == proposal.revision


def test_the_preview_says_why_there_is_none_yet():
    empty, broken = revised(drafted(), form={}, examples=[]), {"properties": {"a": {"pattern": "("}}}
    editor = client("jianning")
    assert "还没有字段" in words(editor.get(address(empty, "preview/")))
    revised(empty, form=broken)
    assert "改好以后就看得到效果" in words(editor.get(address(empty, "preview/")))
