"""终止, 作废, 恢复 and 撤销 by programs, and how the case tells of them."""

import datetime as dt

import pytest

from tests import make
from tongban.cases.models import Case

END = {"kind": "applicant_gone", "reason": "公司已经注销"}
VOID = {"kind": "mistake", "reason": "登错了事项"}
AGAIN = {"ground": "own", "reason": "终止有误"}
TAKE = {"ground": "deceit", "reason": "租赁合同是伪造的"}


@pytest.fixture
def case(town) -> Case:
    return make.case_now("accepted")


def told(caller, case: Case, login: str = "chenli") -> dict:
    return caller(login).get(f"worklist/{case.number}").json()


def test_terminated_once_for_a_key_and_taken_up_again(caller, case):
    chief = caller("chenli")
    first = chief.post(f"cases/{case.number}/termination", END, key="0123456789")
    again = chief.post(f"cases/{case.number}/termination", END, key="0123456789")
    assert (first.status_code, first.json()["state"], again.json()) == (201, "terminated", first.json())

    assert chief.post(f"cases/{case.number}/reopening", AGAIN).json()["state"] == "accepted"

    [ending], [reopened] = told(caller, case)["endings"], told(caller, case)["reopenings"]
    assert {name: ending[name] for name in ("what", "kind", "reason", "overturned")} == {
        "what": "termination", "kind": "applicant_gone", "reason": END["reason"], "overturned": True,
    }  # fmt: skip
    assert (reopened["before"], reopened["after"], reopened["ground"]) == ("terminated", "accepted", "own")


def test_void_by_two(caller, case):
    answer = f"cases/{case.number}/voiding/answer"
    assert caller("shenqing").post(f"cases/{case.number}/voiding", VOID).json()["state"] == "accepted"
    assert [ending["outcome"] for ending in told(caller, case)["endings"]] == [""]
    assert caller("shenqing").post(answer, {"granted": True}).status_code == 403

    assert caller("chenli").post(answer, {"granted": True}).json()["state"] == "voided"
    assert [ending["outcome"] for ending in told(caller, case)["endings"]] == ["voided"]


def test_a_voiding_is_refused_with_words(caller, case):
    answer = f"cases/{case.number}/voiding/answer"
    caller("shenqing").post(f"cases/{case.number}/voiding", VOID)
    assert caller("chenli").post(answer, {"granted": False}).status_code == 422
    assert caller("chenli").post(answer, {"granted": False, "opinion": "没有登错"}).status_code == 201
    assert case.voidings.get().outcome == "refused"


def test_a_licence_is_taken_back_when_its_holder_has_spoken(caller, town):
    case, chief = make.case_now("delivered", ago=dt.timedelta(days=30)), caller("chenli")
    lin, firm = caller("lin"), make.Firm.objects.get(pk=case.firm_id).code
    place = f"cases/{case.number}/revocation"
    assert chief.post(f"{place}/announcement", TAKE).status_code == 201
    assert chief.post(place, {"revoked": True}).status_code == 409
    [ending] = lin.get(f"cases/{case.number}", firm=firm).json()["endings"]
    assert ending["defence_until"] == case.revocations.get().defence_until.isoformat()

    assert lin.post(f"cases/{case.number}/defence?firm={firm}", {"text": "合同是真的"}).status_code == 201
    assert (
        chief.post(place, {"revoked": True, "opinion": "经核对，合同系伪造。"}).json()["state"] == "revoked"
    )


@pytest.mark.parametrize(
    ("login", "tail", "body", "status"),
    [
        ("", "termination", END, 401),
        ("lin", "termination", END, 403),
        ("zhouming", "termination", END, 403),
        ("shuwen", "termination", END, 404),
        ("chenli", "termination", END | {"kind": "strange"}, 422),
        ("chenli", "termination", END | {"reason": " "}, 422),
        ("chenli", "reopening", AGAIN, 409),
        ("chenli", "voiding", VOID | {"kind": "twice"}, 422),
        ("chenli", "voiding/answer", {"granted": True}, 404),
        ("chenli", "revocation/announcement", TAKE, 409),
        ("chenli", "revocation", {"revoked": True}, 404),
    ],
)
def test_who_may_not_and_what_is_wrong(caller, case, login, tail, body, status):
    assert caller(login).post(f"cases/{case.number}/{tail}", body).status_code == status
    assert (make.fresh(case).state, told(caller, case)["endings"]) == ("accepted", [])
