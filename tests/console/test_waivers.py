"""豁免 at the console: the reviewer waives with a reason, others see it, nobody else may."""

import pytest
from django.utils import timezone

from tests.catalogue.proposing import approved, drafted, revised
from tests.make import client, desk
from tests.pages import words
from tongban.catalogue.models import Proposal, Waiver
from tongban.catalogue.proposals import actions
from tongban.journal import queries as journal

pytestmark = pytest.mark.usefixtures("town")
BARE = [{"title": "某省食品经营管理办法"}]  # G10: no article


def address(proposal: Proposal, tail: str = "") -> str:
    return f"/console/proposals/{proposal.pk}/{tail}"


@pytest.fixture
def asked() -> Proposal:
    """Handed in, though a rule blocks it that a reviewer may waive."""
    proposal = revised(drafted(), basis=BARE)
    seen = proposal.revision
    actions.hand_in(proposal, effective_from=None, seen=seen, by=desk("jianning"), at=timezone.now())
    proposal.refresh_from_db()
    return proposal


def waive(login: str, proposal: Proposal, rule: str = "G10", reason: str = "法规没有分条"):
    given = {"revision": proposal.revision, "reason": reason}
    return client(login).post(address(proposal, f"waivers/{rule}/"), given)


def test_the_drafter_sees_what_only_a_reviewer_may_waive(asked):
    page = words(client("jianning").get(address(asked)))
    assert "需要豁免的规则" in page
    assert "不豁免的，改正以后才能通过" in page


def test_the_reviewer_waives_and_the_approval_goes_on(asked):
    opinion = {"revision": asked.revision, "opinion": "同意"}
    assert client("yanzheng").post(address(asked, "approval/check/"), opinion).status_code == 422

    assert waive("yanzheng", asked).url == address(asked)
    made = Waiver.objects.get()
    assert (made.rule, made.reason, made.officer.name) == ("G10", "法规没有分条", "严正")
    line = journal.timeline(asked.chain).last()
    assert (line.verb, line.data["rule"], line.data["reason"]) == ("catalogue.waive", "G10", "法规没有分条")
    assert "已豁免 G10" in words(client("fangzhengyan").get(address(asked)))

    assert approved(asked).state == "published"
    told = journal.timeline(f"item:{asked.code}").last()
    assert told.data["waived"] == {"G10": "法规没有分条"}
    assert "豁免G10：法规没有分条" in words(client("jianning").get(f"/console/items/{asked.code}/"))


@pytest.mark.parametrize(
    ("login", "status"), [("jianning", 403), ("fangzhengyan", 403), ("xiangchen", 403), ("linxi", 403)]
)
def test_who_may_not(asked, login, status):
    assert waive(login, asked).status_code == status
    assert Waiver.objects.count() == 0


@pytest.mark.parametrize(
    ("rule", "reason"), [("G10", "  "), ("G47", "不想改"), ("G99", "没有这条"), ("G05", "没有违反")]
)
def test_what_is_not_waived(asked, rule, reason):
    assert waive("yanzheng", asked, rule, reason).status_code == 422
    assert Waiver.objects.count() == 0


def test_a_waiver_is_taken_back(asked):
    waive("yanzheng", asked)
    given = {"revision": asked.revision}
    assert client("jianning").post(address(asked, "waivers/G10/retraction/"), given).status_code == 403
    assert client("yanzheng").post(address(asked, "waivers/G10/retraction/"), given).url == address(asked)

    ended = Waiver.objects.get()
    assert (ended.ended_by.name, journal.timeline(asked.chain).last().verb) == ("严正", "catalogue.unwaive")
    opinion = given | {"opinion": "同意"}
    assert client("yanzheng").post(address(asked, "approval/check/"), opinion).status_code == 422
    assert client("yanzheng").post(address(asked, "waivers/G10/retraction/"), given).status_code == 409
    assert waive("yanzheng", asked).status_code == 302


def test_a_draft_is_not_waived():
    proposal = revised(drafted(), basis=BARE)
    assert waive("yanzheng", proposal).status_code == 409
