"""撤销许可: announced, heard, decided; the certificate is void and the holder knows."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from tests import make
from tongban.cases import actions, ends
from tongban.cases.models import Case, Revocation
from tongban.cases.states import NotNow
from tongban.core import errors
from tongban.journal import queries as journal

DAY = dt.timedelta(days=1)
TOLD = make.AT + 30 * DAY
OVER = TOLD + 14 * DAY
DECEIT = {"ground": "deceit", "reason": "租赁合同是伪造的"}


def chief(case: Case):
    return make.able(case, "decide", "decide")


def announced(case: Case, **said) -> Revocation:
    return actions.announce_revocation(case, **(DECEIT | said), by=chief(case), at=TOLD)


def defend(case: Case, text: str = "合同是真的", at: dt.datetime = TOLD + DAY) -> Revocation:
    return actions.defend(case, text=text, by=make.applicant(firm=True), at=at)


@pytest.mark.parametrize("state", ["granted", "delivered"])
def test_it_is_announced_and_nothing_changes_yet(town, state):
    case = make.case(state)

    made = announced(case)

    assert (make.fresh(case).state, made.basis) == (state, "行政许可法第69条第2款")
    assert made.defence_until == dt.date(2026, 10, 22)
    assert (made.paper.kind, made.paper.data["until"]) == ("revocation_notice", "2026-10-22")
    line = journal.timeline(case.chain).last()
    assert (line.verb, line.paper, line.data["reason"]) == (
        "cases.announce_revocation", made.paper_id, DECEIT["reason"],
    )  # fmt: skip


@pytest.mark.parametrize("state", ["granted", "delivered"])
def test_when_the_time_is_over_it_is_revoked(town, state):
    case = make.case(state)
    made = announced(case)
    with pytest.raises(NotNow, match="还没有届满"):
        actions.revoke(made, by=chief(case), at=TOLD + DAY)

    made = actions.revoke(made, by=chief(case), at=OVER)

    case = make.fresh(case)
    certificate = ends.decision(case).certificate
    assert (case.state, case.due_on, certificate.state) == ("revoked", None, "revoked")
    assert case.closed_at == (OVER if state == "granted" else case.deliveries.get().at)
    assert (made.outcome, made.decision_paper.kind) == ("revoked", "revocation")
    assert made.decision_paper.data["remedies"] == {
        "reconsideration": "云溪市人民政府", "court": "云溪市人民法院",
    }  # fmt: skip
    assert "innocent" not in made.decision_paper.data
    assert journal.timeline(certificate.chain).last().verb == "licences.revoke"
    assert journal.timeline(case.chain).last().paper == made.decision_paper_id


def test_what_the_holder_says_is_answered(town):
    case = make.case("delivered")
    made = announced(case, ground="unqualified")
    defend(case)
    with pytest.raises(errors.Invalid) as wrong:
        actions.revoke(made, by=chief(case), at=TOLD + 2 * DAY)
    assert [key for key, _sentence in wrong.value.errors] == ["revocation_opinion"]

    made = actions.revoke(made, opinion="鉴定为伪造，不予采纳", by=chief(case), at=TOLD + 2 * DAY)

    printed = made.decision_paper.data
    assert (printed["defence"], printed["answer"]) == ("合同是真的", "鉴定为伪造，不予采纳")
    assert printed["innocent"] == "行政许可法第69条第4款"
    assert make.verbs(case)[-3:] == ["cases.announce_revocation", "cases.defend", "cases.revoke"]


def test_it_may_be_dropped_and_announced_again(town):
    case = make.case("delivered")
    made = announced(case)
    with pytest.raises(errors.Invalid):
        actions.drop_revocation(made, opinion=" ", by=chief(case), at=OVER)

    actions.drop_revocation(made, opinion="查明合同真实", by=chief(case), at=OVER)

    assert (make.fresh(case).state, ends.revocation(case)) == ("delivered", None)
    assert ends.decision(case).certificate.state == "valid"
    assert announced(case).outcome == ""


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"ground": "spite"}, "revocation_ground"),
        ({"reason": " "}, "revocation_reason"),
        ({"reason": "长" * 2001}, "revocation_reason"),
    ],
)
def test_what_is_missing_is_asked_for(town, said, field):
    case = make.case("delivered")
    with pytest.raises(errors.Invalid) as wrong:
        announced(case, **said)
    assert [key for key, _sentence in wrong.value.errors] == [field]
    assert Revocation.objects.count() == 0


@pytest.mark.parametrize(("text", "at"), [(" ", TOLD + DAY), ("长" * 2001, TOLD + DAY)])
def test_a_defence_says_something(town, text, at):
    case = make.case("delivered")
    announced(case)
    with pytest.raises(errors.Invalid):
        defend(case, text, at)


def test_a_defence_comes_once_and_in_time(town):
    case = make.case("delivered")
    with pytest.raises(NotNow):
        defend(case)
    announced(case)
    with pytest.raises(NotNow):
        defend(case, at=OVER)
    defend(case)
    with pytest.raises(NotNow):
        defend(case)


def test_a_refusal_is_no_licence(town):
    case = make.case("refused")
    actions.deliver(case, given=make.ELECTRONIC, by=make.window(case), at=make.AT + DAY)
    with pytest.raises(NotNow, match="没有准予"):
        announced(case)


@pytest.mark.parametrize("login", ["shenqing", "zhouming", "dingning"])
def test_only_who_may_decide(town, login):
    case = make.case("delivered")
    by = make.desk(login)
    with pytest.raises(actions.NotEntitled):
        actions.announce_revocation(case, **DECEIT, by=by, at=TOLD)
    made = announced(case)
    for act in (actions.revoke, actions.drop_revocation):
        with pytest.raises(actions.NotEntitled):
            act(made, opinion="不", by=by, at=OVER)
    assert make.fresh(case).state == "delivered"


def test_said_twice_it_is_said_once(town):
    case = make.case("delivered")
    made = announced(case)
    with pytest.raises(NotNow):
        announced(case)
    actions.revoke(made, by=chief(case), at=OVER)
    for act in (actions.revoke, actions.drop_revocation):
        with pytest.raises(NotNow):
            act(made, opinion="再来", by=chief(case), at=OVER)
    assert Revocation.objects.count() == 1


@pytest.mark.parametrize(
    "changed",
    [
        "decided_on = defence_until",
        "decided_by_id = NULL",
        "decision_paper_id = NULL",
        "remedies = ''",
        "reason = ''",
        "paper_id = NULL",
        "outcome = 'gone'",
    ],
)
def test_the_database_wants_the_holder_heard_first(town, changed):
    case = make.case("delivered")
    made = actions.revoke(announced(case), by=chief(case), at=OVER)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE cases_revocation SET {changed} WHERE id = %s", [made.pk])
