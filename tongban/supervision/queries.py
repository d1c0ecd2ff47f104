"""Reads of supervision: whom a post watches, who holds a case, what is due, what was found and urged."""

import datetime as dt
import uuid

from django.db.models import Q, QuerySet

from tongban.cases.models import Case
from tongban.cases.states import State
from tongban.core.identifiers import region_prefix
from tongban.identity import queries as identity
from tongban.identity.models import Agency, Appointment, Delegation
from tongban.identity.rules import Desk
from tongban.journal.models import Line
from tongban.supervision import rules
from tongban.supervision.models import Finding, Urging
from tongban.supervision.rules import Rung

ACT = "supervise"
WINDOW = (State.RECEIVED, State.GRANTED, State.REFUSED)  # what waits at the window


def agencies(desk: Desk) -> QuerySet[Agency]:
    """监察范围: the agencies of the divisions for which this post may supervise, by name."""
    powers = [power.agency_id for power in desk.powers if ACT in power.acts]
    regions = Agency.objects.filter(pk__in=powers).values_list("region", flat=True).distinct()
    reach = Q(pk__in=[])
    for region in regions:
        reach |= Q(region__code__startswith=region_prefix(region))
    return Agency.objects.filter(reach).order_by("region__code", "name")


def case(desk: Desk, number: str) -> Case:
    """The case of a number within the range; raises Case.DoesNotExist."""
    return Case.objects.select_related("agency", "item", "region", "person", "firm", "version").get(
        number=number, agency__in=agencies(desk)
    )


def posts(case: Case) -> list[str]:
    """在谁手里: the kinds of post at which a case is; none after the end, or while the applicant corrects."""
    if case.state in WINDOW:
        return ["window"]
    if case.state != State.ACCEPTED:
        return []
    return sorted({turn.post for turn in case.turns.all() if not turn.outcome})


def holders(case: Case, post: str, day: dt.date) -> list[int]:
    """经办人员: the officers on the posts of this kind that have power over the case."""
    given = Delegation.objects.filter(
        identity.in_force(day),
        Q(revoked_on__gt=day) | Q(revoked_on__isnull=True),
        Q(items__contains=[case.item.code]) | Q(items__isnull=True),
        agency_id=case.agency_id,
    )
    held = Appointment.objects.filter(identity.in_force(day), post__kind=post, post__in=given.values("post"))
    return list(held.values_list("officer", flat=True).distinct().order_by("officer"))


def hearers(case: Case, rung: Rung, day: dt.date) -> list[int]:
    """Whom a rung of the ladder reaches."""
    if rung.where == "agency":
        return holders(case, rung.post, day)
    held = Appointment.objects.filter(
        identity.in_force(day),
        post__kind=rung.post,
        post__agency__region=rules.city(case.region_id),
    )
    return list(held.values_list("officer", flat=True).distinct().order_by("officer"))


def urgings(case: Case) -> QuerySet[Urging]:
    """督办 of one case, newest first."""
    return (
        Urging.objects.filter(case=case)
        .select_related("officer", "answered_by", "agency")
        .prefetch_related("escalations")
        .order_by("-at")
    )


def urged(desk: Desk) -> QuerySet[Urging]:
    """督办 within the range, newest first."""
    found = Urging.objects.filter(agency__in=agencies(desk)).select_related("case", "agency", "officer")
    return found.prefetch_related("escalations").order_by("-at", "pk")


def urging(desk: Desk, pk: uuid.UUID) -> Urging:
    """One of them; raises Urging.DoesNotExist."""
    return urged(desk).get(pk=pk)


def findings(desk: Desk) -> QuerySet[Finding]:
    """疑点 within the range, newest first."""
    found = Finding.objects.filter(case__agency__in=agencies(desk))
    return found.select_related("case__agency", "officer").order_by("-found_at", "pk")


def evidence(finding: Finding) -> QuerySet[Line]:
    """证据: the lines of the journal, in their order."""
    return Line.objects.filter(pk__in=finding.lines).order_by("pk")
