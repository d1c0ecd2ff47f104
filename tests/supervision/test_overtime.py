"""Overtime: the post says why, supervision judges it; each once, each by whom it falls to."""

import pytest
from django.db import IntegrityError, connection, transaction

from tests import make
from tests.supervision.parts import DAY, SAID, UNJUSTIFIED, noted, stated
from tongban.catalogue import codes
from tongban.catalogue.models import Code
from tongban.core import errors
from tongban.journal.models import Line
from tongban.notices.models import Notice
from tongban.supervision import actions, reactions
from tongban.supervision.models import Overtime
from tongban.supervision.states import NotNow


def told(chain: str) -> list[tuple[str, str]]:
    for line in Line.objects.filter(chain=chain).order_by("seq"):
        for _ in range(2):
            reactions.tell_overtime(chain, line.pk)
    known = {f"officer:{make.account(n).officer_id}": n for n in ("zhouming", "chengjian", "shangming")}
    return sorted((each.verb, known[each.recipient]) for each in Notice.objects.filter(subject=chain))


def test_the_post_says_why_and_supervision_judges(town):
    late, at = stated()
    assert (late.state, late.cause, late.stated_post) == ("stated", "staff", "许可科审查岗")
    judged = actions.judge_cause(late, **UNJUSTIFIED, by=make.desk("chengjian", at), at=at)
    assert (judged.state, judged.opinion, judged.judged_by_id) == (
        "unjustified",
        UNJUSTIFIED["opinion"],
        make.account("chengjian").officer_id,
    )
    assert make.verbs_of(late.chain) == [
        "supervision.note_late",
        "supervision.state_cause",
        "supervision.judge_cause",
    ]
    assert told(late.chain) == [
        ("supervision.judge_cause", "zhouming"),
        ("supervision.note_late", "zhouming"),
        ("supervision.state_cause", "chengjian"),
        ("supervision.state_cause", "shangming"),
    ]


def test_each_is_said_once(town):
    late, at = stated()
    with pytest.raises(NotNow):
        actions.state_cause(late, **SAID, by=make.desk("zhouming", at), at=at)
    by = make.desk("chengjian", at)
    actions.judge_cause(late, **UNJUSTIFIED, by=by, at=at)
    with pytest.raises(NotNow):
        actions.judge_cause(late, **UNJUSTIFIED, by=by, at=at)


def test_what_was_not_explained_is_not_judged(town):
    late, at = noted()
    with pytest.raises(NotNow):
        actions.judge_cause(late, **UNJUSTIFIED, by=make.desk("chengjian", at), at=at)


@pytest.mark.parametrize("login", ["chenli", "tangyue", "handong", "shenqing", "fangyuan", "chengjian"])
def test_only_the_post_that_was_late_explains(town, login):
    late, at = noted()
    with pytest.raises(actions.NotEntitled):
        actions.state_cause(late, **SAID, by=make.desk(login, at), at=at)


@pytest.mark.parametrize("login", ["zhouming", "jiangjian", "shenqing"])
def test_only_supervisors_of_the_division_judge(town, login):
    late, at = stated()
    with pytest.raises(actions.NotEntitled):
        actions.judge_cause(late, **UNJUSTIFIED, by=make.desk(login, at), at=at)


@pytest.mark.parametrize(
    "said", [{"cause": ""}, {"cause": "moon"}, {"statement": " "}, {"statement": "字" * 1001}]
)
def test_a_cause_is_one_of_the_list_and_has_words(town, said):
    late, at = noted()
    with pytest.raises(errors.Invalid):
        actions.state_cause(late, **(SAID | said), by=make.desk("zhouming", at), at=at)
    late.refresh_from_db()
    assert late.state == "waiting"


@pytest.mark.parametrize("said", [{"verdict": "upheld"}, {"verdict": ""}, {"opinion": ""}])
def test_a_judgement_has_a_verdict_and_words(town, said):
    late, at = stated()
    with pytest.raises(errors.Invalid):
        actions.judge_cause(late, **(UNJUSTIFIED | said), by=make.desk("chengjian", at), at=at)


def test_causes_are_data(town):
    today = make.AT.date()
    assert actions.causes(today) == codes.OVERTIME_CAUSES
    Code.objects.filter(set="overtime_causes", code="policy").update(until=today)
    assert "policy" not in actions.causes(today)
    assert "policy" in actions.causes(today - DAY)


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"state": "stated"}, "overtime_stated"),
        ({"cause": "staff"}, "overtime_stated"),
        ({"opinion": "不成立"}, "overtime_judged_by_a_person"),
        ({"days": 3}, "overtime_ended_late"),
        ({"clock": "moon"}, "overtime_clock"),
        ({"state": "moon"}, "overtime_"),
    ],
)
def test_the_database_refuses(town, columns, constraint):
    late, _at = noted()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Overtime.objects.filter(pk=late.pk).update(**columns)


def test_no_state_without_its_line(town):
    late, at = stated()
    judge = make.account("chengjian").officer_id
    Overtime.objects.filter(pk=late.pk).update(
        state="justified", opinion="好", judged_by_id=judge, judged_at=at
    )
    with pytest.raises(IntegrityError, match="没有日志"), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_stage_is_passed_once(town):
    case = make.case("accepted")
    turn, due = case.turns.get(), make.AT.date()
    passed = {"officers": [], "people": "", "at": make.AT + 2 * DAY}
    assert [actions.pass_stage(case, turn, due, **passed) for _ in range(2)] == [True, False]
    assert actions.pass_stage(case, turn, due + DAY, **passed) is True
    assert Overtime.objects.filter(clock="stage", people="").count() == 2
