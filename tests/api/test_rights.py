"""What an applicant does by program while his case runs: supplies, asks for time, is heard, is served."""

import pytest
from django.utils import timezone

from tests import make
from tests.api import test_drafting, test_path
from tests.cases import hearing
from tongban.cases import actions
from tongban.cases.models import Case
from tongban.identity.models import Firm

KEY = test_drafting.KEY


def firm(case: Case) -> str:
    return Firm.objects.get(pk=case.firm_id).code


def detail(caller, case: Case, login: str = "lin") -> dict:
    return caller(login).get(f"cases/{case.number}", firm=firm(case)).json()


@pytest.fixture
def tolerated(caller, town) -> Case:
    """An application of which a paper follows, accepted."""
    lin, body = caller("lin"), test_drafting.given(make.FOOD, without=[KEY])
    signed = {"undertaking": test_drafting.kept(lin, body)["undertaking"]["digest"]}
    case = Case.objects.get(number=lin.post("cases", body | signed).json()["number"])
    actions.accept(case, by=make.desk(at=timezone.now()), at=timezone.now())
    return make.fresh(case)


def test_a_paper_that_follows_is_owed_until_it_is_supplied(caller, tolerated):
    lin, place = caller("lin"), f"cases/{tolerated.number}/supplies?firm={firm(tolerated)}"
    told = detail(caller, tolerated)
    assert [(one["key"], one["until"]) for one in told["owed"]] == [
        (KEY, tolerated.deferrals.get().until.isoformat())
    ]
    assert [(one["kind"], one["lifted_at"]) for one in told["holds"]] == [("tolerance", None)]
    assert lin.post(place, {"files": {}}).status_code == 422

    assert lin.post(place, {"files": {KEY: [test_path.upload(lin)]}}).status_code == 201

    told = detail(caller, tolerated)
    assert (told["owed"], told["holds"][0]["lifted_at"] is not None) == ([], True)
    assert lin.post(place, {"files": {KEY: [test_path.upload(lin)]}}).status_code == 409


def test_a_strangers_file_supplies_nothing(caller, tolerated):
    file = test_path.upload(caller("zhao"))
    place = f"cases/{tolerated.number}/supplies?firm={firm(tolerated)}"

    assert caller("lin").post(place, {"files": {KEY: [file]}}).status_code == 422
    assert tolerated.deferrals.get().supplied_at is None


def test_more_time_to_correct_is_asked_for_once(caller, town):
    case = make.case_now("correcting")
    lin, place = caller("lin"), f"cases/{case.number}/more-time?firm={firm(case)}"
    correction = detail(caller, case)["correction"]
    assert (correction["until"], len(correction["gaps"])) == (case.correction.until.isoformat(), 1)

    statuses = [lin.post(place, {"reason": reason}).status_code for reason in ("", "房东在外地", "还要")]

    assert statuses == [422, 201, 409]
    assert case.correction.prolongation.reason == "房东在外地"


@pytest.fixture
def heard(town) -> Case:
    """A case whose applicant was told of his right to be heard, now."""
    at = timezone.now()
    case = make.case_now("accepted", situation=hearing.SITUATION, stage="rights", **hearing.ITEM)
    by = make.able(case, "review2", "review", at)
    words = {"matter": hearing.MATTER, "interested": [(hearing.NEIGHBOUR, "")], "stage": "rights"}
    actions.tell_hearing_right(case, by=by, at=at, **words)
    return make.fresh(case)


@pytest.mark.parametrize(("answer", "held"), [("asked", ["asked"]), ("waived", [])])
def test_an_applicant_answers_whether_he_is_heard(caller, heard, answer, held):
    xu, place = caller("xu"), f"cases/{heard.number}/hearing?firm={firm(heard)}"
    right = detail(caller, heard, "xu")["hearing_right"]
    assert (right["matter"], [party["answer"] for party in right["parties"]]) == (hearing.MATTER, ["", ""])

    first, again = (xu.post(place, {"answer": answer}) for _again in range(2))

    told = detail(caller, heard, "xu")
    assert (first.status_code, again.status_code) == (201, 409)
    assert [party["answer"] for party in told["hearing_right"]["parties"]] == [answer, ""]
    assert [one["kind"] for one in told["hearings"]] == held
    assert [(one["held_on"], one["meets_at"]) for one in told["hearings"]] == [(None, None)] * len(held)


def test_service_is_chosen_and_told_of_each_paper(caller, town):
    case = make.case_now("accepted")
    lin, place = caller("lin"), f"cases/{case.number}/service?firm={firm(case)}"

    assert lin.post(place, {"electronic": False}).status_code == 201

    assert make.fresh(case).electronic is False
    told = {paper["kind"]: paper["service"] for paper in detail(caller, case)["papers"]}
    assert {kind: (one["method"], one["served_on"]) for kind, one in told.items()} == {
        "acceptance": ("electronic", None)
    }


@pytest.mark.parametrize(
    ("login", "tail", "body", "status"),
    [
        ("", "hearing", {"answer": "asked"}, 401),
        ("zhouming", "hearing", {"answer": "asked"}, 403),
        ("zhang", "hearing", {"answer": "asked"}, 404),
        ("lin", "hearing", {"answer": "asked"}, 404),
        ("lin", "hearing", {"answer": "maybe"}, 422),
        ("lin", "more-time", {"reason": "x"}, 409),
        ("lin", "supplies", {"files": {"x": []}}, 409),
        ("lin", "defence", {"text": "x"}, 409),
        ("zhang", "service", {"electronic": True}, 404),
    ],
)
def test_who_may_not_and_what_is_wrong(caller, town, login, tail, body, status):
    case = make.case_now("accepted")
    query = f"?firm={firm(case)}" if login == "lin" else ""

    assert caller(login).post(f"cases/{case.number}/{tail}{query}", body).status_code == status
    assert make.fresh(case).state == "accepted"
