"""Stages side by side, with conditions and countersigned: what each act leaves open, and two at once."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from tests import make
from tests.desk.test_races import at_once
from tongban.cases import actions, stages, worklists
from tongban.cases.models import Case, Decision, Review, Turn
from tongban.cases.states import NotNow
from tongban.core import errors
from tongban.identity.rules import Desk
from tongban.journal import queries as journal

# review; then report (large), total and rights (a third party) side by side; then decide
ITEM = "water_intake"
LARGE = {"source": ["ground"], "amount": ["large"], "third_party": ["yes"]}
SMALL = {"source": ["river"], "amount": ["small"], "third_party": ["no"]}
AT = make.AT + 5 * make.HOUR


def case(situation: dict = LARGE, stage: str = "total") -> Case:
    return make.case("accepted", item=ITEM, by="xu", situation=situation, stage=stage)


def by(made: Case, stage: str) -> Desk:
    turn = next(turn for turn in stages.waiting(made) if turn.key == stage)
    return make.able(made, turn.post, "decide" if stage == "decide" else "review", AT)


def agree(made: Case, *keys: str, verdict: str = "agree") -> None:
    for key in keys:
        words = {"verdict": verdict, "opinion": f"{key}：{verdict}"}
        actions.review(made, **words, stage=key, by=by(made, key), at=AT)


def outcomes(made: Case) -> set[tuple[str, str]]:
    return set(made.turns.values_list("key", "outcome"))


@pytest.mark.parametrize(
    ("situation", "opened"),
    [
        (LARGE, ["report", "total", "rights"]),
        (LARGE | {"third_party": ["no"]}, ["report", "total"]),
        (LARGE | {"amount": ["small"]}, ["total", "rights"]),
        (SMALL, ["total"]),
    ],
)
def test_what_applies_opens_side_by_side(town, situation, opened):
    made = case(situation)

    assert make.at_stages(made) == opened
    line = journal.timeline(made.chain).last()
    names = [stage.name for stage in make.definition(made.item).flow if stage.key in opened]
    assert (line.verb, line.data["stage"], line.data["next"]) == ("cases.review", "review", names)


def test_the_decision_opens_when_all_are_done(town):
    made = case()
    agree(made, "rights", "report")
    assert make.at_stages(made) == ["total"]
    agree(made, "total")
    assert make.at_stages(made) == ["decide"]
    assert outcomes(made) == {(k, "done") for k in ("review", "report", "total", "rights")} | {("decide", "")}


def test_what_is_not_the_stages_turn_is_refused(town):
    made = case()
    agree(made, "report")
    officer = make.able(made, "review", "review", AT)
    with pytest.raises(NotNow):
        actions.review(made, verdict="agree", opinion="再看", stage="report", by=officer, at=AT)
    chief = make.able(made, "decide", "decide", AT)
    with pytest.raises(NotNow):
        actions.decide(made, granted=True, stage="decide", by=chief, at=AT)
    assert (Review.objects.count(), Decision.objects.count()) == (2, 0)


@pytest.mark.parametrize("stage", ["total", "rights"])
def test_the_post_of_another_stage_may_not(town, stage):
    made = case()
    with pytest.raises(actions.NotEntitled, match="不在您的岗位"):
        actions.review(made, verdict="agree", opinion="同意", stage=stage, by=by(made, "report"), at=AT)
    assert make.at_stages(made) == ["report", "total", "rights"]


def test_who_took_it_in_reviews_no_stage(town):
    made = case()
    officer = replace(by(made, "total"), officer_id=made.taken_by_id)
    with pytest.raises(actions.NotEntitled, match="不同的人"):
        actions.review(made, verdict="agree", opinion="同意", stage="rights", by=officer, at=AT)


@pytest.mark.parametrize(
    ("to", "opened", "kept"),
    [
        (None, ["rights"], {"review", "report", "total"}),
        ("rights", ["rights"], {"review", "report", "total"}),
        ("report", ["report"], {"review", "total", "rights"}),
        ("review", ["review"], set()),
    ],
)
def test_sending_back_reopens_a_stage_and_what_comes_after_it(town, to, opened, kept):
    made = case(stage="decide")

    review = actions.send_back(made, opinion="请再看。", to=to, by=by(made, "decide"), at=AT)

    assert make.at_stages(made) == opened
    assert {key for key, outcome in outcomes(made) if outcome == "done"} == kept
    assert made.turns.get(key="decide").review == review
    assert stages.waiting(made)[0].returned == review
    assert journal.timeline(made.chain).last().data["to"] == opened[0]


def test_what_was_beside_it_stays_open(town):
    made = case()
    agree(made, "report")
    actions.send_back(made, opinion="请再核对。", stage="total", by=by(made, "total"), at=AT)
    assert make.at_stages(made) == ["review"]
    assert {("report", "recalled"), ("rights", "recalled"), ("total", "back")} <= outcomes(made)
    agree(made, "review")
    assert make.at_stages(made) == ["report", "total", "rights"]


@pytest.mark.parametrize("to", ["decide", "gone", "rights", "total"])
def test_back_only_to_what_was_done_before(town, to):
    made = case()
    agree(made, "rights")
    with pytest.raises(errors.Invalid):
        actions.send_back(made, opinion="请再看。", to=to, stage="report", by=by(made, "report"), at=AT)
    assert make.at_stages(made) == ["report", "total"]


@pytest.mark.parametrize(("reason", "granted"), [("", False), ("  ", False), ("已补签协议。", True)])
def test_who_grants_against_a_countersignature_answers_it(town, reason, granted):
    made = case()
    agree(made, "report", "total")
    agree(made, "rights", verdict="oppose")
    chief = by(made, "decide")
    if granted:
        assert actions.decide(made, granted=True, reason=reason, by=chief, at=AT).reason == reason
    else:
        with pytest.raises(errors.Invalid, match="第三者权益会签"):
            actions.decide(made, granted=True, reason=reason, by=chief, at=AT)
    assert make.fresh(made).state == ("granted" if granted else "accepted")


def test_an_opposition_that_was_taken_back_needs_no_answer(town):
    made = case()
    agree(made, "report", "total")
    agree(made, "rights", verdict="oppose")
    actions.send_back(made, opinion="请再看。", to="rights", by=by(made, "decide"), at=AT)
    agree(made, "rights")
    assert stages.opposing(made) == []
    assert actions.decide(made, granted=True, by=by(made, "decide"), at=AT).granted


def test_a_review_that_opposes_is_no_countersignature(town):
    made = case(SMALL)
    agree(made, "total", verdict="oppose")
    assert stages.opposing(made) == []


def test_each_stage_has_the_last_day_of_its_own(town):
    made = case()
    found = {one.stage.key: (one.due_on, one.light) for one in stages.at(made, AT.date())}
    assert found == {
        "report": (dt.date(2026, 9, 24), "green"),
        "total": (dt.date(2026, 9, 22), "green"),
        "rights": (dt.date(2026, 9, 22), "green"),
    }


def test_a_withdrawal_ends_what_is_open(town):
    made = case()
    actions.withdraw(made, reason="", by=make.applicant_of(made.item, "xu"), at=AT)
    assert outcomes(made) == {("review", "done"), ("report", "over"), ("total", "over"), ("rights", "over")}


def test_it_waits_at_every_post_where_a_stage_is_open(town):
    made = case()
    found = {}
    for post in ("review", "review2", "decide"):
        desk = make.able(made, post, "decide" if post == "decide" else "review", AT)
        rows, _ = worklists.page(worklists.review(desk), worklists.Wish(), AT.date())
        found[post] = sorted(row.stage for row in rows)
    assert found == {"review": ["report"], "review2": ["rights", "total"], "decide": []}


def test_what_opens_again_is_marked(town):
    made = case(SMALL, stage="decide")
    actions.send_back(made, opinion="请再看。", by=by(made, "decide"), at=AT)
    rows, _ = worklists.page(worklists.review(by(made, "total")), worklists.Wish(), AT.date())
    assert [(row.stage, row.returned) for row in rows] == [("total", True)]


def test_a_stage_stands_once(town):
    made = case()
    with pytest.raises(IntegrityError, match="turn_stands_once"), transaction.atomic():
        Turn.objects.create(case=made, key="total", post="review2", opened_at=AT, agency=made.agency)


def test_officers_of_stages_side_by_side_do_not_hinder_each_other(fresh_town):
    made = case()
    first, second = by(made, "report"), by(made, "total")

    def review(desk: Desk, key: str):
        return lambda: actions.review(made, verdict="agree", opinion="同意", stage=key, by=desk, at=AT)

    raised = at_once(
        review(first, "report"), review(second, "total"), review(second, "rights"), review(second, "total")
    )
    assert [type(error) for error in raised if error] == [NotNow]
    assert make.at_stages(make.fresh(made)) == ["decide"]
    assert Review.objects.count() == 4
