"""缺陷清单 at the console: filtered, exported, linked to the editor; each sees his own agencies."""

import csv
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from tests.catalogue.proposing import drafted, item
from tests.make import client
from tests.pages import words
from tongban.catalogue import quality
from tongban.catalogue.models import Flaw, Proposal

pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture(autouse=True)
def judged(town) -> None:
    quality.renew(timezone.now())
    Flaw.objects.all().delete()
    for place, rule in ((0, "G46"), (1, "G10"), (2, "G46")):
        severity = "B" if rule == "G10" else "W"
        Flaw.objects.create(
            item=item(),
            rule=rule,
            severity=severity,
            part="basis" if rule == "G10" else "conditions",
            element=f"{'basis' if rule == 'G10' else 'conditions'}.{min(place, 0)}",
            sentence=f"缺陷{place}",
            waived="有理由" if place == 2 else "",
        )


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("", ["缺陷0", "缺陷1", "缺陷2"]),
        ("?severity=B", ["缺陷1"]),
        ("?part=conditions", ["缺陷0", "缺陷2"]),
        ("?rule=G46&waived=1", ["缺陷2"]),
        ("?q=食品", ["缺陷0", "缺陷1", "缺陷2"]),
        ("?q=没有这个", []),
        ("?agency=x&page=99", ["缺陷0", "缺陷1", "缺陷2"]),
    ],
)
def test_filters(query, seen):
    page = words(client("jianning").get(f"/console/quality/{query}"))
    assert [one for one in ("缺陷0", "缺陷1", "缺陷2") if one in page] == seen


def test_each_leads_to_its_element():
    page = client("jianning").get("/console/quality/").content.decode()
    assert f'href="/console/items/{item().code}/"' in page
    draft: Proposal = drafted()
    page = client("jianning").get("/console/quality/").content.decode()
    assert f'href="/console/proposals/{draft.pk}/edit/ground/#f-basis.0"' in page
    assert "已豁免：有理由" in page


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_exports_say_the_same(form):
    answer = client("jianning").get(f"/console/quality/{form}/?severity=W")
    body = b"".join(answer.streaming_content)
    if form == "csv":
        rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))[1:]
        said = [(row[4], row[5], row[8]) for row in rows]
    elif form == "json":
        said = [(row["规则"], row["级别"], row["豁免理由"]) for row in json.loads(body)]
    else:
        rows = load_workbook(io.BytesIO(body)).active.iter_rows(min_row=2, values_only=True)
        said = [(row[4], row[5], row[8] or "") for row in rows]
    assert said == [("G46", "提醒", ""), ("G46", "提醒", "有理由")]


def test_nobody_sees_what_is_not_his():
    assert "缺陷0" not in words(client("linxi").get("/console/quality/"))
    assert client("lin").get("/console/quality/").status_code in (302, 403)
    assert client("jianning").get("/console/quality/exe/").status_code == 404


def test_more_rows_ask_no_more_of_the_database():
    seen = []
    browser = client("jianning")
    browser.get("/console/quality/")
    for query in ("?severity=B", ""):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            browser.get(f"/console/quality/{query}")
        seen.append(len(queries))
    assert seen[0] == seen[1]
