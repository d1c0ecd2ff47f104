"""At the window: papers served and copied, originals kept, fees assessed, a scanned number opens its case."""

import pytest
from django.utils import timezone

from tests import make, pages
from tongban.cases import actions, queries
from tongban.cases.models import Original
from tongban.papers.models import Paper

HANDED = {"method": "window", "receiver": "林小安", "relation": "本人", "checked": "true"}


@pytest.fixture
def case(town):
    made = make.case_now("received")
    actions.choose_service(made, electronic=False, by=make.applicant(firm=True), at=timezone.now())
    actions.accept(made, by=make.desk("shenqing"), at=timezone.now())
    return make.fresh(made)


@pytest.fixture
def clerk(case):
    return make.client("shenqing")


def page_of(case, kind: str = "acceptance", tail: str = "service/") -> str:
    return f"/counter/cases/{case.number}/papers/{queries.paper(case, kind).pk}/{tail}"


def test_a_paper_is_handed_over_on_its_page(case, clerk):
    assert "待送达" in pages.words(clerk.get(f"/counter/cases/{case.number}/"))
    assert "登记送达" in pages.words(clerk.get(page_of(case)))
    bare = clerk.post(page_of(case, tail="service/record/"), HANDED | {"checked": ""} | {"receiver": ""})
    assert bare.status_code == 422
    answer = clerk.post(page_of(case, tail="service/record/"), HANDED)
    assert answer.url == page_of(case)
    assert "直接送达" in pages.words(clerk.get(page_of(case)))
    assert make.verbs(case)[-1] == "papers.serve"
    again = clerk.post(page_of(case, tail="service/record/"), HANDED)
    assert (again.status_code, make.verbs(case).count("papers.serve")) == (409, 1)


def test_posted_comes_back_and_is_posted_again(case, clerk):
    posted = {"method": "post", "place": "清泉路17号", "tracking": "EMS0001"}
    clerk.post(page_of(case, tail="service/record/"), posted)
    assert "确认送达" in pages.words(clerk.get(page_of(case)))
    assert clerk.post(page_of(case, tail="service/failure/"), {"failure": ""}).status_code == 422
    clerk.post(page_of(case, tail="service/failure/"), {"failure": "查无此人"})
    clerk.post(page_of(case, tail="service/record/"), posted)
    wrong = {"receiver": "林小安", "served_on": "昨天"}
    assert clerk.post(page_of(case, tail="service/confirmation/"), wrong).status_code == 422
    right = wrong | {"served_on": timezone.localdate().isoformat()}
    assert clerk.post(page_of(case, tail="service/confirmation/"), right).status_code == 302
    assert make.verbs(case)[-4:] == ["papers.serve", "papers.fail", "papers.serve", "papers.confirm"]


@pytest.mark.parametrize("way", ["window", "post", "left", "notice"])
def test_each_way_asks_for_its_own(case, clerk, way):
    asked = pages.words(clerk.get(page_of(case) + f"?method={way}"))
    own = {"window": "身份证件", "post": "邮件号", "left": "见证人", "notice": "公告的地方"}
    assert [word for word in own.values() if word in asked] == [own[way]]


@pytest.mark.parametrize("surface", ["counter", "desk"])
def test_a_copy_is_marked_counted_and_told(case, surface):
    address = page_of(case, tail="copy/").replace("/counter/", f"/{surface}/")
    answer = make.client("shenqing").post(address)
    assert (answer.status_code, answer["Content-Type"], answer.content[:5]) == (
        200,
        "application/pdf",
        b"%PDF-",
    )
    assert (queries.paper(case, "acceptance").copies_printed, make.verbs(case)[-1]) == (1, "papers.reprint")


@pytest.mark.parametrize("tail", ["copy/", "service/record/", "service/confirmation/", "service/failure/"])
def test_who_has_no_power_over_the_case_does_none_of_it(case, tail):
    answer = make.client("fangyuan").post(page_of(case, tail=tail), HANDED)
    assert (answer.status_code, queries.paper(case, "acceptance").copies_printed) == (403, 0)


def test_what_is_owed_is_listed(case, clerk, django_assert_num_queries):
    shown = pages.words(clerk.get("/counter/services/"))
    assert ("受理通知书" in shown, case.applicant_name in shown) == (True, True)
    clerk.post(page_of(case, tail="service/record/"), HANDED)
    assert "受理通知书" not in pages.words(clerk.get("/counter/services/"))


@pytest.mark.parametrize("name", ["{number}", "{paper}", "{code}", " {number} "])
def test_a_scanned_number_opens_its_case(case, clerk, name):
    paper = queries.paper(case, "acceptance")
    typed = name.format(number=case.number, paper=paper.number, code=paper.code)
    assert clerk.post("/counter/people/", {"who": typed}).url == f"/counter/cases/{case.number}/"
    assert make.client("duyuan").post("/counter/people/", {"who": typed}).status_code == 422


def test_originals_are_kept_and_given_back(case, clerk):
    left = {"name-0": "营业执照正本", "copies-0": "1", "pages-0": "2"}
    assert clerk.post(f"/counter/cases/{case.number}/originals/", left | {"pages-0": "两"}).status_code == 422
    clerk.post(f"/counter/cases/{case.number}/originals/", left)
    assert Paper.objects.filter(kind="custody").count() == 1
    one = Original.objects.get()
    assert one.name in pages.words(clerk.get(f"/counter/cases/{case.number}/"))
    back = {"originals": [one.pk], "holder": "林小安", "holder_relation": "本人", "act": "return"}
    address = f"/counter/cases/{case.number}/originals/settlement/"
    assert clerk.post(address, back | {"holder": ""}).status_code == 422
    clerk.post(address, back)
    assert (Original.objects.get().outcome, clerk.post(address, back).status_code) == ("returned", 409)


def test_originals_of_an_ended_case_are_listed(case, clerk):
    left = {"name-0": "营业执照正本", "copies-0": "1", "pages-0": "2"}
    clerk.post(f"/counter/cases/{case.number}/originals/", left)
    assert "未退还原件" not in pages.words(clerk.get("/counter/services/"))
    actions.withdraw(case, reason="", by=make.applicant(firm=True), at=timezone.now())
    assert "未退还原件" in pages.words(clerk.get("/counter/services/"))


def test_a_result_served_before_only_ends_the_case(town):
    case = make.case_now("granted")
    actions.read_paper(case, queries.paper(case, "grant"), by=make.applicant(firm=True), at=timezone.now())
    clerk = make.client("dingning")
    assert "电子送达" in pages.words(clerk.get(f"/counter/cases/{case.number}/"))
    clerk.post(f"/counter/cases/{case.number}/delivery/", {"method": "served"})
    assert make.fresh(case).state == "delivered"
