"""A case that is at several stages, on the desk."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make, pages
from tongban.cases import actions, stages
from tongban.cases.models import Case, Decision

SITUATION = {"source": ["ground"], "amount": ["large"], "third_party": ["yes"]}


def test_another_post_sees_every_stage_that_is_open(town):
    case = make.case_now("accepted", item="water_intake", by="xu", situation=SITUATION, stage="total")
    address = f"/desk/cases/{case.number}/"
    page = pages.words(make.client("chiqing").get(address))
    assert "现在是“论证报告审查、取水总量复核、第三者权益会签”环节" in page


def at(stage: str, **situation) -> Case:
    return make.case_now(
        "accepted", item="water_intake", by="xu", situation=SITUATION | situation, stage=stage
    )


def opposed() -> Case:
    """At its decision, after a countersignature against it."""
    case = at("total")
    for key, verdict in (("report", "agree"), ("total", "agree"), ("rights", "oppose")):
        turn = next(turn for turn in stages.waiting(case) if turn.key == key)
        by = make.able(case, turn.post, "review", turn.opened_at)
        words = {"verdict": verdict, "opinion": "没有约定枯水期"}
        actions.review(case, **words, stage=key, by=by, at=turn.opened_at)
    return case


@pytest.fixture
def second(town) -> str:
    """The login of who does two stages side by side."""
    return "wangyang"


@pytest.mark.parametrize(("reason", "status", "decided"), [("", 422, 0), ("已补签协议。", 302, 1)])
def test_granting_against_a_countersignature_is_answered(town, reason, status, decided):
    case, chief = opposed(), make.client("chiqing")
    address = f"/desk/cases/{case.number}/"
    page = pages.words(chief.get(address))
    assert ("第三者权益会签：不同意" in page, "会签有不同意见" in page) == (True, True)

    answer = chief.post(f"{address}decision/", {"granted": "yes", "stage": "decide", "reason": reason})

    assert (answer.status_code, Decision.objects.count()) == (status, decided)
    assert ("答复会签的不同意见" in pages.words(answer)) == (not decided)


@pytest.mark.parametrize(
    ("to", "status", "open_now"),
    [("review", 302, ["review"]), ("rights", 302, ["rights"]), ("gone", 422, ["decide"])],
)
def test_one_chooses_where_it_goes_back_to(town, to, status, open_now):
    case, chief = at("decide"), make.client("chiqing")
    address = f"/desk/cases/{case.number}/"
    page = chief.get(address).content.decode()
    choice = page.partition('name="to">')[2].partition("</select>")[0]
    assert choice.count("<option") == 4

    given = {"to": to, "opinion": "请再核对。", "reason": "请再核对。", "stage": "decide"}
    assert chief.post(f"{address}return/", given).status_code == status
    assert make.at_stages(make.fresh(case)) == open_now


def test_a_countersigner_agrees_or_not(second):
    case = at("total")
    page = pages.words(make.client(second).get(f"/desk/cases/{case.number}/?stage=rights"))

    assert ("会签意见" in page, "不同意" in page, "拟不予许可" in page) == (True, True, False)


@pytest.mark.parametrize("surface", ["desk", "counter"])
def test_more_open_stages_ask_no_more_queries(second, surface):
    login, asked = second if surface == "desk" else "shenqing", []
    few, many = at("total", third_party=["no"]), at("total")
    assert (len(make.at_stages(few)), len(make.at_stages(many))) == (2, 3)
    reader = make.client(login)
    for case in (few, few, many, many):
        with CaptureQueriesContext(connection) as seen:
            assert reader.get(f"/{surface}/cases/{case.number}/").status_code == 200
        asked.append(len(seen))

    assert asked[3] == asked[1]
