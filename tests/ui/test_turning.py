"""Turning the pages of a list: every row once and in its order, and no place that is none."""

import datetime as dt
import uuid
from urllib.parse import parse_qs

import pytest
from django.test import RequestFactory

from tests import make
from tongban.cases.models import PreReview
from tongban.ui import turning

FALLING = (("-asked_at", turning.moment), ("pk", uuid.UUID))
RISING = (("due_on", dt.date.fromisoformat), ("asked_at", turning.moment), ("pk", uuid.UUID))
HOW_MANY = 2 * turning.SIZE + 7


@pytest.fixture
def rows(town) -> list[PreReview]:
    """Many of one day, and many of one moment."""
    item, person = make.published(), make.account("lin").person
    return PreReview.objects.bulk_create(
        PreReview(
            submission=uuid.uuid4(),
            round=1,
            item=item,
            agency=item.agency,
            person=person,
            asked_at=make.AT + (n // 60) * make.HOUR,
            due_on=make.AT.date() + dt.timedelta(days=n % 2),
        )
        for n in range(HOW_MANY)
    )


def opened(after: str, order: turning.Order) -> tuple[list[PreReview], str]:
    request = RequestFactory().get("/", {"after": after, "state": "open"})
    return turning.page(request, PreReview.objects.all(), order)


@pytest.mark.parametrize("order", [FALLING, RISING])
def test_every_row_is_turned_up_once_and_in_order(rows, order):
    seen, after = [], ""
    for size in (turning.SIZE, turning.SIZE, 7):
        found, onward = opened(after, order)
        assert len(found) == size
        seen += [one.pk for one in found]
        asked = parse_qs(onward[1:])
        after = asked.get("after", [""])[0]
        assert asked.get("state", ["open"]) == ["open"]

    assert (after, len(seen)) == ("", HOW_MANY)
    assert seen == list(
        PreReview.objects.order_by(*(key for key, _read in order)).values_list("pk", flat=True)
    )


@pytest.mark.parametrize(
    "after", ["x", "2026-09-15", "2026-09-15T10:00:00_x", "\0_\0", f"2026-09-15T10:00:00_{uuid.UUID(int=0)}"]
)
def test_what_is_no_place_is_the_beginning(rows, after):
    assert opened(after, FALLING) == opened("", FALLING)
