"""The rules at the console: who reads and who keeps them, the trial, the bench, switching on by another."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import make, pages
from tests.supervision.test_signs import burst
from tongban.supervision import rulebook
from tongban.supervision.models import Rule

CITY, SECOND, COUNTY = "chengjian", "shangming", "jiangjian"
RULES = "/console/supervision/rules/"
BURST = f"{RULES}burst/"
SAID = {"threshold": "4", "source": "云溪市电子监察办法第8条"}


def today() -> dict[str, str]:
    day = timezone.localdate().isoformat()
    return {"since": day, "until": day}


@pytest.mark.parametrize("address", [RULES, BURST, f"{RULES}ladder/", f"{RULES}fee_unpaid/"])
@pytest.mark.parametrize(
    ("login", "status"), [(CITY, 200), (COUNTY, 200), ("zhouming", 403), ("duanqing", 403), ("lin", 403)]
)
def test_only_supervisors_read_the_rules(town, address, login, status):
    assert make.client(login).get(address).status_code == status


def test_there_is_no_other_rule(town):
    assert make.client(CITY).get(f"{RULES}moon/").status_code == 404
    assert make.client(CITY).post(f"{RULES}moon/draft/", SAID).status_code == 404
    assert make.client(CITY).post(f"{BURST}trial/", today()).status_code == 404


@pytest.mark.parametrize("verb", ["draft", "retirement"])
def test_the_county_does_not_keep_them(town, verb):
    assert make.client(COUNTY).post(f"{BURST}{verb}/", SAID).status_code == 403
    assert "只能查看" in pages.words(make.client(COUNTY).get(BURST))
    assert rulebook.active("burst").parameters == {"threshold": 5}


def test_from_the_draft_to_what_is_in_force(town):
    burst(make.case_now(), 4, timezone.now().replace(second=1, microsecond=0))
    city, second = make.client(CITY), make.client(SECOND)
    assert city.post(f"{BURST}draft/", SAID).status_code == 302
    assert "还不能启用" in pages.words(city.get(BURST))
    assert second.post(f"{BURST}activation/").status_code == 409
    assert city.post(f"{BURST}trial/", {"since": "", "until": "x"}).status_code == 422
    assert city.post(f"{BURST}trial/", today()).status_code == 302
    words = pages.words(city.get(BURST))
    assert [said in words for said in ("试运行结果", "1条", "市市场监管局", "应由其他人员启用")] == [True] * 4
    assert city.post(f"{BURST}activation/").status_code == 403
    assert [second.post(f"{BURST}activation/").status_code for _ in range(2)] == [302, 404]
    active = rulebook.active("burst")
    assert (active.number, active.parameters) == (2, {"threshold": 4})
    assert city.post(f"{BURST}retirement/").status_code == 302
    assert rulebook.active("burst") is None
    assert make.verbs_of(active.chain)[-1] == "supervision.switch_off"


@pytest.mark.parametrize(
    "said", [{"threshold": "1"}, {"threshold": "viel"}, {"threshold": ""}, {"source": ""}]
)
def test_what_is_wrong_stands_on_the_page_again(town, said):
    page = make.client(CITY).post(f"{BURST}draft/", SAID | said)
    assert page.status_code == 422
    assert Rule.objects.filter(key="burst").count() == 1


@pytest.mark.parametrize(
    ("fact", "words"),
    [("5", "符合，会提示"), ("4", "不符合，不提示"), ("x", "请填整数。"), ("9" * 9, "请填整数。")],
)
def test_the_bench_gives_its_verdict(town, fact, words):
    assert words in pages.words(make.client(CITY).get(f"{BURST}?fact={fact}"))


def test_a_ladder_is_written_with_its_choices(town):
    said = {"source": "本地办法", "first_days": "2", "second_days": "4", "third_days": "6"}
    said |= {f"{rung}_post": "supervisor" for rung in ("first", "second", "third")}
    said |= {f"{rung}_where": "division" for rung in ("first", "second", "third")}
    client = make.client(CITY)
    assert client.post(f"{RULES}ladder/draft/", said | {"third_where": "moon"}).status_code == 422
    assert client.post(f"{RULES}ladder/draft/", said).status_code == 302
    draft = Rule.objects.get(key="ladder", state="draft")
    assert (draft.parameters["third_days"], draft.parameters["first_where"]) == (6, "division")


def test_more_versions_ask_no_more_queries(town):
    client, counts = make.client(CITY), []
    for address in (RULES, BURST):
        for more in (1, 2):
            for _each in range(more):
                number = Rule.objects.filter(key="burst").count() + 1
                old = Rule(key="burst", number=number, kind="flow", level="notable", state="retired")
                old.parameters = {"threshold": 3}
                Rule.objects.bulk_create([old])
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
            counts.append(len(asked))
    assert counts[:2] == [counts[0]] * 2
    assert counts[2:] == [counts[2]] * 2
