"""The adapters against gateways that take, fail, refuse, hang or are not there; and a killed worker."""

import datetime as dt
import hashlib
import hmac
import json
import os
import signal
import subprocess
import sys

import pytest
from django import conf

from tests.notices import gateway
from tongban.notices import actions, jobs
from tongban.notices.actions import Recipient
from tongban.notices.media import chosen, mail, message, signed, sms, wechat
from tongban.notices.media.message import Message, Refused, Unreachable
from tongban.notices.models import Sending

AT = dt.datetime(2026, 9, 15, 2, tzinfo=dt.UTC)
ONE = Message("k1", "已受理：食品经营许可", "正文", "【云溪】短信正文", "https://zwfw.example/cases/1/", AT)
SEND, TOKEN = "/cgi-bin/message/template/send", "/cgi-bin/stable_token"


@pytest.fixture
def there(settings, monkeypatch):
    """A gateway for SMS and WeChat; patience is short."""
    monkeypatch.setattr(signed, "TIMEOUT", 0.3)
    with gateway.serving(gateway.Gateway()) as server:
        settings.NOTICE_SMS, settings.NOTICE_SMS_KEY = f"{server.url}/sms", "secret"
        settings.NOTICE_WECHAT, settings.NOTICE_WECHAT_TEMPLATE = server.url, "T1"
        server.answers[TOKEN] = (200, {"access_token": "abc", "expires_in": 7200})
        yield server
        server.released.set()


@pytest.fixture
def mailbox(settings):
    with gateway.serving(gateway.Mailbox()) as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.NOTICE_MAIL, settings.NOTICE_MAIL_FROM = "smtp://127.0.0.1", "noreply@zwfw.example"
        yield server


def test_an_sms_is_signed_and_carries_its_key(there):
    sms.send("13900000011", ONE)

    [(path, body, headers)] = there.received
    assert (path, body) == ("/sms", {"phone": "13900000011", "text": "【云溪】短信正文"})
    content = json.dumps(body, ensure_ascii=False)
    asked = hmac.new(b"secret", f"{headers['X-Timestamp']}.{content}".encode(), hashlib.sha256).hexdigest()
    assert (headers["X-Signature"], headers["Idempotency-Key"]) == (asked, "k1")
    assert headers["X-Timestamp"] == str(int(AT.timestamp()))


@pytest.mark.parametrize(
    ("status", "raised", "words"),
    [
        (500, Unreachable, "对方出错，状态码500"),
        (503, Unreachable, "对方出错，状态码503"),
        (302, Unreachable, "对方出错，状态码302"),
        (429, Unreachable, "对方出错，状态码429"),
        (400, Refused, "对方拒绝，状态码400"),
        (401, Refused, "对方拒绝，状态码401"),
    ],
)
def test_what_a_gateway_answers_is_told_apart(there, status, raised, words):
    there.answers["/sms"] = (status, "no")

    with pytest.raises(raised) as failure:
        sms.send("13900000011", ONE)
    assert str(failure.value) == words


def test_a_gateway_that_hangs_is_given_up(there):
    there.hangs = True

    with pytest.raises(Unreachable, match="没有在时限内答复"):
        sms.send("13900000011", ONE)


def test_a_gateway_that_is_not_there_is_unreachable(settings):
    settings.NOTICE_SMS = "http://127.0.0.1:1/"

    with pytest.raises(Unreachable, match="连接不上：ConnectError"):
        sms.send("13900000011", ONE)


def test_wechat_asks_for_a_token_then_sends(there):
    wechat.send("openid1", ONE)

    (first, _, _), (second, body, _) = there.received
    assert (first, second) == (TOKEN, f"{SEND}?access_token=abc")
    assert (body["touser"], body["template_id"], body["url"]) == ("openid1", "T1", ONE.link)
    assert body["data"]["thing1"] == {"value": "已受理：食品经营许可"}


