"""终止、作废、恢复、撤销 at the desk: who sees which form, what each leaves, what is asked for again."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from tests import make, pages
from tongban.cases import actions
from tongban.cases.models import Case, Reopening, Revocation, Termination, Voiding
from tongban.identity import actions as identity
from tongban.identity.models import Post
from tongban.journal.actions import SYSTEM

DAY = dt.timedelta(days=1)
END = {"termination_kind": "applicant_gone", "termination_reason": "公司已经注销"}
VOID = {"void_kind": "mistake", "void_reason": "登错了事项"}
AGAIN = {"reopen_ground": "own", "reopen_reason": "终止有误"}
TAKE = {"revocation_ground": "deceit", "revocation_reason": "租赁合同是伪造的"}


@pytest.fixture
def case(town) -> Case:
    return make.case_now("accepted")


@pytest.fixture
def granted(town) -> Case:
    return make.case_now("delivered", ago=30 * DAY)


def address(case: Case, tail: str = "", surface: str = "desk") -> str:
    return f"/{surface}/cases/{case.number}/{tail}"


def state(case: Case) -> str:
    return make.fresh(case).state


def test_terminated_and_taken_up_again(case):
    chief = make.client("chenli")
    assert "终止办理并出通知书" in pages.words(chief.get(address(case)))

    assert chief.post(address(case, "termination/"), END).status_code == 302

    page = pages.words(chief.get(address(case)))
    assert (state(case), "公司已经注销" in page, "恢复办理并出通知书" in page) == ("terminated", True, True)
    assert chief.post(address(case, "reopening/"), AGAIN).status_code == 302
    assert (state(case), make.at_stages(make.fresh(case))) == ("accepted", ["review"])
    assert "从“已终止”恢复到“审查中”" in pages.words(chief.get(address(case)))
    assert make.verbs(case)[-2:] == ["cases.terminate", "cases.reopen"]


def test_void_by_two(case):
    asker, chief = make.client("shenqing"), make.client("chenli")
    assert "提交作废申请" in pages.words(asker.get(address(case, surface="counter")))
    assert asker.post(address(case, "voiding/", "counter"), VOID).status_code == 302
    made = case.voidings.get()
    assert "等您批准" not in pages.words(asker.get(address(case, surface="counter")))
    assert "批准作废" in pages.words(chief.get(address(case)))
    assert asker.post(address(case, f"voiding/{made.pk}/"), {"granted": "yes"}).status_code == 403

    assert chief.post(address(case, f"voiding/{made.pk}/"), {"granted": "yes"}).status_code == 302

    assert state(case) == "voided"


def test_a_wish_to_void_that_is_refused(case):
    make.client("zhouming").post(address(case, "voiding/"), VOID)
    chief, made = make.client("chenli"), case.voidings.get()
    assert chief.post(address(case, f"voiding/{made.pk}/"), {"granted": "no"}).status_code == 422
    chief.post(address(case, f"voiding/{made.pk}/"), {"granted": "no", "void_opinion": "登记没有错"})
    made.refresh_from_db()
    assert (made.outcome, made.opinion, state(case)) == ("refused", "登记没有错", "accepted")


def test_revoked_when_the_time_is_over(granted):
    chief = make.client("chenli")
    assert "事先告知，听取陈述申辩" in pages.words(chief.get(address(granted)))
    assert chief.post(address(granted, "revocation/"), TAKE).status_code == 302
    made = granted.revocations.get()
    page = chief.get(address(granted))
    button = b'name="revoked" value="yes"'
    assert ("前等待陈述申辩" in pages.words(page), button in page.content) == (True, False)
    assert chief.post(address(granted, f"revocation/{made.pk}/"), {"revoked": "yes"}).status_code == 409
    by = make.applicant_of(granted.item, "lin")
    actions.defend(granted, text="合同是真的", by=by, at=timezone.now())
    assert "合同是真的" in pages.words(chief.get(address(granted)))
    assert "撤销许可：可以作出决定" in pages.words(chief.get("/desk/approvals/"))
    bare = chief.post(address(granted, f"revocation/{made.pk}/"), {"revoked": "yes"})
    assert bare.status_code == 422

    answer = {"revoked": "yes", "revocation_opinion": "鉴定为伪造"}
    assert chief.post(address(granted, f"revocation/{made.pk}/"), answer).status_code == 302

    assert state(granted) == "revoked"
    assert "许可已撤销" in pages.words(chief.get(address(granted)))
    code = granted.decisions.get().certificate.identifier
    assert "撤销" in pages.words(Client().get(f"/verify/{code}/"))


def test_a_revocation_that_is_dropped(granted):
    chief = make.client("chenli")
    chief.post(address(granted, "revocation/"), TAKE)
    made = granted.revocations.get()
    drop = {"revoked": "no", "revocation_opinion": "查明合同真实"}
    assert chief.post(address(granted, f"revocation/{made.pk}/"), drop).status_code == 302
    assert state(granted) == "delivered"


@pytest.mark.parametrize(
    ("tail", "form", "words"),
    [
        ("termination/", END | {"termination_kind": ""}, "请选择终止办理的情形"),
        ("termination/", END | {"termination_reason": ""}, "请写明终止办理的理由"),
        ("voiding/", VOID | {"void_kind": "twice"}, "另一件的办件编号"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_lost(case, tail, form, words):
    answer = make.client("chenli").post(address(case, tail), form)
    assert (answer.status_code, words in pages.words(answer)) == (422, True)
    kept = form.get("termination_reason") or form.get("void_reason") or ""
    assert kept in answer.content.decode()
    assert (Termination.objects.count(), Voiding.objects.count(), state(case)) == (0, 0, "accepted")


@pytest.mark.parametrize(
    ("login", "status"), [("zhouming", 403), ("shenqing", 403), ("lin", 403), (None, 302)]
)
def test_who_may_not(case, granted, login, status):
    client = make.client(login) if login else Client()
    for made, tail, form in (
        (case, "termination/", END),
        (granted, "reopening/", AGAIN),
        (granted, "revocation/", TAKE),
    ):
        assert client.post(address(made, tail), form).status_code == status
    assert (Termination.objects.count(), Reopening.objects.count(), Revocation.objects.count()) == (0, 0, 0)


def test_who_may_not_sees_no_forms(case):
    page = pages.words(make.client("zhouming").get(address(case)))
    assert ["终止办理并出通知书" in page, "提交作废申请" in page] == [False, True]


def test_a_form_sent_again_comes_too_late(case):
    chief = make.client("chenli")
    chief.post(address(case, "termination/"), END)
    again = chief.post(address(case, "termination/"), END)
    assert (again.status_code, Termination.objects.count()) == (409, 1)


@pytest.mark.parametrize("tail", ["voiding/0/", "revocation/0/"])
def test_what_is_not_there(case, tail):
    assert make.client("chenli").post(address(case, tail), {}).status_code == 404


def test_given_to_another_of_the_post(case):
    officer = make.account("fangyuan").officer
    post = Post.objects.get(pk=make.desk("zhouming").post_id)
    identity.appoint(officer, post, since=make.AT.date(), by=SYSTEM, at=make.AT)
    giver = make.client("zhouming")
    form = {"stage": "review", "reassign_kind": "work", "reassign_reason": "出差"}
    assert "同一岗位上有权办理" in pages.words(giver.get(address(case)))
    for to in ("", "0", "谁", "9" * 30):
        assert giver.post(address(case, "reassignment/"), form | {"reassign_to": to}).status_code == 422

    sent = giver.post(address(case, "reassignment/"), form | {"reassign_to": str(officer.pk)})

    page = pages.words(giver.get(address(case)))
    assert sent.status_code == 302
    assert [f"转给{officer.name}" in page, "已经转办给其他人员" in page] == [True, True]
    assert f"转办：{officer.name}" in pages.words(giver.get("/desk/"))
    assert "没有符合条件的办件" in pages.words(giver.get("/desk/?whose=mine&q=" + case.number))
    assert make.client("shuwen").post(address(case, "reassignment/"), form).status_code == 403
