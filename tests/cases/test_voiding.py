"""作废: asked by one, approved by another; of what nobody has decided."""

import pytest
from django.db import IntegrityError, connection, transaction

from tests import make
from tongban.cases import actions, ends, queries
from tongban.cases.models import Voiding
from tongban.cases.states import NotNow
from tongban.core import errors
from tongban.journal import queries as journal

LATER = make.AT + 3 * make.HOUR
MISTAKE = {"kind": "mistake", "reason": "窗口把事项登错了"}


def ask(case, login: str = "shenqing", **said) -> Voiding:
    return actions.ask_void(case, **(MISTAKE | said), by=make.desk(login), at=LATER)


@pytest.mark.parametrize("state", ["received", "correcting", "accepted"])
def test_asked_by_one_and_approved_by_another(town, state):
    case = make.case(state)
    due = case.due_on

    asked = ask(case)

    assert (make.fresh(case).state, make.fresh(case).due_on) == (state, due)
    made = actions.void(asked, by=make.desk("chenli"), at=LATER)
    case = make.fresh(case)
    assert (case.state, case.due_on, case.closed_at) == ("voided", None, LATER)
    assert (made.outcome, made.answered_post != "", make.at_stages(case)) == ("voided", True, [])
    assert make.verbs(case)[-2:] == ["cases.ask_void", "cases.void"]
    assert journal.timeline(case.chain).last().data["reason"] == MISTAKE["reason"]
    assert ends.voiding(case) == made
    paper = queries.paper(case, "voiding")
    assert journal.timeline(case.chain).last().paper == paper.pk
    assert (paper.data["why"], paper.data["reason"]) == ("登记有误", MISTAKE["reason"])


def test_registered_twice_names_the_one_that_stays(town):
    case, stays = make.case(), make.case()

    made = actions.void(ask(case, kind="twice", twin=stays.number), by=make.desk("chenli"), at=LATER)

    assert (made.twin, make.fresh(stays).state) == (stays, "received")
    assert journal.timeline(case.chain).last().data["twin"] == stays.number
    assert queries.paper(case, "voiding").data["twin"] == stays.number


def test_refused_it_goes_on_and_may_be_asked_again(town):
    case = make.case()
    asked = ask(case)

    actions.refuse_void(asked, opinion="登记没有错", by=make.desk("chenli"), at=LATER)

    asked.refresh_from_db()
    assert (asked.outcome, asked.opinion, make.fresh(case).state) == ("refused", "登记没有错", "received")
    assert ask(case).outcome == ""


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"kind": "spite"}, "void_kind"),
        ({"reason": " "}, "void_reason"),
        ({"reason": "长" * 501}, "void_reason"),
        ({"kind": "twice"}, "void_twin"),
        ({"kind": "twice", "twin": "没有这个号"}, "void_twin"),
    ],
)
def test_what_is_missing_is_asked_for(town, said, field):
    case = make.case()
    with pytest.raises(errors.Invalid) as wrong:
        ask(case, **said)
    assert [key for key, _sentence in wrong.value.errors] == [field]
    assert Voiding.objects.count() == 0


def test_a_twin_is_another_one_of_the_same(town):
    case, foreign = make.case(), make.case(item="residence_permit", by="yan")
    for number in (case.number, foreign.number):
        with pytest.raises(errors.Invalid):
            ask(case, kind="twice", twin=number)
    assert Voiding.objects.count() == 0


def test_who_asked_does_not_approve(town):
    case = make.case()
    asked = ask(case, "chenli")
    for act in (actions.void, lambda *a, **k: actions.refuse_void(*a, opinion="不", **k)):
        with pytest.raises(actions.NotEntitled):
            act(asked, by=make.desk("chenli"), at=LATER)
    assert make.fresh(case).state == "received"


@pytest.mark.parametrize("login", ["zhouming", "shuwen", "dingning"])
def test_only_who_may_decide_approves(town, login):
    asked = ask(make.case("accepted"))
    with pytest.raises(actions.NotEntitled):
        actions.void(asked, by=make.desk(login), at=LATER)
    assert make.fresh(asked.case).state == "accepted"


def test_what_was_answered_is_not_answered_again(town):
    asked = ask(make.case())
    actions.refuse_void(asked, opinion="没有错", by=make.desk("chenli"), at=LATER)
    with pytest.raises(NotNow):
        actions.void(asked, by=make.desk("chenli"), at=LATER)
    with pytest.raises(errors.Invalid):
        actions.refuse_void(ask(asked.case), opinion=" ", by=make.desk("chenli"), at=LATER)


def test_asked_twice_it_is_asked_once(town):
    case = make.case()
    ask(case)
    with pytest.raises(NotNow, match="等待批准"):
        ask(case)
    assert Voiding.objects.count() == 1


@pytest.mark.parametrize("state", ["granted", "refused", "delivered"])
def test_what_was_decided_is_not_voided(town, state):
    with pytest.raises(NotNow):
        ask(make.case(state))


@pytest.mark.parametrize(
    "changed",
    [
        "answered_by_id = officer_id",
        "answered_by_id = NULL",
        "kind = 'twice'",
        "kind = 'twice', twin_id = case_id",
        "reason = ''",
        "outcome = 'gone'",
    ],
)
def test_the_database_refuses(town, changed):
    made = actions.void(ask(make.case()), by=make.desk("chenli"), at=LATER)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE cases_voiding SET {changed} WHERE id = %s", [made.pk])
