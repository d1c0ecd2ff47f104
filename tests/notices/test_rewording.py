"""An installation's own words: checked, versioned, used from the next message on, and taken back."""

import datetime as dt

import pytest

from tests.notices.test_actions import AT, FACTS, LIN
from tongban.core import errors
from tongban.journal.actions import SYSTEM
from tongban.journal.models import Line
from tongban.notices import actions, queries, rules, wording
from tongban.notices.models import Sending, Template

pytestmark = pytest.mark.django_db
VERB = "cases.accept"
OWN = {
    "title": "收下了：{item}",
    "body": "{agency}收下了{whose}“{item}”，{day}前办好。",
    "sms": "{item}已受理。",
}


@pytest.fixture(autouse=True)
def media(settings):
    settings.NOTICE_SMS = "sink"
    return settings


def reworded(**changed: str) -> Template:
    return actions.reword(VERB, **OWN | changed, by=SYSTEM, at=AT)


def told(occasion: str = "line:1"):
    return actions.tell(VERB, LIN, FACTS, subject="case:1", occasion=occasion, link="/", at=AT)


def test_own_words_hold_from_the_next_message_on():
    before = told()
    reworded()
    after = told("line:2")
    assert (before.title, after.title) == ("已受理：食品经营许可", "收下了：食品经营许可")
    assert after.body == "市市场监管局收下了您申请的“食品经营许可”，9月22日前办好。"
    assert Sending.objects.get(notice=after).text == "【云溪市政务服务网】食品经营许可已受理。"
    assert queries.words(VERB, FACTS).statutory is wording.BOOK[VERB].statutory is True


def test_each_wording_is_a_version_with_its_line():
    assert [reworded().number, reworded().number, reworded(title="{item}").number] == [1, 1, 2]
    assert list(Template.objects.order_by("number").values_list("number", "current")) == [
        (1, False),
        (2, True),
    ]
    lines = Line.objects.filter(verb="notices.reword").order_by("pk")
    assert [line.data["title"] for line in lines] == ["收下了：{item}", "{item}"]


def test_the_default_comes_back():
    reworded()
    assert actions.restore_words(VERB, by=SYSTEM, at=AT) is True
    assert actions.restore_words(VERB, by=SYSTEM, at=AT) is False
    assert told().title == "已受理：食品经营许可"
    assert Line.objects.filter(verb="notices.restore_words").count() == 1
    assert reworded().number == 2


@pytest.mark.parametrize(
    ("field", "words", "fault"),
    [
        ("title", "", "请填写"),
        ("title", "字" * 61, "最长60字，现有61字"),
        ("title", "一\n二", "标题只能有一行"),
        ("title", "{name}", "没有“name”"),
        ("body", "  ", "请填写"),
        ("body", "{", "花括号没有成对"),
        ("body", "{item.pk}", "花括号没有成对，或者里面不只是名称"),
        ("body", "{item[0]}", "花括号没有成对，或者里面不只是名称"),
        ("body", "{item!r}", "花括号没有成对，或者里面不只是名称"),
        ("body", "{item:>99999999}", "花括号没有成对，或者里面不只是名称"),
        ("body", "{}", "花括号没有成对，或者里面不只是名称"),
        ("sms", "{whose}已受理", "短信不能写“whose”"),
        ("sms", "{number}已受理", "没有“number”"),
        ("sms", "请拨打13900000011", "短信不能有连续6位以上的数字"),
        ("sms", "字" * 130, "短信最长134字"),
    ],
)
def test_words_that_do_not_do_are_named_and_not_kept(field, words, fault):
    with pytest.raises(errors.Invalid) as refused:
        reworded(**{field: words})
    [(named, sentence)] = refused.value.errors
    assert (named, fault in sentence, Template.objects.count()) == (field, True, 0)


def test_a_place_that_the_facts_do_not_fill_falls_back_to_the_default():
    reworded()
    Template.objects.update(body="{gone}")
    assert told().title == "已受理：食品经营许可"


@pytest.mark.parametrize("verb", wording.BOOK)
def test_every_default_may_be_kept_as_it_is(verb):
    own = wording.BOOK[verb]
    assert rules.template_faults(own, own.title, own.body, own.sms, "云溪市政务服务网") == []


def test_what_waits_too_long_ends_with_a_reason_and_addresses_are_forgotten():
    told()
    Sending.objects.filter(medium="sms").update(next_try_at=AT)
    assert actions.settle(at=AT + rules.STALE) == 0
    assert actions.settle(at=AT + rules.STALE + dt.timedelta(seconds=1)) == 1
    ended = Sending.objects.get(medium="sms")
    assert (ended.state, ended.error, ended.address) == ("failed", rules.TOO_LATE, None)
    assert actions.retry(at=AT) == 0
    told("line:2")
    Sending.objects.filter(notice__occasion="line:2").update(state="failed", next_try_at=None)
    assert actions.settle(at=AT + rules.KEPT + dt.timedelta(seconds=1)) == 1
    assert actions.retry(at=AT) == 0


def test_one_failure_is_tried_again_by_itself():
    for number in range(2):
        told(f"line:{number}")
    Sending.objects.update(state="failed", next_try_at=None)
    first = Sending.objects.order_by("pk").first()
    assert actions.retry(at=AT, only=first.pk) == 1
    assert [one.pk for one in queries.due(AT)] == [first.pk]
