"""The board in a browser: on any screen, nothing that axe finds."""

import datetime as dt

import pytest
from django.utils import timezone

from tests import browser, make
from tongban.cases.models import Case
from tongban.supervision import actions, detecting
from tongban.supervision.models import Finding

PAGES = ("", "week/", "urgings/", "findings/", "cases/{case}/", "findings/{finding}/")


@pytest.fixture
def places(site) -> list[str]:
    """A town in which something is late, urged and found."""
    now, today = timezone.now(), timezone.localdate()
    cases = [make.case_now(state) for state in ("accepted", "accepted", "granted", "received")]
    for ahead, case in zip((-2, 1, 3, 4), cases, strict=True):
        days = {"due_on": today + dt.timedelta(ahead), "yellow_on": today + dt.timedelta(ahead - 2)}
        Case.objects.filter(pk=case.pk).update(**days)
    by, answer_by = make.desk("chengjian", now), today + dt.timedelta(3)
    actions.urge(cases[0], "review", text="已经超期，请三日内办结。", answer_by=answer_by, by=by, at=now)
    detecting.detect(now)
    finding = Finding.objects.order_by("found_at", "pk").first()
    return [f"/board/{page.format(case=cases[0].number, finding=finding.pk)}" for page in PAGES]


@pytest.mark.parametrize("width", [1440, 390])
def test_every_page_can_be_read(places, visit, width):
    for address in places:
        page = visit(address, by="chengjian", viewport={"width": width, "height": 900}, bypass_csp=True)
        assert (address, browser.faults(page)) == (address, [])
        assert (address, browser.too_wide(page)) == (address, 0)
        page.context.close()
