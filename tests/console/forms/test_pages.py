"""The designer as pages: what each button makes of the draft, bad input, two editors, who may not."""

import pytest

from tests.catalogue.proposing import drafted, revised
from tests.console.forms.designing import QUESTION, address, field, kept, of_form, pressed
from tests.console.forms.posting import form_of
from tests.console.forms.test_outline import said
from tests.make import client
from tests.pages import words
from tongban.catalogue.models import Revision
from tongban.console.forms import kinds
from tongban.core import forms as engine

pytestmark = pytest.mark.usefixtures("town")


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_a_field_of_each_kind_is_put_in_and_saved_as_it_is_shown(kind):
    proposal, editor = of_form("a |S b"), client("jianning")
    pressed(editor, proposal, f"add:{kind}", field="a")
    key = kept(proposal)["x-order"][1]
    made = field(proposal, key)
    assert (kinds.of(made), engine.kind_of(made)) == (kind, kinds.engine(kind))
    revision = proposal.revision
    pressed(editor, proposal, "save", field=key)
    assert (field(proposal, key), kept(proposal)["x-order"][1]) == (made, key)
    assert proposal.revision == revision
    page = words(editor.get(address(proposal)))
    assert "处要改" not in page.partition("情形 申请表")[2].partition("流程")[0]


@pytest.mark.parametrize("usual", kinds.USUAL, ids=lambda one: one.key)
def test_a_usual_field_is_put_in(usual):
    proposal, editor = of_form("a"), client("jianning")
    pressed(editor, proposal, f"usual:{usual.key}", field="a")
    assert (kept(proposal)["x-order"], field(proposal, usual.key)) == (["a", usual.key], usual.made)


@pytest.mark.parametrize(
    ("wish", "after", "leads"),
    [
        ("up:b", "b! a |S g c", "?field=b#up-b"),
        ("up:g", "a b! g |S c", "?field=b#up-g"),
        ("down:b", "a |S b! g c", "?field=b#down-b"),
        ("copy:b", "a b! bfuben! |S g c", "?field=bfuben#f-p.title"),
        ("drop:b", "a |S g c", "?field=a#e-a"),
        ("section-up:1", "|S g c | a b!", "?field=b#section-up-0"),
        ("section", "a b! |S g c |新的一部分 xindeyixingwenzi", "?field=xindeyixingwenzi#f-s.2"),
        ("choose:g.y", "a b! |S g c", "?field=g.y#field-heading"),
        ("up:nothing", "a b! |S g c", "?field=b"),
        ("fly:b", "a b! |S g c", "?field=b"),
        ("add:fly", "a b! |S g c", "?field=b"),
    ],
)
def test_a_button_changes_the_order_and_leads_to_the_field(wish, after, leads):
    proposal, editor = of_form("a b! |S g c"), client("jianning")
    was = proposal.revision
    assert pressed(editor, proposal, wish, field="b").url == address(proposal, leads)
    assert said(kept(proposal)) == after
    assert proposal.revision == was + (after != "a b! |S g c")
    assert Revision.objects.filter(proposal=proposal).count() == proposal.revision


def test_fields_of_a_row_are_put_in_moved_and_dropped():
    proposal, editor = of_form("a g"), client("jianning")
    pressed(editor, proposal, "inner:g", field="g", inner_kind="money")
    pressed(editor, proposal, "up:g.xindejine", field="g.xindejine")
    pressed(editor, proposal, "drop:g.x", field="g.x")
    assert said(field(proposal, "g")["items"]) == "xindejine y"


def test_every_property_is_kept_as_it_was_typed():
    proposal, editor = of_form("a b c", {"b": {"type": "number"}}, questions=[QUESTION]), client("jianning")
    typed = {
        "title": " 面积 ",
        "description": "使用面积",
        "minimum": "1",
        "maximum": "99.5",
        "x__max__field": "",
    }
    pressed(editor, proposal, "save", field="b", required="on", whole="on", examples="60", **typed)
    assert field(proposal, "mianji") == {
        "type": "integer", "title": "面积", "description": "使用面积", "minimum": 1,
        "maximum": 99.5, "examples": [60],
    }  # fmt: skip
    assert said(kept(proposal)) == "a mianji! c"
    more = {"x__source": "person.name", "readOnly": "on", "pattern": "^[a-z]+$", "x__message": "只填字母"}
    pressed(editor, proposal, "save", field="a", minLength="2", maxLength="9", x__meaning="name", **more)
    assert field(proposal, "a") == {
        "type": "string", "title": "A", "minLength": 2, "maxLength": 9, "pattern": "^[a-z]+$",
        "x-message": "只填字母", "x-source": "person.name", "readOnly": True, "x-meaning": "name",
    }  # fmt: skip


def test_options_keep_their_codes():
    proposal, editor = of_form("a b"), client("jianning")
    pressed(editor, proposal, "save", field="a", kind="choice")
    assert field(proposal, "a")["enum"] == ["选项1", "选项2"]
    pressed(editor, proposal, "save", field="a", options="甲\n\n二=乙\n 丙 ")
    given = [{"const": "甲", "title": "甲"}, {"const": "二", "title": "乙"}, {"const": "丙", "title": "丙"}]
    assert field(proposal, "a")["oneOf"] == given
    pressed(editor, proposal, "save", field="a", kind="multi")
    assert field(proposal, "a")["items"] == {"type": "string", "oneOf": given}
    pressed(editor, proposal, "save", field="a", kind="flag")
    assert field(proposal, "a") == {"type": "boolean", "title": "A"}


