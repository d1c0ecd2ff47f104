"""终止办理: what it leaves, from every state in which it may be, by whom, and what the database refuses."""

import pytest
from django.db import IntegrityError, connection, transaction

from tests import make
from tongban.cases import actions, ends
from tongban.cases.actions import step, terminating
from tongban.cases.models import Termination
from tongban.cases.states import NotNow
from tongban.core import errors
from tongban.journal import queries as journal
from tongban.journal.actions import SYSTEM
from tongban.papers.models import Paper

LATER = make.AT + 3 * make.HOUR
GONE = {"kind": "applicant_gone", "reason": "公司已于9月10日注销"}


def terminate(case, login: str = "chenli", **said) -> Termination:
    return actions.terminate(case, **(GONE | said), by=make.desk(login), at=LATER)


@pytest.mark.parametrize("state", ["received", "correcting", "accepted"])
def test_it_ends_whatever_is_open(town, state):
    case = make.case(state)

    made = terminate(case)

    case = make.fresh(case)
    assert (case.state, case.due_on, case.closed_at) == ("terminated", None, LATER)
    assert (made.basis, made.post_name != "", made.instrument != "") == ("本地政务服务管理规定", True, True)
    assert "行政复议" in made.remedies
    assert make.at_stages(case) == []
    line = journal.timeline(case.chain).last()
    assert (line.verb, line.paper, line.data["reason"]) == ("cases.terminate", made.paper_id, GONE["reason"])
    assert (made.paper.kind, made.paper.data["reason"]) == ("termination", GONE["reason"])
    assert ends.termination(case) == made


def test_pauses_extensions_and_wishes_end_with_it(town):
    case = make.case("accepted")
    officer, chief = make.desk("zhouming"), make.desk("chenli")
    actions.ask_extension(case, days=5, reason="影响范围需要核实", stage="review", by=officer, at=LATER)
    asked = actions.ask_void(case, kind="mistake", reason="登错了人", by=officer, at=LATER)

    actions.terminate(case, **GONE, by=chief, at=LATER)

    asked.refresh_from_db()
    assert (case.extensions.get().outcome, asked.outcome) == ("over", "over")


def test_the_system_may_end_it_by_the_core(town):
    case = make.case("accepted")
    hand = step.Hand(SYSTEM, {"at": LATER})

    made = terminating.close(case, "undertaking_broken", "到期没有补交", "本地容缺受理管理规定", hand, LATER)

    assert (make.fresh(case).state, made.officer) == ("terminated", None)
    assert journal.timeline(case.chain).last().by == "system"


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({"kind": ""}, ["termination_kind"]),
        ({"kind": "boredom"}, ["termination_kind"]),
        ({"reason": "  "}, ["termination_reason"]),
        ({"reason": "长" * 1001}, ["termination_reason"]),
        ({"kind": "other"}, ["termination_basis"]),
        ({"kind": "?", "reason": ""}, ["termination_kind", "termination_reason"]),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_changes(town, said, fields):
    case = make.case("accepted")
    with pytest.raises(errors.Invalid) as wrong:
        terminate(case, **said)
    assert [key for key, _sentence in wrong.value.errors] == fields
    assert (make.fresh(case).state, make.at_stages(case)) == ("accepted", ["review"])
    assert (Termination.objects.count(), Paper.objects.filter(kind="termination").count()) == (0, 0)


@pytest.mark.parametrize("login", ["shenqing", "zhouming", "shuwen", "dingning"])
def test_only_who_may_decide(town, login):
    case = make.case("accepted")
    with pytest.raises(actions.NotEntitled):
        terminate(case, login)
    assert make.fresh(case).state == "accepted"


@pytest.mark.parametrize("state", ["granted", "refused", "delivered", "declined", "withdrawn"])
def test_what_has_ended_is_not_ended_again(town, state):
    case = make.case(state)
    with pytest.raises(NotNow):
        terminate(case)
    assert make.fresh(case).state == state


def test_said_twice_it_is_said_once(town):
    case = make.case("accepted")
    terminate(case)
    with pytest.raises(NotNow):
        terminate(case)
    assert Termination.objects.count() == 1


@pytest.mark.parametrize("column", ["reason", "basis", "remedies"])
def test_the_database_wants_reasons(town, column):
    made = terminate(make.case("accepted"))
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE cases_termination SET {column} = '' WHERE id = %s", [made.pk])


def test_the_database_keeps_one(town):
    made = terminate(make.case("accepted"))
    made.pk = None
    with pytest.raises(IntegrityError, match="termination_stands_once"), transaction.atomic():
        made.save(force_insert=True)
