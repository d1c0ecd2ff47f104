"""补正期限: more time for who asks, and the end of what was not corrected in time."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from tests import make
from tongban.cases import actions, corrections, jobs, notices, queries, rules
from tongban.cases.models import Case, Correction, Prolongation
from tongban.cases.states import NotNow
from tongban.catalogue import parts
from tongban.clock import engine
from tongban.core import errors
from tongban.journal import queries as journal
from tongban.notices.models import Notice

pytestmark = pytest.mark.usefixtures("town")

HERE = ZoneInfo("Asia/Shanghai")
ASKED = make.AT + dt.timedelta(days=2)
REASON = "房东在外地，租赁合同要重新签。"


def correcting(**wish) -> Case:
    return make.case("correcting", **wish)


def midnight_after(case: Case, minutes: int) -> dt.datetime:
    """So many minutes after the last day of its correction."""
    day = Correction.objects.get(case=case).until + dt.timedelta(days=1)
    return dt.datetime.combine(day, dt.time(), HERE) + dt.timedelta(minutes=minutes)


def asked(case: Case, reason: str = REASON, at: dt.datetime = ASKED) -> Prolongation:
    return actions.ask_more_time(case, reason=reason, by=make.applicant(firm=True), at=at)


def answered(case: Case, *, granted: bool, opinion: str = "", login: str = make.WINDOW, at=ASKED):
    return actions.prolong_correction(case, granted=granted, opinion=opinion, by=make.desk(login), at=at)


def supplemented(case: Case, at: dt.datetime) -> None:
    files = {gap.key: [make.file()] for gap in case.correction.gaps.all()}
    actions.supplement(case, files=files, by=make.applicant(firm=True), at=at)


def test_the_time_to_correct_is_the_rule_s():
    case = correcting()

    assert case.correction.until == dt.date(2026, 10, 15)  # 30 natural days after 15 September


def test_an_item_may_say_its_own():
    said = make.definition(make.published())
    own = said.limits.model_copy(update={"correction": parts.Limit(value=10)})

    assert rules.correction(said) == engine.Limit(30, "natural_day")
    assert rules.correction(said.model_copy(update={"limits": own})) == engine.Limit(10, "working_day")


def test_who_asks_in_time_waits_for_an_answer():
    case = correcting()

    one = asked(case)

    assert (one.reason, one.was, one.outcome) == (REASON, case.correction.until, "")
    assert make.fresh(case).state == "correcting"
    line = journal.timeline(case.chain).last()
    assert (line.verb, line.data["reason"]) == ("cases.ask_more_time", REASON)


@pytest.mark.parametrize("reason", ["", "  ", "长" * 501])
def test_more_time_is_asked_for_with_a_reason(reason):
    case = correcting()

    with pytest.raises(errors.Invalid, match="理由"):
        asked(case, reason)

    assert not Prolongation.objects.exists()


def test_more_time_is_asked_for_once_and_before_the_end():
    case, late = correcting(), correcting()
    asked(case)

    with pytest.raises(NotNow, match="已经申请过"):
        asked(case)
    with pytest.raises(NotNow, match="已经届满"):
        asked(late, at=midnight_after(late, 1))
    with pytest.raises(NotNow, match="待受理"):
        asked(make.case())


def test_a_grant_moves_the_day_and_the_reminders():
    case = correcting()
    was = case.correction.until
    for day in range(17):
        notices.remind(make.AT + dt.timedelta(days=day))
    asked(case)

    one = answered(case, granted=True, at=make.AT + dt.timedelta(days=20))

    assert (one.outcome, one.until, one.officer_id) == (
        "granted",
        dt.date(2026, 10, 30),
        make.desk().officer_id,
    )
    assert Correction.objects.get(case=case).until == one.until
    line = journal.timeline(case.chain).last()
    assert (line.verb, line.data["was"], line.data["until"]) == (
        "cases.prolong_correction",
        was.isoformat(),
        "2026-10-30",
    )
    for day in range(20, 50):
        notices.remind(make.AT + dt.timedelta(days=day))
    told = Notice.objects.filter(verb__startswith="cases.return").order_by("created_at")
    assert [(one.verb.rpartition(".")[2], "10月30日" in one.title) for one in told] == [
        ("half", False),
        ("half", True),
        ("ending", True),
    ]


def test_a_refusal_gives_its_reason_and_leaves_some_days():
    case, late = correcting(), correcting()
    asked(case), asked(late)
    with pytest.raises(errors.Invalid, match="不同意"):
        answered(case, granted=False)

    answered(case, granted=False, opinion="材料可以网上开具。")
    answered(late, granted=False, opinion="材料可以网上开具。", at=midnight_after(late, 60))

    assert Correction.objects.get(case=case).until == dt.date(2026, 10, 15)
    assert Correction.objects.get(case=late).until == dt.date(2026, 10, 19)


def test_an_answer_comes_once_from_who_has_the_power():
    case = correcting()
    with pytest.raises(NotNow):
        answered(case, granted=True)
    asked(case)
    for login in ("handong", "zhouming", "dingning"):
        with pytest.raises(actions.NotEntitled):
            answered(case, granted=True, login=login)
    answered(case, granted=True)

    with pytest.raises(NotNow, match="已经答复过"):
        answered(case, granted=False, opinion="不行")


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": ""},
        {"outcome": "granted"},
        {"outcome": "perhaps", "answered_at": ASKED, "until": dt.date(2026, 12, 1)},
        {"outcome": "granted", "answered_at": ASKED, "until": dt.date(2026, 1, 1)},
        {"outcome": "refused", "answered_at": ASKED, "until": dt.date(2026, 12, 1)},
    ],
    ids=["no reason", "no answer", "unknown", "shorter", "refused without a word"],
)
def test_the_database_refuses_what_is_no_answer(wrong):
    one = asked(correcting())
    more = {"officer_id": make.desk().officer_id} if "answered_at" in wrong else {}

    with pytest.raises(IntegrityError), transaction.atomic():
        Prolongation.objects.filter(pk=one.pk).update(**wrong, **more)


def test_what_is_not_corrected_lapses_with_a_paper():
    case = correcting()
    at = midnight_after(case, 11)

    actions.lapse(case, at=at)

    case = make.fresh(case)
    assert (case.state, case.closed_at, case.due_on) == ("lapsed", at, None)
    paper = queries.paper(case, "termination")
    assert "补正期限到2026年10月15日届满" in paper.data["reason"]
    line = journal.timeline(case.chain).last()
    assert (line.verb, line.by, line.paper) == ("cases.lapse", "system", paper.pk)


@pytest.mark.parametrize("minutes", [-1, 0, 9])
def test_the_last_minute_is_waited_for(minutes):
    case = correcting()

    with pytest.raises(NotNow):
        actions.lapse(case, at=midnight_after(case, minutes))

    supplemented(case, midnight_after(case, -1))
    with pytest.raises(NotNow, match="待受理"):
        actions.lapse(case, at=midnight_after(case, 60))
    assert make.fresh(case).state == "received"


@pytest.mark.parametrize("state", ["received", "accepted", "withdrawn"])
def test_nothing_else_lapses(state):
    case = make.case(state)

    with pytest.raises(NotNow):
        actions.lapse(case, at=make.AT + dt.timedelta(days=90))


def test_the_sweep_ends_what_is_over_once_and_spares_who_waits():
    over, waits, answered_ = correcting(), correcting(), correcting()
    asked(waits)
    supplemented(answered_, ASKED)
    running = make.case_now("correcting")

    jobs.lapse.func(timestamp=0)
    jobs.lapse.func(timestamp=0)

    assert [make.fresh(one).state for one in (over, waits, answered_, running)] == [
        "lapsed",
        "correcting",
        "received",
        "correcting",
    ]
    assert make.verbs(over).count("cases.lapse") == 1
    assert journal.faults() == []


def test_officers_see_what_is_being_corrected():
    case = correcting()

    assert [one.case for one in corrections.waiting(make.desk())] == [case]
    assert not corrections.waiting(make.desk("handong")).exists()


def test_what_came_to_nothing_is_begun_anew():
    case, by, account = correcting(), make.applicant(firm=True), make.account("lin")
    with pytest.raises(NotNow, match="没有终止"):
        actions.begin_again(case, account=account, by=by, at=ASKED)
    at = midnight_after(case, 11)
    actions.lapse(case, at=at)

    draft = actions.begin_again(make.fresh(case), account=account, by=by, at=at)

    assert (draft.answers, queries.draft_form(draft)) == (case.answers, queries.form(case))
    assert set(queries.draft_files(draft)) == set(case.materials.values_list("key", flat=True))
    actions.save(draft, form={}, at=at)
    again = actions.begin_again(make.fresh(case), account=account, by=by, at=at + dt.timedelta(hours=1))
    assert (again.pk, queries.draft_form(again)) == (draft.pk, {})
