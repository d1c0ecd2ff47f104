"""What follows from a light: a reminder, an urging for each deadline and post, an overtime; never twice."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction

from tests import make
from tests.supervision.test_sweeping import on
from tongban.cases import actions as cases
from tongban.cases.models import Case
from tongban.journal.models import Line
from tongban.notices.models import Notice
from tongban.supervision import actions, following, reactions, reminding, rulebook, staging, sweeping
from tongban.supervision.models import Alarm, Overtime, Rule, StageAlarm, Urging

DAY = dt.timedelta(1)


@pytest.fixture
def case(town) -> Case:
    """Accepted, at its review."""
    return make.case("accepted")


def told() -> list[tuple[str, str]]:
    known = {
        f"officer:{make.account(login).officer_id}": login
        for login in ("zhouming", "chenli", "chengjian", "shangming")
    }
    rows = Notice.objects.filter(verb__startswith="supervision.").order_by("created_at", "verb", "recipient")
    return [(each.verb, known.get(each.recipient, each.recipient)) for each in rows]


def test_at_yellow_the_post_is_told_once(case):
    sweeping.relight(on(case.yellow_on))
    assert [reminding.remind(on(case.yellow_on)) for _ in range(2)] == [1, 0]
    assert told() == [("supervision.remind", "zhouming")]
    assert Notice.objects.get(verb="supervision.remind").link == f"/desk/cases/{case.number}/"


def test_what_was_done_meanwhile_is_not_reminded(case):
    sweeping.relight(on(case.yellow_on))
    make.decided(make.reviewed(case, until="decide", at=make.AT + 3 * make.HOUR), at=make.AT + 9 * make.HOUR)
    assert (reminding.remind(on(case.yellow_on)), told()) == (1, [])


def test_a_killed_pass_has_told_nobody_and_the_next_tells_all(case):
    sweeping.relight(on(case.yellow_on))
    with transaction.atomic():
        reminding.remind(on(case.yellow_on))
        transaction.set_rollback(True)
    assert told() == []
    assert reminding.remind(on(case.yellow_on)) == 1
    assert told() == [("supervision.remind", "zhouming")]


def test_at_red_the_system_urges_each_post_once(case):
    late = on(case.due_on + DAY)
    assert following.urge(on(case.due_on)) == 0
    assert [following.urge(late), following.urge(late), following.urge(late + 9 * DAY)] == [1, 0, 0]
    urging = Urging.objects.get()
    assert (urging.origin, urging.post, urging.state, urging.due_on, urging.officer_id) == (
        "system",
        "review",
        "open",
        case.due_on,
        None,
    )
    assert urging.next_on is not None
    assert urging.next_on > urging.answer_by > late.date()
    assert make.verbs_of(urging.chain) == ["supervision.urge"]
    line = Line.objects.get(chain=urging.chain)
    for _ in range(2):
        reactions.tell(urging.chain, line.pk)
    assert told() == [("supervision.urge.system", "zhouming")]
    actions.answer(urging, text="明天办好。", by=make.desk("zhouming", late), at=late)
    assert following.urge(late) == 0
    reactions.tell(urging.chain, Line.objects.get(chain=urging.chain, verb="supervision.answer").pk)
    assert [each for each in told() if each[0] == "supervision.answer"] == [
        ("supervision.answer", "chengjian"),
        ("supervision.answer", "shangming"),
    ]


def test_the_next_post_is_urged_too(case):
    late = on(case.due_on + DAY)
    following.urge(late)
    make.reviewed(case, until="decide", at=late)
    assert following.urge(late + make.HOUR) == 1
    assert sorted(Urging.objects.values_list("post", flat=True))[0] == "decide"


def test_a_post_that_a_supervisor_has_urged_is_not_urged_again(case):
    late = on(case.due_on + DAY)
    actions.urge(
        case,
        "review",
        text="请办。",
        answer_by=late.date() + 3 * DAY,
        by=make.desk("chengjian", late),
        at=late,
    )
    assert following.urge(late) == 0


def test_where_the_rule_is_switched_off_nobody_is_urged_or_reminded(case):
    Rule.objects.filter(key__in=["urging", "reminder"]).update(state="draft")
    late = on(case.due_on + DAY)
    sweeping.relight(on(case.yellow_on))
    assert (reminding.remind(late), following.urge(late)) == (0, 0)
    assert rulebook.active("urging") is None


def test_an_overtime_names_the_post_and_its_people_and_ends(case):
    late = on(case.due_on + DAY)
    assert [following.note(late) for _ in range(2)] == [1, 0]
    noted = Overtime.objects.get()
    assert (noted.clock, noted.due_on, noted.post, noted.people, noted.state) == (
        "decision",
        case.due_on,
        "review",
        "周明",
        "waiting",
    )
    assert (noted.turn.key, noted.officers) == ("review", [make.account("zhouming").officer_id])
    assert following.close(late) == 0
    make.reviewed(case, until="decide", at=on(case.due_on + 5 * DAY))
    assert [following.close(late + 9 * DAY) for _ in range(2)] == [1, 0]
    noted.refresh_from_db()
    assert noted.ended_on == case.due_on + 5 * DAY
    calendar = following.clock.calendar(case.region_id)
    assert noted.days == following.engine.working_days_between(case.due_on, noted.ended_on, calendar)
    assert make.verbs_of(noted.chain) == ["supervision.note_late", "supervision.close_late"]


@pytest.mark.parametrize(("state", "clock"), [("received", "acceptance"), ("granted", "delivery")])
def test_what_is_late_at_the_window(town, state, clock):
    made = make.case(state)
    assert following.note(on(made.due_on + DAY)) == 1
    assert (Overtime.objects.get().clock, Overtime.objects.get().post) == (clock, "window")


def ended(case: Case, verb: str) -> list[tuple]:
    """What the line of an end leaves on record, told twice."""
    line = Line.objects.filter(chain=case.chain, verb=f"cases.{verb}").earliest("seq")
    for _ in range(2):
        reactions.note_ended(case.chain, line.pk)
    rows = Overtime.objects.order_by("due_on", "post")
    assert [make.verbs_of(each.chain) for each in rows] == [LATE] * len(rows)
    return [(each.clock, each.post, each.due_on, each.ended_on) for each in rows]


LATE = ["supervision.note_late", "supervision.close_late"]


def accepted_late() -> Case:
    received = make.case("received")
    at = on(received.due_on + 3 * DAY)
    cases.accept(received, by=make.window(received, at), at=at)
    return received


def test_what_was_answered_late_before_any_sweep_is_on_record(town):
    case = accepted_late()
    found = ended(case, "accept")
    assert found == [("acceptance", "window", case.due_on, case.due_on + 3 * DAY)]
    assert Overtime.objects.get().days == following.engine.working_days_between(
        case.due_on, case.due_on + 3 * DAY, following.clock.calendar(case.region_id)
    )


def test_what_was_deemed_accepted_was_late(town):
    case = make.case("received")
    cases.deem_accepted(case, at=on(case.due_on + DAY))
    assert ended(case, "deem_accepted") == [("acceptance", "window", case.due_on, case.due_on + DAY)]


def test_a_stage_that_was_done_late_before_any_sweep_is_on_record(case):
    make.reviewed(case, until="decide", at=on(case.due_on + 2 * DAY))
    assert ended(case, "review") == [("decision", "review", case.due_on, case.due_on + 2 * DAY)]


@pytest.mark.parametrize("days", [0, 1])
def test_a_withdrawal_ends_a_limit_late_or_in_time(case, days):
    at = on(case.due_on + days * DAY)
    cases.withdraw(case, reason="不再经营", by=make.applicant(at=at), at=at)
    assert len(ended(case, "withdraw")) == days


def test_an_overtime_that_the_sweep_noted_ends_with_its_line(case):
    following.note(on(case.due_on + DAY))
    make.reviewed(case, until="decide", at=on(case.due_on + 2 * DAY))
    assert len(ended(case, "review")) == 1
    assert following.close(on(case.due_on + 9 * DAY)) == 0


def test_a_late_delivery_is_on_record(town):
    case = make.case("granted")
    at = on(case.due_on + DAY)
    cases.deliver(case, given=make.ELECTRONIC, by=make.window(case, at), at=at)
    assert ended(case, "deliver") == [("delivery", "window", case.due_on, case.due_on + DAY)]


def test_the_database_keeps_one_urging_of_the_system_for_a_deadline(case):
    following.urge(on(case.due_on + DAY))
    urging = Urging.objects.get()
    Urging.objects.filter(pk=urging.pk).update(state="over")
    twin = Urging.objects.get()
    twin.pk = uuid.uuid4()
    with pytest.raises(IntegrityError, match="urging_of_system_once"), transaction.atomic():
        twin.save(force_insert=True)


@pytest.mark.parametrize("columns", [{"origin": "supervisor"}, {"due_on": None}])
def test_the_database_knows_who_urges(case, columns):
    following.urge(on(case.due_on + DAY))
    with pytest.raises(IntegrityError, match="urging_origin"), transaction.atomic():
        Urging.objects.update(**columns)


def test_a_stage_beyond_its_own_limit_raises_an_alarm_once(case):
    stage = staging.stages.at(case, make.AT.date())[0]
    assert stage.due_on is not None
    late = on(stage.due_on + DAY)
    assert staging.watch(on(stage.due_on)) == 0
    assert [staging.watch(late) for _ in range(2)] == [1, 0]
    alarm, noted = StageAlarm.objects.get(), Overtime.objects.get(clock="stage")
    assert (alarm.post, alarm.people, alarm.due_on) == ("review", "周明", stage.due_on)
    assert (noted.turn_id, noted.people, noted.due_on) == (stage.turn.pk, "周明", stage.due_on)
    assert make.verbs_of(noted.chain) == ["supervision.note_late"]


def test_a_whole_pass_again_changes_nothing(case):
    late = on(case.due_on + DAY)
    sweeping.sweep(late)
    before = [model.objects.count() for model in (Alarm, StageAlarm, Urging, Overtime, Line)]
    again = sweeping.sweep(late)
    assert (again.red, again.urged, again.stages) == (0, 0, 0)
    assert [model.objects.count() for model in (Alarm, StageAlarm, Urging, Overtime, Line)] == before
