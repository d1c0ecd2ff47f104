"""听证权利: told to all, used in time or waived; nothing is decided before."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from tests import make
from tests.cases import hearing
from tests.cases.hearing import AT, DAY, HOLD_BY, NEIGHBOUR, UNTIL
from tongban.cases import actions
from tongban.cases.models import (
    Case,
    Hearing,
    HearingParty,
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
