"""What an applicant sees of automatic decisions: the rules, the reasons, and a person who decides."""

import uuid

import pytest

from tests import make, pages
from tongban.cases import actions, automatic
from tongban.cases.models import Case

INSURANCE = "flexible_insurance"
LOCAL = {"household": ["local"]}
FORM = {
    "trade": "网约配送",
    "base": "60%",
    "start": "2026-11",
    "period": "按月",
    "address": "云溪市学府路100号",
}


def received() -> Case:
    return make.case_now(item=INSURANCE, by="fang", situation=LOCAL)


@pytest.fixture
def case(town) -> Case:
    return received()


def page_of(case: Case, login: str = "fang") -> str:
    return pages.words(make.client(login).get(f"/cases/{case.number}/"))


def test_the_guide_tells_the_rules(town):
    said = pages.words(make.client("fang").get(f"/items/{make.published(INSURANCE).code}/"))

    for words in (
        "本事项由系统按公开的规则自动办理，您可以要求人工办理", "周岁：不小于16且不大于59", "系统直接准予",
        "其他情况：居民身份证或者居住证没有核对到，由人工核对。", "按5%随机抽出",
    ):  # fmt: skip
        assert words in said


def test_a_guide_without_a_table_does_not_speak_of_it(town):
    assert "自动办理" not in pages.words(make.client("fang").get(f"/items/{make.published().code}/"))


def test_the_page_tells_why(case):
    assert "系统正在按规则判断" in page_of(case)

    actions.judge(case, at=case.received_at)

    said = page_of(case)
    for words in ("已自动办结", "本市户口，已满16周岁、不满60周岁，直接登记。", "周岁是“20”", "看公开的规则"):
        assert words in said
    assert "要求人工办理" not in said


def test_who_asks_gets_a_person(case):
    fang = make.client("fang")
    assert "要求人工办理" in page_of(case)

    assert fang.post(f"/cases/{case.number}/person/").url == f"/cases/{case.number}/"
    assert fang.post(f"/cases/{case.number}/person/").status_code == 302

    assert make.verbs(case) == ["cases.submit", "cases.ask_for_person"]
    assert "您要求由工作人员办理" in page_of(case)
    assert actions.judge(case, at=case.received_at).outcome == "person"


def test_nobody_asks_for_another(case):
    assert make.client("zhang").post(f"/cases/{case.number}/person/").status_code == 404
    assert make.client("fang").get(f"/cases/{case.number}/person/").status_code == 405
    assert automatic.takeover(case) is None


def test_what_is_decided_stays_decided(case):
    actions.judge(case, at=case.received_at)

    assert make.client("fang").post(f"/cases/{case.number}/person/").status_code == 409
    assert automatic.takeover(case) is None


@pytest.mark.parametrize(("ticked", "verbs"), [
    ({"by_person": "true"}, ["cases.submit", "cases.ask_for_person"]),
    ({}, ["cases.submit"]),
])  # fmt: skip
def test_a_person_can_be_asked_for_when_submitting(town, ticked, verbs):
    fang = make.client("fang")
    draft = drafted(fang)
    assert "我要求由工作人员办理" in pages.words(fang.get(f"/drafts/{draft}/review/"))

    fang.post(f"/drafts/{draft}/submit/", {"commitment": "true"} | ticked)

    assert make.verbs(Case.objects.get(submission=draft)) == verbs


def drafted(client) -> uuid.UUID:
    draft = pages.begun(client, INSURANCE, None)
    client.post(f"/drafts/{draft}/situation/", {"before": "never", "household": "local"})
    client.post(f"/drafts/{draft}/form/", FORM | {"phone": "139****0014"})
    return draft
