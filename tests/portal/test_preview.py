"""预览: the real guide, drawn from a proposal, for those who may read it."""

import pytest
from django.test import Client

from tests.catalogue.proposing import drafted, handed_in, item, revised
from tests.make import client
from tests.pages import words
from tongban.catalogue.models import Proposal

pytestmark = pytest.mark.usefixtures("town")


def address(proposal: Proposal) -> str:
    return f"/items/preview/{proposal.pk}/"


def test_the_preview_is_the_guide_with_the_words_of_the_proposal():
    proposal = handed_in(summary="修订后的说明")
    page, guide = (
        words(client("jianning").get(address(proposal))),
        words(Client().get(f"/items/{item().code}/")),
    )
    assert ("预览，未发布" in page, "修订后的说明" in page, "第2版" in page) == (True, True, True)
    assert ("修订后的说明" in guide, "预览" in guide) == (False, False)
    assert "在线办理" not in page


def test_a_situation_is_tried_in_the_preview():
    proposal = drafted()
    plain = client("jianning").get(address(proposal)).content.decode()
    chosen = (
        client("jianning").get(address(proposal) + "?business=catering&risky=cold&water=yes").content.decode()
    )
    assert f'action="{address(proposal)}"' in plain
    assert ("专间布局图" in plain, "专间布局图" in chosen) == (False, True)


def test_a_text_with_wrong_writing_has_no_preview():
    proposal = revised(drafted(), visits={"count": "一次"})
    answer = client("jianning").get(address(proposal))
    assert (answer.status_code, "现在不能预览" in words(answer)) == (409, True)


@pytest.mark.parametrize(
    ("login", "status"), [("yanzheng", 200), ("linxi", 403), ("jidong", 403), ("lin", 403)]
)
def test_who_may_see_a_preview(login, status):
    assert client(login).get(address(drafted())).status_code == status


def test_strangers_sign_in_and_unknown_ones_are_not_found():
    assert Client().get(address(drafted())).url.startswith("/sign-in/")
    assert client("jianning").get("/items/preview/00000000-0000-0000-0000-000000000000/").status_code == 404
