"""Silence until midnight of day 5: the sweep accepts as of the receipt, and everybody concerned reads so."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests import make
from tests.journeys.apart import apart
from tongban.cases import jobs, reactions
from tongban.cases.models import Case
from tongban.journal import queries as journal
from tongban.supervision import detecting

DAY, MINUTE = dt.timedelta(days=1), dt.timedelta(minutes=1)


@pytest.fixture
def clock(monkeypatch) -> list[dt.datetime]:
    """The clock of the town stands at the first of these; next week, for sessions end by the true one."""
    stands = [timezone.localtime().replace(hour=10, minute=0) + 7 * DAY]
    monkeypatch.setattr(timezone, "now", lambda: stands[0])
    return stands


@pytest.fixture
def case(clock, site) -> Case:
    """An application that nobody answers."""
    return make.case(at=clock[0])


def swept(number: str) -> str:
    """The sweep of that moment, twice, with what follows from it; returns the state."""
    for _again in range(2):
        jobs.sweep.func(timestamp=0)
    case = Case.objects.get(number=number)
    for line in journal.timeline(case.chain):
        react = reactions.receipt if line.verb == "cases.submit" else reactions.tell
        react(case.chain, line.pk)
    detecting.detect(timezone.now())
    return case.state


def test_midnight_of_the_fifth_day(clock, case, visit):
    number, received = case.number, clock[0]
    midnight = (
        received.replace(year=case.due_on.year, month=case.due_on.month, day=case.due_on.day, hour=0) + DAY
    )
    clock[0] = midnight - MINUTE
    assert apart(swept, number) == "received"
    mine = visit(f"/cases/{number}/", by="lin")
    expect(mine.get_by_text("今天是最后一天")).to_be_visible()

    clock[0] = midnight
    assert apart(swept, number) == "accepted"
    mine.reload()
    expect(mine.get_by_text("受理期限届满没有答复，自收到材料之日起即为受理")).to_be_visible()
    expect(mine.get_by_role("link", name="收件凭证").first).to_be_visible()
    mine.goto("/mine/messages/")
    expect(mine.get_by_text("没有在期限内答复").first).to_be_visible()
    assert apart(make.fresh, case).accepted_at == received

    board = visit("/board/findings/", by="chengjian")
    board.get_by_role("link", name="到期没有答复，视为受理").click()
    expect(board.get_by_text(number).first).to_be_visible()
