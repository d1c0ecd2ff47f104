"""The board: who may open it, what it counts and lists, by how many queries, and what its forms change."""

import csv
import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from tests import make, pages
from tongban.cases.models import Case
from tongban.identity.models import Agency
from tongban.supervision import actions, detecting, live
from tongban.supervision.models import Finding, Urging

CITY, COUNTY, CLERK = "chengjian", "jiangjian", "zhouming"
LISTS = [
    "",
    "week/",
    "urgings/",
    "findings/",
    "export/csv/",
    "export/xlsx/",
    "week/export/csv/",
    "urgings/export/csv/",
    "findings/export/csv/",
]


@pytest.fixture
def three(town) -> list[Case]:
    """Over its limit, near it, and far from it."""
    made, today = [make.case_now("accepted") for _ in range(3)], timezone.localdate()
    for case, due, yellow in zip(made, (-2, 1, 9), (-4, -1, 7), strict=True):
        days = {"due_on": today + dt.timedelta(due), "yellow_on": today + dt.timedelta(yellow)}
        Case.objects.filter(pk=case.pk).update(**days)
        case.turns.update(due_on=days["due_on"])
    return made


def listed(login: str, query: str = "") -> list[str]:
    page = make.client(login).get(f"/board/{query}").content.decode()
    found = Case.objects.filter(
        number__in=[n for n in Case.objects.values_list("number", flat=True) if n in page]
    )
    return sorted(found.values_list("number", flat=True), key=page.find)


def urged(client, case: Case, **said):
    typed = {
        "post": "review",
        "urging_text": "请在三日内办结。",
        "answer_by": timezone.localdate() + dt.timedelta(3),
    }
    return client.post(f"/board/cases/{case.number}/urging/", typed | said)


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize(
    ("login", "status"), [(CITY, 200), (COUNTY, 200), (CLERK, 403), ("shenqing", 403), ("lin", 403)]
)
def test_only_supervisors_open_it(town, address, login, status):
    assert make.client(login).get(f"/board/{address}").status_code == status


@pytest.mark.parametrize("address", LISTS)
def test_a_stranger_signs_in_first(town, client, address):
    assert client.get(f"/board/{address}")["Location"].startswith("/sign-in/")


def test_a_county_does_not_see_the_city(three):
    assert listed(CITY) == [case.number for case in three]
    assert listed(COUNTY) == []
    client = make.client(COUNTY)
    number = three[0].number
    assert client.get(f"/board/cases/{number}/").status_code == 404
    assert urged(client, three[0]).status_code == 404
    assert client.get("/board/export/csv/").getvalue().decode().count("\n") == 1
    assert Urging.objects.count() == 0


def test_filters_lead_from_the_agency_to_the_clerk(three):
    case, officer = three[0], make.account(CLERK).officer_id
    assert listed(CITY, "?light=red") == [case.number]
    assert listed(CITY, f"?agency={case.agency_id}&post=review&person={officer}") == [c.number for c in three]
    assert listed(CITY, f"?person={make.account('tangyue').officer_id}") == []
    assert listed(CITY, "?post=window") == []
    assert listed(CITY, f"?q={case.number.lower()}") == [case.number]
    words = pages.words(make.client(CITY).get(f"/board/?agency={case.agency_id}&post=review"))
    assert [said in words for said in ("各经办人", "周明", "全部", "各机关")] == [True, True, True, False]


@pytest.mark.parametrize("query", ["?light=purple", "?agency=x", f"?person={9**20}", "?after=x", "?after=_"])
def test_what_is_not_understood_is_not_asked(three, query):
    assert len(listed(CITY, query)) == 3


def test_counts_are_of_every_kind(three):
    today, agency = timezone.localdate(), three[0].agency_id
    counts = live.tally([agency], live.Wish(), today)
    lights = {"red": 1, "yellow": 1, "green": 1, "paused": 0}
    assert {by: [(c.name or c.key, c.lights) for c in found] for by, found in counts.items()} == {
        "light": [("", lights)],
        "region": [("云溪市", lights)],
        "agency": [(Agency.objects.get(pk=agency).short_name, lights)],
        "post": [("review", lights)],
        "person": [("周明", lights)],
    }
    assert live.tally([], live.Wish(), today) == {by: [] for by in counts}


def test_the_next_page_begins_where_this_one_ends(three, monkeypatch):
    monkeypatch.setattr(live, "SIZE", 2)
    first = make.client(CITY).get("/board/").content.decode()
    onward = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert listed(CITY, onward) == [three[2].number]


def test_the_export_is_the_list_as_it_is_filtered(three):
    client = make.client(CITY)
    text = client.get("/board/export/csv/?light=red").getvalue().decode("utf-8-sig")
    [line] = list(csv.DictReader(io.StringIO(text)))
    assert (line["编号"], line["岗位"], line["经办人"]) == (three[0].number, "审查岗", "周明")
    book = load_workbook(io.BytesIO(client.get("/board/export/xlsx/").getvalue()))
    assert [row[0] for row in book.active.iter_rows(values_only=True)] == ["编号"] + [c.number for c in three]
    assert client.get("/board/export/exe/").status_code == 404


