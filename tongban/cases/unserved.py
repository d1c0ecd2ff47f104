"""没有送到的: papers of cases that have not reached their applicants, and originals not given back."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import CharField, Exists, Func, OuterRef, QuerySet, UUIDField, Value
from django.db.models.functions import Cast
from django.utils import timezone

from tongban.cases.models import Case, Original
from tongban.cases.states import OPEN
from tongban.clock import engine
from tongban.clock import queries as clock
from tongban.clock.terms import TERMS
from tongban.identity.rules import Desk
from tongban.papers import queries as papers
from tongban.papers.models import Serving


def services(desk: Desk) -> QuerySet[Serving]:
    """待送达文书 of the cases this post has any power over, the longest owed first."""
    named = Func(
        OuterRef("paper__subject"), Value("^case:(.*)$"), function="substring", output_field=CharField()
    )
    mine = Case.objects.within(desk).filter(pk=Cast(named, UUIDField()))
    return papers.owed().filter(Exists(mine))


def cases(of: Iterable[Serving]) -> list[Case]:
    """The cases of these services."""
    return list(Case.objects.filter(pk__in={uuid.UUID(one.paper.subject.partition(":")[2]) for one in of}))


def originals(desk: Desk) -> QuerySet[Original]:
    """未退还原件: those of cases that have ended, the case that ended first at the top."""
    left = Original.objects.filter(outcome="", custody__case__in=Case.objects.within(desk))
    ended = left.exclude(custody__case__state__in=OPEN)
    return ended.select_related("custody__case").order_by("custody__case__closed_at", "id")


def registered(case: Case) -> QuerySet[Original]:
    """原件 left for a case, as they were."""
    return Original.objects.filter(custody__case=case).select_related("custody").order_by("id")


def late(service: Serving, today: dt.date) -> bool:
    """Is it owed longer than it may take?"""
    issued = timezone.localdate(service.owed_at)
    return engine.working_days_between(issued, today, clock.calendar()) > TERMS["unserved"].value
