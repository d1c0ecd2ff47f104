"""A case that is late says so to its applicant, and by whom."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from tests import make, pages
from tongban.cases import queries
from tongban.cases.models import Case
from tongban.portal import lateness, standing
from tongban.supervision import actions, sweeping

MONDAY = dt.date(2026, 9, 21)
AGENCY = "云溪市市场监督管理局"
HELD = f"这件办件在{AGENCY}的审查岗，办理“审查”，9月15日到手。这个环节应在9月18日前办完，已超期2个工作日。"
TOLD_NEXT = "系统巡查时会通报监察岗，不用您另外申请。"


def due(case: Case, day: dt.date) -> Case:
    Case.objects.filter(pk=case.pk).update(due_on=day, yellow_on=day)
    return make.fresh(case)


def on(day: dt.date) -> dt.datetime:
    return make.AT.replace(month=day.month, day=day.day)


def test_a_late_case_names_who_is_late(town):
    case, today = make.case_now("accepted", ago=dt.timedelta(40)), timezone.localdate()
    due = standing.due(case, queries.explained(case, today), today)
    assert (due["light"], due["text"]) == ("red", "已超过期限，云溪市市场监督管理局还没有办完")
    assert due["text"] in pages.words(make.client("lin").get(f"/cases/{case.number}/"))


def test_one_in_time_does_not(town):
    case, today = make.case_now("accepted"), timezone.localdate()
    assert standing.due(case, queries.explained(case, today), today)["light"] == "green"


@pytest.mark.parametrize(
    ("state", "held"),
    [
        ("received", f"这件办件在{AGENCY}的综合窗口，等待答复是否受理，9月15日收到。"),
        ("accepted", HELD),
        ("granted", f"这件办件在{AGENCY}的综合窗口，等待送达，9月15日作出决定。"),
    ],
)
def test_it_says_who_holds_it_and_since_when(town, state, held):
    case = due(make.case(state), dt.date(2026, 9, 17))
    said = lateness.of(case, MONDAY)
    assert (said["kind"], said["heading"], said["lines"]) == (
        "bad",
        "这件办件已超期3个工作日",  # the Sunday is worked
        [held, TOLD_NEXT],
    )
    assert said["complain"].endswith("12345")


@pytest.mark.parametrize("state", ["received", "correcting", "accepted", "delivered", "withdrawn"])
def test_one_in_time_or_over_is_not_late(town, state):
    assert lateness.of(make.case(state), make.AT.date()) is None


def test_it_says_what_supervision_knows(town):
    case = due(make.case("accepted"), dt.date(2026, 9, 17))
    sweeping.relight(on(MONDAY))
    assert lateness.of(case, MONDAY)["lines"][-1] == "9月21日已经通报监察岗。"
    by, answer_by = make.desk("chengjian", on(MONDAY)), MONDAY + dt.timedelta(2)
    urging = actions.urge(case, "review", text="请办。", answer_by=answer_by, by=by, at=on(MONDAY))
    assert lateness.of(case, MONDAY)["lines"][-1] == "监察岗9月21日已督办，要求9月23日前答复。"
    actions.answer(urging, text="明日办结。", by=make.able(case, "review", "review"), at=on(MONDAY))
    assert lateness.of(case, MONDAY)["lines"][-1] == "监察岗已督办，承办岗位9月21日答复。"


def test_a_stage_over_its_own_limit_is_told_while_the_case_is_in_time(town):
    case = make.case("accepted", stage="visit")
    far = due(case, dt.date(2026, 10, 30))
    said = lateness.of(far, dt.date(2026, 9, 29))
    assert (said["kind"], said["heading"]) == ("warn", "这件办件的环节超过了内部期限")
    assert "这个环节应在" in said["lines"][0]
    assert said["lines"][1] == "整件仍要在10月30日前办好。"


def test_whoever_has_the_number_reads_who_is_late_and_no_name(town):
    case = make.case_now("accepted", ago=dt.timedelta(40))
    words = pages.words(Client().get(f"/progress/{case.number}/"))
    assert [said in words for said in ("审查岗", "已超期", "12345", "林小安", "周明")] == [
        True, True, True, False, False,
    ]  # fmt: skip
    assert "审查岗" in pages.words(make.client("lin").get(f"/cases/{case.number}/"))
