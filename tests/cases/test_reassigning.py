"""转办: to whom a stage may be given, that he alone then handles it, and that he is told."""

import pytest
from django.db import IntegrityError, connection, transaction

from tests import make
from tongban.cases import actions, assigning, reactions, stages, worklists
from tongban.cases.models import Case, Reassignment
from tongban.cases.states import NotNow
from tongban.core import errors
from tongban.identity import actions as identity
from tongban.identity.models import Officer, Post
from tongban.journal import queries as journal
from tongban.journal.actions import SYSTEM
from tongban.notices.models import Notice

LATER = make.AT + 5 * make.HOUR
GIVEN = {"stage": "review", "kind": "work", "reason": "周明出差"}


@pytest.fixture
def second(town) -> Officer:
    """Another officer at the post of zhouming."""
    officer = make.account("fangyuan").officer
    post = Post.objects.get(pk=make.desk("zhouming").post_id)
    identity.appoint(officer, post, since=make.AT.date(), by=SYSTEM, at=make.AT)
    return officer


def by_second(second: Officer):
    post = make.desk("zhouming").post_id
    return next(desk for desk in make.identity.desks(second, LATER.date()) if desk.post_id == post)


def reassign(case: Case, to: int | None, login: str = "zhouming", **said) -> Reassignment:
    return actions.reassign(case, to=to, **(GIVEN | said), by=make.desk(login), at=LATER)


@pytest.mark.parametrize("login", ["zhouming", "chenli"])
def test_given_by_who_handles_it_or_decides(town, second, login):
    case = make.case("accepted")

    made = reassign(case, second.pk, login)

    turn = stages.waiting(make.fresh(case))[0]
    assert (turn.officer, made.given_to, made.was, made.turn) == (second, second, None, turn)
    line = journal.timeline(case.chain).last()
    assert (line.verb, line.data["name"], line.data["reason"]) == (
        "cases.reassign", second.name, GIVEN["reason"],
    )  # fmt: skip


def test_he_alone_handles_it(town, second):
    case = make.case("accepted")
    reassign(case, second.pk)
    said = {"verdict": "agree", "opinion": "同意", "stage": "review", "at": LATER}
    with pytest.raises(actions.NotEntitled, match="已经转办"):
        actions.review(case, **said, by=make.desk("zhouming"))
    assert actions.review(case, **said, by=by_second(second)).officer == second


def test_it_may_be_given_on(town, second):
    case = make.case("accepted")
    reassign(case, second.pk)
    first = make.desk("zhouming").officer_id
    with pytest.raises(actions.NotEntitled):
        reassign(case, first)
    assert reassign(case, first, "chenli", kind="conflict").was == second


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"kind": "whim"}, "reassign_kind"),
        ({"reason": " "}, "reassign_reason"),
        ({"reason": "长" * 501}, "reassign_reason"),
    ],
)
def test_what_is_missing_is_asked_for(town, second, said, field):
    case = make.case("accepted")
    with pytest.raises(errors.Invalid) as wrong:
        reassign(case, second.pk, **said)
    assert [key for key, _sentence in wrong.value.errors] == [field]
    assert (Reassignment.objects.count(), stages.waiting(make.fresh(case))[0].officer) == (0, None)


def test_only_to_who_may_handle_it(town, second):
    case = make.case("accepted")
    Case.objects.filter(pk=case.pk).update(taken_by=second)
    for to in (second.pk, make.desk("shuwen").officer_id, make.desk("chenli").officer_id, None):
        with pytest.raises(errors.Invalid):
            reassign(case, to)
    assert Reassignment.objects.count() == 0


def test_not_to_the_applicant_himself(town, second):
    case = make.case("accepted")
    second.person = case.person
    second.save(update_fields=["person"])
    assert assigning.candidates(case, stages.waiting(case)[0], LATER.date()) == [
        make.account("zhouming").officer
    ]


@pytest.mark.parametrize("login", ["shenqing", "shuwen", "dingning"])
def test_who_may_not(town, second, login):
    case = make.case("accepted")
    with pytest.raises(actions.NotEntitled):
        reassign(case, second.pk, login)


def test_a_stage_that_is_over_is_not_given(town, second):
    case = make.case("accepted")
    with pytest.raises(NotNow):
        reassign(case, second.pk, stage="decide")
    with pytest.raises(NotNow):
        reassign(make.case("granted"), second.pk)


def test_he_is_told_once(town, second):
    case = make.case("accepted")
    reassign(case, second.pk)
    line = journal.timeline(case.chain).last()
    for _again in range(2):
        reactions.call(case.chain, line.pk)
    told = Notice.objects.get(recipient=f"officer:{second.pk}")
    assert (told.title, GIVEN["reason"] in told.body) == (f"转办给您：{case.item_name}", True)
    assert told.link == f"/desk/cases/{case.number}/?stage=review"


def test_the_post_is_told_of_what_is_sent_back(town, second):
    case = make.case("accepted", stage="decide")
    to = stages.returnable(case, "decide")[0]
    actions.send_back(
        case, opinion="请核对面积", to="review", by=make.able(case, "decide", "decide"), at=LATER
    )
    line = journal.timeline(case.chain).last()
    reactions.call(case.chain, line.pk)
    told = Notice.objects.filter(verb="cases.send_back")
    assert {notice.recipient for notice in told} == {
        f"officer:{second.pk}", f"officer:{make.desk('zhouming').officer_id}",
    }  # fmt: skip
    assert all("请核对面积" in notice.body for notice in told)
    assert to.key


def test_the_list_tells_whose_it_is(town, second):
    case, other = make.case("accepted"), make.case("accepted")
    reassign(case, second.pk)
    queue = worklists.review(make.desk("zhouming"))
    every, _next = worklists.page(queue, worklists.Wish(), LATER.date())
    assert {(row.number, row.given_to) for row in every} == {(case.number, second.name), (other.number, "")}
    mine = worklists.Wish(officer=second.pk)
    rows, _next = worklists.page(queue, mine, LATER.date())
    assert [row.number for row in rows] == [case.number]
    assert sum(group.count for group in worklists.tally(queue, mine, LATER.date())) == 1


@pytest.mark.parametrize("changed", ["reason = ''", "was_id = given_to_id"])
def test_the_database_refuses(town, second, changed):
    made = reassign(make.case("accepted"), second.pk)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE cases_reassignment SET {changed} WHERE id = %s", [made.pk])
