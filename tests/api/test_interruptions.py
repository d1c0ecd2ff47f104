"""特别程序 and 延期 by programs: begun, ended, asked for, answered, each once for a key."""

import datetime as dt

import pytest
from django.utils import timezone

from tests import make
from tongban.cases.models import Case

PLANNED = (timezone.localdate() + dt.timedelta(days=20)).isoformat()
BEGIN = {"name": "水质检测（使用二次供水的）", "ground": "要送检", "planned_on": PLANNED}
ASK = {"days": 5, "reason": "布局要再次核对"}


@pytest.fixture
def case(town) -> Case:
    return make.case_now("accepted")


def test_a_procedure_is_begun_shown_and_ended(caller, case):
    officer = caller("zhouming")
    first = officer.post(f"cases/{case.number}/procedures", BEGIN, key="0123456789")
    again = officer.post(f"cases/{case.number}/procedures", BEGIN, key="0123456789")
    assert (first.status_code, first.json()["due_on"], again.json()) == (201, None, first.json())

    detail = officer.get(f"worklist/{case.number}").json()
    [pause] = detail["pauses"]
    assert (pause["kind"], pause["ended_on"], pause["planned_on"]) == ("testing", None, PLANNED)
    assert [clock["explanation"]["paused"] for clock in detail["clocks"]] == [True, True]

    ended = officer.post(f"cases/{case.number}/procedures/{pause['id']}/end", {"result": "合格"})
    assert (ended.status_code, ended.json()["due_on"]) == (201, case.due_on.isoformat())


def test_an_extension_is_asked_for_and_granted(caller, case):
    caller("zhouming").post(f"cases/{case.number}/extension", ASK)
    answer = f"cases/{case.number}/extension/answer"
    assert caller("zhouming").post(answer, {"granted": True}).status_code == 403
    granted = caller("chenli").post(answer, {"granted": True})
    assert (granted.status_code, granted.json()["due_on"] > case.due_on.isoformat()) == (201, True)


def test_an_extension_is_refused_with_words(caller, case):
    caller("zhouming").post(f"cases/{case.number}/extension", ASK)
    answer = f"cases/{case.number}/extension/answer"
    assert caller("chenli").post(answer, {"granted": False}).status_code == 422
    assert caller("chenli").post(answer, {"granted": False, "opinion": "可以按期"}).status_code == 201
    assert case.extensions.get().outcome == "refused"


@pytest.mark.parametrize(
    ("login", "tail", "body", "status"),
    [
        ("", "procedures", BEGIN, 401),
        ("lin", "procedures", BEGIN, 403),
        ("shuwen", "procedures", BEGIN, 404),
        ("chenli", "procedures", BEGIN, 403),
        ("zhouming", "procedures", BEGIN | {"name": "拍卖"}, 422),
        ("zhouming", "procedures", BEGIN | {"planned_on": "soon"}, 422),
        ("zhouming", "procedures/0/end", {"result": "x"}, 404),
        ("zhouming", "extension", ASK | {"days": 11}, 422),
        ("zhouming", "extension/answer", {"granted": True}, 404),
    ],
)
def test_who_may_not_and_what_is_wrong(caller, case, login, tail, body, status):
    assert caller(login).post(f"cases/{case.number}/{tail}", body).status_code == status
    assert (case.pauses.count(), case.extensions.count()) == (0, 0)
