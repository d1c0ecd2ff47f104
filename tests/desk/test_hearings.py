"""听证 on the pages: told and arranged at the desk, asked for at portal and counter, seen at the board."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from tests import make, pages
from tests.cases import hearing
from tongban.cases import hearings
from tongban.cases.models import Case, Hearing, HearingMinutes, HearingParty
from tongban.identity.models import Account
from tongban.identity.rules import Desk

TELL = {"stage": "rights", "matter": hearing.MATTER, "interested": "张大有，下河村3号\n\n李水生"}


@pytest.fixture
def case(town) -> Case:
    return make.case_now("accepted", situation=hearing.SITUATION, stage="rights", **hearing.ITEM)


def signed_in(officer: Desk) -> Client:
    return make.client(Account.objects.get(officer=officer.officer_id).login)


def desk(case: Case, post: str = "review2", act: str = "review") -> Client:
    return signed_in(make.able(case, post, act, timezone.now()))


def address(case: Case, tail: str = "") -> str:
    return f"/desk/cases/{case.number}/{tail}"


def schedule(case: Case, **changed: str) -> dict:
    first, _last = hearings.span(hearings.running(case), timezone.localdate())
    chair = hearings.chairs(case, timezone.localdate()).first()
    said = {
        "meets_on": first.isoformat(),
        "meets_at": "09:30",
        "place": hearing.PLACE,
        "chair": str(chair.pk),
    }
    return said | changed


def test_from_telling_to_the_notice(case):
    client = desk(case)
    assert "告知听证权利" in pages.words(client.get(address(case) + "?stage=rights"))

    assert client.post(address(case, "hearing/right/"), TELL).status_code == 302
    parties = HearingParty.objects.order_by("pk").values_list("name", "contact")
    assert list(parties) == [(case.applicant_name, ""), ("张大有", "下河村3号"), ("李水生", "")]
    page = pages.words(client.get(address(case) + "?stage=rights"))
    assert [words in page for words in ("张大有", "听证告知书", "可以要求听证", "记录答复")] == [True] * 4

    own = make.client("xu")
    shown = pages.words(own.get(f"/cases/{case.number}/"))
    assert [words in shown for words in ("要求听证", "放弃听证", "不收费")] == [True] * 3
    assert (
        own.post(f"/cases/{case.number}/hearing/", {"answer": "asked", "hearing_reason": ""}).status_code
        == 302
    )
    made = Hearing.objects.get()
    assert (made.pause.officer, make.verbs(case)[-1]) == (None, "cases.request_hearing")
    assert "正在安排" in pages.words(own.get(f"/cases/{case.number}/"))

    assert client.post(address(case, f"hearing/{made.pk}/notice/"), schedule(case)).status_code == 302
    notice = hearings.notice(made)
    for one, place in (
        (own, f"/cases/{case.number}/"),
        (client, address(case)),
        (make.client("chengjian"), f"/board/cases/{case.number}/"),
    ):
        page = pages.words(one.get(place))
        assert (hearing.PLACE in page, notice.chair.name in page) == (True, True)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"meets_on": "明天"}, "听证只能定在"),
        ({"meets_on": "9999-12-31"}, "听证只能定在"),
        ({"meets_at": "25:00"}, "听证只能定在"),
        ({"place": " "}, "请写明听证的地点"),
        ({"chair": ""}, "请选择主持人"),
        ({"chair": "9" * 30}, "请选择主持人"),
        ({"chair": "-1"}, "请选择主持人"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_lost(case, changed, words):
    client = desk(case)
    client.post(address(case, "hearing/call/"), {"stage": "rights", "hearing_reason": "涉及公共利益"})
    made = Hearing.objects.get()
    answer = client.post(address(case, f"hearing/{made.pk}/notice/"), schedule(case, **changed))
    assert (answer.status_code, words in pages.words(answer)) == (422, True)
    assert hearings.notice(made) is None


def test_minutes_are_kept_with_their_scan(case):
    client = desk(case)
    client.post(address(case, "hearing/call/"), {"stage": "rights", "hearing_reason": "涉及公共利益"})
    made = Hearing.objects.get()
    client.post(address(case, f"hearing/{made.pk}/notice/"), schedule(case))
    said = {"held_on": timezone.localdate().isoformat(), "signed_by": "何静", "hearing_result": "没有异议"}
    answer = client.post(
        address(case, f"hearing/{made.pk}/minutes/"), said | {"minutes_file": make.upload("听证笔录.png")}
    )
    assert (answer.status_code, "不能早于通知的日期" in pages.words(answer)) == (422, True)
    assert HearingMinutes.objects.count() == 0


def test_calling_off_at_the_desk(case):
    client = desk(case)
    client.post(address(case, "hearing/call/"), {"stage": "rights", "hearing_reason": "涉及公共利益"})
    made = Hearing.objects.get()
    where = address(case, f"hearing/{made.pk}/end/")
    assert client.post(where, {"cancel_reason": ""}).status_code == 422
    assert client.post(where, {"cancel_reason": "各方一致"}).status_code == 302
    assert client.post(where, {"cancel_reason": "各方一致"}).status_code == 409
    assert make.verbs(case)[-1] == "cases.cancel_hearing"


@pytest.mark.parametrize(("answer", "verb"), [("asked", "request_hearing"), ("waived", "waive_hearing")])
def test_the_window_records_what_a_neighbour_says(case, answer, verb):
    desk(case).post(address(case, "hearing/right/"), TELL)
    neighbour = HearingParty.objects.get(name="李水生")
    clerk = signed_in(make.window(case, timezone.now()))
    where = f"/counter/cases/{case.number}/hearing/answers/{neighbour.pk}/"
    assert "记录答复" in pages.words(clerk.get(f"/counter/cases/{case.number}/"))
    assert clerk.post(where, {"answer": answer, "asked_on": ""}).status_code == 302
    assert make.verbs(case)[-1] == f"cases.{verb}"
    assert clerk.post(where, {"answer": answer}).status_code == 409


def test_who_may_not(case):
    desk(case).post(address(case, "hearing/right/"), TELL)
    party = HearingParty.objects.first()
    own = [address(case, f"hearing/{tail}/") for tail in ("right", "call", f"answers/{party.pk}")]
    where = [*own, f"/counter/cases/{case.number}/hearing/answers/{party.pk}/"]
    for login, status in (("zhouming", 403), ("lin", 403), (None, 302)):
        client = make.client(login) if login else Client()
        assert [client.post(each).status_code for each in where] == [status] * 4
    assert make.client("lin").post(f"/cases/{case.number}/hearing/").status_code == 404
    assert make.verbs(case)[-1] == "cases.tell_hearing_right"


@pytest.mark.parametrize(
    "tail", ["hearing/0/notice/", "hearing/0/minutes/", "hearing/0/end/", "hearing/answers/0/"]
)
def test_what_is_not_there(case, tail):
    assert desk(case).post(address(case, tail)).status_code == 404


def test_a_late_wish_is_refused_in_words(town):
    ago = dt.timedelta(days=40)
    case = make.case_now("accepted", situation=hearing.SITUATION, stage="rights", ago=ago, **hearing.ITEM)
    at = timezone.now() - ago
    hearing.told(case, at=at)
    own = make.client("xu")
    answer = own.post(f"/cases/{case.number}/hearing/", {"answer": "asked"})
    assert (answer.status_code, "已经届满" in pages.words(answer)) == (409, True)
    assert "视为放弃" in pages.words(own.get(f"/cases/{case.number}/"))


def test_reasons_of_several_lines_are_printed(case):
    said = {"stage": "rights", "hearing_reason": "涉及公共利益。\r\n\r\n需要听取意见。"}
    assert desk(case).post(address(case, "hearing/call/"), said).status_code == 302
    made = Hearing.objects.get()
    assert made.paper.data["reason"] == made.reason == "涉及公共利益。\n\n需要听取意见。"
