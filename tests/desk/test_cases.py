"""The path on the desk: review, decide; who may not; what each act leaves behind."""


import pytest

from tests import filing
from tongban.cases.models import Case
from tongban.journal import queries as journal


def verbs(case: Case) -> list[str]:
    return [line.verb for line in journal.timeline(case.chain)]


@pytest.fixture
def case(town) -> Case:
    return filing.accepted(*filing.BOOKSHOP)


@pytest.fixture
def at_desk(client):
    def sign_in(login: str):
        client.force_login(filing.account(login))
        return client

    return sign_in


def address(case: Case, tail: str = "") -> str:
    return f"/desk/cases/{case.number}/{tail}"


def test_review_and_decision_on_the_desk(case, at_desk):
    page = at_desk("shuwen").get(address(case))
    assert page.status_code == 200
    assert "同意，转决定" in page.content.decode()
    agreed = {"stage": "review", "verdict": "agree", "opinion": "材料齐全"}
    assert at_desk("shuwen").post(address(case, "review/"), agreed).url == address(case)
    granted = at_desk("wenyuan").post(address(case, "decision/"), {"stage": "decide", "granted": "yes"})
    assert granted.url == address(case)
    case.refresh_from_db()
    assert (case.state, case.post_kind) == ("granted", "window")
    assert case.decision.certificate is not None
    assert verbs(case) == ["cases.submit", "cases.accept", "cases.review", "cases.decide"]
    assert [line.channel for line in journal.timeline(case.chain)] == ["web", "counter", "desk", "desk"]
    assert at_desk("wenyuan").get(address(case)).status_code == 200
