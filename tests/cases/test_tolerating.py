"""容缺受理: undertaken, deferred, supplied, sent back; nothing is granted before all has come."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from tests import make
from tests.cases.tolerating import HOUR, KEY, NAME, OVER, accepted, received, supplied
from tongban.cases import actions, jobs, notices, queries, tolerance
from tongban.cases.actions.deciding import MustWait
from tongban.cases.models import Deferral, Undertaking
from tongban.cases.states import NotNow
from tongban.catalogue.definition import Definition
from tongban.catalogue.rules import checklist
from tongban.core import errors
from tongban.journal import queries as journal
from tongban.notices.models import Notice

pytestmark = pytest.mark.django_db
PAPERS = (
    {"key": "main", "name": "主件"},
    {"key": "second", "name": "次件", "necessity": "deferrable", "deferrable_days": 5},
    {"key": "open", "name": "没有写天数", "necessity": "deferrable"},
    {"key": "held", "name": "证照", "necessity": "deferrable", "deferrable_days": 5, "source": "licence"},
    {"key": "free", "name": "选交", "necessity": "optional"},
)


@pytest.mark.parametrize(
    ("given", "follow"),
    [((), ["second"]), (("main",), ["second"]), (("second",), []), (("open", "second"), [])],
)
def test_which_papers_may_follow(given, follow):
    definition = Definition.model_validate({"name": "甲", "kind": "01", "papers": PAPERS})

    assert [paper.key for paper in tolerance.deferrable(checklist(definition, {}), given)] == follow


def test_the_acceptance_names_what_follows_and_until_when(town):
    case = accepted()
    [owed] = tolerance.owed(case)

    assert queries.paper(case, "acceptance").data["deferred"] == tolerance.listed([owed])
    assert "deferred" not in queries.paper(make.case("accepted"), "acceptance").data


def test_without_an_undertaking_it_is_handed_in(town):
    with pytest.raises(actions.Incomplete) as refused:
        received(undertaken=False)

    assert refused.value.errors == [(KEY, f"请上传“{NAME}”；暂时没有的，可以承诺受理后补交")]


@pytest.mark.parametrize(
    ("keys", "wrong"),
    [
        ([], "tolerance"),
        (["floor_plan"], "floor_plan"),
        ([KEY, "nonsense"], "nonsense"),
        (["' OR 1=1 --"], "' OR 1=1 --"),
    ],
)
def test_only_what_may_follow_is_undertaken(town, keys, wrong):
    who = make.applicant(firm=True)
    draft = actions.begin(make.published(), account=make.account("lin"), by=who, at=make.AT)
    actions.save(draft, answers=make.answers(queries.definition(draft)), at=make.AT)

    with pytest.raises(errors.Invalid) as refused:
        actions.undertake(draft, keys=keys, name="林小安", by=who.author, at=make.AT)

    assert [key for key, _sentence in refused.value.errors] == [wrong]
    assert Undertaking.objects.count() == 0


def test_an_undertaking_is_free_until_it_is_submitted(town):
    who = make.applicant(firm=True)
    draft = actions.begin(make.published(), account=make.account("lin"), by=who, at=make.AT)
    actions.save(draft, answers=make.answers(queries.definition(draft)), at=make.AT)
    for _again in range(2):
        signed = actions.undertake(draft, keys=[KEY], name="林小安", by=who.author, at=make.AT)

    assert (signed.keys, signed.name, signed.by) == ([KEY], "林小安", who.author.key)
    assert f"{NAME}，受理之日起5个工作日内补交" in signed.text
    actions.retract_undertaking(draft)
    assert Undertaking.objects.count() == 0


def test_acceptance_begins_the_term_and_not_a_pause(town):
    case = accepted()
    plain = make.case("accepted")

    [one] = case.deferrals.all()
    assert (one.key, one.name, one.days, one.until) == (KEY, NAME, 5, dt.date(2026, 9, 21))
    assert (case.due_on, case.statutory_due_on) == (plain.due_on, plain.statutory_due_on)
    assert make.verbs(case) == ["cases.submit", "cases.accept", "cases.tolerate"]
    paper = queries.paper(case, "tolerance")
    assert paper.data["papers"] == [{"name": NAME, "days": 5, "until": "2026-09-21"}]
    assert [hold.kind for hold in case.holds.all()] == ["tolerance"]


def test_nothing_is_granted_before_it_has_come(town):
    case = make.reviewed(accepted(), until="decide", at=make.AT + 2 * HOUR)
    decider = make.able(case, "decide", "decide")

    with pytest.raises(MustWait, match="容缺材料补交"):
        actions.decide(case, granted=True, by=decider, at=make.AT + 6 * HOUR)
    supplied(case, make.AT + 7 * HOUR)
    actions.decide(make.fresh(case), granted=True, by=decider, at=make.AT + 8 * HOUR)

    assert make.fresh(case).state == "granted"
    assert make.verbs(case)[-3:] == ["cases.supply", "cases.lift", "cases.decide"]
    assert list(case.materials.filter(key=KEY).values_list("round", flat=True)) == [tolerance.ROUND]


def test_it_may_be_refused_all_the_same(town):
    case = make.reviewed(accepted(), until="decide", at=make.AT + 2 * HOUR)
    words = {"reason": "现场与图纸不一致。", "basis": "行政许可法第38条"}
    actions.decide(
        case, granted=False, by=make.able(case, "decide", "decide"), at=make.AT + 6 * HOUR, **words
    )

    assert make.fresh(case).state == "refused"


def test_supplied_twice_it_comes_too_late(town):
    case = accepted()
    supplied(case, make.AT + 2 * HOUR)

    with pytest.raises(NotNow, match="没有等您补交的容缺材料"):
        supplied(case, make.AT + 3 * HOUR)
    assert case.materials.filter(key=KEY).count() == 1


@pytest.mark.parametrize(
    ("files", "wrong"),
    [({}, KEY), ({KEY: []}, KEY), ({"floor_plan": ["x"]}, "floor_plan"), ({"x": ["x"]}, "x")],
)
def test_only_what_is_owed_is_taken(town, files, wrong):
    case = accepted()
    brought = {key: [make.file()] if given else [] for key, given in files.items()}

    with pytest.raises(errors.Invalid) as refused:
        actions.supply(case, files=brought, by=make.applicant(firm=True), at=make.AT + 2 * HOUR)

    assert [key for key, _sentence in refused.value.errors] == [wrong]
    assert case.deferrals.get().supplied_at is None


def test_after_the_term_nothing_is_taken(town):
    case = accepted()
    supplied_on_the_last_day = dt.datetime.combine(dt.date(2026, 9, 21), dt.time(23, 0), make.AT.tzinfo)

    with pytest.raises(NotNow, match="补交期限已过"):
        supplied(case, supplied_on_the_last_day + dt.timedelta(hours=2))
    assert [one.key for one in supplied(case, supplied_on_the_last_day)] == [KEY]


def test_what_does_not_fit_is_owed_again(town):
    case = accepted()
    reviewer = make.able(case, "review", "review")
    supplied(case, make.AT + 2 * HOUR)
    one = case.deferrals.get()
    with pytest.raises(errors.Invalid):
        actions.reject_supply(one, reason=" ", by=reviewer, at=make.AT + 3 * HOUR)
    with pytest.raises(actions.NotEntitled):
        actions.reject_supply(
            one, reason="姓名不一致", by=make.able(case, "decide", "decide"), at=make.AT + 3 * HOUR
        )

    actions.reject_supply(one, reason="姓名不一致", by=reviewer, at=make.AT + dt.timedelta(days=3))

    one.refresh_from_db()
    assert (one.supplied_at, one.reason) == (None, "姓名不一致")
    assert one.until == dt.date(2026, 9, 24)  # five working days were left when it came
    with pytest.raises(NotNow, match="正等申请人补交"):
        actions.reject_supply(one, reason="再退", by=reviewer, at=make.AT + dt.timedelta(days=3))
    supplied(case, make.AT + dt.timedelta(days=4))
    assert case.holds.filter(lifted_at=None).count() == 0
    assert make.verbs(case)[-4:] == ["cases.lift", "cases.reject_supply", "cases.supply", "cases.lift"]


def test_the_sweep_ends_what_was_not_completed_and_nothing_else(town):
    late, done, whole = accepted(), accepted(), make.case("accepted")
    supplied(done, make.AT + 2 * HOUR)
    for _again in range(2):
        jobs.end_tolerance.func(timestamp=0)

    assert [make.fresh(case).state for case in (late, done, whole)] == ["terminated", "accepted", "accepted"]
    assert (make.verbs(late)[-1], late.terminations.count()) == ("cases.terminate", 1)
    ended = late.terminations.get()
    assert ended.reason == f"容缺受理时承诺补交的“{NAME}”（2026年9月21日前），到期没有补交"
    assert queries.paper(late, "tolerance").number in ended.basis


def test_before_the_term_is_over_nothing_ends(town):
    case = accepted()

    with pytest.raises(NotNow, match="还没有届满"):
        actions.end_tolerance(case, at=OVER - dt.timedelta(hours=1))
    assert make.fresh(case).state == "accepted"


def test_taken_up_again_it_is_owed_anew(town):
    case = accepted()
    actions.end_tolerance(case, at=OVER)
    chief = make.able(case, "decide", "decide")
    actions.reopen(make.fresh(case), ground="own", reason="网上补交故障", by=chief, at=OVER + 9 * HOUR)

    one = case.deferrals.get()
    assert (make.fresh(case).state, one.lapsed_at, one.until) == ("accepted", None, dt.date(2026, 9, 30))


@pytest.mark.parametrize(("day", "told"), [(15, []), (16, []), (18, ["ending"]), (21, ["ending"]), (22, [])])
def test_a_reminder_comes_once_and_not_after_the_term(town, day, told):
    accepted()
    for _again in range(2):
        notices.remind_of_owed(make.AT.replace(day=day))

    verbs = Notice.objects.filter(verb__startswith="cases.tolerate.").values_list("verb", flat=True)
    assert list(verbs) == [f"cases.tolerate.{which}" for which in told]


def test_what_does_not_fit_is_told_with_the_reason(town):
    case = accepted()
    supplied(case, make.AT + 2 * HOUR)
    by = make.able(case, "review", "review")
    actions.reject_supply(case.deferrals.get(), reason="姓名不一致", by=by, at=make.AT + 3 * HOUR)
    for line in journal.timeline(case.chain).filter(verb__in=notices.TOLD):
        notices.tell(make.fresh(case), line)

    told = {one.verb: one.body for one in Notice.objects.filter(subject=case.chain)}
    assert {"cases.tolerate", "cases.supply", "cases.reject_supply"} <= set(told)
    assert f"请在9月21日24时前补交：{NAME}" in told["cases.tolerate"]
    assert "姓名不一致" in told["cases.reject_supply"]


def test_a_fee_receipt_does_not_lift_it(town):
    held = accepted().holds.get()

    with pytest.raises(errors.Problem, match="不是缴费"):
        actions.settle(held, receipt_number="123", by=make.able(held.case, "review", "review"), at=make.AT)
    held.refresh_from_db()
    assert held.lifted_at is None


@pytest.mark.parametrize(
    "change",
    [
        {"days": 0},
        {"rejected_at": make.AT},
        {"reason": "没有退回"},
        {"supplied_at": make.AT - HOUR},
        {"supplied_at": make.AT + 2 * HOUR, "lapsed_at": make.AT + 2 * HOUR},
    ],
)
def test_the_database_keeps_deferrals_straight(town, change):
    one = accepted().deferrals.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        Deferral.objects.filter(pk=one.pk).update(**change)


def test_the_database_grants_nothing_that_is_owed(town):
    case = make.reviewed(accepted(), until="decide", at=make.AT + 2 * HOUR)
    case.holds.all().delete()
    actions.decide(case, granted=True, by=make.able(case, "decide", "decide"), at=make.AT + 6 * HOUR)

    with pytest.raises(IntegrityError, match="容缺材料还没有补齐"), transaction.atomic():
        check_now()


def test_what_was_signed_stays(town):
    case = accepted()

    with pytest.raises(IntegrityError, match="已经随办件生效"), transaction.atomic():
        Undertaking.objects.filter(submission=case.submission).update(text="别的")
    with pytest.raises(IntegrityError, match="已经随办件生效"), transaction.atomic():
        Undertaking.objects.filter(submission=case.submission).delete()


def check_now() -> None:
    """Let the database check at once what it checks at the end."""
    with transaction.get_connection().cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