def test_conditions_name_fields_and_questions():
    proposal = of_form("a b", {"a": {"enum": ["甲", "乙"]}}, questions=[QUESTION])
    pressed(client("jianning"), proposal, "save", field="b", **{"x__when.a": ["乙"], "x__when.size": ["big"]})
    assert field(proposal, "b")["x-when"] == {"a": ["乙"], "size": ["big"]}
    assert "A：乙；店面多大：大" in words(client("jianning").get(address(proposal, "?field=b")))


def test_a_computation_is_chosen():
    number = {"type": "number"}
    proposal, editor = of_form("a b c!", dict.fromkeys("abc", number)), client("jianning")
    pressed(editor, proposal, "save", field="c", op="product")
    given = {"of.1.field": "a", "of.2.field": "", "of.2.literal": "1.5"}
    pressed(editor, proposal, "save", field="c", **given)
    assert field(proposal, "c")["x-compute"] == {"op": "product", "of": ["a", 1.5]}
    assert said(kept(proposal)) == "a b c"
    pressed(editor, proposal, "save", field="c", op="")
    assert "x-compute" not in field(proposal, "c")


@pytest.mark.parametrize(
    ("key", "after"),
    [("size", "size"), ("SIZE", "size"), ("b", "a"), ("1a", "a"), ("面积", "a"), ("", "a"), ("x" * 41, "a")],
)
def test_a_key_is_renamed_wherever_it_is_used_or_stays(key, after):
    proposal = of_form("a b", {"a": {"enum": ["甲"]}, "b": {"x-when": {"a": ["甲"]}}})
    pressed(client("jianning"), proposal, "save", field="a", key=key)
    assert (kept(proposal)["x-order"], field(proposal, "b")["x-when"]) == ([after, "b"], {after: ["甲"]})


def test_the_key_follows_the_title_until_it_is_given_or_published():
    proposal, editor = of_form("a"), client("jianning")
    pressed(editor, proposal, "add:number", field="a")
    pressed(editor, proposal, "save", field="xindeshuzi", title="座位")
    pressed(editor, proposal, "save", field="zuowei", title="座位数")
    assert kept(proposal)["x-order"] == ["a", "zuoweishu"]
    pressed(editor, proposal, "save", field="zuoweishu", key="seats")
    pressed(editor, proposal, "save", field="seats", title="座位个数")
    assert kept(proposal)["x-order"] == ["a", "seats"]
    pressed(editor, proposal, "key:seats", field="seats")
    assert kept(proposal)["x-order"] == ["a", "zuoweigeshu"]


@pytest.mark.parametrize(
    ("given", "element", "sentence"),
    [
        ({"minLength": "两个"}, ("minLength", "两个"), "这里的写法不对"),
        ({"pattern": "("}, ("pattern", "("), "格式（pattern）不能用"),
        ({"kind": "choice", "options": ""}, ("enum", ["选项1", "选项2"]), ""),
        ({"x__source": "a" * 900}, ("x-source", "a" * 900), "这里的写法不对"),
        ({"title": "\0<script>"}, ("title", "<script>"), ""),
        ({"kind": "fly"}, ("type", "string"), ""),
    ],
)
def test_what_is_wrong_is_kept_and_named_beside_the_field(given, element, sentence):
    proposal, editor = of_form("a b"), client("jianning")
    pressed(editor, proposal, "save", field="a", **given)
    key, value = element
    assert kept(proposal)["properties"][kept(proposal)["x-order"][0]][key] == value
    page = editor.get(address(proposal, "?field=" + kept(proposal)["x-order"][0]))
    assert (page.status_code, sentence in words(page), "<script>" in words(page)) == (
        200,
        True,
        key == "title",
    )


@pytest.mark.parametrize(
    "broken",
    [
        "甲", [], {"properties": [1]}, {"properties": {"a": 3, "b": {"x-kind": 7, "x-when": 2, "enum": 3}}},
        {"properties": {"a": {"x-compute": {"of": 3}, "items": {"properties": {"x": 1}}, "type": "array"}}},
        {"properties": {"a": {"oneOf": [{"title": "无"}], "examples": 3}}, "x-order": 3, "required": 3},
    ],
)  # fmt: skip
def test_a_form_that_is_none_is_shown_and_mended(broken):
    proposal, editor = revised(drafted(), form=broken), client("jianning")
    assert editor.get(address(proposal)).status_code == 200
    assert editor.get(address(proposal, "preview/")).status_code == 200
    pressed(editor, proposal, "add:text")
    assert editor.get(address(proposal)).status_code == 200


def test_uses_are_shown_before_and_named_after():
    face = {"fields": [{"label": "面积", "value": "form.a"}], "serial": "101", "title": "许可证"}
    proposal = of_form(
        "a b",
        {"a": {"enum": ["甲"]}, "b": {"x-when": {"a": ["甲"]}}},
        result={"kind": "certificate", "certificate": face},
    )
    editor = client("jianning")
    page = words(editor.get(address(proposal, "?field=a")))
    assert "用在哪里 “B”什么时候填 证照上的“面积” 删除，有2处要跟着改" in page
    left = editor.get(pressed(editor, proposal, "drop:a", field="a").url.partition("#")[0])
    assert "已经删除“A”。“B”什么时候填、证照上的“面积”还用到它，请一并改正。" in words(left)
    assert "条件引用了不存在的字段或者问题“a”" in words(left)


def test_changes_are_taken_back_one_by_one():
    proposal, editor = of_form("a b"), client("jianning")
    for wish in ("drop:b", "drop:a", "add:text"):
        pressed(editor, proposal, wish, field="a")
    found, page = [], address(proposal)
    for _ in range(4):
        given, _buttons = form_of(editor.get(page).content.decode(), "designer-form")
        page = editor.post(address(proposal), given | {"do": "undo"}).url
        found.append(said(kept(proposal)))
    assert found[:3] == ["", "a", "a b"]