def test_what_was_urged_and_found_is_exported_as_it_is_filtered(town):
    client, case = make.client(CITY), make.case_now("granted")
    detecting.detect(timezone.now())
    waiting = make.case_now("accepted")
    urged(client, waiting)
    kept = {}
    for name in ("urgings", "findings"):
        told = client.get(f"/board/{name}/export/csv/?state=open").getvalue().decode("utf-8-sig")
        kept[name] = list(csv.DictReader(io.StringIO(told)))
    assert [(line["督办内容"], line["编号"]) for line in kept["urgings"]] == [
        ("请在三日内办结。", waiting.number)
    ]
    assert ("到手以后很快就作出决定", case.number) in [
        (line["疑点"], line["编号"]) for line in kept["findings"]
    ]
    assert len(kept["findings"]) == Finding.objects.count()
    assert client.get("/board/urgings/export/csv/?state=over").getvalue().count(b"\n") == 1
    assert make.client(COUNTY).get("/board/findings/export/csv/").getvalue().count(b"\n") == 1


@pytest.mark.parametrize("address", ["", "week/", "findings/", "urgings/"])
def test_one_row_and_three_ask_the_same_queries(town, address):
    client, counts = make.client(CITY), []
    supervisor = make.desk(CITY, timezone.now())
    for more in (1, 2):
        for _each in range(more):
            case = make.case_now("accepted")
            actions.urge(
                case, "review", text="请办。", answer_by=timezone.localdate() + dt.timedelta(3),
                by=supervisor, at=timezone.now(),
            )  # fmt: skip
            Finding.objects.create(
                sign="hurried", case=case, mark=1, lines=[1], found_at=timezone.now(), state="open"
            )
        client.get(f"/board/{address}")
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/board/{address}")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_week_counts_what_becomes_due(town):
    case = make.case_now("accepted")
    today = timezone.localdate()
    Case.objects.filter(pk=case.pk).update(due_on=today + dt.timedelta(2))
    make.case_now("accepted")
    until, due = today + dt.timedelta(6), today + dt.timedelta(2)
    for by, key in (("agency", str(case.agency_id)), ("post", "review")):
        assert live.heat([case.agency_id], live.Wish(), today, until, by) == {(key, due): 1}
    assert "市市场监管局" in pages.words(make.client(CITY).get("/board/week/"))
    words = pages.words(make.client(CITY).get(f"/board/week/?agency={case.agency_id}"))
    assert [said in words for said in ("审查岗", "共1件", "1件")] == [True, True, True]
    assert listed(CITY, f"?day={due}") == [case.number]


def test_a_case_is_read_and_urged_and_its_post_answers(three):
    case, client, clerk = three[0], make.client(CITY), make.client(CLERK)
    words = pages.words(client.get(f"/board/cases/{case.number}/"))
    assert [said in words for said in ("期限是这样算的", "审查岗 ：周明", "发出督办")] == [True, True, True]
    assert urged(client, case).status_code == 302
    urging = Urging.objects.get()
    assert (urging.state, urging.post, make.verbs_of(urging.chain)) == (
        "open",
        "review",
        ["supervision.urge"],
    )
    assert "请在三日内办结。" in pages.words(clerk.get(f"/desk/cases/{case.number}/"))
    answer = f"/desk/cases/{case.number}/urgings/{urging.pk}/answer/"
    clerk.post(answer, {"urging_answer": " "})
    clerk.post(answer, {"urging_answer": "图纸已核，明日办结。"})
    clerk.post(answer, {"urging_answer": "再答一次。"})
    urging.refresh_from_db()
    assert (urging.state, urging.answer) == ("answered", "图纸已核，明日办结。")
    assert make.verbs_of(urging.chain) == ["supervision.urge", "supervision.answer"]
    assert "图纸已核" in pages.words(client.get(f"/board/cases/{case.number}/"))


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"urging_text": ""}, 422),
        ({"urging_text": "字" * 1001}, 422),
        ({"answer_by": "2026-02-30"}, 422),
        ({"answer_by": "2020-01-01"}, 422),
        ({"post": "decide"}, 409),
        ({"post": ""}, 409),
    ],
)
def test_what_cannot_be_urged(three, said, status):
    assert urged(make.client(CITY), three[0], **said).status_code == status
    assert Urging.objects.count() == 0


def test_a_post_is_urged_once_at_a_time(three):
    client = make.client(CITY)
    assert [urged(client, three[0]).status_code for _ in range(2)] == [302, 409]


def test_another_post_does_not_answer(three):
    urged(make.client(CITY), three[0])
    urging = Urging.objects.get()
    address = f"/desk/cases/{three[0].number}/urgings/{urging.pk}/answer/"
    assert make.client("chenli").post(address, {"urging_answer": "我来答。"}).status_code == 403
    assert make.client("tangyue").post(address, {"urging_answer": "我来答。"}).status_code == 403
    urging.refresh_from_db()
    assert urging.state == "open"


def test_a_finding_is_judged_by_a_person_once(town):
    make.case_now("granted")
    assert detecting.detect(timezone.now())["hurried"] == 1
    finding, client = Finding.objects.get(sign="hurried"), make.client(CITY)
    address = f"/board/findings/{finding.pk}/"
    assert "到手以后很快就作出决定" in pages.words(client.get("/board/findings/"))
    assert "作出决定：准予" in pages.words(client.get(address))
    assert make.client(COUNTY).get(address).status_code == 404
    assert (
        make.client(CLERK).post(f"{address}judgement/", {"verdict": "upheld", "opinion": "x"}).status_code
        == 403
    )
    assert client.post(f"{address}judgement/", {"verdict": "perhaps", "opinion": ""}).status_code == 422
    said = {"verdict": "dismissed", "opinion": "核对了现场记录，属于当场办理。"}
    assert [client.post(f"{address}judgement/", said).status_code for _ in range(2)] == [302, 409]
    finding.refresh_from_db()
    assert (finding.state, finding.officer_id) == ("dismissed", make.account(CITY).officer_id)
    assert make.verbs_of(finding.chain) == ["supervision.find", "supervision.judge"]
