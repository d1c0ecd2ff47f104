"""A case on the desk: review, visit, decision; what each act leaves, and who may not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make, pages
from tongban.cases import queries
from tongban.cases.models import Case
from tongban.core import text
from tongban.journal import queries as journal


def address(case: Case, tail: str = "") -> str:
    return f"/desk/cases/{case.number}/{tail}"


@pytest.fixture
def case(town) -> Case:
    return make.case_now("accepted", **make.BOOKSHOP)


AGREE = {"stage": "review", "verdict": "agree", "opinion": "材料齐全，符合法定形式"}
GRANT = {"stage": "decide", "granted": "yes"}
REFUSE = {"stage": "decide", "granted": "no", "reason": "地址与执照不一致", "basis": "出版管理条例第35条"}


def test_from_review_to_grant(case):
    assert "同意，转决定" in pages.words(make.client("shuwen").get(address(case)))
    assert make.client("shuwen").post(address(case, "review/"), AGREE).url == address(case)
    case.refresh_from_db()
    assert (make.at_stages(case), case.reviews.get().opinion) == (["decide"], AGREE["opinion"])
    assert make.client("wenyuan").post(address(case, "decision/"), GRANT).url == address(case)
    case.refresh_from_db()
    assert case.state == "granted"
    assert make.verbs(case) == ["cases.submit", "cases.accept", "cases.review", "cases.decide"]
    assert [line.channel for line in journal.timeline(case.chain)] == ["web", "counter", "desk", "desk"]
    after = make.client("wenyuan").get(address(case))
    assert "没有等您办的" in pages.words(after)
    assert [paper.kind for paper in queries.issued(case)] == ["acceptance", "grant", "certificate"]


def test_a_refusal_gives_reasons_basis_and_remedies(case):
    make.client("shuwen").post(address(case, "review/"), AGREE | {"verdict": "oppose"})
    bare = make.client("wenyuan").post(address(case, "decision/"), REFUSE | {"reason": " "})
    assert (bare.status_code, "请写明理由" in pages.words(bare)) == (422, True)
    assert REFUSE["basis"] in bare.content.decode()
    assert make.client("wenyuan").post(address(case, "decision/"), REFUSE).status_code == 302
    case.refresh_from_db()
    made = case.decisions.get()
    assert (case.state, made.granted, made.reason, made.basis) == (
        "refused", False, REFUSE["reason"], REFUSE["basis"],
    )  # fmt: skip
    assert "行政复议" in made.remedies
    assert made.certificate is None


def test_an_opinion_without_words_is_asked_for_again(case):
    answer = make.client("shuwen").post(address(case, "review/"), AGREE | {"opinion": "  "})
    assert (answer.status_code, "请写明审查意见" in pages.words(answer)) == (422, True)
    assert make.verbs(case) == ["cases.submit", "cases.accept"]


def test_a_visit_keeps_its_finding(town):
    case = make.case_now("accepted")
    make.client("zhouming").post(address(case, "review/"), AGREE)
    found = {
        "stage": "visit",
        "verdict": "agree",
        "opinion": "符合要求",
        "result": "conforms",
        "notes": "与图纸一致",
    }
    assert "核查结果" in pages.words(make.client("gaoyuan").get(address(case)))
    make.client("gaoyuan").post(address(case, "review/"), found)
    last = case.reviews.order_by("at").last()
    assert (last.stage, last.findings) == ("visit", {"result": "conforms", "notes": "与图纸一致"})
    assert "现场符合" in pages.words(make.client("chenli").get(address(case)))


def test_sent_back_to_the_stage_before(case):
    make.client("shuwen").post(address(case, "review/"), AGREE)
    back = {"stage": "decide", "opinion": "请核对经营范围"}
    assert make.client("wenyuan").post(address(case, "return/"), back).status_code == 302
    case.refresh_from_db()
    assert (make.at_stages(case), make.verbs(case)[-1]) == (["review"], "cases.send_back")
    assert "请核对经营范围" in pages.words(make.client("shuwen").get(address(case)))


def test_a_fee_is_confirmed_before_the_grant(town):
    case = make.case_now("accepted", **make.FEE)
    make.client("qinlang").post(address(case, "review/"), AGREE)
    waits = make.client("dongping").post(address(case, "decision/"), GRANT)
    assert (waits.status_code, "还在等待：缴费" in pages.words(waits)) == (409, True)
    hold = case.holds.get()
    bare = make.client("dongping").post(address(case, f"hold/{hold.pk}/"), {"receipt_number": ""})
    assert (bare.status_code, case.holds.get().lifted_at) == (422, None)
    make.client("dongping").post(address(case, f"hold/{hold.pk}/"), {"receipt_number": "云财票00012345"})
    lifted = case.holds.get()
    assert (lifted.note, lifted.lifted_at is not None, make.verbs(case)[-1]) == (
        "云财票00012345",
        True,
        "cases.lift",
    )
    assert make.client("dongping").post(address(case, "decision/"), GRANT).status_code == 302


def test_identifiers_are_masked_until_their_reading_is_on_record(case):
    person = make.account("xu").person
    before = make.client("shuwen").get(address(case)).content.decode()
    assert person.id_number not in before
    assert text.mask_id(person.id_number) in before
    opened = make.client("shuwen").post(address(case, "identifiers/"), {"purpose": "核对申请人身份"})
    assert person.id_number in opened.content.decode()
    assert opened["Cache-Control"] == "no-store"
    line = journal.timeline(case.chain).last()
    assert (line.verb, line.data) == ("cases.read_identifiers", {"purpose": "核对申请人身份"})
    assert person.id_number not in make.client("shuwen").get(address(case)).content.decode()


def test_reading_identifiers_needs_a_purpose(case):
    answer = make.client("shuwen").post(address(case, "identifiers/"), {"purpose": " "})
    assert (answer.status_code, make.verbs(case)) == (422, ["cases.submit", "cases.accept"])


def test_files_come_from_the_case_alone(case):
    other, material = make.case_now(), case.materials.first()
    paper = case.acceptance.paper
    own, foreign = make.client("shuwen"), make.client("zhouming")
    assert own.get(address(case, f"materials/{material.pk}/"))["Content-Type"] == "image/png"
    assert own.get(address(case, f"papers/{paper.pk}/"))["Content-Type"] == "application/pdf"
    assert foreign.get(address(other, f"materials/{material.pk}/")).status_code == 404
    assert foreign.get(address(other, f"papers/{paper.pk}/")).status_code == 404


@pytest.mark.parametrize(
    ("login", "reason"),
    [
        ("zhouming", "云溪市新闻出版局"),  # reviewer of another agency
        ("handong", "没有它的授权"),  # reviewer of a county
        ("fangyuan", "没有它的授权"),  # no delegation from this agency, ever
    ],
)
def test_an_officer_of_another_agency_is_told_why(case, login, reason):
    client = make.client(login)
    for answer in (client.get(address(case)), client.post(address(case, "review/"), AGREE)):
        assert (answer.status_code, reason in pages.words(answer)) == (403, True)
    assert make.verbs(case) == ["cases.submit", "cases.accept"]


def test_an_expired_delegation_is_named(town):
    case = make.case_now("accepted")
    client = make.client("fangyuan")
    for answer in (client.get(address(case)), client.post(address(case, "review/"), AGREE)):
        assert answer.status_code == 403
        assert "2026年1月1日到期" in pages.words(answer)
    assert make.verbs(case) == ["cases.submit", "cases.accept"]


def test_the_wrong_post_sees_but_may_not_act(town):
    case = make.case_now("accepted")
    for login, tail, given in (("gaoyuan", "review/", AGREE), ("chenli", "decision/", GRANT)):
        assert "不在您的岗位办理" in pages.words(make.client(login).get(address(case)))
        refused = make.client(login).post(address(case, tail), given | {"stage": "review"})
        assert (refused.status_code, make.verbs(case)) == (403, ["cases.submit", "cases.accept"])


def test_nobody_decides_his_own_case(town):
    case = make.case_now(item=make.WORK, by="luo")
    for path in (f"/desk/cases/{case.number}/", f"/counter/cases/{case.number}/"):
        assert "应当回避" in pages.words(make.client("luolei").get(path))
    refused = make.client("luolei").post(f"/counter/cases/{case.number}/acceptance/")
    assert (refused.status_code, make.verbs(case)) == (403, ["cases.submit"])


def test_who_took_it_in_does_not_decide(town):
    case = make.case_now("accepted", **make.BOOKSHOP)
    Case.objects.filter(pk=case.pk).update(taken_by=make.desk("shuwen").officer_id)
    page = make.client("shuwen").get(address(case))
    assert "受理和审查决定应当由不同的人办理" in pages.words(page)
    refused = make.client("shuwen").post(address(case, "review/"), AGREE)
    assert (refused.status_code, make.verbs(case)) == (403, ["cases.submit", "cases.accept"])


def test_citizens_and_strangers_stay_outside(case, client):
    assert client.get(address(case)).url.startswith("/sign-in/")
    assert make.client("xu").get(address(case)).status_code == 403
    assert make.client("shuwen").get("/desk/cases/990100-20260101-0031-000001-X/").status_code == 404


def test_a_replayed_form_changes_nothing(case):
    make.client("shuwen").post(address(case, "review/"), AGREE)
    again = make.client("shuwen").post(address(case, "review/"), AGREE)
    assert (again.status_code, "这一环节已经办过" in pages.words(again)) == (409, True)
    make.client("wenyuan").post(address(case, "decision/"), GRANT)
    twice = make.client("wenyuan").post(address(case, "decision/"), GRANT)
    assert (twice.status_code, "现在是“准予，待送达”" in pages.words(twice)) == (409, True)
    assert make.verbs(case) == ["cases.submit", "cases.accept", "cases.review", "cases.decide"]


def test_more_files_ask_no_more_queries(case):
    client = make.client("shuwen")
    client.get(address(case))
    with CaptureQueriesContext(connection) as one:
        client.get(address(case))
    material = case.materials.first()
    for _ in range(2):
        material.pk = None
        material.save()
    with CaptureQueriesContext(connection) as three:
        client.get(address(case))
    assert len(three) == len(one)


def test_a_certificate_that_stood_for_a_paper_can_be_verified(town):
    case = make.case("accepted")
    client = make.client("zhouming")

    page = client.get(f"/desk/cases/{case.number}/", {"paper": "business_licence"}).content.decode()

    identifier = next(one for kind, one in case.held.items() if kind.endswith("101") and "0318J" in kind)
    assert f'href="/verify/{identifier}/"' in page
