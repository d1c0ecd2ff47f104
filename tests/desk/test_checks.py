"""What the system decided, on the desk: why, taking over, the re-check of what was drawn."""

import pytest

from tests import make, pages
from tongban.cases import actions, automatic
from tongban.cases.models import Case, Judgement

INSURANCE = "flexible_insurance"
LOCAL = {"household": ["local"]}


@pytest.fixture
def case(town) -> Case:
    """Just received."""
    return make.case_now(item=INSURANCE, by="fang", situation=LOCAL)


def decided(by: str = "fang") -> Case:
    """Decided by the system, and drawn."""
    case = make.case_now(item=INSURANCE, by=by, situation=LOCAL)
    actions.judge(case, at=case.received_at)
    Judgement.objects.filter(case=case).update(drawn=True)
    return make.fresh(case)


@pytest.mark.parametrize(("surface", "login"), [("desk", "zhengcheng"), ("counter", "shenqing")])
def test_the_page_tells_rule_facts_and_path(town, surface, login):
    said = pages.words(make.client(login).get(f"/{surface}/cases/{decided().number}/"))

    for words in (
        "系统已自动办理", "本市户口，已满16周岁、不满60周岁，直接登记。", "适用的规则（第1条）", "户口：本市",
        "周岁是“20”，规则要求“不小于16且不大于59”", "第1版规则表",
    ):  # fmt: skip
        assert words in said


def test_a_proposal_to_refuse_is_only_a_proposal(case):
    actions.judge(case, at=case.received_at)
    Judgement.objects.filter(case=case).update(outcome="refuse")

    assert "只是建议，由您核对事实后决定" in pages.words(
        make.client("zhengcheng").get(f"/desk/cases/{case.number}/")
    )


@pytest.mark.parametrize(
    ("login", "reason", "status", "taken"),
    [("zhengcheng", "联系过申请人", 302, 1), ("zhengcheng", " ", 302, 0), ("zhouming", "要核对", 403, 0)],
)
def test_an_officer_takes_it_over(case, login, reason, status, taken):
    answer = make.client(login).post(f"/desk/cases/{case.number}/takeover/", {"takeover_reason": reason})

    assert (answer.status_code, int(automatic.takeover(case) is not None)) == (status, taken)
    if taken:
        shown = pages.words(make.client(login).get(f"/desk/cases/{case.number}/"))
        assert "已转人工" in shown
        assert make.verbs(case)[-1] == "cases.take_over"


def test_what_was_drawn_waits_on_its_list_until_it_is_checked(town):
    case, officer = decided(), make.client("zhengcheng")
    assert case.number in pages.words(officer.get("/desk/checks/"))

    given = {"verdict": "wrong", "recheck_opinion": "社保系统里已经参保"}
    assert officer.post(f"/desk/cases/{case.number}/recheck/", given).status_code == 302

    assert automatic.recheck(case).verdict == "wrong"
    assert case.number not in pages.words(officer.get("/desk/checks/"))
    assert "复核认为办理有误" in pages.words(officer.get(f"/desk/cases/{case.number}/"))
    assert officer.post(f"/desk/cases/{case.number}/recheck/", given).status_code == 409


@pytest.mark.parametrize(
    "given", [{"verdict": "", "recheck_opinion": "x"}, {"verdict": "upheld", "recheck_opinion": ""}]
)
def test_a_recheck_without_words_is_none(town, given):
    case = decided()
    make.client("zhengcheng").post(f"/desk/cases/{case.number}/recheck/", given)

    assert automatic.recheck(case) is None


@pytest.mark.parametrize(("login", "seen"), [("zhengcheng", True), ("zhouming", False)])
def test_who_sees_what_was_drawn(town, login, seen):
    case = decided()

    assert (case.number in pages.words(make.client(login).get("/desk/checks/"))) == seen


def test_the_list_costs_the_same_however_long(town, django_assert_num_queries, django_assert_max_num_queries):
    officer = make.client("zhengcheng")
    decided()
    with django_assert_max_num_queries(40) as first:
        officer.get("/desk/checks/")
    decided("yan")
    decided("lin")
    with django_assert_num_queries(len(first)):
        officer.get("/desk/checks/")


def test_who_decides_pauses_at_once(town):
    item, chief = make.published(INSURANCE), make.client("zhengcheng")
    here = f"/desk/automatic/{item.code}/"
    assert "暂停自动办理 灵活就业人员参保登记" in pages.words(chief.get("/desk/checks/"))
    assert make.client("zhouming").post(f"{here}pause/", {"reason": "规则有误"}).status_code == 404
    assert chief.post(f"{here}pause/", {"reason": " "}).status_code == 302
    assert automatic.paused(item.pk) is None

    assert chief.post(f"{here}pause/", {"reason": "规则有误"}).status_code == 302

    assert "已暂停" in pages.words(chief.get("/desk/checks/"))
    assert make.verbs_of(f"item:{item.code}")[-1] == "cases.pause_automatic"
    assert chief.post(f"{here}pause/", {"reason": "再来一次"}).status_code == 409
    assert chief.post(f"{here}resumption/").status_code == 302
    assert chief.post(f"{here}resumption/").status_code == 409
    assert automatic.paused(item.pk) is None
