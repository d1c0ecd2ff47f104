"""重算期限 after the calendar has changed: who is reached, one line each, and nothing the second time."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.clock.facts import CALENDAR
from tongban.cases import actions, jobs, notices, queries, shifting
from tongban.cases.models import Case
from tongban.clock import actions as clock
from tongban.clock.engine import NoticeDay
from tongban.identity.rules import Desk
from tongban.journal import queries as journal
from tongban.journal.actions import SYSTEM
from tongban.journal.models import Line
from tongban.journal.news import following
from tongban.notices.models import Notice

pytestmark = pytest.mark.usefixtures("town")
DECEMBER = dt.datetime(2026, 12, 21, 10, tzinfo=make.AT.tzinfo)
OFF = [NoticeDay(dt.date(2027, 1, day), "元旦", off=True) for day in (1, 4)]
ON = [NoticeDay(dt.date(2027, 1, 9), "元旦", off=False)]


def imported(*days: NoticeDay) -> None:
    """The notice of 2027, and what follows from it."""
    clock.import_notice(2027, days or (*OFF, *ON), source="x", by=SYSTEM, at=DECEMBER)
    react("clock.import_notice")


def overridden(region: str, day: int, *, off: bool = True) -> None:
    date = dt.date(2026, 12, day)
    clock.override_day(region, date, off=off, ground="市庆", by=SYSTEM, at=DECEMBER)
    react("clock.override_day")


def react(verb: str) -> None:
    line = Line.objects.filter(verb=verb).latest("pk")
    jobs.recompute(line.chain, line.pk)


def due(case: Case) -> tuple:
    case.refresh_from_db()
    return case.due_on, case.provisional


def test_a_calendar_is_followed_by_its_job():
    for verb in ("clock.import_notice", "clock.override_day"):
        assert "cases.jobs.recompute" in following(verb)


def test_an_import_moves_the_open_cases_once():
    case, far = make.case("accepted", at=DECEMBER), make.case("accepted")
    before = due(case), due(far)
    assert before == ((dt.date(2026, 12, 31), True), (dt.date(2026, 9, 24), False))
    assert case.statutory_due_on == dt.date(2027, 1, 19)

    imported()

    assert (due(far), make.verbs(far)[-1]) == (before[1], "cases.accept")
    assert (due(case), case.statutory_due_on) == ((dt.date(2026, 12, 31), False), dt.date(2027, 1, 19))
    assert make.verbs(case)[-1] == "cases.accept"

    imported(*OFF)

    assert case.statutory_due_on == dt.date(2027, 1, 19)
    case.refresh_from_db()
    assert case.statutory_due_on == dt.date(2027, 1, 20)
    line = journal.timeline(case.chain).last()
    assert (line.verb, line.by, line.data["statutory_was"], line.data["statutory_due"]) == (
        "cases.recompute", "system", "2027-01-19", "2027-01-20",
    )  # fmt: skip

    react("clock.import_notice")
    assert make.verbs(case).count("cases.recompute") == 1


def test_a_notice_ends_what_was_provisional_without_a_line():
    case = make.case("accepted", at=DECEMBER + dt.timedelta(days=7))
    assert due(case) == (dt.date(2027, 1, 8), True)

    imported(NoticeDay(dt.date(2027, 1, 1), "元旦", off=True))

    assert (due(case), make.verbs(case)[-1]) == ((dt.date(2027, 1, 8), False), "cases.accept")


@pytest.mark.parametrize(
    ("region", "moves"),
    [("000000000000", True), ("990000000000", True), ("990100000000", True), ("990121000000", False)],
)
def test_a_day_off_moves_the_cases_of_its_division(region, moves):
    case = make.case("accepted", at=DECEMBER)

    overridden(region, 24)

    assert due(case)[0] == (dt.date(2027, 1, 4) if moves else dt.date(2026, 12, 31))
    assert make.verbs(case).count("cases.recompute") == moves
    if moves:
        line = journal.timeline(case.chain).last()
        assert (line.data["was"], line.data["due"], line.data["reason"]) == (
            "2026-12-31", "2027-01-04", "市庆",
        )  # fmt: skip
        assert case.turns.get(outcome="").due_on == case.due_on


@pytest.mark.parametrize("state", ["received", "granted"])
def test_the_other_clocks_move_too(state):
    case = make.case(state, at=DECEMBER)
    before = due(case)[0]
    overridden("990100000000", 24)
    assert due(case)[0] > before


@pytest.mark.parametrize("state", ["declined", "withdrawn", "delivered", "correcting"])
def test_what_has_no_limit_stays(state):
    case = make.case(state, at=DECEMBER)
    overridden("990100000000", 24)
    assert make.verbs(case).count("cases.recompute") == 0


def test_what_was_interrupted_goes_on():
    done, left = (make.case("accepted", at=DECEMBER) for _ in range(2))
    clock.override_day("990100000000", dt.date(2026, 12, 24), off=True, ground="市庆", by=SYSTEM, at=DECEMBER)
    assert actions.recompute([done.pk], ground="市庆", at=DECEMBER) == 1

    react("clock.override_day")

    assert [make.verbs(case).count("cases.recompute") for case in (done, left)] == [1, 1]


def test_the_applicant_is_told_the_old_and_the_new_day():
    case = make.case("accepted", at=DECEMBER)
    overridden("990100000000", 24)
    line = journal.timeline(case.chain).last()
    case = Case.objects.select_related(*notices.PARTIES).get(pk=case.pk)
    notices.tell(case, line)
    notices.tell(case, line)
    [told] = Notice.objects.filter(subject=case.chain)
    assert (told.verb, "原来是12月31日，现在是1月4日" in told.body) == ("cases.recompute", True)


def test_what_is_paused_is_no_longer_provisional_and_has_no_line():
    case = make.case("accepted", at=DECEMBER)
    procedure(case)
    assert due(case) == (None, True)

    day = NoticeDay(dt.date(2027, 1, 1), "元旦", off=True)
    clock.import_notice(2027, [day], source="x", by=SYSTEM, at=DECEMBER)
    keys = shifting.reached(dt.date(2026, 12, 1), "0" * 12).values_list("pk", flat=True)
    assert actions.recompute(list(keys), ground="放假安排", at=DECEMBER + dt.timedelta(days=1)) == 0

    assert (due(case), make.verbs(case)[-1]) == ((None, False), "cases.begin_procedure")


def test_what_was_paused_and_extended_moves_by_all_its_facts():
    case = make.case("accepted", at=DECEMBER)
    officer = procedure(case)
    later = DECEMBER + dt.timedelta(days=3)
    actions.end_procedure(case.pauses.get(), result="合格", by=officer, at=later)
    asked = actions.ask_extension(case, days=10, reason="情况复杂", by=officer, at=later)
    actions.extend(asked, by=make.able(case, "decide", "decide", later), at=later)
    before = due(case)[0]

    overridden("990100000000", 28)

    explained = queries.explained(make.fresh(case), dt.date(2026, 12, 28))
    assert due(case)[0] == explained[0].explanation.due == CALENDAR.nth(CALENDAR.count(before) + 1)
    assert case.statutory_due_on == explained[1].explanation.due
    assert case.turns.get(outcome="").due_on == case.due_on


def procedure(case: Case) -> Desk:
    officer = make.able(case, "review", "review", DECEMBER)
    actions.begin_procedure(
        case, name=queries.definition(case).special_procedures[0], ground="需要核实",
        planned_on=dt.date(2026, 12, 30), by=officer, at=DECEMBER + dt.timedelta(hours=2),
    )  # fmt: skip
    return officer


def test_a_batch_takes_as_many_statements_as_one_case():
    asked = []
    for size in (1, 3):
        keys = [make.case("accepted", at=DECEMBER).pk for _ in range(size)]
        date = dt.date(2026, 12, 22 + 2 * size)
        clock.override_day("990100000000", date, off=True, ground="市庆", by=SYSTEM, at=DECEMBER)
        with CaptureQueriesContext(connection) as statements:
            assert actions.recompute(keys, ground="市庆", at=DECEMBER) == size
        asked.append(len(statements))
    assert asked[0] == asked[1]
