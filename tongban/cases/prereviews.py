"""网上预审: what waits for a window, what a clerk may open, what was said."""

import uuid

from django.db.models import Exists, OuterRef, Q, QuerySet

from tongban.cases.models import Draft, PreReview
from tongban.identity.rules import Desk


def waiting(desk: Desk) -> QuerySet[PreReview]:
    """待预审 of drafts that still are drafts, where this post may accept; the first promised first."""
    reach = Q(pk__in=[])
    for power in desk.powers:
        if "accept" in power.acts:
            scope = Q(agency_id=power.agency_id)
            reach |= scope if power.items is None else scope & Q(item__code__in=power.items)
    drafted = Exists(Draft.objects.filter(pk=OuterRef("submission")))
    found = PreReview.objects.filter(reach, drafted, outcome="").select_related(
        "item__agency", "person", "firm"
    )
    return found.order_by("due_on", "asked_at", "pk")


def of(submission: uuid.UUID) -> list[PreReview]:
    """Every round of a draft, or of the case that came of it, the latest first."""
    rounds = PreReview.objects.filter(submission=submission).select_related("officer")
    return list(rounds.prefetch_related("points").order_by("-round"))
