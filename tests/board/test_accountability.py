"""Overtime and accountability on the board, and what the post sees of them at its desk."""

import csv
import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import make, pages
from tongban.cases.models import Case
from tongban.supervision import climbing, following
from tongban.supervision.models import Accountability, Finding, Overtime, Urging

DAY = dt.timedelta(1)
CITY, SECOND, COUNTY, CLERK = "chengjian", "shangming", "jiangjian", "zhouming"
SAID = {"cause": "staff", "statement": "当月申请集中，人手不足。"}


def late() -> Overtime:
    """A case that is late today, on record."""
    case, today = make.case_now("accepted"), timezone.localdate()
    Case.objects.filter(pk=case.pk).update(due_on=today - 5 * DAY, yellow_on=today - 7 * DAY)
    following.note(timezone.now())
    return Overtime.objects.get(case=case)


@pytest.fixture
def noted(town) -> Overtime:
    return late()


def opened(noted: Overtime) -> Accountability:
    """Through the pages, up to an accountability that waits for its hearing."""
    make.client(CLERK).post(f"/desk/overtimes/{noted.pk}/statement/", SAID)
    city = make.client(CITY)
    city.post(
        f"/board/overtimes/{noted.pk}/judgement/", {"verdict": "unjustified", "opinion": "理由不成立。"}
    )
    said = {"kind": "talk", "person": "周明", "reason": "逾期不办。"}
    assert city.post(f"/board/overtimes/{noted.pk}/accountability/", said).status_code == 302
    return Accountability.objects.get()


@pytest.mark.parametrize("address", ["overtimes/", "accountabilities/", "overtimes/export/csv/"])
@pytest.mark.parametrize(("login", "status"), [(CITY, 200), (COUNTY, 200), (CLERK, 403), ("lin", 403)])
def test_only_supervisors_open_the_lists(town, address, login, status):
    assert make.client(login).get(f"/board/{address}").status_code == status


def test_the_post_finds_it_at_its_desk_and_says_why(noted):
    clerk = make.client(CLERK)
    assert "还没有办完" in pages.words(clerk.get("/desk/answers/"))
    words = pages.words(clerk.get(f"/desk/overtimes/{noted.pk}/"))
    assert [said in words for said in ("办理期限", "审查岗", "周明", "提交说明")] == [True] * 4
    address = f"/desk/overtimes/{noted.pk}/statement/"
    assert clerk.post(address, {"cause": "", "statement": ""}).status_code == 422
    assert [clerk.post(address, SAID).status_code for _ in range(2)] == [302, 409]
    noted.refresh_from_db()
    assert (noted.state, noted.cause) == ("stated", "staff")


@pytest.mark.parametrize("login", ["chenli", "tangyue", "handong"])
def test_another_post_finds_nothing(noted, login):
    client = make.client(login)
    assert client.get(f"/desk/overtimes/{noted.pk}/").status_code == 404
    assert client.post(f"/desk/overtimes/{noted.pk}/statement/", SAID).status_code == 404


def test_from_the_cause_to_what_was_done(noted):
    one = opened(noted)
    city, second, head = make.client(CITY), make.client(SECOND), make.client("chenli")
    assert "提交申辩" in pages.words(head.get(f"/desk/accountabilities/{one.pk}/"))
    hearing = f"/desk/accountabilities/{one.pk}/hearing/"
    assert head.post(hearing, {"answer": " "}).status_code == 422
    assert [head.post(hearing, {"answer": "已经整改。"}).status_code for _ in range(2)] == [302, 409]
    assert "应由其他人员决定" in pages.words(city.get(f"/board/accountabilities/{one.pk}/"))
    decision, said = (
        f"/board/accountabilities/{one.pk}/decision/",
        {"opinion": "属实", "demand": "9时到205室"},
    )
    assert city.post(decision, said).status_code == 403
    assert second.post(decision, {"opinion": "属实", "demand": ""}).status_code == 422
    assert [second.post(decision, said).status_code for _ in range(2)] == [302, 409]
    for client, surface in ((second, "board"), (head, "desk")):
        paper = client.get(f"/{surface}/accountabilities/{one.pk}/paper/")
        assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    outcome = {"outcome": "已约谈。", "carried_on": timezone.localdate().isoformat()}
    assert city.post(f"/board/accountabilities/{one.pk}/outcome/", outcome).status_code == 302
    one.refresh_from_db()
    assert one.state == "carried_out"
    assert make.verbs_of(one.chain)[-1] == "supervision.carry_out"
    assert city.post(f"/board/accountabilities/{one.pk}/pardon/").status_code == 404


