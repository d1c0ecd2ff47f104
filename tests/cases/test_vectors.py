"""The vectors of the clock through stored cases: each limit that a case can have, by the acts themselves."""

import datetime as dt

import pytest

from tests import make
from tests.clock.facts import day
from tongban.cases import actions, queries
from tongban.cases.models import Case
from tongban.catalogue import parts
from tongban.catalogue.models import Version
from tongban.identity.models import Delegation

ALLOWANCE = "old_age_allowance"  # asked for by a person, who may in any year
VECTORS = [
    ("2026-02-12", 5, "2026-02-26"), ("2026-02-12", 20, "2026-03-18"), ("2026-04-30", 5, "2026-05-11"),
    ("2026-09-18", 10, "2026-10-09"), ("2026-09-24", 5, "2026-10-09"), ("2026-09-30", 20, "2026-11-03"),
    ("2025-12-31", 3, "2026-01-06"), ("2026-10-09", 1, "2026-10-10"),
]  # fmt: skip


def morning(text: str) -> dt.datetime:
    return dt.datetime.combine(day(text), dt.time(10), make.AT.tzinfo)


@pytest.fixture(autouse=True)
def delegated_since_long(town) -> None:
    """The posts had their powers before the earliest vector begins."""
    Delegation.objects.update(since=day("2025-01-01"))


def limited(
    statutory: int, promised: int | None = None, unit: str = "working_day", file: str = ALLOWANCE
) -> None:
    """The item's limits are these from now on, whatever its guide and its examples say."""
    item = make.published(file)
    limits = parts.Limits(
        statutory=parts.Limit(value=statutory, unit=unit),
        promised=promised and parts.Limit(value=promised, unit=unit),
    )
    amended = make.definition(item).model_copy(update={"limits": limits})
    item.current = Version.objects.create(
        item=item, number=99, definition=amended.model_dump(mode="json"), digest=amended.digest,
        effective_from=make.AT.date(), published_at=make.AT, published_by="系统",
    )  # fmt: skip
    item.save()


def accepted(start: str, file: str = ALLOWANCE) -> Case:
    return make.case("accepted", item=file, at=morning(start), pace=dt.timedelta(0))


def stored(case: Case) -> tuple:
    case.refresh_from_db()
    return case.due_on, case.statutory_due_on, case.provisional


@pytest.mark.parametrize(("start", "days", "due"), VECTORS)
def test_a_case_accepted_at_the_start_ends_by_the_vector(start, days, due):
    limited(days)
    case = accepted(start)
    assert stored(case) == (day(due), day(due), False)
    acceptance = case.acceptance
    assert (acceptance.promised_due_on or acceptance.statutory_due_on, acceptance.statutory_due_on) == (
        day(due), day(due),
    )  # fmt: skip
    assert {turn.due_on for turn in case.turns.all()} == {day(due)}


@pytest.mark.parametrize(("start", "due"), [(start, due) for start, days, due in VECTORS if days == 5])
def test_a_case_received_at_the_start_is_answered_by_the_vector(start, due):
    case = make.case("received", at=morning(start))
    assert (stored(case)[0], queries.acceptance_due(case)) == (day(due), day(due))


def test_a_case_decided_at_the_start_is_delivered_by_the_vector():
    case = make.case("granted", at=morning("09-18"), pace=dt.timedelta(0))
    assert stored(case) == (day("10-09"), day("10-09"), False)


@pytest.mark.parametrize(
    ("start", "value", "unit", "due"),
    [("2026-09-24", 7, "natural_day", "2026-10-08"), ("2026-01-31", 1, "month", "2026-02-28"),
     ("2026-07-25", 2, "month", "2026-09-28")],
)  # fmt: skip
def test_limits_of_other_units_are_stored_too(start, value, unit, due):
    limited(value, unit=unit)
    assert stored(accepted(start))[0] == day(due)


def test_the_promise_leads():
    limited(20, promised=10)
    assert stored(accepted("09-18"))[:2] == (day("10-09"), day("10-22"))


def test_a_deadline_in_a_year_without_a_notice_is_provisional():
    limited(3)
    assert stored(accepted("2026-12-31")) == (day("2027-01-06"), day("2027-01-06"), True)


def test_the_example_of_the_command_as_a_case():
    limited(20, file=make.FOOD)
    case = accepted("09-18", make.FOOD)
    actions.begin_procedure(
        case, name=queries.definition(case).special_procedures[0], ground="需要核实", planned_on=day("09-29"),
        by=make.able(case, "review", "review"), at=morning("09-22"),
    )  # fmt: skip
    assert stored(case)[:2] == (None, None)
    officer = make.able(case, "review", "review")
    actions.end_procedure(case.pauses.get(), result="合格", by=officer, at=morning("09-29"))
    assert stored(case)[0] == day("10-28")
    asked = actions.ask_extension(case, days=10, reason="情况复杂", by=officer, at=morning("10-12"))
    actions.extend(asked, by=make.able(case, "decide", "decide"), at=morning("10-12"))
    assert stored(case)[0] == day("11-11")
    [explained] = [
        each for each in queries.explained(make.fresh(case), day("10-12")) if each.kind == "statutory"
    ]
    told = explained.explanation
    assert (told.due, told.used, told.limit, told.light) == (day("11-11"), 8, 30, "green")
