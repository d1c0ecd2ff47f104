"""暂停、取消、拆分、合并 at the console: one asks, another confirms, the public is told."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from tests.catalogue.proposing import item
from tests.make import client
from tests.pages import words
from tongban.catalogue.measures import actions
from tongban.catalogue.models import Item, Measure, Proposal

pytestmark = pytest.mark.usefixtures("town")


def given(kind: str = "suspend", **more) -> dict:
    told = {"kind": kind, "begins": timezone.localdate().isoformat(), "reason": "云政发〔2026〕3号"}
    return told | {"instead": "请到松岭县局办理"} | more


def asked(kind: str = "suspend", login: str = "jianning", **more):
    return client(login).post(f"/console/items/{item().code}/measure/", given(kind, **more))


def answered(login: str, verb: str = "confirmation", **more):
    address = f"/console/measures/{Measure.objects.get().pk}/{verb}/"
    return client(login).post(address, {"opinion": "同意"} | more)


def test_a_suspension_is_asked_confirmed_and_told_to_the_public():
    answer = asked()
    measure = Measure.objects.get()
    assert answer.url == f"/console/measures/{measure.pk}/"
    assert answered("jianning").status_code == 403
    assert "待确认的暂停、取消、拆分、合并" in words(client("yanzheng").get("/console/"))
    assert answered("yanzheng").url == answer.url

    assert item().state == "suspended"
    guide = words(Client().get(f"/items/{item().code}/"))
    day = timezone.localdate()
    for told in (f"{day.year}年{day.month}月{day.day}日", "云政发〔2026〕3号", "请到松岭县局办理"):
        assert told in guide
    assert answered("yanzheng").status_code == 409


def test_a_form_with_faults_is_shown_again_with_what_was_written():
    answer = asked("split", begins="昨天", successors="000131001000 只有一个")
    page = words(answer)
    assert (answer.status_code, Measure.objects.count()) == (422, 0)
    assert "请填今天或者以后的日期" in page
    assert "拆分至少写两个新事项" in page
    assert "000131001000 只有一个" in answer.content.decode()


def test_successors_are_drafted_and_the_old_address_leads_to_them():
    base = item().code[19:31]
    begins = timezone.localdate() + dt.timedelta(days=3)
    asked("split", begins=begins.isoformat(), successors=f"{base}11 餐饮许可\n{base}12 销售许可\n")
    measure = Measure.objects.get()
    page = words(client("yanzheng").get(f"/console/measures/{measure.pk}/"))
    assert ("餐饮许可" in page, "销售许可" in page) == (True, True)
    assert Proposal.objects.filter(measure=measure).count() == 2

    answered("yanzheng")
    for proposal in measure.proposals.all():
        address = f"/console/proposals/{proposal.pk}/"
        client("jianning").post(f"{address}hand-in/", {"revision": 1})
        for login, verb in (
            ("yanzheng", "check"),
            ("fangzhengyan", "review_legality"),
            ("hengping", "review_establishment"),
        ):
            opinion = {"revision": 1, "opinion": "同意"}
            assert client(login).post(f"{address}approval/{verb}/", opinion).status_code == 302
    actions.enact_due(dt.datetime.combine(begins, dt.time(), timezone.get_current_timezone()))

    guide = Client().get(f"/items/{item().code}/").content.decode()
    for one in Item.objects.filter(name__in=["餐饮许可", "销售许可"]):
        assert f'href="/items/{one.code}/"' in guide


@pytest.mark.parametrize(("login", "status"), [("yanzheng", 403), ("linxi", 403), ("shenqing", 403)])
def test_who_may_not_ask(login, status):
    assert (asked(login=login).status_code, Measure.objects.count()) == (status, 0)


@pytest.mark.parametrize(("login", "status"), [("jianning", 403), ("linxi", 404), ("fangzhengyan", 404)])
def test_who_may_not_confirm(login, status):
    asked()
    assert (answered(login).status_code, item().state) == (status, "active")


def test_nothing_else_is_answered():
    asked()
    assert answered("yanzheng", "burning").status_code == 404
    assert answered("yanzheng", opinion=" ").status_code == 422


def test_what_fell_is_asked_again_or_retracted():
    asked()
    measure = Measure.objects.get()
    actions.enact_due(timezone.now() + dt.timedelta(days=2))
    page = words(client("jianning").get(f"/console/measures/{measure.pk}/"))
    assert "改期，再次提出" in page
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    client("jianning").post(f"/console/measures/{measure.pk}/date/", {"begins": tomorrow.isoformat()})
    measure.refresh_from_db()
    assert (measure.state, measure.begins) == ("asked", tomorrow)
    client("jianning").post(f"/console/measures/{measure.pk}/retraction/")
    measure.refresh_from_db()
    assert measure.state == "retracted"
    assert "已撤回" in words(client("jianning").get("/console/measures/"))
