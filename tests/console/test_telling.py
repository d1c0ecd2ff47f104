"""告知模板 and 发送情况 in the console: who may, what a change does, what is never shown."""

import pytest
from django.test import Client
from django.utils import timezone

from tests import make, pages
from tongban.console.telling import wordings
from tongban.journal.models import Line
from tongban.notices import actions, rules
from tongban.notices.actions import Recipient
from tongban.notices.models import Sending, Template
from tongban.notices.wording import BOOK

pytestmark = pytest.mark.usefixtures("town")
LIST, ONE, LOG = "/console/templates/", "/console/templates/cases.accept/", "/console/sendings/"
OWN = {"title": "收下了：{item}", "body": "{agency}收下了“{item}”，{day}前办好。", "sms": "{item}已受理。"}
FACTS = dict.fromkeys(("number", "tail", "agency", "whose", "day"), "某") | {"item": "林小安的食品经营许可"}


@pytest.fixture
def operator() -> Client:
    return make.client("yunfan")


@pytest.fixture
def failed(settings) -> Sending:
    settings.NOTICE_SMS = settings.NOTICE_MAIL = "sink"
    return sent("line:1")


def sent(occasion: str) -> Sending:
    who = Recipient("person:1", {"sms": "13900000011"})
    notice = actions.tell(
        "cases.accept", who, FACTS, subject="case:1", occasion=occasion, link="/", at=timezone.now()
    )
    notice.sendings.filter(medium="sms").update(state="failed", next_try_at=None, error="对方出错，状态码500")
    return notice.sendings.get(medium="sms")


@pytest.mark.parametrize("address", [LIST, ONE, LOG])
def test_only_operators_open_these_pages(address):
    assert Client().get(address).status_code == 302
    assert [make.client(login).get(address).status_code for login in ("lin", "shenqing", "duanqing")] == [
        403
    ] * 3
    assert make.client("yunfan").get(address).status_code == 200


def test_every_place_has_a_sample():
    texts = (text for own in BOOK.values() for text in (own.title, own.body, own.sms or ""))
    assert {place for text in texts for place in rules.places(text) or ()} - set(wordings.SAMPLE) == set()


def test_only_operators_change_anything(failed):
    other = make.client("duanqing")
    for address, sent in ((ONE, OWN | {"do": "save"}), (f"{ONE}default/", {}), (f"{LOG}retrial/", {})):
        assert other.post(address, sent).status_code == 403
    assert (Template.objects.count(), Sending.objects.get(pk=failed.pk).state) == (0, "failed")


def test_every_kind_of_message_has_a_page(operator):
    listed = operator.get(LIST).content.decode()
    assert [verb for verb in BOOK if f"/console/templates/{verb}/" not in listed] == []
    assert [verb for verb in BOOK if operator.get(f"{LIST}{verb}/").status_code != 200] == []
    assert operator.get(f"{LIST}cases.explode/").status_code == 404


def test_words_are_seen_before_they_are_kept(operator):
    seen = pages.words(operator.post(ONE, OWN | {"do": "preview"}))
    assert "收下了：食品经营许可" in seen
    assert "【云溪市政务服务网】食品经营许可已受理。" in seen
    assert Template.objects.count() == 0


def test_words_are_kept_with_their_versions_and_put_back(operator):
    assert operator.post(ONE, OWN | {"do": "save"})["Location"] == ONE
    page = pages.words(operator.get(ONE))
    assert "第1版 使用中" in page
    assert "收下了：食品经营许可" in pages.words(operator.get(LIST))
    line = Line.objects.get(verb="notices.reword")
    assert (line.by, line.data["told"]) == (f"officer:{make.account('yunfan').officer_id}", "cases.accept")
    assert operator.post(f"{ONE}default/")["Location"] == ONE
    assert operator.get(f"{ONE}default/").status_code == 405
    assert Template.objects.filter(current=True).count() == 0
    assert "第1版" in pages.words(operator.get(ONE))


@pytest.mark.parametrize(
    ("change", "field"),
    [({"title": ""}, "title"), ({"body": "{name}"}, "body"), ({"sms": "{whose}"}, "sms"),
     ({"body": "<script>{" }, "body")],
)  # fmt: skip
@pytest.mark.parametrize("do", ["save", "preview"])
def test_wrong_words_are_named_by_their_field(operator, change, field, do):
    answer = operator.post(ONE, OWN | change | {"do": do})
    assert (answer.status_code, Template.objects.count()) == (422, 0)
    content = answer.content.decode()
    assert f'href="#f-{field}"' in content
    assert "<script>{" not in content


def test_the_log_shows_why_and_nobody(operator, failed):
    page = operator.get(LOG, {"state": "failed", "medium": "sms"}).content.decode()
    assert "对方出错，状态码500" in page
    assert "已受理" in page
    assert [word for word in ("林小安", "139", "0011", "person:1") if word in page] == []


@pytest.mark.parametrize(
    ("asked", "rows"), [({}, 2), ({"state": "failed"}, 1), ({"medium": "mail"}, 1), ({"state": "x"}, 2)]
)
def test_the_log_by_state_and_medium(operator, failed, asked, rows):
    assert operator.get(LOG, asked).content.decode().count('data-label="试了几次"') == rows


def test_one_is_tried_again_or_all(operator, failed):
    other = sent("line:2")
    assert operator.post(f"{LOG}retrial/", {"only": str(failed.pk)}).status_code == 302
    assert [Sending.objects.get(pk=one.pk).state for one in (failed, other)] == ["queued", "failed"]
    operator.post(f"{LOG}retrial/", {"only": "x"})
    assert Sending.objects.get(pk=other.pk).state == "failed"
    operator.post(f"{LOG}retrial/")
    assert Sending.objects.get(pk=other.pk).state == "queued"


def test_the_log_asks_as_often_for_one_row_as_for_three(operator, failed, django_assert_num_queries):
    operator.get(LOG)
    with django_assert_num_queries(6) as asked:
        operator.get(LOG)
    sent("line:2"), sent("line:3")
    with django_assert_num_queries(len(asked)):
        operator.get(LOG)