@pytest.mark.parametrize(
    ("path", "said", "raised"),
    [
        (SEND, {"errcode": 0, "errmsg": "ok"}, None),
        (SEND, {"errcode": -1}, Unreachable),
        (SEND, {"errcode": 40001}, Unreachable),
        (SEND, {"errcode": 43004}, Refused),
        (TOKEN, {"errcode": 40125}, Refused),
        (TOKEN, {}, Unreachable),
        (TOKEN, "not json", Unreachable),
        (TOKEN, ["a list"], Unreachable),
    ],
)
def test_wechat_says_no_in_numbers(there, path, said, raised):
    there.answers[path] = (200, said)

    if raised is None:
        wechat.send("openid1", ONE)
        assert len(there.received) == 2
        return
    with pytest.raises(raised):
        wechat.send("openid1", ONE)


def test_mail_goes_out_with_its_key(mailbox):
    mail.send("lin@example.com", ONE)

    [letter] = mailbox.letters
    assert "Message-ID: <k1@zwfw.example>" in letter
    assert "To: lin@example.com" in letter


def test_mail_to_nobody_is_refused(mailbox):
    with pytest.raises(Refused):
        mail.send("nobody@example.com", ONE)


def test_a_mail_server_that_is_not_there_is_unreachable(mailbox, settings):
    settings.EMAIL_PORT = 1

    with pytest.raises(Unreachable, match="ConnectionRefusedError"):
        mail.send("lin@example.com", ONE)


def test_who_carries_what_is_chosen_by_settings(settings):
    settings.NOTICE_SMS, settings.NOTICE_MAIL, settings.NOTICE_WECHAT = "sink", "smtp://mail", ""

    assert chosen.set_up() == ["sms", "mail"]
    assert [chosen.carrier(medium)[0] for medium in chosen.set_up()] == ["sink", "smtp"]
    with pytest.raises(Unreachable):
        chosen.carrier("wechat")


def queued() -> Sending:
    facts = dict.fromkeys(("item", "number", "tail", "agency", "whose", "day"), "某")
    actions.tell(
        "cases.accept",
        Recipient("person:1", {"sms": "13900000011"}),
        facts,
        subject="case:1",
        occasion="line:1",
        link="/cases/1/",
        at=AT,
    )
    return Sending.objects.get(medium="sms")


def test_a_refusal_is_final_and_does_not_silence_the_medium(db, there):
    there.answers["/sms"] = (400, "no")
    queued()

    assert actions.attempt(actions.claim(at=AT), at=AT) is True
    failed = Sending.objects.get(medium="sms")
    assert (failed.state, failed.attempts, failed.via) == ("failed", 1, "http")


def test_try_out_sends_one_message_that_concerns_nobody(there):
    assert actions.try_out("sms", "13900000011", at=AT) == "http"

    [(_, body, headers)] = there.received
    assert (body["phone"], headers["Idempotency-Key"]) == ("13900000011", "test-20260915020000")


WORKER = "import django; django.setup(); from tongban.notices import jobs; jobs.send.func(0)"


def test_a_worker_killed_while_sending_leaves_it_to_the_next_with_the_same_key(fresh_db, there, tmp_path):
    sending, there.hangs = queued(), True
    own = conf.settings
    environment = os.environ | {
        "DATABASE_URL": fresh_db,
        "DJANGO_SETTINGS_MODULE": "tongban.settings",
        "TONGBAN_VAR": str(tmp_path),
        "TONGBAN_FIELD_KEY_1": own.FIELD_KEYS[1].hex(),
        "TONGBAN_SMS": own.NOTICE_SMS,
    }
    worker = subprocess.Popen([sys.executable, "-W", "ignore", "-c", WORKER], env=environment)
    assert there.arrived.wait(message.TIMEOUT * 3)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    there.released.set()
    there.hangs = False

    assert (Sending.objects.get(pk=sending.pk).state, actions.claim(at=AT)) == ("queued", None)
    Sending.objects.filter(pk=sending.pk).update(next_try_at=AT)
    jobs.send.func(0)
    jobs.send.func(0)

    done = Sending.objects.get(pk=sending.pk)
    assert (done.state, done.attempts, done.tries.count()) == ("sent", 2, 1)
    assert [headers["Idempotency-Key"] for _, _, headers in there.received] == [done.notice_id.hex] * 2
