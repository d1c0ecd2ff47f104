"""Signing in, landing, signing out."""

import pytest
from django.core.cache import cache

from tests.town.people import CITIZENS, PASSWORD

pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture(autouse=True)
def nobody_has_tried() -> None:
    """The library counts visits of the page in the cache, which no rollback empties."""
    cache.clear()


def sign_in(client, login: str, password: str = PASSWORD, **query):
    return client.post("/sign-in/", {"login": login, "password": password} | query)


def test_the_page_asks_for_account_and_password(client):
    page = client.get("/sign-in/").content.decode()
    assert 'name="login"' in page
    assert 'name="password"' in page
    assert "注册" not in page


@pytest.mark.parametrize(
    ("login", "lands"),
    [
        ("lin", "/mine/"),
        ("luolei", "/counter/"),
        ("fangyuan", "/desk/"),
        ("jianning", "/console/"),
        ("duanqing", "/console/"),
        ("chengjian", "/board/"),
    ],
    ids=["citizen", "window", "reviewer", "editor", "keeper", "supervisor"],
)
def test_each_lands_where_he_works(client, login, lands):
    assert sign_in(client, login)["Location"] == "/sign-in/landing/"
    assert client.get("/sign-in/landing/")["Location"] == lands


@pytest.mark.parametrize(
    ("wanted", "lands"),
    [("/search/?q=1", "/search/?q=1"), ("https://evil.example/", "/sign-in/landing/")],
    ids=["ours", "foreign"],
)
def test_one_goes_on_only_to_a_page_of_ours(client, wanted, lands):
    assert sign_in(client, "lin", next=wanted)["Location"] == lands


def test_a_document_number_signs_in_too(client):
    assert sign_in(client, CITIZENS["lin"].id_number)["Location"] == "/sign-in/landing/"


@pytest.mark.parametrize("login", ["lin", "nobody-of-that-name"])
def test_a_wrong_password_and_an_unknown_name_read_the_same(client, login):
    answer = sign_in(client, login, "not-the-password")
    assert answer.status_code == 200
    assert "账号或密码不对" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_empty_fields_are_named(client):
    page = sign_in(client, "", "").content.decode()
    assert "有2处需要改" in page
    assert "请填写密码" in page


def test_after_five_wrong_passwords_the_right_one_must_wait(client):
    for _ in range(5):
        sign_in(client, "lin", "not-the-password")
    assert "请等5分钟再试" in sign_in(client, "lin").content.decode()


def test_a_storm_from_one_address_is_told_to_wait(client):
    answers = [sign_in(client, "", "").status_code for _ in range(31)]
    assert answers == [200] * 30 + [429]


def test_who_is_signed_in_is_not_asked_again(client):
    sign_in(client, "lin")
    assert client.get("/sign-in/")["Location"] == "/sign-in/landing/"


def test_signing_out_asks_first_and_then_does_it(client):
    sign_in(client, "lin")
    assert "要退出登录吗" in client.get("/sign-out/").content.decode()
    assert "_auth_user_id" in client.session
    assert client.post("/sign-out/")["Location"] == "/"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("method", ["get", "post"])
def test_signing_out_twice_harms_nobody(client, method):
    assert getattr(client, method)("/sign-out/")["Location"] == "/"


def test_landing_without_an_account_is_the_home_page(client):
    assert client.get("/sign-in/landing/")["Location"] == "/"
