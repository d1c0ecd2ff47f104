"""Reads of ratings."""

from dataclasses import dataclass

from django.db.models import Avg, Count, QuerySet

from tongban.cases.models import Case
from tongban.cases.states import State
from tongban.catalogue.models import Item
from tongban.ratings.models import Rating

RATEABLE = frozenset({State.DELIVERED, State.GRANTED, State.REFUSED, State.DECLINED})


def may_be_rated(case: Case) -> bool:
    """Once a decision or a refusal to accept was made."""
    return case.state in RATEABLE


@dataclass(frozen=True, slots=True)
class Score:
    """How an item is rated: the mean grade to one place, and how many rated."""

    mean: float | None
    count: int


def score(item: Item) -> Score:
    """The score of an item."""
    found = Rating.objects.filter(case__item=item).aggregate(mean=Avg("grade"), count=Count("id"))
    return Score(round(found["mean"], 1) if found["count"] else None, found["count"])


def latest(item: Item, limit: int = 3) -> QuerySet[Rating]:
    """The latest ratings with words, for the guide."""
    return Rating.objects.filter(case__item=item).exclude(comment="").order_by("-rated_at")[:limit]
