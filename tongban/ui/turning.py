"""翻页: one page of a list in its order, and the address of the next, which begins after the last row."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from tongban.ui import queues

M = TypeVar("M", bound=Model)
SIZE = 50
BETWEEN = "_"
Order = Sequence[tuple[str, Callable[[str], object]]]  # keys of the order and how one is read; "-": falling


def moment(typed: str) -> dt.datetime:
    """A moment with its zone."""
    read = dt.datetime.fromisoformat(typed)
    if read.tzinfo is None:
        raise ValueError(typed)
    return read


def page(request: HttpRequest, found: QuerySet[M], order: Order) -> tuple[list[M], str]:
    """The rows from the place in the address on; what is no place is the beginning."""
    keys = [key for key, _read in order]
    rows = list(found.filter(_after(order, _place(request, order))).order_by(*keys)[: SIZE + 1])
    if len(rows) <= SIZE:
        return rows, ""
    last = [getattr(rows[SIZE - 1], key.lstrip("-")) for key in keys]
    written = [each.isoformat() if isinstance(each, dt.date) else str(each) for each in last]
    return rows[:SIZE], queues.onward(request, after=BETWEEN.join(written))


def _place(request: HttpRequest, order: Order) -> list[object]:
    typed = request.GET.get("after", "").split(BETWEEN)
    try:
        return [read(each) for (_key, read), each in zip(order, typed, strict=True)]
    except ValueError:
        return []


def _after(order: Order, place: Sequence[object]) -> Q:
    """Rows behind a place: equal so far, and then further on."""
    wanted, equal = Q(), Q()
    for (key, _read), value in zip(order, place, strict=False):
        name = key.lstrip("-")
        wanted |= equal & Q(**{f"{name}__{'lt' if key.startswith('-') else 'gt'}": value})
        equal &= Q(**{name: value})
    return wanted
