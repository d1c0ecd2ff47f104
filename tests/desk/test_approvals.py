"""待批准: who sees what, the nearest limit first, one click to the case."""

import datetime as dt

import pytest
from django.utils import timezone

from tests import make, pages
from tests.cases import hearing
from tongban.cases import actions, approvals, hearings
from tongban.cases.models import Case

WHERE = "/desk/approvals/"
REASON = "影响范围需要进一步核实"


def asked(days: int = 5) -> Case:
    case = make.case_now("accepted")
    at = timezone.now()
    by = make.able(case, "review", "review", at)
    actions.ask_extension(case, days=days, reason=REASON, by=by, at=at)
    return case


def void_asked(case: Case) -> None:
    by, at = make.able(case, "review", "review", timezone.now()), timezone.now()
    actions.ask_void(case, kind="mistake", reason="登记错了事项", by=by, at=at)


def test_what_was_asked_is_listed_with_who_and_why(town):
    case = asked()
    void_asked(case)
    page = make.client("chenli").get(WHERE)
    words = pages.words(page)
    assert [w in words for w in ("延期5个工作日", "作废：登记有误", REASON, case.number, "周明")] == [
        True
    ] * 5
    assert f'href="/desk/cases/{case.number}/"' in page.content.decode()
    assert "待批准2" in words.replace(" ", "").replace("\n", "")


def test_a_hearing_is_listed_until_it_is_arranged(town):
    case = make.case_now("accepted", situation=hearing.SITUATION, stage="rights", **hearing.ITEM)
    at = timezone.now()
    officer = make.able(case, "review2", "review", at)
    made = actions.call_hearing(case, reason="涉及公共利益", stage="rights", by=officer, at=at)
    head = make.able(case, "decide", "decide", at)
    [one] = approvals.waiting(head, timezone.localdate())
    assert (one.what, one.due_on, one.case, approvals.count(head)) == ("安排听证", made.hold_by, case, 1)
    first, _last = hearings.span(made, timezone.localdate())
    meets = dt.datetime.combine(first, dt.time(9), at.tzinfo)
    actions.schedule_hearing(made, meets_at=meets, place="三楼", chair=head.officer_id, by=officer, at=at)
    assert (approvals.waiting(head, timezone.localdate()), approvals.count(head)) == ([], 0)


def test_answered_means_gone(town):
    case = asked()
    head = make.able(case, "decide", "decide", timezone.now())
    assert approvals.count(head) == 1
    actions.extend(case.extensions.get(), by=head, at=timezone.now())
    assert approvals.count(head) == 0


def test_one_s_own_request_waits_for_another(town):
    case = make.reviewed(make.case_now("accepted"), until="decide", at=timezone.now())
    head, at = make.able(case, "decide", "decide", timezone.now()), timezone.now()
    actions.ask_extension(case, days=5, reason=REASON, by=head, at=at)
    assert (approvals.waiting(head, at.date()), approvals.count(head)) == ([], 0)


@pytest.mark.parametrize("login", ["zhouming", "liangdong", "shenqing"])
def test_others_see_nothing(town, login):
    asked()
    page = make.client(login).get(WHERE)
    assert (page.status_code, REASON in pages.words(page)) == (200, False)


@pytest.mark.parametrize(("login", "status"), [("lin", 403), (None, 302)])
def test_who_may_not(client, town, login, status):
    found = make.client(login) if login else client
    assert found.get(WHERE).status_code == status


def test_one_row_or_three_cost_the_same(town, django_assert_num_queries, django_assert_max_num_queries):
    client = make.client("chenli")
    asked()
    client.get(WHERE)
    with django_assert_max_num_queries(40) as one:
        client.get(WHERE)
    asked()
    asked()
    with django_assert_num_queries(len(one)):
        client.get(WHERE)
