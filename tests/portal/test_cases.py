"""One's own case: what its page says in each state, its papers, and that nobody else sees anything of it."""

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests import make, pages
from tongban.cases import actions
from tongban.cases.models import Case
from tongban.journal import queries as journal
from tongban.papers.models import Paper

pytestmark = pytest.mark.usefixtures("town")
PAGES = ("", "receipt/", "receipt/paper/", "days/", "journal/", "withdrawal/", "supplement/")


def page(client: Client, case: Case, rest: str = "") -> str:
    answer = client.get(f"/cases/{case.number}/{rest}")
    assert answer.status_code == 200
    return pages.words(answer)


@pytest.fixture
def lin():
    return make.client("lin")


@pytest.fixture
def window():
    return make.desk("shenqing")


def food() -> Case:
    return make.case_now()


def returned(window) -> Case:
    case = food()
    gaps = [("floor_plan", "经营场所平面布局图", "缺第2页")]
    actions.return_for_correction(case, gaps=gaps, by=window, at=timezone.now())
    return case


def test_received(lin):
    said = page(lin, food())
    for told in ("待受理", "最晚哪天答复", "告诉您是否受理", "收件日", "法定5个工作日内答复", "网上，林*安"):
        assert told in said
    assert "林小安" not in said


def test_correcting(lin, window):
    case = returned(window)
    said = page(lin, case)
    until = case.correction.until
    for told in (f"请在{until.month}月{until.day}日", "等您补正", "现在补正", "共1处：经营场所平面布局图。"):
        assert told in said
    assert "期限是这样算的" not in said


def test_accepted_explains_both_limits(lin, window):
    case = make.case_now("accepted")
    said = page(lin, case)
    for told in (
        "审查中",
        "承诺8个工作日办结",
        "最后一天",
        "法定期限",
        "受理通知书",
        "现场核查",
        "综合窗口岗（07号） 沈青受理",
    ):
        assert told in said
    assert "法定20个工作日" in page(lin, case, "?limit=statutory")
    assert "法定20个工作日" in page(lin, case, "days/?limit=statutory")
    assert "承诺8个工作日办结" in page(lin, case, "days/?limit=nonsense")


def test_ended_with_a_certificate(window):
    fang = make.client("fang")
    case = make.case_now("accepted", item=make.WORK, by="fang")
    actions.decide(case, granted=True, by=window, at=timezone.now())
    actions.deliver(case, given=make.ELECTRONIC, by=window, at=timezone.now())
    said = page(fang, case)
    for told in ("已办结", "就业失业登记凭证", "作出决定：准予", "送达回证"):
        assert told in said
    certificate = case.decisions.get().certificate
    answer = fang.get(f"/certificates/{certificate.pk}/")
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    assert make.client("zhang").get(f"/certificates/{certificate.pk}/").status_code == 404
    assert "现在没有期限在走" in page(fang, case, "days/")


def test_declined_and_refused(lin, window):
    case = food()
    actions.decline(case, kind="not_needed", reason="不用办许可", by=window, at=timezone.now())
    assert "理由和救济途径写在决定书里" in page(lin, case)


def test_opinions_of_reviewers_are_not_told(lin):
    case = make.case_now("accepted")
    actions.review(case, verdict="agree", opinion="内部意见甲", by=make.desk("zhouming"), at=timezone.now())
    said = page(lin, case)
    assert ("审查完成" in said, "内部意见" in said) == (True, False)


@pytest.mark.parametrize("rest", PAGES)
def test_a_case_is_nobody_elses(window, rest):
    case = returned(window)
    for login in ("zhang", "xu"):
        assert make.client(login).get(f"/cases/{case.number}/{rest}").status_code == 404
    assert Client().get(f"/cases/{case.number}/{rest}")["Location"].startswith("/sign-in/?next=/cases/")
    assert make.client("shenqing").get(f"/cases/{case.number}/{rest}").status_code == 403


@pytest.mark.parametrize("rest", ["withdrawal/", "supplement/", "supplement/floor_plan/"])
def test_nobody_else_acts_on_a_case(window, rest):
    case = returned(window)
    assert (
        make.client("zhang").post(f"/cases/{case.number}/{rest}", {"file": make.upload()}).status_code == 404
    )
    assert [line.verb for line in journal.timeline(case.chain)] == [
        "cases.submit",
        "cases.return_for_correction",
    ]


def test_receipt_is_issued_once(lin):
    case = food()
    first, again = (lin.get(f"/cases/{case.number}/receipt/paper/")["Location"] for _time in range(2))
    assert first == again
    assert Paper.objects.filter(subject=case.chain, kind="receipt").count() == 1
    answer = lin.get(first)
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")


def test_receipt_can_still_be_had_while_correcting(lin, window):
    case = returned(window)
    assert lin.get(f"/cases/{case.number}/receipt/paper/").status_code == 302


def test_papers_and_materials_belong_to_their_case(lin, window):
    case, other = returned(window), make.case_now(item=make.WORK, by="fang")
    paper, material = case.correction.paper_id, case.materials.earliest("id")
    assert lin.get(f"/cases/{case.number}/papers/{paper}/")["Content-Type"] == "application/pdf"
    assert lin.get(f"/cases/{case.number}/materials/{material.pk}/")["Content-Type"] == "image/png"
    fang = make.client("fang")
    assert fang.get(f"/cases/{other.number}/papers/{paper}/").status_code == 404
    assert fang.get(f"/cases/{other.number}/materials/{material.pk}/").status_code == 404


def test_withdrawal(lin):
    case = food()
    assert "确认撤回" in page(lin, case, "withdrawal/")
    answer = lin.post(f"/cases/{case.number}/withdrawal/", {"reason": "暂时不开店了\0"})
    assert answer["Location"] == f"/cases/{case.number}/"
    case.refresh_from_db()
    assert (case.state, case.withdrawals.get().reason) == ("withdrawn", "暂时不开店了")
    assert journal.timeline(case.chain).last().verb == "cases.withdraw"
    assert lin.post(f"/cases/{case.number}/withdrawal/").status_code == 409
    assert lin.get(f"/cases/{case.number}/withdrawal/").status_code == 409
    assert "撤回申请确认书" in page(lin, case)


def test_withdrawal_refuses_a_reason_that_is_too_long(lin):
    case = food()
    answer = lin.post(f"/cases/{case.number}/withdrawal/", {"reason": "长" * 501})
    assert (answer.status_code, "最多填500个字" in pages.words(answer), Case.objects.get().state) == (
        422,
        True,
        "received",
    )


def test_record_is_verified(lin):
    case = make.case_now("accepted")
    assert "核对了2条办理记录，完好" in page(lin, case, "journal/")
    with connection.cursor() as cursor:  # as somebody would who may do anything to the database
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE journal_line SET by_name = '别人' WHERE chain = %s AND seq = 2", [case.chain])
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert "记录有1处对不上" in page(lin, case, "journal/")


def test_page_costs_the_same_for_a_long_journal(lin, django_assert_max_num_queries):
    case = make.case_now("accepted")
    page(lin, case)
    with django_assert_max_num_queries(20) as few:
        page(lin, case)
    actions.review(case, verdict="agree", opinion="同意", by=make.desk("zhouming"), at=timezone.now())
    with django_assert_max_num_queries(len(few)):
        page(lin, case)
