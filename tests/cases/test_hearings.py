"""听证: the right is told, used or waived; dates of the law; minutes on which the decision rests."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

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
    Pause,
)
from tongban.cases.states import NotNow
from tongban.core import errors
from tongban.journal import queries as journal


def line(case: Case):
    return journal.timeline(case.chain).last()


def dates(case: Case) -> tuple:
    fresh = make.fresh(case)
    return fresh.due_on, fresh.statutory_due_on


def test_telling_names_everybody_and_the_last_day(town):
    case = hearing.accepted()
    before = dates(case)
    right = hearing.told(case)

    assert (right.until, right.stage, dates(case)) == (UNTIL, "rights", before)
    assert list(right.parties.order_by("pk").values_list("name", "applicant", "answer")) == [
        (case.applicant_name, True, ""), (NEIGHBOUR, False, ""),
    ]  # fmt: skip
    said = right.paper.data
    assert (right.paper.kind, said["days"], said["until"], said["interested"]) == (
        "hearing_right", 5, "2026-09-30", [NEIGHBOUR],
    )  # fmt: skip
    assert (line(case).verb, line(case).paper, line(case).data["until"]) == (
        "cases.tell_hearing_right", right.paper_id, "2026-09-30",
    )  # fmt: skip


def test_asking_stops_the_clock_with_a_notice_of_the_time_needed(town):
    case = hearing.accepted()
    made = hearing.asked(case)

    assert (made.kind, made.asked_on, made.hold_by, dates(case)) == (
        "asked", AT.date(), HOLD_BY, (None, None),
    )  # fmt: skip
    pause = made.pause
    assert (pause.kind, pause.name, pause.began_on, pause.planned_on) == (
        "hearing", "听证（影响他人取水权益的）", AT.date(), HOLD_BY,
    )  # fmt: skip
    said = pause.paper.data
    assert (pause.paper.kind, said["days"], said["procedure"]) == ("special_procedure", 20, pause.name)
    told = line(case)
    assert (told.verb, told.paper, told.data["party"], told.data["until"]) == (
        "cases.request_hearing", pause.paper_id, case.applicant_name, "2026-10-27",
    )  # fmt: skip


def test_from_telling_to_a_decision_that_names_the_minutes(town):
    case = hearing.accepted()
    made = hearing.asked(case)
    notice = hearing.scheduled(made)
    kept = hearing.held(made)

    assert (notice.paper.data["chair"], notice.paper.data["meets"]) == (
        notice.chair.name, "2026年10月13日9时30分",
    )  # fmt: skip
    assert kept.paper.data["signed_by"] == "徐国强、何静"
    assert dates(case) == (dt.date(2026, 11, 2), dt.date(2026, 12, 7))
    assert (line(case).verb, line(case).data["due"]) == ("cases.hold_hearing", "2026-11-02")

    late = dt.datetime(2026, 10, 14, 9, tzinfo=AT.tzinfo)
    made = make.decided(make.reviewed(case, until="decide", at=late), at=late + DAY)
    [named] = Case.objects.get(pk=case.pk).decisions.get().paper.data["minutes"]
    assert named == f"2026年10月13日的听证笔录（{kept.paper.number}）"
    assert make.verbs(case).count("cases.request_hearing") == 1


@pytest.mark.parametrize(
    ("after", "sentence"), [(8, None), (9, "要求听证的期限到2026年9月30日为止")]
)  # 30 September, 1 October
def test_asking_in_time_or_refused_with_the_day_named(town, after, sentence):
    case = hearing.accepted()
    party = hearing.party(hearing.told(case))
    if sentence:
        with pytest.raises(NotNow, match=sentence):
            actions.request_hearing(party, by=hearing.by(case), at=AT + after * DAY)
    else:
        actions.request_hearing(party, by=hearing.by(case), at=AT + after * DAY)
    assert (Hearing.objects.count(), Pause.objects.count()) == ((0, 0) if sentence else (1, 1))


def test_what_came_by_post_counts_from_its_day(town):
    case = hearing.accepted()
    party = hearing.party(hearing.told(case))
    made = actions.request_hearing(party, asked_on=UNTIL, by=hearing.by(case), at=AT + 20 * DAY)
    assert (made.asked_on, made.pause.began_on) == (UNTIL, UNTIL)
    assert HearingParty.objects.get(pk=party.pk).answered_on == UNTIL


@pytest.mark.parametrize("asked_on", [AT.date() - DAY, AT.date() + 2 * DAY, dt.date.min, dt.date.max])
def test_a_day_that_cannot_be_is_refused(town, asked_on):
    case = hearing.accepted()
    party = hearing.party(hearing.told(case))
    with pytest.raises(errors.Invalid, match="没有办理"):
        actions.request_hearing(party, asked_on=asked_on, by=hearing.by(case), at=AT + DAY)
    assert Hearing.objects.count() == 0


def test_two_who_ask_are_heard_together(town):
    case = hearing.accepted()
    right = hearing.told(case)
    first = actions.request_hearing(hearing.party(right), by=hearing.by(case), at=AT)
    second = actions.request_hearing(
        hearing.party(right, applicant=True), by=make.applicant_of(case.item, "xu"), at=AT + DAY
    )
    assert (first, Pause.objects.count()) == (second, 1)
    assert make.verbs(case)[-2:] == ["cases.request_hearing"] * 2


def test_nothing_is_decided_before_the_five_days_or_the_waivers(town):
    case = hearing.accepted()
    right = hearing.told(case)
    make.reviewed(case, until="decide", at=AT)
    with pytest.raises(errors.Problem, match="9月30日以前可以要求听证"):
        make.decided(case, at=AT + 8 * DAY)
    actions.waive_hearing(
        hearing.party(right, applicant=True), by=make.applicant_of(case.item, "xu"), at=AT + DAY
    )
    with pytest.raises(errors.Problem, match=f"“{NEIGHBOUR}”在9月30日"):
        make.decided(case, at=AT + DAY)
    actions.waive_hearing(hearing.party(right), by=hearing.by(case), at=AT + DAY)
    assert (line(case).verb, line(case).data["party"]) == ("cases.waive_hearing", NEIGHBOUR)
    assert make.decided(case, at=AT + DAY).state == "granted"


def test_after_the_five_days_silence_is_a_waiver(town):
    case = hearing.accepted()
    hearing.told(case)
    make.reviewed(case, until="decide", at=AT)
    assert make.decided(case, at=AT + 9 * DAY).state == "granted"


def test_the_database_decides_nothing_before_that_day(town):
    case = hearing.accepted()
    hearing.told(case)
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("SET CONSTRAINTS hearing_right_waits IMMEDIATE")
        with pytest.raises(IntegrityError, match="听证权利"), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(state="granted", decided_at=AT + 8 * DAY)


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
