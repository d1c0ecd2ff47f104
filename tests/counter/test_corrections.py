"""补正中 at the window: the list by its last day, and the answer to who asks for more time."""

import pytest
from django.utils import timezone

from tests import make, pages
from tongban.cases import actions
from tongban.cases.models import Correction

pytestmark = pytest.mark.usefixtures("town")
MOST = 12  # questions to the database
LIST = "/counter/cases/correcting/"


@pytest.fixture
def case():
    return make.case_now("correcting")


@pytest.fixture
def asked(case):
    by = make.applicant(firm=True)
    actions.ask_more_time(case, reason="检测报告要等机构出具。", by=by, at=timezone.now())
    return case


def address(case, tail=""):
    return f"/counter/cases/{case.number}/{tail}"


def test_what_is_being_corrected_is_listed_with_its_day(case):
    shown = make.client("shenqing").get(LIST)

    assert ("补正中1件" in pages.words(shown), "剩30天" in pages.words(shown)) == (True, True)
    assert case.correction.gaps.get().name in pages.words(shown)


def test_who_asks_stands_first(case):
    asks = make.case_now("correcting")
    actions.ask_more_time(asks, reason="来不及", by=make.applicant(firm=True), at=timezone.now())
    body = make.client("shenqing").get(LIST).content.decode()

    assert body.index(asks.number) < body.index(case.number)
    assert body.count("等您答复") == 1


def test_the_list_asks_the_same_of_the_database_however_long(case, django_assert_num_queries):
    browser = make.client("shenqing")
    browser.get(LIST)
    with django_assert_num_queries(MOST, exact=False):
        browser.get(LIST)
    for _more in range(2):
        make.case_now("correcting")
    with django_assert_num_queries(MOST, exact=False):
        browser.get(LIST)


@pytest.mark.parametrize("login", ["zhouming", "chenli"])
def test_other_posts_do_not_answer(asked, login):
    answer = make.client(login).post(address(asked, "prolongation/"), {"granted": "yes"})

    assert answer.status_code == 403
    assert asked.correction.prolongation.outcome == ""


def test_a_grant_from_the_page_is_shown_to_both(asked):
    clerk = make.client("shenqing")
    assert "检测报告要等机构出具。" in pages.words(clerk.get(address(asked)))

    assert clerk.post(address(asked, "prolongation/"), {"granted": "yes"}).url == address(asked)

    correction = Correction.objects.select_related("prolongation").get(case=asked)
    assert (correction.until, correction.prolongation.outcome) == (correction.prolongation.until, "granted")
    assert "延长补正期限：同意" in pages.words(clerk.get(address(asked)))
    assert "窗口同意延长" in pages.words(make.client("lin").get(f"/cases/{asked.number}/supplement/"))
    again = clerk.post(address(asked, "prolongation/"), {"granted": "no", "opinion": "不行"})
    assert (again.status_code, "已经答复过" in pages.words(again)) == (409, True)


def test_a_refusal_wants_its_reason(asked):
    clerk = make.client("shenqing")
    wrong = clerk.post(address(asked, "prolongation/"), {"granted": "no"})
    assert (wrong.status_code, "请写明不同意延长的理由" in pages.words(wrong)) == (422, True)

    clerk.post(address(asked, "prolongation/"), {"granted": "no", "opinion": "可以网上开具。"})
    assert "窗口没有同意延长：可以网上开具。" in pages.words(
        make.client("lin").get(f"/cases/{asked.number}/supplement/")
    )
