"""From the city to the clerk: what stands on each level, how levels compare, and the load of the week."""

import csv
import datetime as dt
import io

import pytest
from django.utils import timezone

from tests import make, pages
from tongban.board import week
from tongban.cases.models import Case, Turn
from tongban.supervision import comparing, live
from tongban.supervision.models import Overtime

CITY, COUNTY = "chengjian", "jiangjian"
WORK = {"item": make.WORK, "by": "lin"}


def words(query: str = "", login: str = CITY) -> str:
    return pages.words(make.client(login).get(f"/board/{query}"))


def late(case: Case) -> Overtime:
    """The review of a case ended late."""
    turn = Turn.objects.get(case=case, outcome="done", post="review")
    return Overtime.objects.create(
        case=case, agency_id=case.agency_id, clock="decision", due_on=dt.date(2026, 1, 5), turn=turn,
        post=turn.post, found_at=timezone.now(), state="waiting",
    )  # fmt: skip


def test_each_level_leads_to_the_next(town):
    case = make.case_now("accepted")
    steps = [
        ("", "各机关"),  # one county alone is not compared
        (f"?agency={case.agency_id}", "各岗位"),
        (f"?agency={case.agency_id}&post=review", "各经办人"),
    ]
    assert [heading in words(query) for query, heading in steps] == [True, True, True]


def test_counties_are_compared_where_there_are_several(town):
    here, there = make.case_now("accepted"), make.case_now("accepted", **make.BOOKSHOP)
    agency = make.account(COUNTY).officer.appointments.get().post.agency
    Case.objects.filter(pk=there.pk).update(agency=agency)
    there.turns.update(agency=agency)
    counts = live.tally(
        [*{here.agency_id, Case.objects.get(pk=there.pk).agency_id}], live.Wish(), timezone.localdate()
    )
    assert {count.key: count.total for count in counts["region"]} == {"990100": 1, "990121": 1}
    said = words()
    assert [name in said for name in ("各区县", "云溪市本级")] == [True, True]
    county = words("?region=990121")
    assert [each in county for each in (here.number, there.number, "各机关")] == [False, True, True]
    assert [each in words(login=COUNTY) for each in (here.number, there.number)] == [False, True]


@pytest.mark.parametrize("query", ["?region=99", "?region=99012x", "?day=2026-02-30", "?day=x"])
def test_what_is_not_understood_is_not_asked(town, query):
    assert make.case_now("accepted").number in words(query)


@pytest.mark.parametrize(("began", "due", "used"), [(10, 0, 100), (5, 5, 50), (10, -10, None), (0, 10, 0)])
def test_how_much_of_the_limit_is_used(town, began, due, used):
    case, today = make.case_now("accepted", ago=dt.timedelta(began)), timezone.localdate()
    Case.objects.filter(pk=case.pk).update(due_on=today + dt.timedelta(due) if used is not None else None)
    [count] = live.tally([case.agency_id], live.Wish(), today)["agency"]
    assert (None if count.used is None else round(count.used * 100)) == used


def test_what_ended_late_is_counted_where_it_ended(town):
    first, second = make.case_now("granted"), make.case_now("granted")
    late(first)
    agency, since = str(first.agency_id), timezone.now() - dt.timedelta(1)
    wish = live.Wish()
    [(counted, of_them)] = [comparing.ended([first.agency_id], wish, "agency", since)[agency]]
    posts = comparing.ended([first.agency_id], wish, "post", since)
    people = comparing.ended([first.agency_id], wish, "person", since)
    region = comparing.ended([first.agency_id], wish, "region", since)
    assert (counted, of_them) == (Turn.objects.filter(outcome="done").count(), 1)
    assert posts["review"] == (2, 1)
    assert people[str(make.account("zhouming").officer_id)] == (2, 1)
    assert region == {"990100": (counted, 1)}
    assert comparing.ended([first.agency_id], live.Wish(post="decide"), "agency", since)[agency][1] == 0
    assert comparing.ended([first.agency_id], wish, "agency", timezone.now()) == {}
    make.case_now("accepted")
    assert f"{100 / counted:.1f}%" in words()
    assert second.pk != first.pk


def test_the_page_renews_itself_until_it_is_stopped(town):
    make.case_now("accepted")
    client = make.client(CITY)
    moving, still = (client.get(f"/board/{query}").content.decode() for query in ("", "?still=1"))
    assert ['hx-trigger="every 60s"' in page for page in (moving, still)] == [True, False]


def test_the_load_of_a_week_stands_beside_the_pace_of_work(town):
    today = timezone.localdate()
    make.case_now("granted")
    case = make.case_now("accepted")
    Case.objects.filter(pk=case.pk).update(due_on=today + dt.timedelta(1))
    answer = make.client(CITY).get("/board/week/export/csv/").getvalue().decode("utf-8-sig")
    [line] = list(csv.DictReader(io.StringIO(answer)))
    assert (line["机关"], line["合计"]) == ("市市场监管局", "1")
    assert float(line["日均办完"]) > 0
    assert float(line["约需工作日"]) > 0


@pytest.mark.parametrize(
    ("count", "most", "warm"), [(0, 4, 0), (1, 4, 1), (2, 4, 2), (4, 4, 4), (1, 100, 1), (26, 100, 2)]
)
def test_how_warm_a_day_is(count, most, warm):
    assert week.warmth(count, most) == warm
