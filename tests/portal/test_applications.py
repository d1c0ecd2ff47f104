"""From the guide to the receipt: who may, what is kept, what is said, and that one form makes one case."""

import html
import json
import re

import pytest
from django.test import Client

from tests import make, pages
from tongban.cases.models import Case, Draft
from tongban.catalogue.models import Item
from tongban.journal.models import Line

pytestmark = pytest.mark.usefixtures("town")
STEPS = ("", "situation/", "form/", "papers/", "review/", "submit/", "save/", "discard/")


def title(answer) -> str:
    return html.unescape(re.search(r"<title>(.*?)</title>", answer.content.decode())[1])


def field(answer, key: str) -> str:
    """What stands in a control."""
    return html.unescape(
        re.search(rf'name="{key}" type="[a-z]+" value="([^"]*)"', answer.content.decode())[1]
    )


@pytest.fixture
def lin():
    return make.client("lin")


def address() -> str:
    return f"/items/{make.published().code}/apply/"


def test_begin_asks_for_whom_and_makes_one_draft(lin):
    asked = lin.post(address())
    assert asked.status_code == 200
    assert "以谁的名义申请" in title(asked)
    first, again = pages.begun(lin), pages.begun(lin)
    assert first == again
    draft = Draft.objects.get()
    assert (draft.pk, draft.firm.name) == (first, "云溪市青禾餐饮有限公司")
    assert lin.session["firm_id"] == str(draft.firm_id)


def test_begin_for_oneself_starts_at_once():
    fang = make.client("fang")
    draft = pages.begun(fang, make.WORK, None)
    assert Draft.objects.get(pk=draft).firm_id is None


@pytest.mark.parametrize("party", ["self", "00000000-0000-0000-0000-000000000000", "<b>"])
def test_begin_refuses_parties_the_item_is_not_for(lin, party):
    answer = lin.post(address(), {"party": party})
    assert answer.status_code == 200
    assert not Draft.objects.exists()


def test_begin_says_so_when_nobody_fits():
    answer = make.client("zhang").post(address())
    assert "没有能办这件事的申请人" in pages.words(answer)
    assert not Draft.objects.exists()


def test_begin_needs_a_person():
    assert Client().post(address())["Location"] == f"/sign-in/?next={address()}"
    assert make.client("shenqing").post(address()).status_code == 403
    assert make.client("lin").post("/items/NONE/apply/").status_code == 404


@pytest.mark.parametrize("step", STEPS)
def test_a_draft_is_nobody_elses(lin, step):
    draft = pages.begun(lin)
    zhang = make.client("zhang")
    assert zhang.get(f"/drafts/{draft}/{step}").status_code == 404
    assert zhang.post(f"/drafts/{draft}/{step}", pages.FORM).status_code == 404
    assert Draft.objects.filter(pk=draft).exists()


def test_situation_changes_the_list(lin):
    draft = pages.begun(lin)
    first = pages.words(lin.get(f"/drafts/{draft}/situation/"))
    assert ("二次供水" in first, "专间布局图" in first) == (False, False)
    more = lin.post(f"/drafts/{draft}/situation/", {"business": "catering", "risky": ["cold"]})
    assert more.status_code == 200  # the third question has come up and is asked, not blamed
    assert "用的是不是二次供水" in pages.words(more)
    assert "专间布局图 因您的回答增加" in pages.words(more)
    blamed = lin.post(f"/drafts/{draft}/situation/", {"business": "catering", "risky": ["cold"]})
    assert (blamed.status_code, title(blamed)[:8]) == (422, "有1处需要改：选")
    done = lin.post(f"/drafts/{draft}/situation/", pages.SITUATION)
    assert done["Location"] == f"/drafts/{draft}/form/"


def test_situation_answers_htmx_with_the_page(lin):
    draft = pages.begun(lin)
    answer = lin.post(f"/drafts/{draft}/situation/", {"business": "catering"}, headers={"HX-Request": "true"})
    assert (answer.status_code, "用的是不是二次供水" in pages.words(answer)) == (200, True)
    assert Draft.objects.get().answers == {"business": ["catering"]}


def test_situation_ignores_what_is_not_asked(lin):
    draft = pages.begun(lin)
    lin.post(f"/drafts/{draft}/situation/", {"business": "<script>", "water": "yes", "evil": "1"})
    assert Draft.objects.get().answers == {}


def test_form_shows_what_is_known_and_where_from(lin):
    draft = pages.begun(lin)
    page = lin.get(f"/drafts/{draft}/form/")
    said = pages.words(page)
    assert "已为您填好6项，还需要您填5项，约4分钟。" in said
    assert ("来自法人库" in said, "来自实名账号，可改" in said) == (True, True)
    assert field(page, "phone") == "139****0011"
    assert "13900000011" not in page.content.decode()


def test_form_blames_kindly_and_loses_nothing(lin):
    draft = pages.begun(lin)
    wrong = pages.FORM | {
        "area": "八十六",
        "staff_count": "",
        "phone": "139****0012",
        "firm_name": "别的公司",
    }
    answer = lin.post(f"/drafts/{draft}/form/", wrong)
    assert (answer.status_code, title(answer)[:9]) == (422, "有3处需要改：填信")
    found = re.findall(r'<li><a href="(#f-\w+)">(.*?)</a>', answer.content.decode())
    assert found == [
        ("#f-area", "经营场所面积（平方米）：请填数字，例如86.5"),
        ("#f-staff_count", "从业人数：这一项要填"),
        ("#f-phone", "手机号：请填11位手机号，例如13900000026"),
    ]
    again = lin.get(f"/drafts/{draft}/form/")
    assert [field(again, key) for key in ("area", "phone", "room_area")] == ["八十六", "139****0012", "12"]
    assert field(again, "firm_name") == "云溪市青禾餐饮有限公司"  # read-only whatever is sent


