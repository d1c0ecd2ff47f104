"""Applications that wait at the window, and what the clerk does with each."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import make, pages
from tests.town.people import CITIZENS
from tongban.cases import actions, queries
from tongban.cases.models import Case
from tongban.core import text
from tongban.journal import queries as journal


def address(case: Case, tail: str = "") -> str:
    return f"/counter/cases/{case.number}/{tail}"


@pytest.fixture
def case(town) -> Case:
    return make.case_now()


def decided(case: Case, *, granted: bool = True) -> Case:
    """Brought to the end by those who may."""
    now = case.received_at
    for login in ("zhouming", "gaoyuan"):
        actions.review(case, verdict="agree", opinion="同意", by=make.desk(login), at=now)
    said = {"reason": "不符", "basis": "条例"}
    actions.decide(case, granted=granted, by=make.desk("chenli"), at=now, **({} if granted else said))
    return case


def test_waiting_applications_are_listed_by_light(case):
    shown = make.client("shenqing").get("/counter/cases/")
    assert case.number in shown.content.decode()
    assert "待受理1件" in pages.words(shown)
    assert case.number not in make.client("shenqing").get("/counter/cases/?light=red").content.decode()


def test_accept_from_the_page(case):
    assert make.client("shenqing").post(address(case, "acceptance/")).url == address(case)
    case.refresh_from_db()
    assert (case.state, make.verbs(case)) == ("accepted", ["cases.submit", "cases.accept"])
    again = make.client("suhe").post(address(case, "acceptance/"))
    assert (again.status_code, "不能这样办理" in pages.words(again)) == (409, True)
    assert make.verbs(case) == ["cases.submit", "cases.accept"]


def test_one_notice_with_every_gap(case):
    given = {
        "gaps": ["floor_plan", "form"],
        "need-floor_plan": "第2页缺尺寸",
        "need-form": "面积与图纸不一致",
        "need-room_plan": "没有勾选的不算",
    }
    assert make.client("shenqing").post(address(case, "correction/"), given).status_code == 302
    asked = list(case.correction.gaps.order_by("id").values_list("key", "need"))
    assert asked == [("floor_plan", "第2页缺尺寸"), ("form", "面积与图纸不一致")]
    assert make.verbs(case)[-1] == "cases.return_for_correction"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "请至少写明一处"),
        ({"gaps": ["floor_plan"], "need-floor_plan": " "}, "要补正什么"),
        ({"gaps": ["made_up"], "need-made_up": "别的"}, "请至少写明一处"),
    ],
)
def test_an_incomplete_notice_is_not_sent(case, given, sentence):
    answer = make.client("shenqing").post(address(case, "correction/"), given)
    assert (answer.status_code, sentence in pages.words(answer)) == (422, True)
    assert make.verbs(case) == ["cases.submit"]


def test_declined_with_reason(case):
    bare = make.client("shenqing").post(address(case, "non-acceptance/"), {"reason": ""})
    assert (bare.status_code, make.verbs(case)) == (422, ["cases.submit"])
    make.client("shenqing").post(
        address(case, "non-acceptance/"), {"decline_kind": "not_needed", "reason": "不用办"}
    )
    case.refresh_from_db()
    assert (case.state, make.verbs(case)[-1]) == ("declined", "cases.decline")


def test_what_was_asked_for_is_brought_to_the_window(case):
    clerk = make.client("shenqing")
    asked = {"gaps": ["floor_plan", "form"], "need-floor_plan": "缺尺寸", "need-form": "面积不对"}
    clerk.post(address(case, "correction/"), asked)
    assert "收补正" in pages.words(clerk.get(address(case)))
    bare = clerk.post(address(case, "supplement/"), {"area": ""})
    assert (bare.status_code, "还有" in pages.words(bare)) == (422, True)
    form = {key: value for key, value in queries.form(case).items() if key != "phone"}
    scan = SimpleUploadedFile("图.png", make.picture())
    given = form | {
        "area": "99",
        "phone": text.mask_phone(queries.form(case)["phone"]),
        "file-floor_plan": scan,
    }
    answer = clerk.post(address(case, "supplement/"), given)
    assert answer.status_code == 302, pages.words(answer)
    case.refresh_from_db()
    assert (case.state, queries.form(case)["area"]) == ("received", 99)
    assert queries.form(case)["phone"] == CITIZENS["lin"].phone
    assert case.materials.filter(key="floor_plan", round=2).count() == 1
    line = journal.timeline(case.chain).last()
    assert (line.verb, line.by) == ("cases.supplement", f"officer:{make.desk('shenqing').officer_id}")


def test_a_bad_scan_corrects_nothing(case):
    clerk = make.client("shenqing")
    clerk.post(address(case, "correction/"), {"gaps": ["floor_plan"], "need-floor_plan": "缺尺寸"})
    wrong = {"file-floor_plan": SimpleUploadedFile("图.png", b"MZ not a picture")}
    answer = clerk.post(address(case, "supplement/"), wrong)
    assert (answer.status_code, "格式不能接收" in pages.words(answer)) == (422, True)
    assert make.verbs(case)[-1] == "cases.return_for_correction"


def test_delivered_at_the_window(case):
    actions.accept(case, by=make.desk("shenqing"), at=case.received_at)
    decided(case)
    assert case.number in make.client("dingning").get("/counter/cases/deliveries/").content.decode()
    bare = make.client("dingning").post(
        address(case, "delivery/"), {"method": "window", "receiver": "林小安", "relation": "本人"}
    )
    assert bare.status_code == 422
    make.client("dingning").post(
        address(case, "delivery/"), {"method": "post", "place": "清泉路17号", "tracking": "EMS1"}
    )
    case.refresh_from_db()
    assert (case.state, case.deliveries.get().method, case.deliveries.get().recipient) == (
        "delivered",
        "post",
        case.applicant_name,
    )
    assert [paper.kind for paper in queries.issued(case)][-1] == "delivery"
    assert case.number not in make.client("dingning").get("/counter/cases/deliveries/").content.decode()


def test_the_issuing_desk_accepts_nothing(case):
    refused = make.client("dingning").post(address(case, "acceptance/"))
    assert (refused.status_code, make.verbs(case)) == (403, ["cases.submit"])


def test_an_instant_item_filed_online_is_decided_at_the_window(town):
    case = make.case_now(item=make.WORK, by="zhang")
    clerk = make.client("suhe")
    clerk.post(address(case, "acceptance/"))
    assert "当场决定" in pages.words(clerk.get(address(case)))
    clerk.post(address(case, "decision/"), {"stage": "decide", "granted": "yes"})
    clerk.post(address(case, "delivery/"), {"method": "electronic"})
    assert make.verbs(case) == ["cases.submit", "cases.accept", "cases.decide", "cases.deliver"]


def test_an_ordinary_item_is_not_decided_at_the_window(case):
    make.client("shenqing").post(address(case, "acceptance/"))
    refused = make.client("shenqing").post(address(case, "decision/"), {"stage": "review", "granted": "yes"})
    assert (refused.status_code, make.verbs(case)) == (403, ["cases.submit", "cases.accept"])


def test_todays_work_is_listed(case):
    assert "今天还没有经办" in pages.words(make.client("shenqing").get("/counter/cases/today/"))
    make.client("shenqing").post(address(case, "acceptance/"))
    shown = pages.words(make.client("shenqing").get("/counter/cases/today/"))
    assert (case.number in shown, "受理" in shown) == (True, True)


def test_identifiers_are_read_on_record(case):
    number = make.account("lin").person.id_number
    assert number not in make.client("shenqing").get(address(case)).content.decode()
    opened = make.client("shenqing").post(address(case, "identifiers/"), {"purpose": "核对申请人身份"})
    assert number in opened.content.decode()
    assert journal.timeline(case.chain).last().verb == "cases.read_identifiers"


def test_a_script_in_a_name_is_only_text(case):
    Case.objects.filter(pk=case.pk).update(applicant_name="<script>alert(1)</script>")
    for path in ("/counter/cases/", address(case)):
        assert "<script>alert" not in make.client("shenqing").get(path).content.decode()


def test_a_foreign_number_is_not_found(town):
    assert make.client("shenqing").get("/counter/cases/990100-20260101-0031-000001-X/").status_code == 404
