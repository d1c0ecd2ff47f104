"""Who may call what."""

import datetime as dt

import pytest

from tests.api.test_path import application, submitted, upload
from tests.town.people import PASSWORD
from tongban.api.models import Token
from tongban.cases.models import Case
from tongban.identity.models import Delegation

PUBLIC = {
    ("get", "items"),
    ("get", "items.schema.json"),
    ("get", "items/{code}"),
    ("get", "certificates/{identifier}"),
    ("post", "tokens"),
}


def described(caller) -> list[tuple[str, str]]:
    paths = caller().get("openapi.json").json()["paths"]
    return [(method, path.removeprefix("/api/v1/")) for path, one in paths.items() for method in one]


def test_only_what_is_public_needs_no_token(caller):
    stranger = caller()
    calls = {"get": stranger.get, "post": stranger.post}

    closed = {one for one in described(caller) if calls[one[0]](one[1]).status_code == 401}

    assert set(described(caller)) - closed == PUBLIC


@pytest.mark.parametrize("address", ["cases", "worklist", "cases/1", "worklist/1"])
def test_without_a_token_nothing_is_shown(caller, address):
    answer = caller().get(address)

    assert (answer.status_code, answer.json()["type"]) == (401, "urn:tongban:problem:unauthenticated")


def test_a_token_ends(caller):
    applicant = caller("he")
    Token.objects.update(
        made_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC), expires_at=dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
    )

    assert applicant.get("cases").status_code == 401


@pytest.mark.parametrize(
    ("login", "password"), [("he", "wrong-password"), ("nobody", "wrong-password"), ("", "")]
)
def test_wrong_passwords_and_unknown_names_get_the_same_answer(caller, login, password):
    answer = caller().post("tokens", {"login": login, "password": password}, key="")

    assert (answer.status_code, answer.json()["detail"]) == (401, "登录名或者密码不对，请核对后再试。")


def test_guessing_is_limited(caller):
    stranger = caller()
    answers = [stranger.post("tokens", {"login": "lin", "password": str(n)}, key="") for n in range(6)]

    assert [answer.status_code for answer in answers] == [401] * 5 + [429]
    assert "请等5分钟再试" in page_of_signing_in(stranger.client)


def page_of_signing_in(client) -> str:
    """The same account at the other door, with the right password."""
    return client.post("/sign-in/", {"login": "lin", "password": PASSWORD}).content.decode()


def test_guessing_from_one_address_is_limited(caller):
    stranger = caller()
    answers = [stranger.post("tokens", {"login": f"nobody{n}", "password": "x"}, key="") for n in range(11)]

    assert [answer.status_code for answer in answers] == [401] * 10 + [429]


def test_right_passwords_are_not_counted(caller):
    assert all(caller("lin").headers for _ in range(11))


def test_another_persons_case_does_not_exist_for_him(caller):
    number = submitted(caller("he"))
    neighbour = caller("zhang")

    assert neighbour.get("cases").json() == []
    assert neighbour.get(f"cases/{number}").status_code == 404
    assert neighbour.post(f"cases/{number}/withdrawal").status_code == 404
    assert Case.objects.get(number=number).state == "received"


def test_another_persons_file_cannot_be_used(caller):
    file = upload(caller("zhang"))

    answer = caller("he").post("cases", application(file))

    assert answer.status_code == 422
    assert [fault["field"] for fault in answer.json()["errors"]] == ["files"]


def test_a_firm_is_represented_only_by_its_own(caller):
    answer = caller("zhang").post("cases", application(upload(caller("zhang"))))

    assert (answer.status_code, answer.json()["type"]) == (403, "urn:tongban:problem:not-of-this-kind")


@pytest.mark.parametrize(
    ("login", "status"),
    [
        ("handong", 404),  # another agency
        ("zhouming", 403),  # the right agency, not the right to accept
        ("fangyuan", 404),  # his delegation is over
        ("he", 403),  # an applicant
    ],
)
def test_who_may_not_accept(caller, login, status):
    number = submitted(caller("he"))

    assert caller(login).post(f"cases/{number}/acceptance").status_code == status
    assert Case.objects.get(number=number).state == "received"


def test_a_revoked_delegation_ends_the_power(caller):
    number = submitted(caller("he"))
    clerk = caller("shenqing")
    Delegation.objects.filter(post__name="综合窗口岗（07号）").update(revoked_on=dt.date(2026, 1, 6))

    assert clerk.post(f"cases/{number}/acceptance").status_code == 404


def test_a_step_out_of_turn_says_where_the_case_stands(caller):
    number = submitted(caller("he"))
    clerk = caller("shenqing")
    clerk.post(f"cases/{number}/acceptance")

    answer = clerk.post(f"cases/{number}/acceptance")

    assert (answer.status_code, answer.json()["type"]) == (409, "urn:tongban:problem:not-now")
    assert "审查中" in answer.json()["detail"]
