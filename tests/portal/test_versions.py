"""历次版本: what the public learns of a change."""

import pytest
from django.test import Client

from tests.catalogue.proposing import approved, handed_in, item
from tests.pages import words

pytestmark = pytest.mark.usefixtures("town")


def page(query: str = ""):
    return Client().get(f"/items/{item().code}/versions/{query}")


def test_one_version_has_nothing_to_be_compared_with():
    assert ("共1版" in words(page()), "这是最早的一版" in words(page())) == (True, True)


def test_what_a_version_changed_is_open_to_all():
    approved(handed_in(summary="第二版"))
    approved(handed_in(summary="第三版", conditions=["只此一条"]))
    newest, second = words(page()), words(page("?version=2"))
    assert ("第3版改了什么" in newest, "只此一条" in newest, "依据新修订的办法" in newest) == (
        True,
        True,
        True,
    )
    assert ("第2版改了什么" in second, "只此一条" in second) == (True, False)
    assert "历次版本" in words(Client().get(f"/items/{item().code}/"))


def test_reviewers_are_not_named_to_the_public():
    approved(handed_in())
    assert [name in words(page()) for name in ("简宁", "严正", "方正言", "衡平")] == [False] * 4


@pytest.mark.parametrize("query", ["?version=9", "?version=x", "?version=1"])
def test_a_strange_wish_is_no_error(query):
    assert page(query).status_code == 200


def test_an_unknown_item_is_not_found():
    assert Client().get("/items/NOTHING/versions/").status_code == 404