def test_what_lies_outside_does_not_exist(noted):
    one, county = opened(noted), make.client(COUNTY)
    assert county.get(f"/board/overtimes/{noted.pk}/").status_code == 404
    assert county.get(f"/board/accountabilities/{one.pk}/").status_code == 404
    assert county.get(f"/board/accountabilities/{one.pk}/paper/").status_code == 404
    assert make.client("tangyue").get(f"/desk/accountabilities/{one.pk}/").status_code == 404
    said = {"kind": "talk", "reason": "逾期。"}
    assert county.post(f"/board/overtimes/{noted.pk}/accountability/", said).status_code == 404
    assert make.client(CITY).post(f"/board/moons/{noted.pk}/accountability/", said).status_code == 404


def test_what_is_wrong_stands_on_the_page_again(noted):
    make.client(CLERK).post(f"/desk/overtimes/{noted.pk}/statement/", SAID)
    city = make.client(CITY)
    assert city.post(f"/board/overtimes/{noted.pk}/judgement/", {"opinion": "x"}).status_code == 422
    city.post(f"/board/overtimes/{noted.pk}/judgement/", {"verdict": "unjustified", "opinion": "不成立。"})
    page = city.post(f"/board/overtimes/{noted.pk}/accountability/", {"kind": "", "reason": "写了一半"})
    assert (page.status_code, "写了一半" in page.content.decode()) == (422, True)


def test_the_lists_go_out_as_files(noted):
    opened(noted)
    client = make.client(CITY)
    text = client.get("/board/overtimes/export/csv/").getvalue().decode("utf-8-sig")
    [line] = list(csv.DictReader(io.StringIO(text)))
    assert (line["编号"], line["岗位"], line["原因"]) == (noted.case.number, "审查岗", "人员不足")
    text = client.get("/board/accountabilities/export/csv/").getvalue().decode("utf-8-sig")
    [line] = list(csv.DictReader(io.StringIO(text)))
    assert (line["方式"], line["责任人员"], line["状态"]) == ("约谈", "周明", "待申辩")


@pytest.mark.parametrize(
    ("login", "address"),
    [(CITY, "/board/overtimes/"), (CITY, "/board/accountabilities/"), (CLERK, "/desk/answers/")],
)
def test_one_row_and_three_ask_the_same_queries(town, login, address):
    client, counts = make.client(login), []
    for more in (1, 2):
        for _each in range(more):
            noted = late()
            one = Accountability(
                kind="talk", case=noted.case, agency=noted.agency, overtime=noted, state="opened",
                post="review", reason="逾期", answer_by=timezone.localdate(), at=timezone.now(),
                post_name="某岗", officer_id=make.account(CITY).officer_id,
            )  # fmt: skip
            one.save(force_insert=True)
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_an_unanswered_urging_is_held_accountable_from_its_case(noted):
    city, at = make.client(CITY), timezone.now()
    following.urge(at)
    urging = Urging.objects.get()
    address = f"/board/urgings/{urging.pk}/accountability/"
    said = {"kind": "talk", "reason": "一直没有答复。"}
    assert city.post(address, said).status_code == 409
    climbing.climb(at + 30 * DAY)
    assert "提出问责" in pages.words(city.get(f"/board/cases/{noted.case.number}/"))
    page = city.post(address, said | {"kind": ""})
    assert (page.status_code, "一直没有答复" in page.content.decode()) == (422, True)
    assert city.post(address, said).status_code == 302
    assert Accountability.objects.get().urging_id == urging.pk


def test_an_upheld_finding_is_held_accountable(noted):
    city = make.client(CITY)
    finding = Finding(sign="burst", case=noted.case, mark=1, lines=[1], found_at=timezone.now(), state="open")
    finding.save()
    address = f"/board/findings/{finding.pk}"
    assert "提出问责" not in pages.words(city.get(f"{address}/"))
    city.post(f"{address}/judgement/", {"verdict": "upheld", "opinion": "属实。"})
    assert "提出问责" in pages.words(city.get(f"{address}/"))
    said = {"kind": "bulletin", "reason": "先办后补。"}
    assert city.post(f"{address}/accountability/", said | {"reason": ""}).status_code == 422
    assert city.post(f"{address}/accountability/", said).status_code == 302
    assert Accountability.objects.get().finding_id == finding.pk
