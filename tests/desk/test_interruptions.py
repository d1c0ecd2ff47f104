"""特别程序 and 延期 at the desk: who sees which form, what each leaves, and what is asked for again."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from tests import make, pages
from tests.cases.test_pausing import HEARING
from tongban.cases.models import Case

WATER = "水质检测（使用二次供水的）"
DAY = dt.timedelta(days=1)
END = {"result": "水质合格，报告已存档。"}
ASK = {"stage": "review", "days": "10", "extension_reason": "影响范围需要核实"}


@pytest.fixture
def case(town) -> Case:
    return make.case_now("accepted")


def address(case: Case, tail: str = "") -> str:
    return f"/desk/cases/{case.number}/{tail}"


def began(case: Case, **changed: str) -> dict:
    planned = (timezone.localdate() + 20 * DAY).isoformat()
    return {"stage": "review", "procedure": WATER, "ground": "技术复杂", "planned_on": planned} | changed


def test_from_the_beginning_to_the_end(case):
    client = make.client("zhouming")
    assert "启动并出特别程序告知书" in pages.words(client.get(address(case) + "?stage=review"))

    assert client.post(address(case, "procedures/"), began(case)).status_code == 302

    page = pages.words(client.get(address(case) + "?stage=review"))
    assert [words in page for words in ("计时暂停", "若今天恢复", "进行中", "特别程序告知书", "停表")] == [
        True
    ] * 5
    pause = case.pauses.get()
    assert client.post(address(case, f"procedures/{pause.pk}/end/"), END).status_code == 302
    pause.refresh_from_db()
    assert (pause.result, pause.ended_on) == (END["result"], timezone.localdate())
    assert "已结束" in pages.words(client.get(address(case)))
    assert make.verbs(case)[-2:] == ["cases.begin_procedure", "cases.end_procedure"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"procedure": HEARING}, "请选择"),
        ({"ground": ""}, "请写明启动的理由"),
        ({"planned_on": "昨天"}, "请填写预计结束的日期"),
        ({"planned_on": "2020-01-01"}, "请填写预计结束的日期"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_lost(case, changed, words):
    answer = make.client("zhouming").post(address(case, "procedures/"), began(case, **changed))
    assert (answer.status_code, words in pages.words(answer)) == (422, True)
    assert changed.get("ground") == "" or "技术复杂" in answer.content.decode()
    assert case.pauses.count() == 0


def test_a_form_sent_again_finds_it_begun(case):
    client = make.client("zhouming")
    client.post(address(case, "procedures/"), began(case))
    again = client.post(address(case, "procedures/"), began(case))
    assert (again.status_code, "已经启动" in pages.words(again)) == (409, True)
    assert case.pauses.count() == 1


def test_an_extension_is_asked_for_and_approved_by_two(case):
    asker, chief = make.client("zhouming"), make.client("chenli")
    due = case.due_on
    assert asker.post(address(case, "extension/"), ASK).status_code == 302
    made = case.extensions.get()
    assert "等您批准" not in pages.words(asker.get(address(case)))
    assert "批准延期" in pages.words(chief.get(address(case)))
    assert asker.post(address(case, f"extension/{made.pk}/"), {"granted": "yes"}).status_code == 403

    assert chief.post(address(case, f"extension/{made.pk}/"), {"granted": "yes"}).status_code == 302

    assert make.fresh(case).due_on > due
    page = pages.words(asker.get(address(case)))
    assert ["延期10个工作日：已批准" in page, "延长办理期限告知书" in page] == [True, True]


def test_an_extension_that_is_refused_says_why(case):
    make.client("zhouming").post(address(case, "extension/"), ASK)
    chief, made = make.client("chenli"), case.extensions.get()
    bare = chief.post(address(case, f"extension/{made.pk}/"), {"granted": "no"})
    assert bare.status_code == 422
    chief.post(address(case, f"extension/{made.pk}/"), {"granted": "no", "extension_opinion": "可以按期"})
    made.refresh_from_db()
    assert (made.outcome, made.opinion) == ("refused", "可以按期")


@pytest.mark.parametrize("days", ["", "十", "0", "11", "9" * 30])
def test_days_that_are_none_are_asked_for_again(case, days):
    answer = make.client("zhouming").post(address(case, "extension/"), ASK | {"days": days})
    assert (answer.status_code, case.extensions.count()) == (422, 0)


@pytest.mark.parametrize(("login", "status"), [("shuwen", 403), ("shenqing", 403), ("lin", 403), (None, 302)])
def test_who_may_not(case, login, status):
    client = make.client(login) if login else Client()
    for tail, form in (("procedures/", began(case)), ("extension/", ASK)):
        assert client.post(address(case, tail), form).status_code == status
    assert (case.pauses.count(), case.extensions.count()) == (0, 0)


@pytest.mark.parametrize("tail", ["procedures/0/end/", "extension/0/"])
def test_what_is_not_there(case, tail):
    assert make.client("zhouming").post(address(case, tail), END).status_code == 404


def test_worklists_show_it_apart(case):
    client = make.client("zhouming")
    client.post(address(case, "procedures/"), began(case))
    page = client.get("/desk/?light=paused").content.decode()
    assert case.number in page
    assert case.number not in client.get("/desk/?light=green").content.decode()


def test_the_applicant_sees_the_same_clock(case):
    client = make.client("zhouming")
    client.post(address(case, "procedures/"), began(case))
    mine = make.client("lin")
    page = pages.words(mine.get(f"/cases/{case.number}/"))
    assert [words in page for words in ("计时暂停", "若今天恢复", "特别程序开始", "特别程序告知书")] == [
        True
    ] * 4
    assert "若今天恢复" in pages.words(mine.get(f"/cases/{case.number}/days/?limit=statutory"))
    paper = mine.get(f"/cases/{case.number}/papers/{case.pauses.get().paper_id}/")
    assert (paper.status_code, paper["Content-Type"]) == (200, "application/pdf")