def test_form_goes_on_when_right(lin):
    draft = pages.begun(lin)
    assert lin.post(f"/drafts/{draft}/form/", pages.FORM)["Location"] == f"/drafts/{draft}/papers/"
    kept = json.loads(Draft.objects.get().form)
    assert (kept["phone"], kept["area"], "email" in kept) == ("13900000011", 86.5, False)


def test_save_keeps_right_and_wrong(lin):
    draft = pages.begun(lin)
    answer = lin.post(f"/drafts/{draft}/save/", {"area": "不知道", "premises": "<script>alert(1)</script>"})
    assert answer.status_code == 204
    page = lin.get(f"/drafts/{draft}/form/")
    assert (field(page, "area"), field(page, "premises")) == ("不知道", "<script>alert(1)</script>")
    assert "<script>alert" not in page.content.decode()
    assert lin.get(f"/drafts/{draft}/save/")["Location"] == f"/drafts/{draft}/form/"


def test_leaving_keeps_what_is_wrong(lin):
    draft = pages.begun(lin)
    answer = lin.post(f"/drafts/{draft}/form/", {"area": "不知道", "leave": "1"})
    assert answer["Location"] == "/mine/drafts/"
    assert field(lin.get(f"/drafts/{draft}/form/"), "area") == "不知道"


@pytest.mark.parametrize(
    ("done", "step"),
    [((), "situation"), (("situation",), "form"), (("situation", "form"), "papers")],
)
def test_resume_leads_to_what_is_lacking(lin, done, step):
    draft = pages.begun(lin)
    for each in done:
        lin.post(f"/drafts/{draft}/{each}/", pages.SITUATION if each == "situation" else pages.FORM)
    assert lin.get(f"/drafts/{draft}/")["Location"] == f"/drafts/{draft}/{step}/"


def test_review_names_each_gap_and_its_place(lin):
    draft = pages.begun(lin)
    lin.post(f"/drafts/{draft}/situation/", pages.SITUATION)
    lin.post(f"/drafts/{draft}/form/", pages.FORM | {"area": ""})
    found = re.findall(r'<li><a href="([^"]+)">', lin.get(f"/drafts/{draft}/review/").content.decode())
    assert [each.partition(str(draft))[2] for each in found if "/drafts/" in each] == [
        "/form/#f-area",
        "/papers/#f-floor_plan",
        "/papers/#f-room_plan",
        "/papers/#f-water_report",
        "/papers/#f-safety_training",
    ]


def test_review_reads_everything_back(lin):
    draft = pages.filled(lin)
    said = pages.words(lin.get(f"/drafts/{draft}/review/"))
    for told in (
        "餐饮服务",
        "热食类食品制售，冷食类食品制售",
        "139****0011",
        "平面图.png",
        "水质检测报告",
        "提交以后",
    ):
        assert told in said
    assert "处需要改" not in said


def test_submit_makes_the_case(lin):
    case = pages.submitted(lin)
    assert (case.state, case.firm.name, case.channel) == ("received", "云溪市青禾餐饮有限公司", "web")
    assert sorted(case.materials.values_list("key", flat=True)) == ["floor_plan", "room_plan"]
    assert [line.verb for line in Line.objects.filter(chain=case.chain)] == ["cases.submit"]
    assert not Draft.objects.exists()
    receipt = pages.words(lin.get(f"/cases/{case.number}/receipt/"))
    assert (case.number in receipt, "前告诉您是否受理" in receipt) == (True, True)


def test_submit_again_leads_to_the_same_case(lin):
    draft = pages.filled(lin)
    for _time in range(3):
        answer = lin.post(f"/drafts/{draft}/submit/", {"commitment": "true"})
        assert answer["Location"] == f"/cases/{Case.objects.get().number}/receipt/"
    assert lin.get(f"/drafts/{draft}/form/")["Location"] == answer["Location"]
    assert make.client("zhang").post(f"/drafts/{draft}/submit/").status_code == 404


def test_submit_needs_the_commitment(lin):
    draft = pages.filled(lin)
    answer = lin.post(f"/drafts/{draft}/submit/")
    assert (answer.status_code, "请看过承诺后勾选" in pages.words(answer)) == (422, True)
    assert not Case.objects.exists()


def test_submit_refuses_what_lacks_something(lin):
    draft = pages.begun(lin)
    answer = lin.post(f"/drafts/{draft}/submit/", {"commitment": "true"})
    assert (answer.status_code, Case.objects.exists(), Draft.objects.exists()) == (422, False, True)


def test_submit_refuses_when_the_item_is_closed(lin):
    draft = pages.filled(lin)
    Item.objects.filter(pk=make.published().pk).update(state="suspended")
    answer = lin.post(f"/drafts/{draft}/submit/", {"commitment": "true"})
    assert (answer.status_code, "现在不能在这里申请" in pages.words(answer)) == (422, True)
    assert Draft.objects.filter(pk=draft).exists()
