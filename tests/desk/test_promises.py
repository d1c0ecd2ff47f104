"""At the desk: what came and does not fit is sent back, and commitments are checked."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import make, pages
from tests.cases import test_committing, tolerating
from tongban.cases.models import Case, CommitmentCheck

pytestmark = pytest.mark.django_db


def login_of(case: Case, kind: str, verb: str) -> str:
    officer = make.able(case, kind, verb).officer_id
    return make.Account.objects.get(officer=officer).login


def test_what_came_and_does_not_fit_is_sent_back(town):
    case = tolerating.accepted()
    tolerating.supplied(case, make.AT + 2 * make.HOUR)
    one, reviewer = case.deferrals.get(), make.client(login_of(case, "review", "review"))
    page = pages.words(reviewer.get(f"/desk/cases/{case.number}/"))
    assert ("食品安全管理员培训合格证明，9月15日补交" in page, "不符合要求，请重新补交" in page) == (
        True,
        True,
    )

    address = f"/desk/cases/{case.number}/owed/{one.pk}/return/"
    assert reviewer.post(address, {"supply_reason": ""}).status_code == 422
    assert reviewer.post(address, {"supply_reason": "姓名不一致"}).status_code == 302
    one.refresh_from_db()
    assert (one.supplied_at, one.reason) == (None, "姓名不一致")
    assert "容缺食品安全管理员培训合格证明" in pages.words(reviewer.get(f"/desk/cases/{case.number}/"))
    assert reviewer.post(address, {"supply_reason": "再退"}).status_code == 409
    assert make.client("shenqing").post(address, {"supply_reason": "窗口"}).status_code == 403


def test_a_commitment_is_checked_from_the_list(town):
    case = test_committing.granted()
    check = case.commitment_checks.get()
    login = login_of(case, "decide", "decide")
    decider = make.client(login)
    listed = pages.words(decider.get("/desk/commitments/"))
    assert (case.number in listed, "10月19日" in listed) == (True, True)

    address = f"/desk/cases/{case.number}/commitment/{check.pk}/"
    assert decider.post(address, {"result": "mend", "findings": "消毒间未设"}).status_code == 422
    day = timezone.localdate() + dt.timedelta(days=10)
    said = {"result": "mend", "findings": "消毒间未设", "mend_by": day.isoformat()}
    assert decider.post(address, said).status_code == 302
    assert decider.post(address, said).status_code == 409
    again = case.commitment_checks.get(result="")
    assert again.due_on == day
    address = f"/desk/cases/{case.number}/commitment/{again.pk}/"
    decider.post(address, {"result": "untrue", "findings": "仍未设消毒间"})
    page = pages.words(decider.get(f"/desk/cases/{case.number}/"))
    assert ("承诺不实，依法应当撤销" in page, "告知承诺的内容不实" in page) == (True, True)
    assert case.number not in pages.words(decider.get("/desk/commitments/"))


def test_who_has_no_power_sees_and_checks_nothing(town):
    case = test_committing.granted()
    check = case.commitment_checks.get()
    address = f"/desk/cases/{case.number}/commitment/{check.pk}/"
    stranger = make.client("zhouming")

    assert case.number not in pages.words(stranger.get("/desk/commitments/"))
    assert stranger.post(address, {"result": "true", "findings": "属实"}).status_code == 403
    assert CommitmentCheck.objects.get(pk=check.pk).result == ""


def test_the_list_asks_as_often_for_one_as_for_three(town):
    first = test_committing.granted()
    decider = make.client(login_of(first, "decide", "decide"))
    decider.get("/desk/commitments/")
    counted = queries_of(decider)
    for _more in range(2):
        test_committing.granted()

    assert queries_of(decider) == counted


def queries_of(client) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get("/desk/commitments/")
    return len(captured)
