"""Rules: written, tried on history, switched on by another, switched off; the database refuses the rest."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from tests import make
from tests.supervision.test_signs import MINUTE, burst
from tests.supervision.test_sweeping import NOON
from tongban.cases import jobs
from tongban.core import errors
from tongban.journal.models import Line
from tongban.supervision import actions, climbing, detecting, parameters, rulebook, signs
from tongban.supervision.models import Rule, Urging
from tongban.supervision.states import NotNow

AT = make.AT + dt.timedelta(7)
SINCE, UNTIL = make.AT.date() - dt.timedelta(30), AT.date()
LONG_AGO = dt.date(2020, 1, 1)
SPAN = {"since": SINCE, "until": UNTIL}
WITHOUT_FIGURES = {"reminder", "stage"}


def by(login: str = "chengjian"):
    return make.desk(login, AT)


def written(key: str = "burst", **given: object) -> Rule:
    latest = Rule.objects.filter(key=key).order_by("-number")[0]
    return actions.write_rule(
        latest, given=latest.parameters | given, source="云溪市电子监察办法第8条", by=by(), at=AT
    )


def tried(key: str = "burst", **given: object) -> Rule:
    draft = written(key, **given)
    actions.try_rule(draft, **SPAN, by=by(), at=AT)
    draft.refresh_from_db()
    return draft


def test_every_rule_can_be_tried_and_every_sign_has_its_rule(town):
    keys = set(Rule.objects.values_list("key", flat=True))
    assert set(signs.SIGNS) <= keys
    assert all(signs.statement(key) for key in keys)
    assert set(parameters.PARAMETERS) <= keys
    assert {rule.kind for rule in Rule.objects.all()} == {
        "time",
        "flow",
        "fee",
        "papers",
        "integrity",
        "rating",
    }
    assert [parameters.faults(rule.key, rule.parameters) for rule in Rule.objects.all()] == [[]] * len(keys)
    assert set(Rule.objects.values_list("source", flat=True)) & {""} == set()


@pytest.mark.parametrize("key", ["lights", "ladder", "urging", "reminder", "stage", "terms", *signs.SIGNS])
def test_any_rule_is_tried(town, key):
    make.case("granted")
    draft = tried(key)
    assert draft.trial.before is None or draft.trial.found == draft.trial.before


def test_a_rule_is_written_tried_and_switched_on_by_another(town):
    burst(make.case(), 4)
    draft = written(threshold=4)
    assert (draft.number, draft.state, draft.trial) == (2, "draft", None)
    trial = actions.try_rule(draft, **SPAN, by=by(), at=AT)
    assert (trial.found, trial.before, len(trial.sample)) == (1, 0, 1)
    assert trial.agencies == [{"name": "市市场监管局", "found": 1, "before": 0}]
    assert detecting.detect(AT)["burst"] == 0
    active = actions.switch_on(draft, by=by("shangming"), at=AT)
    assert (active.state, active.switched_by_id) == ("active", make.account("shangming").officer_id)
    assert detecting.detect(AT)["burst"] == 1
    assert make.verbs_of(draft.chain) == [f"supervision.{v}" for v in ("write_rule", "try_rule", "switch_on")]
    before = Rule.objects.get(key="burst", number=1)
    assert (before.state, make.verbs_of(before.chain)) == ("retired", ["supervision.switch_off"])


def test_what_was_switched_off_finds_nothing(town):
    burst(make.case(), 5)
    actions.switch_off(rulebook.active("burst"), by=by(), at=AT)
    assert detecting.detect(AT)["burst"] == 0
    assert rulebook.active("burst") is None


def test_nothing_is_switched_on_untried(town):
    with pytest.raises(actions.NotTried):
        actions.switch_on(written(), by=by("shangming"), at=AT)
    draft = tried(threshold=6)
    again = written(threshold=7)
    assert (again.pk, again.trial) == (draft.pk, None)
    with pytest.raises(actions.NotTried):
        actions.switch_on(again, by=by("shangming"), at=AT)


def test_who_wrote_it_does_not_switch_it_on(town):
    draft = tried()
    with pytest.raises(actions.NotEntitled):
        actions.switch_on(draft, by=by(), at=AT)


def test_who_tried_what_came_with_the_system_does_not_switch_it_on(town):
    draft = Rule.objects.get(key="fee_unpaid")
    actions.try_rule(draft, **SPAN, by=by(), at=AT)
    with pytest.raises(actions.NotEntitled):
        actions.switch_on(draft, by=by(), at=AT)
    assert actions.switch_on(draft, by=by("shangming"), at=AT).state == "active"


@pytest.mark.parametrize("login", ["jiangjian", "zhouming", "shenqing", "duanqing"])
def test_only_supervisors_of_the_city_keep_rules(town, login):
    draft, active = tried(), rulebook.active("burst")
    for act in (
        lambda: actions.write_rule(active, given={"threshold": 9}, source="某办法", by=by(login), at=AT),
        lambda: actions.try_rule(draft, **SPAN, by=by(login), at=AT),
        lambda: actions.switch_on(draft, by=by(login), at=AT),
        lambda: actions.switch_off(active, by=by(login), at=AT),
    ):
        with pytest.raises(actions.NotEntitled):
            act()


@pytest.mark.parametrize(
    ("key", "given"),
    [
        ("burst", {"threshold": 1}),
        ("burst", {"threshold": 1001}),
        ("burst", {"threshold": None}),
        ("burst", {"threshold": "5"}),
        ("lights", {"percent": 100}),
        ("ladder", {"first_post": "king"}),
        ("ladder", {"second_where": "moon"}),
        ("ladder", {"third_days": -1}),
    ],
)
def test_figures_keep_their_bounds(town, key, given):
    with pytest.raises(errors.Invalid):
        written(key, **given)
    assert Rule.objects.filter(key=key).count() == 1


@pytest.mark.parametrize("source", ["", "  ", "字" * 201])
def test_figures_have_a_source(town, source):
    with pytest.raises(errors.Invalid):
        actions.write_rule(rulebook.active("burst"), given={"threshold": 9}, source=source, by=by(), at=AT)


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (None, UNTIL),
        (SINCE, None),
        (UNTIL, SINCE),
        (SINCE, UNTIL + dt.timedelta(1)),
        (dt.date(2020, 1, 1), UNTIL),
    ],
)
def test_a_span_lies_in_the_past(town, since, until):
    with pytest.raises(errors.Invalid):
        actions.try_rule(written(), since=since, until=until, by=by(), at=AT)


def test_what_is_past_is_not_done_again(town):
    draft = tried()
    actions.switch_on(draft, by=by("shangming"), at=AT)
    for act in (
        lambda: actions.try_rule(draft, **SPAN, by=by(), at=AT),
        lambda: actions.switch_on(draft, by=by("shangming"), at=AT),
    ):
        with pytest.raises(NotNow):
            act()


def test_a_new_ladder_counts_for_what_is_open(town):
    urging = actions.urge(
        make.case("accepted"), "review", text="请办。", answer_by=dt.date(2026, 9, 18),
        by=make.desk("chengjian"), at=make.AT + make.HOUR,
    )  # fmt: skip
    actions.switch_on(tried("ladder", first_days=2, second_days=0), by=by("shangming"), at=AT)
    assert climbing.climb(AT.replace(day=22)) == (1, 0)
    assert [each.rung for each in urging.escalations.all()] == ["first"]
    assert Urging.objects.get().next_on is None


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"state": "active"}, "rule_tried_before_active|rule_switched_on_by_another"),
        ({"kind": "moon"}, "rule_kind"),
        ({"level": "moon"}, "rule_level"),
        ({"state": "moon"}, "rule_state"),
        ({"key": "burst", "number": 1}, "rule_version"),
    ],
)
def test_the_database_refuses(town, columns, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Rule.objects.filter(key="fee_unpaid").update(**columns)


def test_the_database_wants_another_hand(town):
    draft = tried("hurried")
    Rule.objects.filter(key="hurried", number=1).update(state="retired")
    same = {"state": "active", "switched_by_id": draft.written_by_id}
    with pytest.raises(IntegrityError, match="rule_switched_on_by_another"), transaction.atomic():
        Rule.objects.filter(pk=draft.pk).update(**same)
    with pytest.raises(IntegrityError, match="没有日志"), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


LADDER = {"first_days": 1, "second_days": 3, "third_days": 0}


@pytest.mark.parametrize(
    ("key", "given", "value", "met"),
    [
        ("burst", {"threshold": 5}, 4, False),
        ("burst", {"threshold": 5}, 5, True),
        ("hurried", {"threshold": 60}, 59, True),
        ("hurried", {"threshold": 60}, 60, False),
        ("unreasoned", {"threshold": 8}, 7, True),
        ("unreasoned", {"threshold": 8}, 8, False),
        ("closed_hours", {"threshold": 30}, 30, False),
        ("closed_hours", {"threshold": 30}, 31, True),
        ("lights", {"percent": 80}, 79, False),
        ("lights", {"percent": 80}, 80, True),
        ("ladder", LADDER, 0, False),
        ("ladder", LADDER, 1, True),
        ("terms", {"appeal_days": 30}, 30, False),
        ("terms", {"appeal_days": 30}, 31, True),
        ("urging", {"answer_days": 2}, 0, False),
        ("urging", {"answer_days": 2}, 1, True),
        ("same_hand", {}, 0, False),
        ("same_hand", {}, 1, True),
    ],
)
def test_the_bench_says_as_the_statement_does(key, given, value, met):
    assert parameters.meets(key, given, value) is met


def test_the_trial_ends_with_its_last_day(town):
    burst(make.case(), 5, NOON)
    draft = written()
    day = NOON.date()
    for until, found in ((day - dt.timedelta(1), 0), (day, 1)):
        assert actions.try_rule(draft, since=SINCE, until=until, by=by(), at=AT).found == found
    assert NOON + MINUTE < AT


def test_new_thresholds_move_the_lights_of_what_is_open(town):
    case = make.case("accepted")
    chosen = actions.switch_on(tried("lights", percent=50), by=by("shangming"), at=AT)
    line = Line.objects.get(verb="clock.set_thresholds")
    assert (line.data, line.ground) == ({"yellow": 50}, chosen.source)
    jobs.recompute(line.chain, line.pk)
    moved = make.fresh(case)
    assert (moved.due_on, moved.yellow_on < case.yellow_on) == (case.due_on, True)
    assert "cases.recompute" not in make.verbs(case)
    actions.switch_off(chosen, by=by(), at=AT)
    jobs.recompute(line.chain, Line.objects.filter(verb="clock.set_thresholds").latest("pk").pk)
    assert make.fresh(case).yellow_on == case.due_on
