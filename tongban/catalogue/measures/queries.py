"""Reading measures: what waits for whom, and what became of an item."""

import datetime as dt
import json
from dataclasses import dataclass

from django.db.models import QuerySet

from tongban.catalogue.measures.states import ACTS, AFTER, OPEN, SETS, STEPS, Kind, State
from tongban.catalogue.models import Item, Measure
from tongban.identity.rules import Desk


def open_to(desk: Desk) -> QuerySet[Measure]:
    """The measures this officer may read, the latest first."""
    found = Measure.objects.within(desk, *ACTS).select_related("agency", "asked_by")
    return found.prefetch_related("items").order_by("-asked_at")


def waiting_for(desk: Desk) -> QuerySet[Measure]:
    """待确认: what others asked for and this post may confirm, the oldest first."""
    found = Measure.objects.within(desk, STEPS["confirm"].act).filter(state=State.ASKED)
    return found.exclude(asked_by=desk.officer_id).order_by("asked_at")


def underway(item: Item) -> Measure | None:
    """The measure about an item that is not at its end."""
    return Measure.objects.filter(items=item, state__in=OPEN).first()


@dataclass(frozen=True, slots=True)
class Notice:
    """What the public is told of a measure: from when, why, and where to go."""

    kind: str
    since: dt.date
    reason: str
    instead: str
    successors: tuple[tuple[str, str], ...]  # code (none before its day), name


def announced(told: str) -> Notice | None:
    """What is confirmed and yet to come, of what `catalogue.queries.subject` tells."""
    if not (found := json.loads(told)):
        return None
    since, successors = dt.date.fromisoformat(found[0]["since"]), map(tuple, found[0]["successors"])
    return Notice(**found[0] | {"since": since, "successors": tuple(successors)})


def notice(code: str, state: str) -> Notice | None:
    """What was done with an item that is suspended or cancelled; None when no measure did it."""
    kinds = [kind for kind, after in AFTER.items() if after == state]
    found = Measure.objects.filter(items__code=code, state=State.ENACTED, kind__in=kinds)
    last = found.order_by("-begins", "-asked_at").first()
    if last is None:
        return None
    successors = Item.objects.filter(proposals__measure=last, proposals__state="published").order_by("code")
    named = tuple(successors.values_list("code", "name")) if last.kind in SETS else ()
    return Notice(Kind(last.kind).value, last.begins, last.reason, last.instead, named)
