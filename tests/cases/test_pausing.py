"""特别程序 of a case: who begins and ends one, what it leaves, and that no day of it is counted."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tests import make
from tests.cases import hearing
from tests.cases.pausing import DAY
from tests.desk.test_races import at_once
from tongban.cases import actions, interruptions, queries, rules, stages
from tongban.cases.models import Case, Pause
from tongban.cases.states import NotNow
from tongban.core import errors
from tongban.identity.rules import Desk
from tongban.journal import queries as journal

ITEM = {"item": "water_intake", "by": "xu"}


LARGE = {"source": ["ground"], "amount": ["large"], "third_party": ["yes"]}


REVIEW = "水资源论证报告专家评审"


HEARING = "听证（影响他人取水权益的）"


AT = make.AT + 7 * DAY  # 22 September


def accepted(stage: str = "report", **more) -> Case:
    return make.case("accepted", situation=LARGE, stage=stage, **ITEM, **more)


def by(case: Case, post: str = "review", act: str = "review") -> Desk:
    return make.able(case, post, act, AT)


def begun(case: Case, name: str = REVIEW, at: dt.datetime = AT, **more) -> Pause:
    words = {"ground": "技术问题复杂，需要专家评审。", "planned_on": at.date() + 10 * DAY, "stage": "report"}
    return actions.begin_procedure(case, name=name, by=by(case), at=at, **words | more)


def dates(case: Case) -> tuple:
    fresh = make.fresh(case)
    return fresh.due_on, fresh.statutory_due_on


def test_beginning_stops_both_limits(town):
    case = accepted()
    pause = begun(case)

    assert dates(case) == (None, None)
    assert (pause.kind, pause.stage, pause.began_on, pause.ended_on) == (
        "expert_review", "report", AT.date(), None,
    )  # fmt: skip
    line = journal.timeline(case.chain).last()
    assert (line.verb, line.paper, line.ground) == (
        "cases.begin_procedure", pause.paper_id, pause.instrument,
    )  # fmt: skip
    assert (line.data["procedure"], line.data["planned"]) == (REVIEW, "2026-10-02")
    said = pause.paper.data
    assert (pause.paper.kind, said["procedure"], said["days"]) == ("special_procedure", REVIEW, 5)


@pytest.mark.parametrize(
    ("ended", "due"),
    [
        (dt.date(2026, 9, 22), (dt.date(2026, 10, 19), dt.date(2026, 11, 23))),
        (dt.date(2026, 9, 24), (dt.date(2026, 10, 21), dt.date(2026, 11, 25))),
        (None, (dt.date(2026, 10, 23), dt.date(2026, 11, 27))),
    ],
)
def test_ending_goes_on_from_the_day_after(town, ended, due):
    case = accepted()
    pause = begun(case)

    actions.end_procedure(pause, result="论证报告通过评审。", ended_on=ended, by=by(case), at=AT + 7 * DAY)

    kept = Pause.objects.get()
    assert (kept.ended_on, kept.ended_at) == (ended or dt.date(2026, 9, 29), AT + 7 * DAY)
    assert dates(case) == due
    line = journal.timeline(case.chain).last()
    assert (line.verb, line.data["result"], line.data["due"]) == (
        "cases.end_procedure", "论证报告通过评审。", due[0].isoformat(),
    )  # fmt: skip


def test_two_procedures_count_as_their_union(town):
    case = accepted()
    first, second = begun(case), hearing.called(case, AT + DAY)
    actions.end_procedure(first, result="通过", by=by(case), at=AT + 6 * DAY)
    assert dates(case) == (None, None)
    assert journal.timeline(case.chain).last().data["due"] is None

    actions.cancel_hearing(second, reason="各方达成一致", by=by(case), at=AT + 7 * DAY)

    assert dates(case) == (dt.date(2026, 10, 23), dt.date(2026, 11, 27))


def test_the_light_is_none_and_the_projection_moves(town):
    case = accepted()
    begun(case)
    [promised, statutory] = queries.explained(make.fresh(case), dt.date(2026, 9, 29))

    found = promised.explanation
    assert (found.paused, found.due, found.light, found.projected) == (
        True,
        None,
        None,
        dt.date(2026, 10, 23),
    )
    assert statutory.explanation.projected == dt.date(2026, 11, 27)
    assert [(d.date.day, d.procedure) for d in found.days if d.why == "paused"] == [
        (day, "expert_review") for day in (23, 24, 28, 29)
    ]
    assert rules.light(make.fresh(case).due_on, None, dt.date(2026, 9, 29)) is None


def test_only_the_stage_in_which_it_is_held_stands_still(town):
    case = accepted()
    begun(case)
    found = {one.stage.key: one.due_on for one in stages.at(make.fresh(case), AT.date())}
    assert found == {"report": None, "total": dt.date(2026, 9, 22), "rights": dt.date(2026, 9, 22)}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": "拍卖"}, "procedure"),
        ({"name": ""}, "procedure"),
        ({"ground": "  "}, "ground"),
        ({"ground": "长" * 501}, "ground"),
        ({"planned_on": None}, "planned_on"),
        ({"planned_on": AT.date()}, "planned_on"),
        ({"planned_on": dt.date(9999, 12, 31)}, "planned_on"),
    ],
)
def test_what_the_notice_must_say_is_asked_for(town, changed, field):
    case = accepted()
    with pytest.raises(errors.Invalid) as wrong:
        begun(case, **changed)
    assert [key for key, _ in wrong.value.errors] == [field]
    assert (Pause.objects.count(), make.fresh(case).due_on) == (0, dt.date(2026, 10, 19))


@pytest.mark.parametrize(
    ("stage", "names"),
    [("report", [REVIEW]), ("total", []), ("rights", [])],  # hearings have their own verbs
)
def test_a_stage_holds_its_own_procedures_and_those_of_none(town, stage, names):
    known = make.definition(make.published("water_intake"))
    placed = {name for one in known.flow for name in one.procedures}
    expected = [n for n in names if n not in placed or n in known.stages[stage].procedures]
    assert interruptions.allowed(known, known.stages[stage]) == expected


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("听证", "hearing"),
        ("水质检测（使用二次供水的）", "testing"),
        ("检验检测", "inspection"),
        ("水资源论证报告专家评审", "expert_review"),
        ("公示", "other_by_law"),
    ],
)
def test_the_kind_follows_from_the_name(name, kind):
    assert interruptions.kind(name) == kind


def test_who_does_not_handle_the_stage_may_not_begin(town):
    case = accepted()
    for officer in (by(case, "review2"), by(case, "decide", "decide"), make.desk(), make.desk("zhouming")):
        words = {"ground": "需要", "planned_on": AT.date() + DAY}
        with pytest.raises(actions.NotEntitled):
            actions.begin_procedure(case, name=REVIEW, stage="report", by=officer, at=AT, **words)
    assert Pause.objects.count() == 0


def test_who_has_no_power_may_not_end(town):
    case = accepted()
    pause = begun(case)
    for officer in (make.desk(), make.desk("zhouming")):
        with pytest.raises(actions.NotEntitled):
            actions.end_procedure(pause, result="通过", by=officer, at=AT)
    assert Pause.objects.get().ended_on is None


@pytest.mark.parametrize(
    ("result", "ended", "field"),
    [
        ("  ", None, "result"),
        ("通过", AT.date() - DAY, "ended_on"),
        ("通过", AT.date() + 2 * DAY, "ended_on"),
    ],
)
def test_an_end_without_result_or_day_is_refused(town, result, ended, field):
    case = accepted()
    pause = begun(case)
    with pytest.raises(errors.Invalid) as wrong:
        actions.end_procedure(pause, result=result, ended_on=ended, by=by(case), at=AT + DAY)
    assert [key for key, _ in wrong.value.errors] == [field]
    assert Pause.objects.get().ended_on is None


def test_nothing_is_begun_or_ended_twice(town):
    case = accepted()
    pause = begun(case)
    with pytest.raises(NotNow, match="还没有结束"):
        begun(case)
    actions.end_procedure(pause, result="通过", by=by(case), at=AT)
    with pytest.raises(NotNow, match="已经结束"):
        actions.end_procedure(pause, result="通过", by=by(case), at=AT)
    begun(case)
    assert Pause.objects.count() == 2


def test_only_what_is_under_review_is_paused(town):
    case = make.case(situation=LARGE, **ITEM)
    with pytest.raises(NotNow, match="待受理"):
        begun(case)


@pytest.mark.parametrize("granted", [True, False])
def test_nothing_is_decided_while_one_is_open(town, granted):
    case = accepted()
    hearing.called(case)
    make.reviewed(case, until="decide", at=AT)
    words = {"reason": "不符合取水总量控制要求", "basis": "水法第四十八条"}
    with pytest.raises(errors.Problem, match=r"听证（影响他人取水权益的）”还没有结束"):
        actions.decide(case, granted=granted, by=by(case, "decide", "decide"), at=AT, **words)
    assert (make.fresh(case).state, make.at_stages(make.fresh(case))) == ("accepted", ["decide"])


def test_the_database_decides_nothing_while_one_is_open(town):
    case = accepted()
    begun(case)
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("SET CONSTRAINTS open_pause_guard IMMEDIATE")
        with pytest.raises(IntegrityError, match="特别程序还没有结束"), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(state="granted", decided_at=AT)


@pytest.mark.parametrize(
    "changes",
    [
        {"ended_on": AT.date() - DAY, "ended_at": AT, "result": "通过"},
        {"ended_on": AT.date()},
        {"kind": "nap"},
    ],
)
def test_the_database_refuses_what_cannot_be(town, changes):
    pause = begun(accepted())
    with pytest.raises(IntegrityError), transaction.atomic():
        Pause.objects.filter(pk=pause.pk).update(**changes)


def test_a_withdrawal_ends_what_is_open(town):
    case = accepted()
    begun(case)
    actions.withdraw(case, reason="", by=make.applicant_of(case.item, "xu"), at=AT + DAY)
    assert [(p.ended_on, p.result) for p in Pause.objects.all()] == [(AT.date() + DAY, "办件结束")]


@pytest.mark.parametrize(("today", "late"), [(dt.date(2026, 10, 2), False), (dt.date(2026, 10, 3), True)])
def test_what_lasts_longer_than_told_is_marked(town, today, late):
    assert interruptions.overdue(begun(accepted()), today) is late


def test_two_beginnings_at_once_make_one(fresh_town):
    case = make.case_now("accepted", situation=LARGE, stage="report", **ITEM)
    at, officer = timezone.now(), make.able(case, "review", "review", timezone.now())
    words = {"ground": "需要", "planned_on": timezone.localdate(at) + 3 * DAY, "stage": "report"}

    def begin():
        return actions.begin_procedure(case, name=REVIEW, by=officer, at=at, **words)

    raised = at_once(begin, begin, begin)
    assert sorted(type(error).__name__ for error in raised) == ["NoneType", "NotNow", "NotNow"]
    assert Pause.objects.count() == 1
