"""Whom a step of a proposal concerns: the next reviewer, the drafter, all who took part; each once."""

import pytest

from tests import make
from tests.catalogue import proposing
from tongban.catalogue import reactions
from tongban.catalogue.proposals import actions
from tongban.journal import queries as journal
from tongban.journal.models import Line
from tongban.notices.models import Notice

pytestmark = pytest.mark.usefixtures("town")


def heard(proposal, verb: str) -> list[tuple[str, str]]:
    """Who is told what after the last line of this verb, when its job runs twice."""
    line = journal.timeline(proposal.chain).filter(verb=f"catalogue.{verb}").last()
    for _ in range(2):
        reactions.tell(proposal.chain, line.pk)
    told = Notice.objects.filter(occasion=f"line:{line.pk}").order_by("recipient")
    return [(notice.recipient, notice.title) for notice in told]


def officers(*logins: str) -> set[str]:
    return {f"officer:{make.account(login).officer_id}" for login in logins}


@pytest.mark.parametrize(
    ("until", "verb", "logins", "title"),
    [
        ("handed_in", "hand_in", ("yanzheng", "guquan"), "待部门审核：食品经营许可（首次）"),
        ("checked", "check", ("fangzhengyan",), "待法制审核：食品经营许可（首次）"),
        ("legal", "review_legality", ("hengping",), "待机构编制审核：食品经营许可（首次）"),
    ],
)
def test_the_next_reviewer_hears_that_it_waits(until, verb, logins, title):
    proposal = proposing.approved(proposing.handed_in(), until)

    assert set(heard(proposal, verb)) == {(one, title) for one in officers(*logins)}
    assert Notice.objects.first().link == f"/console/proposals/{proposal.pk}/"


def test_the_drafter_hears_what_came_back_and_the_checker_may_check_again():
    proposal = proposing.handed_in()
    proposal = proposing.approved(proposal, "checked")
    actions.send_back(
        proposal,
        opinion="依据写得不全",
        seen=proposal.revision,
        by=make.desk("fangzhengyan"),
        at=proposing.AT,
    )

    assert heard(proposal, "send_back") == [(*officers("jianning"), "修订稿已退回：食品经营许可（首次）")]
    assert "意见：依据写得不全" in Notice.objects.get().body
    proposal.refresh_from_db()
    proposal = proposing.revised(proposal, summary="补全了依据的简介，开办餐饮服务的单位应当取得本许可。")
    actions.hand_in(
        proposal, effective_from=None, seen=proposal.revision, by=make.desk("jianning"), at=proposing.AT
    )
    assert {who for who, _ in heard(proposal, "hand_in")} == officers("yanzheng", "guquan")


def test_all_who_took_part_hear_that_it_is_in_force():
    proposal = proposing.approved(proposing.handed_in())

    assert {who for who, _ in heard(proposal, "enact")} == officers("jianning", "yanzheng", "fangzhengyan")


def test_verbs_of_others_concern_no_proposal():
    line = Line.objects.filter(chain__startswith="item:").first()
    reactions.tell("measure:11111111-1111-1111-1111-111111111111", line.pk)

    assert Notice.objects.count() == 0
