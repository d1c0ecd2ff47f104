"""A limit in a plain sentence, and what moved it, with who decided."""

import datetime as dt

import pytest

from tests import make, pages
from tongban.cases import queries
from tongban.cases.models import Case, Extension
from tongban.ui import reckoning

DAY = dt.timedelta(1)


def told(case: Case, ahead: int = 2) -> dict:
    today = make.AT.date() + ahead * DAY
    return reckoning.told(case, queries.explained(case, today), "", today)


@pytest.mark.parametrize(
    ("state", "lead"),
    [
        (
            "received",
            "期限5个工作日，从收到材料的第二天算起，周末和法定假日不算。到今天算了2天，最后一天是9月21日（周一）。",
        ),
        (
            "accepted",
            "期限8个工作日，从受理的第二天算起，周末和法定假日不算。到今天算了2天，最后一天是9月24日（周四）。",
        ),
    ],
)
def test_a_limit_is_told_in_a_sentence(town, state, lead):
    assert told(make.case(state)) == {"lead": lead, "moved": []}


def test_a_limit_that_is_over_says_so(town):
    assert told(make.case("accepted"), 20)["lead"].endswith("最后一天是9月24日（周四），已经过了。")


def test_what_runs_on_nobody_is_not_told(town):
    assert told(make.case("withdrawn")) == {}


def test_what_stopped_and_lengthened_it_is_named_with_who_decided(town):
    case = make.case("accepted")
    case.pauses.create(
        stage="review", name="检验", kind="inspection", ground="水样送检", began_on=make.AT.date() + DAY,
        planned_on=make.AT.date() + 4 * DAY, at=make.AT + DAY, post_name="审查岗",
    )  # fmt: skip
    Extension.objects.create(
        case=case, value=10, unit="working_day", reason="情况复杂", outcome="granted", at=make.AT + DAY,
        answered_at=make.AT + DAY, answered_by_id=make.account("chenli").officer_id, answered_post="决定岗",
        rank="本行政机关负责人", opinion="同意", paper=queries.paper(case, "acceptance"),
    )  # fmt: skip
    said = told(make.fresh(case))
    assert said["lead"].endswith("现在停表，恢复以后接着算。")
    assert said["moved"] == [
        "“检验”从9月16日开始，预计9月19日结束，这段时间依法不计入期限。由审查岗决定，理由：水样送检",
        "延长10个工作日，9月16日经本行政机关负责人批准，理由：情况复杂",
    ]


def test_applicant_and_supervisor_read_the_same_sentence(town):
    case = make.case_now("accepted")
    sentence = "期限8个工作日，从受理的第二天算起"
    for login, address in (
        ("lin", f"/cases/{case.number}/"),
        ("lin", f"/cases/{case.number}/days/"),
        ("chengjian", f"/board/cases/{case.number}/"),
    ):
        assert (address, sentence in pages.words(make.client(login).get(address))) == (address, True)
