"""补正中: which corrections run, which are over, which ask for more time."""

import datetime as dt

from django.db import models
from django.db.models import Q, QuerySet, Value, When
from django.utils import timezone

from tongban.cases.models import Case, Correction
from tongban.cases.states import State
from tongban.identity.rules import Desk

GRACE = dt.timedelta(minutes=10)  # what was sent in the last minute has arrived by then
ASKED = Q(prolongation__isnull=False, prolongation__outcome="")


def over(at: dt.datetime) -> QuerySet[Correction]:
    """Those whose last day is over unanswered, oldest first; a request for more time keeps them."""
    day = timezone.localtime(at - GRACE).date()
    running = Correction.objects.filter(case__state=State.CORRECTING, until__lt=day)
    return running.exclude(ASKED).order_by("until", "pk")


def waiting(desk: Desk) -> QuerySet[Correction]:
    """补正中 where this post may act: who asks for more time first, then by the last day."""
    cases = Case.objects.within(desk).filter(state=State.CORRECTING)
    found = Correction.objects.filter(case__in=cases).select_related("case", "prolongation")
    answered = When(ASKED, then=Value(0))
    found = found.annotate(answered=models.Case(answered, default=Value(1)))
    return found.prefetch_related("gaps").order_by("answered", "until", "pk")
