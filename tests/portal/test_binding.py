"""绑定微信: consent on the platform and back with a code; messages go there until it is undone."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from tests import make, pages
from tests.notices import gateway
from tongban.notices import actions, jobs, queries
from tongban.notices.actions import Recipient
from tongban.notices.models import Sending

pytestmark = pytest.mark.usefixtures("town")
BIND, BACK = "/mine/messages/wechat/", "/mine/messages/wechat/return/"
UNBIND, SETTINGS = "/mine/messages/wechat/unbinding/", "/mine/messages/settings/"
CODE, SEND = "/sns/oauth2/access_token", "/cgi-bin/message/template/send"


@pytest.fixture
def lin() -> Client:
    return make.client("lin")


@pytest.fixture
def platform(settings):
    with gateway.serving(gateway.Gateway()) as server:
        settings.NOTICE_WECHAT, settings.NOTICE_WECHAT_OPEN = server.url, "https://open.example"
        settings.NOTICE_WECHAT_APP, settings.NOTICE_WECHAT_KEY = "wx1", "secret"
        settings.NOTICE_SMS = settings.NOTICE_MAIL = ""
        server.answers[CODE] = (200, {"openid": "oLin", "access_token": "t"})
        server.answers["/cgi-bin/stable_token"] = (200, {"access_token": "abc"})
        yield server


def key() -> str:
    return f"person:{make.account('lin').person_id}"


def consented(client: Client, **changed: str):
    state = parse_qs(urlsplit(client.get(BIND)["Location"]).query)["state"][0]
    return client.get(BACK, {"code": "c1", "state": state} | changed)


def test_he_is_sent_to_the_platform_with_the_way_back(lin, platform, settings):
    asked = urlsplit(lin.get(BIND)["Location"])
    assert (asked.netloc, asked.path, asked.fragment) == (
        "open.example", "/connect/oauth2/authorize", "wechat_redirect",
    )  # fmt: skip
    query = {name: values[0] for name, values in parse_qs(asked.query).items()}
    assert (query["appid"], query["scope"], query["redirect_uri"]) == (
        "wx1", "snsapi_base", settings.SITE_URL + BACK,
    )  # fmt: skip


def test_who_comes_back_is_bound_and_told_there(lin, platform):
    assert consented(lin)["Location"] == SETTINGS
    [(path, asked, _headers)] = platform.received
    assert (path.partition("?")[0], asked["code"], asked["secret"]) == (CODE, "c1", "secret")
    wanted = queries.preference(key())
    assert (wanted.wechat, wanted.wechat_at is None) == ("oLin", False)
    assert "解除绑定" in pages.words(lin.get(SETTINGS))

    facts = dict.fromkeys(("item", "number", "tail", "agency", "whose", "day"), "某")
    actions.tell(
        "cases.accept", Recipient(key()), facts, subject="case:1", occasion="line:1", link="/", at=make.AT
    )
    jobs.send.func(0)
    assert (platform.received[-1][0].partition("?")[0], platform.received[-1][1]["touser"]) == (SEND, "oLin")


@pytest.mark.parametrize("changed", [{"state": "x"}, {"state": ""}, {"code": ""}])
def test_who_was_not_sent_is_not_bound(lin, platform, changed):
    assert consented(lin, **changed)["Location"] == SETTINGS
    assert (queries.preference(key()).wechat, platform.received) == (None, [])
    assert "没有绑定" in pages.words(lin.get(SETTINGS))


def test_the_way_back_holds_once(lin, platform):
    lin.get(BIND)
    state = lin.session["wechat_state"]
    for _ in range(2):
        lin.get(BACK, {"code": "c1", "state": state})
    assert len(platform.received) == 1


@pytest.mark.parametrize(
    "answer",
    [(200, {"errcode": 40029, "errmsg": "invalid code"}), (500, "no"), (200, {}), (200, {"openid": 5})],
)
def test_a_platform_that_says_no_binds_nobody(lin, platform, answer):
    platform.answers[CODE] = answer
    consented(lin)
    assert queries.preference(key()).wechat is None
    assert "没有绑定，微信没有答复" in pages.words(lin.get(SETTINGS))


def test_undone_nothing_goes_there_any_more(lin, platform):
    consented(lin)
    facts = dict.fromkeys(("item", "number", "tail", "agency", "whose", "day"), "某")
    actions.tell(
        "cases.accept", Recipient(key()), facts, subject="case:1", occasion="line:1", link="/", at=make.AT
    )
    assert lin.get(UNBIND).status_code == 405
    assert lin.post(UNBIND)["Location"] == SETTINGS
    assert queries.preference(key()).wechat is None
    ended = Sending.objects.get(medium="wechat")
    assert (ended.state, ended.error, ended.address) == ("suppressed", "本人已解除绑定", None)


def test_in_development_it_needs_no_platform(lin, settings):
    settings.NOTICE_WECHAT = "sink"
    back = urlsplit(lin.get(BIND)["Location"])
    lin.get(f"{back.path}?{back.query}")
    assert queries.preference(key()).wechat == "openid-simulated"


@pytest.mark.parametrize("address", [BIND, BACK])
def test_only_persons_bind_and_only_where_it_is_set_up(address, settings, platform):
    assert Client().get(address).status_code == 302
    assert make.client("shenqing").get(address).status_code == 403
    assert make.client("shenqing").post(UNBIND).status_code == 403
    settings.NOTICE_WECHAT = ""
    assert make.client("lin").get(address).status_code == 404
