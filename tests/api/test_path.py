"""One case from application to rating, by programs."""

import uuid

import pytest

from tests import make
from tongban.cases.models import Case
from tongban.identity.models import Firm
from tongban.journal import queries as journal

ITEM = "11990100MB0000318J399103100600001"  # 小餐饮登记


def upload(caller) -> str:
    answer = caller.client.post("/api/v1/files", {"file": make.upload("门头.png")}, headers=caller.headers)
    assert answer.status_code == 201
    return answer.json()["id"]


def application(file: str) -> dict:
    wanted, by = make.definition(make.published("small_catering")), make.applicant("he", firm=True)
    return {
        "item": ITEM,
        "firm": Firm.objects.get(pk=by.firm_id).code,
        "answers": make.answers(wanted),
        "form": make.form(wanted, by),
        "files": {"shop_photos": [file]},
    }


def submitted(applicant) -> str:
    answer = applicant.post("cases", application(upload(applicant)))
    assert answer.status_code == 201, answer.json()
    return answer.json()["number"]


def test_a_case_goes_all_the_way(caller):
    applicant, clerk, reviewer, head = map(caller, ("he", "shenqing", "zhouming", "chenli"))
    number = submitted(applicant)
    firm = Firm.objects.get(name="松岭县何记面馆").code

    assert clerk.post(f"cases/{number}/acceptance").json()["state"] == "accepted"
    assert [line["number"] for line in reviewer.get("worklist").json()] == [number]
    opinion = {"verdict": "agree", "opinion": "材料齐全，拟同意。"}
    assert reviewer.post(f"cases/{number}/reviews", opinion).status_code == 201
    decided = head.post(f"cases/{number}/decision", {"granted": True}).json()
    handover = {"method": "window", "receiver": "何秀英", "relation": "法定代表人", "checked": True}
    assert clerk.post(f"cases/{number}/delivery", handover).json()["state"] == "delivered"
    stars = {"grade": 5, "indicators": ["512"], "comment": "很快"}
    assert applicant.post(f"cases/{number}/rating?firm={firm}", stars).status_code == 201

    told = applicant.get(f"cases/{number}", firm=firm).json()
    assert [event["verb"] for event in told["events"]] == [
        "cases.submit", "cases.accept", "cases.review", "cases.decide", "cases.deliver", "ratings.rate",
    ]  # fmt: skip
    verified = caller().get(f"certificates/{decided['certificate']}").json()
    assert (verified["standing"], verified["holder"]) == ("valid", "松岭县何记面馆")
    assert journal.faults(Case.objects.get(number=number).chain) == []


def test_the_same_key_gives_the_same_answer_and_one_case(caller):
    applicant = caller("he")
    body, key = application(upload(applicant)), str(uuid.uuid4())

    first = applicant.post("cases", body, key=key)
    again = applicant.post("cases", body, key=key)

    assert again.json() == first.json()
    assert again.headers["Idempotent-Replay"] == "true"
    assert Case.objects.count() == 1


def test_the_same_key_for_something_else_is_refused(caller):
    applicant, key = caller("he"), str(uuid.uuid4())
    body = application(upload(applicant))
    applicant.post("cases", body, key=key)

    answer = applicant.post("cases", body | {"form": {}}, key=key)

    assert (answer.status_code, answer.json()["type"]) == (422, "urn:tongban:problem:key-used")


def test_a_refused_command_leaves_its_key_free(caller):
    applicant, key = caller("he"), str(uuid.uuid4())
    body = application(upload(applicant))

    assert applicant.post("cases", body | {"form": {}}, key=key).status_code == 422
    assert applicant.post("cases", body, key=key).status_code == 201


@pytest.mark.parametrize("key", ["", "short", "x" * 101])
def test_a_command_without_a_good_key_is_not_done(caller, key):
    applicant = caller("he")

    answer = applicant.post("cases", application(upload(applicant)), key=key)

    assert (answer.status_code, answer.json()["type"]) == (400, "urn:tongban:problem:key-missing")
    assert Case.objects.count() == 0


def test_every_gap_is_named_at_once(caller):
    answer = caller("he").post("cases", application(str(uuid.uuid4())) | {"form": {}, "files": {}})

    named = {fault["field"] for fault in answer.json()["errors"]}
    assert answer.status_code == 422
    assert {"area", "staff_count", "shop_photos"} <= named
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("body", ["", "{", "[]", '"text"', '{"item": 3}', "\x00"])
def test_a_body_that_is_no_application_is_answered_clearly(caller, body):
    applicant = caller("he")
    headers = applicant.headers | {"Idempotency-Key": "a-good-key"}

    answer = applicant.client.post("/api/v1/cases", body, content_type="application/json", headers=headers)

    assert answer.status_code in (400, 422)
    assert answer.json()["detail"]
    assert Case.objects.count() == 0
