"""选证照: what may be renewed is chosen first, and the page says what the day of asking means."""

import datetime as dt

import pytest
from django.utils import timezone

from tests import make, pages
from tongban.cases.models import Draft

pytestmark = pytest.mark.usefixtures("town")
RENEWAL = "food_business_renewal"


@pytest.fixture
def lin():
    return make.client("lin")


def held(days: int = 90, login: str = "lin"):
    """A certificate that has so many days left today."""
    item = make.published(RENEWAL)
    return make.held(item, make.applicant_of(item, login), timezone.now(), days=days)


def begun(lin) -> str:
    return f"/drafts/{pages.begun(lin, RENEWAL)}/"


def test_the_first_step_is_the_certificate(lin):
    own, other = held(), held(login="zhao")
    address = begun(lin)

    page = lin.get(f"{address}certificate/")

    assert lin.get(address)["Location"] == f"{address}certificate/"
    assert (own.number in page.content.decode(), other.number in page.content.decode()) == (True, False)
    assert lin.post(f"{address}certificate/", {"renews": own.pk})["Location"] == f"{address}form/"
    assert Draft.objects.get().renews == own


@pytest.mark.parametrize("given", ["", "nonsense", "another's"])
def test_nothing_else_is_taken(lin, given):
    held(), held()
    given = held(login="zhao").pk if given == "another's" else given
    address = begun(lin)

    answer = lin.post(f"{address}certificate/", {"renews": given})

    assert (answer.status_code, "请选择一张证照" in pages.words(answer)) == (422, True)
    assert Draft.objects.get().renews is None


def test_who_holds_none_is_told_what_to_do(lin):
    assert "没有可以延续的证照" in pages.words(lin.get(f"{begun(lin)}certificate/"))


@pytest.mark.parametrize(("days", "words"), [(90, "视为准予延续。"), (20, "不视为准予延续")])
def test_the_review_says_what_follows(lin, days, words):
    own, address = held(days), begun(lin)
    lin.post(f"{address}certificate/", {"renews": own.pk})

    assert words in pages.words(lin.get(f"{address}review/"))


def test_another_item_has_no_such_step(lin):
    address = f"/drafts/{pages.begun(lin)}/"

    assert "选证照" not in lin.get(f"{address}situation/").content.decode()


def test_the_wallet_leads_to_the_renewal(lin):
    held(60), held(60, login="zhao")
    lin.post("/acting/", {"party": str(make.applicant(firm=True).firm_id)})
    page = lin.get("/mine/certificates/").content.decode()

    assert page.count(f"/items/{make.published(RENEWAL).code}/") == 1


def test_the_case_says_until_when_silence_is_waited_for(lin):
    case = make.case_now("accepted", item=RENEWAL)
    until = case.renews.valid_until

    words = pages.words(lin.get(f"/cases/{case.number}/"))

    assert f"{until.month}月{until.day}日" in words
    assert ("视为准予延续" in words, until > timezone.localdate() + dt.timedelta(days=42)) == (True, True)
