"""没搜到的: counted at the portal, listed at the console, added to an item's aliases by a proposal."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.catalogue.proposing import item
from tests.make import client
from tests.pages import words
from tongban.catalogue import asked
from tongban.catalogue.models import Proposal, SearchTally

pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture(autouse=True)
def fresh() -> None:
    asked.COUNTER.rows.clear()


def test_a_search_and_what_is_opened_from_it_are_counted():
    visitor = Client()
    visitor.get("/search/", {"q": "卖烤串要啥证"})
    visitor.get("/search/", {"q": "卖烤串要啥证", "page": "2"})
    visitor.get(f"/items/{item().code}/", headers={"Referer": "http://testserver/search/?q=食品经营"})
    visitor.get(f"/items/{item().code}/", headers={"Referer": "http://elsewhere.example/search/?q=别处"})
    asked.COUNTER.write(timezone.now())
    counted = {one.text: (one.asked, one.opened) for one in SearchTally.objects.all()}
    assert counted == {"卖烤串要啥证": (1, 0), "食品经营": (0, 1)}


def test_a_word_becomes_an_alias_by_a_proposal():
    asked.note("卖烤串要啥证", 0, timezone.localtime())
    asked.COUNTER.write(timezone.now())
    editor = client("jianning")
    assert "卖烤串要啥证" in words(editor.get("/console/searches/"))
    answer = editor.post("/console/searches/alias/", {"word": "卖烤串要啥证", "code": item().code})
    proposal = Proposal.objects.get()
    assert answer.url == f"/console/proposals/{proposal.pk}/edit/basic/"
    assert proposal.definition["aliases"][-1] == "卖烤串要啥证"


@pytest.mark.parametrize(
    ("login", "given", "status"),
    [("linxi", {"word": "烤串"}, 403), ("yanzheng", {"word": "烤串"}, 403), ("jianning", {"word": ""}, 409)],
)
def test_who_may_not(login, given, status):
    answer = client(login).post("/console/searches/alias/", given | {"code": item().code})
    assert (answer.status_code, Proposal.objects.count()) == (status, 0)
