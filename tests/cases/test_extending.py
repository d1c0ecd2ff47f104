"""延期 of a case: asked by one, approved by another, once, before the deadline, told with its reason."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests import make
from tests.cases.test_pausing import AT, DAY, LARGE, accepted, begun, by, dates
from tests.desk.test_races import at_once
from tongban.cases import actions
from tongban.cases.models import Case, Extension
from tongban.cases.states import NotNow
from tongban.core import errors
from tongban.identity.rules import Desk
from tongban.journal import queries as journal

REASON = "取水影响范围需要进一步核实"


def asked(case: Case, days: int | None = 10, reason: str = REASON, at: dt.datetime = AT) -> Extension:
    return actions.ask_extension(case, days=days, reason=reason, stage="report", by=by(case), at=at)


def head(case: Case) -> Desk:
    return by(case, "decide", "decide")


def test_asking_changes_no_date(town):
    case = accepted()
    before = dates(case)
    made = asked(case)
    assert (made.value, made.unit, made.outcome, made.paper) == (10, "working_day", "", None)
    assert (dates(case), make.verbs(case)[-1]) == (before, "cases.ask_extension")


def test_approval_moves_both_limits_and_tells_the_reason(town):
    case = accepted()
    made = actions.extend(asked(case), by=head(case), at=AT + DAY)

    assert dates(case) == (dt.date(2026, 11, 2), dt.date(2026, 12, 7))
    assert (made.outcome, made.rank, made.answered_by_id) == (
        "granted", "本行政机关负责人", head(case).officer_id,
    )  # fmt: skip
    said = made.paper.data
    assert (made.paper.kind, said["reason"], said["days"], said["due"], said["new_due"]) == (
        "extension", REASON, 10, "2026-10-19", "2026-11-02",
    )  # fmt: skip
    line = journal.timeline(case.chain).last()
    assert (line.verb, line.paper, line.data["was"], line.data["due"]) == (
        "cases.extend", made.paper_id, "2026-10-19", "2026-11-02",
    )  # fmt: skip


@pytest.mark.parametrize("days", [None, 0, -1, 11])
def test_only_as_far_as_the_law_lets(town, days):
    with pytest.raises(errors.Invalid, match="延期申请"):
        asked(accepted(), days)
    assert Extension.objects.count() == 0


@pytest.mark.parametrize("reason", ["", "   ", "长" * 501])
def test_the_reason_is_asked_for(town, reason):
    with pytest.raises(errors.Invalid):
        asked(accepted(), reason=reason)


def test_never_twice(town):
    case = accepted()
    made = asked(case)
    with pytest.raises(NotNow, match="只能延长一次"):
        asked(case)
    actions.extend(made, by=head(case), at=AT)
    with pytest.raises(NotNow, match="只能延长一次"):
        asked(case)
    with pytest.raises(NotNow, match="已经办过"):
        actions.extend(made, by=head(case), at=AT)


def test_what_was_refused_may_be_asked_again(town):
    case = accepted()
    before, made = dates(case), asked(case)
    with pytest.raises(errors.Invalid):
        actions.refuse_extension(made, opinion=" ", by=head(case), at=AT)
    refused = actions.refuse_extension(made, opinion="可以按期办结", by=head(case), at=AT)
    assert (refused.outcome, refused.opinion, dates(case)) == ("refused", "可以按期办结", before)
    assert asked(case).outcome == ""


@pytest.mark.parametrize(("at", "late"), [(dt.date(2026, 10, 19), False), (dt.date(2026, 10, 20), True)])
def test_only_before_the_deadline(town, at, late):
    case = accepted()
    made, moment = asked(case), dt.datetime.combine(at, dt.time(10), AT.tzinfo)
    if late:
        with pytest.raises(NotNow, match="已经届满"):
            actions.extend(made, by=head(case), at=moment)
    else:
        actions.extend(made, by=head(case), at=moment)
    assert Extension.objects.get().outcome == ("" if late else "granted")


def test_a_clock_that_stands_is_not_extended(town):
    case = accepted()
    begun(case)
    with pytest.raises(NotNow, match="没有在走"):
        asked(case)


def test_who_does_not_decide_may_not_approve(town):
    case = accepted()
    made = asked(case)
    for officer in (by(case), by(case, "review2"), make.desk(), make.desk("chenli")):
        with pytest.raises(actions.NotEntitled):
            actions.extend(made, by=officer, at=AT)
    assert Extension.objects.get().outcome == ""


def test_nobody_approves_his_own(town):
    case = accepted("decide")
    chief = head(case)
    made = actions.ask_extension(case, days=5, reason=REASON, by=chief, at=AT)
    with pytest.raises(actions.NotEntitled, match="另一位"):
        actions.extend(made, by=chief, at=AT)
    with pytest.raises(IntegrityError, match="extension_by_two"), transaction.atomic():
        Extension.objects.update(answered_by=made.officer_id)


def test_who_handles_another_stage_may_not_ask(town):
    case = accepted()
    with pytest.raises(actions.NotEntitled):
        actions.ask_extension(case, days=5, reason=REASON, stage="report", by=by(case, "review2"), at=AT)


def test_a_pause_after_it_adds_to_it(town):
    case = accepted()
    actions.extend(asked(case), by=head(case), at=AT)
    pause = begun(case)
    actions.end_procedure(pause, result="通过", by=by(case), at=AT + 7 * DAY)
    assert dates(case) == (dt.date(2026, 11, 6), dt.date(2026, 12, 11))


def test_two_approvals_at_once_make_one(fresh_town):
    case = make.case_now("accepted", item="water_intake", by="xu", situation=LARGE, stage="report")
    at = timezone.now()
    made = actions.ask_extension(
        case, days=3, reason=REASON, stage="report", by=make.able(case, "review", "review", at), at=at
    )
    chief = make.able(case, "decide", "decide", at)

    def approve():
        actions.extend(made, by=chief, at=at)

    raised = at_once(approve, approve, approve)
    assert sorted(type(error).__name__ for error in raised) == ["NoneType", "NotNow", "NotNow"]
    assert make.verbs(case).count("cases.extend") == 1
