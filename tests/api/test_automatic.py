"""Automatic decisions for programs: why, a person for whoever asks, taking over and re-checking."""

import pytest

from tests import make
from tongban.cases import actions, automatic
from tongban.cases.models import Case

ITEM = "flexible_insurance"
LOCAL = {"household": ["local"]}


@pytest.fixture
def case(town) -> Case:
    return make.case_now(item=ITEM, by="fang", situation=LOCAL)


def test_a_case_tells_why_it_was_decided(caller, case):
    fang = caller("fang")
    assert fang.get(f"cases/{case.number}").json()["automatic"] is None

    actions.judge(case, at=case.received_at)

    told = fang.get(f"cases/{case.number}").json()["automatic"]
    assert {key: told[key] for key in ("outcome", "rule", "version", "decided", "taken_over")} == {
        "outcome": "grant", "rule": "local", "version": 1, "decided": True, "taken_over": False,
    }  # fmt: skip
    assert told["facts"][0] == {"fact": "answers.household", "label": "户口", "value": "本市"}


def test_an_applicant_asks_for_a_person(caller, case):
    assert caller("fang").post(f"cases/{case.number}/person").status_code == 200
    assert caller("zhang").post(f"cases/{case.number}/person").status_code == 404

    assert make.verbs(case) == ["cases.submit", "cases.ask_for_person"]


@pytest.mark.parametrize(("by_person", "asked"), [(True, True), (False, False)])
def test_a_person_is_asked_for_when_submitting(caller, town, by_person, asked):
    wanted, fang = make.published(ITEM), make.applicant("fang")
    current = make.definition(wanted)
    given = {"item": wanted.code, "answers": make.answers(current, LOCAL), "form": make.form(current, fang)}

    answer = caller("fang").post("cases", given | {"by_person": by_person})

    assert answer.status_code == 201
    made = Case.objects.get(number=answer.json()["number"])
    assert (automatic.takeover(made) is not None) == asked


@pytest.mark.parametrize(
    ("login", "reason", "status"),
    [("zhengcheng", "要核对", 201), ("zhengcheng", "", 422), ("zhouming", "x", 404)],
)
def test_an_officer_takes_over(caller, case, login, reason, status):
    answer = caller(login).post(f"cases/{case.number}/takeover", {"reason": reason})

    assert (answer.status_code, automatic.takeover(case) is not None) == (status, status == 201)


@pytest.mark.parametrize(("verdict", "status"), [("wrong", 201), ("maybe", 422)])
def test_an_officer_rechecks(caller, case, verdict, status):
    actions.judge(case, at=case.received_at)

    given = {"verdict": verdict, "opinion": "核对过社保记录"}
    answer = caller("zhengcheng").post(f"cases/{case.number}/recheck", given)

    assert (answer.status_code, automatic.recheck(case) is not None) == (status, status == 201)
