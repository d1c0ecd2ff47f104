"""听证: arranged within the dates of the law, held by who does not examine, ended by its minutes."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from tests import make
from tests.cases import hearing
from tests.cases.hearing import AT, DAY, HOLD_BY, NEIGHBOUR, UNTIL
from tongban.cases import actions, hearings, telling
from tongban.cases.models import (
    Case,
    Hearing,
    HearingMinutes,
    HearingNotice,
    HearingParty,
    HearingRight,
)
from tongban.cases.states import NotNow
from tongban.core import errors
from tongban.journal import queries as journal


def line(case: Case):
    return journal.timeline(case.chain).last()


def dates(case: Case) -> tuple:
    fresh = make.fresh(case)
    return fresh.due_on, fresh.statutory_due_on


@pytest.mark.parametrize(
    ("day", "fits"),
    [
        (dt.date(2026, 10, 9), False),  # notice on the 23rd: the seventh day is the 10th
        (dt.date(2026, 10, 10), True),
        (HOLD_BY, True),
        (HOLD_BY + DAY, False),
        (AT.date(), False),
    ],
)
def test_a_hearing_is_held_after_seven_and_within_twenty_days(town, day, fits):
    made = hearing.asked(hearing.accepted())
    if fits:
        hearing.scheduled(made, day)
    else:
        with pytest.raises(errors.Invalid) as wrong:
            hearing.scheduled(made, day)
        [(key, sentence)] = wrong.value.errors
        assert (key, "10月10日到10月27日" in sentence) == ("meets_at", True)
    assert HearingNotice.objects.count() == fits


def test_who_is_late_gives_the_seven_days_all_the_same(town):
    made = hearing.asked(hearing.accepted())
    late = dt.datetime(2026, 10, 22, 10, tzinfo=AT.tzinfo)
    assert hearings.span(made, late.date()) == (dt.date(2026, 11, 2), dt.date(2026, 11, 2))
    with pytest.raises(errors.Invalid):
        hearing.scheduled(made, HOLD_BY, at=late)
    hearing.scheduled(made, dt.date(2026, 11, 2), at=late)


def test_who_examines_does_not_preside(town):
    case = hearing.accepted()
    made = hearing.asked(case)
    examiner = hearing.by(case).officer_id
    for chair in (examiner, case.reviews.first().officer_id, make.desk("zhouming").officer_id, None, 0):
        with pytest.raises(errors.Invalid, match="没有安排"):
            hearing.scheduled(made, chair=chair)
    notice = hearing.scheduled(made)
    with pytest.raises(IntegrityError, match="不能主持听证"), transaction.atomic():
        HearingNotice.objects.filter(pk=notice.pk).update(chair=examiner)


def test_who_presides_does_not_examine_any_more(town):
    case = hearing.accepted()
    made = hearing.asked(case)
    others = hearings.chairs(case, AT.date()).filter(pk=hearing.by(case, "review").officer_id)
    assert list(others) == []  # he wrote the first opinion
    notice = hearing.scheduled(made)
    with pytest.raises(IntegrityError, match="不能审查"), transaction.atomic():
        case.reviews.update(officer=notice.chair)


def test_a_second_notice_replaces_the_first(town):
    made = hearing.asked(hearing.accepted())
    hearing.scheduled(made)
    second = hearing.scheduled(made, dt.date(2026, 10, 20), at=AT + 2 * DAY)
    assert (hearings.notice(made), HearingNotice.objects.count()) == (second, 2)
    with pytest.raises(errors.Invalid, match="笔录没有保存"):
        hearing.held(made, dt.date(2026, 10, 13))


def test_the_public_is_told_of_a_hearing_that_is_called(town):
    case = hearing.accepted()
    made = hearing.called(case)
    assert (made.kind, line(case).verb, dates(case)) == ("called", "cases.call_hearing", (None, None))
    notice = hearing.scheduled(made)
    assert notice.announcement == notice.paper.data["announcement"]
    assert f"将于2026年10月13日9时30分在{hearing.PLACE}" in notice.announcement


def test_calling_off_goes_on_with_the_clock(town):
    case = hearing.accepted()
    made = hearing.asked(case)
    with pytest.raises(errors.Invalid, match="没有终止"):
        actions.cancel_hearing(made, reason=" ", by=hearing.by(case), at=AT + 7 * DAY)
    actions.cancel_hearing(made, reason="申请人撤回要求", by=hearing.by(case), at=AT + 7 * DAY)
    assert dates(case) == (dt.date(2026, 10, 23), dt.date(2026, 11, 27))
    assert (line(case).verb, line(case).data["due"]) == ("cases.cancel_hearing", "2026-10-23")
    for act in (hearing.scheduled, hearing.held):
        with pytest.raises(NotNow, match="已经结束"):
            act(made)


def test_only_the_minutes_end_its_pause(town):
    case = hearing.accepted()
    made = hearing.asked(case)
    with pytest.raises(NotNow, match="笔录"):
        actions.end_procedure(made.pause, result="完", by=hearing.by(case), at=AT + DAY)
    with pytest.raises(NotNow, match="还没有安排"):
        hearing.held(made)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"text": " "}, "minutes"),
        ({"signed_by": ""}, "signed_by"),
        ({"result": " "}, "hearing_result"),
        ({"result": "长" * 501}, "hearing_result"),
        ({"held_on": None}, "held_on"),
        ({"held_on": dt.date(2026, 10, 14)}, "held_on"),
        ({"held_on": dt.date(2026, 10, 12)}, "held_on"),
    ],
)
def test_what_minutes_must_say(town, changed, field):
    made = hearing.asked(hearing.accepted())
    hearing.scheduled(made)
    with pytest.raises(errors.Invalid) as wrong:
        hearing.held(made, **changed)
    assert [key for key, _ in wrong.value.errors] == [field]
    assert (HearingMinutes.objects.count(), made.pause.ended_on) == (0, None)


def test_minutes_may_be_a_scan(town):
    made = hearing.asked(hearing.accepted())
    hearing.scheduled(made)
    kept = hearing.held(made, text="", file=make.file("听证笔录.png"))
    assert "扫描件" in kept.paper.data["text"]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"matter": "  "}, "matter"),
        ({"matter": "长" * 501}, "matter"),
        ({"interested": [("", "3号")]}, "interested"),
        ({"interested": [("名" * 121, "")]}, "interested"),
        ({"interested": [(NEIGHBOUR, ""), (NEIGHBOUR, "")]}, "interested"),
        ({"interested": [(f"第{n}户", "") for n in range(21)]}, "interested"),
    ],
)
def test_what_the_telling_must_say(town, changed, field):
    with pytest.raises(errors.Invalid) as wrong:
        hearing.told(hearing.accepted(), **changed)
    assert ([key for key, _ in wrong.value.errors], HearingRight.objects.count()) == ([field], 0)


def test_nothing_is_done_twice(town):
    case = hearing.accepted()
    right = hearing.told(case)
    with pytest.raises(NotNow, match="已经告知过"):
        hearing.told(case)
    party = hearing.party(right)
    actions.waive_hearing(party, by=hearing.by(case), at=AT)
    for act in (actions.waive_hearing, actions.request_hearing):
        with pytest.raises(NotNow, match="已经放弃听证"):
            act(party, by=hearing.by(case), at=AT)
    hearing.called(case)
    with pytest.raises(NotNow, match="已经在进行"):
        hearing.called(case)


def test_who_may_not(town):
    case = hearing.accepted()
    stranger, elsewhere = make.applicant("lin"), make.desk("zhouming")
    with pytest.raises(actions.NotEntitled):
        actions.tell_hearing_right(case, matter="x", stage="rights", by=elsewhere, at=AT)
    with pytest.raises(actions.NotEntitled):
        actions.call_hearing(case, reason="x", stage="rights", by=elsewhere, at=AT)
    right = hearing.told(case)
    with pytest.raises(actions.NotEntitled, match="另一位当事人"):
        actions.request_hearing(hearing.party(right), by=stranger, at=AT)
    for act in (actions.request_hearing, actions.waive_hearing):
        with pytest.raises(actions.NotEntitled):
            act(hearing.party(right), by=elsewhere, at=AT)
    made = actions.request_hearing(hearing.party(right), by=hearing.by(case), at=AT)
    for act in (hearing.scheduled, hearing.held):
        with pytest.raises(actions.NotEntitled):
            act(made, by=elsewhere)
    with pytest.raises(actions.NotEntitled):
        actions.cancel_hearing(made, reason="x", by=elsewhere, at=AT)
    assert make.verbs(case)[-2:] == ["cases.tell_hearing_right", "cases.request_hearing"]


def test_what_is_no_licence_is_not_heard(town):
    case = make.case("accepted", item=make.WORK)
    [turn] = case.turns.filter(outcome="")
    officer = make.able(case, turn.post, "decide")
    with pytest.raises(NotNow, match="不是行政许可"):
        actions.tell_hearing_right(case, matter="x", by=officer, at=AT)


def test_a_case_that_ends_ends_its_hearing(town):
    case = hearing.accepted()
    made = hearing.asked(case)
    actions.withdraw(case, reason="", by=make.applicant_of(case.item, "xu"), at=AT + DAY)
    assert (hearings.running(case), hearings.clocks(make.fresh(case), AT.date() + 2 * DAY)) == (None, [])
    with pytest.raises(NotNow):
        hearing.scheduled(made)


@pytest.mark.parametrize(
    ("model", "changes"),
    [
        (Hearing, {"kind": "x"}),
        (Hearing, {"hold_by": AT.date()}),
        (HearingNotice, {"place": ""}),
        (HearingNotice, {"meets_at": AT}),
        (HearingMinutes, {"signed_by": ""}),
        (HearingMinutes, {"text": ""}),
        (HearingRight, {"matter": ""}),
        (HearingParty, {"name": ""}),
        (HearingParty, {"answer": "asked", "answered_on": None}),
        (HearingParty, {"answer": "maybe"}),
    ],
)
def test_the_database_refuses_what_cannot_be(town, model, changes):
    made = hearing.asked(hearing.accepted())
    hearing.scheduled(made)
    hearing.held(made)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**changes)


@pytest.mark.parametrize(
    ("today", "light"),
    [(AT.date(), "green"), (dt.date(2026, 10, 21), "yellow"), (HOLD_BY, "yellow"), (HOLD_BY + DAY, "red")],
)
def test_its_own_limit_has_a_light(town, today, light):
    case = hearing.accepted()
    hearing.asked(case)
    found = {one.name: (one.due_on, one.light) for one in hearings.clocks(case, today)}
    assert found["hearing_held"] == (HOLD_BY, light)


def test_the_right_has_a_light_until_all_have_answered(town):
    case = hearing.accepted()
    right = hearing.told(case)
    assert [(one.name, one.due_on, one.light) for one in hearings.clocks(case, AT.date())] == [
        ("hearing_request", UNTIL, "green")
    ]
    for party in right.parties.all():
        actions.waive_hearing(party, by=hearing.by(case), at=AT)
    assert hearings.clocks(case, AT.date()) == []


def test_every_step_is_told_in_words(town):
    case = hearing.accepted()
    made = hearing.asked(case)
    hearing.scheduled(made)
    hearing.held(made)
    told = [telling.tell(each, public=True) for each in journal.timeline(case.chain)][-4:]
    assert [one.heading for one in told] == ["告知听证权利", "要求听证", "通知听证", "听证举行完毕"]
    assert "应在10月27日前举行" in told[1].sentence
