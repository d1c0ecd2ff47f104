"""Who may take which step of a proposal, and from where."""

import pytest
from django.db import connection
from django.db.utils import IntegrityError

from tests import make
from tests.catalogue.proposing import AT, drafted, handed_in, item
from tongban.cases.models import Case
from tongban.catalogue.models import Proposal
from tongban.catalogue.proposals import actions, queries, rules, states, step
from tongban.identity.models import Delegation

pytestmark = pytest.mark.usefixtures("town")


DELEGATED = {"officer_id": 7, "delegated": True, "drafters": [1], "approvals": {"check": [2]}}


@pytest.mark.parametrize(
    ("verb", "facts", "sentence"),
    [
        ("check", {}, None),
        ("check", {"delegated": False}, "没有办理这项工作的有效授权"),
        ("check", {"officer_id": 1}, "由您起草或者修改过"),
        ("check", {"officer_id": 2}, None),
        ("review_legality", {"officer_id": 2}, "您已经对这份修订稿作过部门审核，法制审核应由另外的人员办理"),
        ("review_establishment", {"approvals": {"review_legality": [7]}}, "您已经对这份修订稿作过法制审核"),
        ("revise", {"officer_id": 2}, None),
    ],
)
def test_drafting_and_each_review_are_separate_people(verb, facts, sentence):
    said = rules.objection(verb, rules.Standing(**(DELEGATED | facts)))
    assert said is None if sentence is None else sentence in said


def test_one_officer_with_every_power_still_may_not_do_two_steps():
    post = Delegation.objects.get(acts=["check_items"], agency=item().agency, post__agency=item().agency)
    Delegation.objects.filter(pk=post.pk).update(
        acts=["draft_items", "check_items", "review_legality", "review_establishment"]
    )
    proposal = handed_in()
    actions.check(proposal, opinion="同意", seen=2, by=make.desk("yanzheng"), at=AT)
    with pytest.raises(step.NotEntitled, match="作过部门审核"):
        actions.review_legality(proposal, opinion="同意", seen=2, by=make.desk("yanzheng"), at=AT)
    proposal.refresh_from_db()
    assert proposal.state == "checked"


@pytest.mark.parametrize(
    "login", ["jidong", "linxi", "yanzheng", "chenli"], ids=["expired", "county", "checker", "decider"]
)
def test_who_may_not_draft(login):
    with pytest.raises(step.NotEntitled):
        drafted(by=login)
    assert Proposal.objects.count() == 0


@pytest.mark.parametrize("login", ["jianning", "fangzhengyan", "linxi"])
def test_who_may_not_check(login):
    proposal = handed_in()
    with pytest.raises(step.NotEntitled):
        actions.check(proposal, opinion="同意", seen=2, by=make.desk(login), at=AT)
    with pytest.raises(step.NotEntitled):
        actions.send_back(proposal, opinion="不行", seen=2, by=make.desk(login), at=AT)


@pytest.mark.parametrize(
    ("login", "number"),
    [("jianning", 1), ("yanzheng", 1), ("hengping", 1), ("linxi", 0), ("jidong", 0), ("chenli", 0)],
)
def test_who_may_read(login, number):
    handed_in()
    assert queries.open_to(make.desk(login)).count() == number


def test_what_waits_is_with_the_post_whose_turn_it_is():
    proposal = handed_in()
    waiting = {login: list(queries.waiting_for(make.desk(login))) for login in ("yanzheng", "fangzhengyan")}
    assert waiting == {"yanzheng": [proposal], "fangzhengyan": []}


@pytest.mark.parametrize("verb", [*states.STEPS])
def test_no_step_is_taken_from_an_end(verb):
    for end in ("published", "withdrawn"):
        with pytest.raises(states.NotNow, match="现在是"):
            states.check(verb, end)


def test_a_state_without_a_line_is_refused_by_the_database():
    proposal = drafted()
    Proposal.objects.filter(pk=proposal.pk).update(state="handed_in")
    with connection.cursor() as cursor, pytest.raises(IntegrityError, match="没有日志"):
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_powers_over_items_open_no_case():
    case = make.case_now("accepted")
    assert list(Case.objects.within(make.desk("jianning"))) == []
    assert list(Case.objects.within(make.desk("zhouming"))) == [case]
