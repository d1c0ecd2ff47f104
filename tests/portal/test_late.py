"""A case that is late says so to its applicant, and by whom."""

import datetime as dt

from django.utils import timezone

from tests import make, pages
from tongban.cases import queries
from tongban.portal import standing


def test_a_late_case_names_who_is_late(town):
    case, today = make.case_now("accepted", ago=dt.timedelta(40)), timezone.localdate()
    due = standing.due(case, queries.explained(case, today), today)
    assert (due["light"], due["text"]) == ("red", "已超过期限，云溪市市场监督管理局还没有办完")
    assert due["text"] in pages.words(make.client("lin").get(f"/cases/{case.number}/"))


def test_one_in_time_does_not(town):
    case, today = make.case_now("accepted"), timezone.localdate()
    assert standing.due(case, queries.explained(case, today), today)["light"] == "green"
