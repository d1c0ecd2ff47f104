"""Reads of supervision: whom a post watches, who holds a case, what is due, what was found and urged."""

import datetime as dt
import uuid

from django.db.models import Q, QuerySet

from tongban.cases.models import Case
from tongban.cases.states import STEPS as CASE_STEPS
from tongban.cases.states import State
from tongban.core.identifiers import region_prefix
from tongban.identity import queries as identity
from tongban.identity.models import Agency, Appointment, Delegation
from tongban.identity.rules import Desk
from tongban.journal.models import Line
from tongban.supervision import rules
from tongban.supervision.models import Accountability, Finding, Overtime, Urging
from tongban.supervision.states import FINISHED

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


def watching(desk: Desk) -> Agency:
    """监察机关: the agency a supervisor works for."""
    return Agency.objects.get(pk=desk.agency_id)


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


def hearers(case: Case, where: str, post: str, day: dt.date) -> list[int]:
    """Whom a rung of the ladder reaches."""
    if where == "agency":
        return holders(case, post, day)
    region = rules.city(case.region_id) if where == "city" else case.region_id
    held = Appointment.objects.filter(identity.in_force(day), post__kind=post, post__agency__region=region)
    return list(held.values_list("officer", flat=True).distinct().order_by("officer"))


def supervisors(agency: Agency, day: dt.date) -> list[int]:
    """监察人员: the officers who supervise an agency, of its own division first."""
    region = agency.region_id
    held = Appointment.objects.filter(
        identity.in_force(day), post__kind="supervisor", post__agency__region__in=[region, rules.city(region)]
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


def overtimes(desk: Desk) -> QuerySet[Overtime]:
    """超时 within the range, newest first."""
    found = Overtime.objects.filter(agency__in=agencies(desk)).select_related("case__item", "agency", "turn")
    return found.order_by("-found_at", "pk")


def own_overtimes(desk: Desk) -> QuerySet[Overtime]:
    """本岗位的超时: those this officer's post has to explain, or has explained; those that wait first."""
    reach = Q(pk__in=[])
    for power in desk.powers:
        if power.acts.isdisjoint(CASE_STEPS):
            continue
        scope = Q(agency_id=power.agency_id)
        reach |= scope if power.items is None else scope & Q(case__item__code__in=power.items)
    found = Overtime.objects.filter(reach, post=desk.post_kind).select_related("case__item", "agency")
    return found.order_by("-found_at", "pk")


def accountabilities(desk: Desk) -> QuerySet[Accountability]:
    """问责 within the range, newest first."""
    found = Accountability.objects.filter(agency__in=agencies(desk))
    return _told(found)


def own_accountabilities(desk: Desk) -> QuerySet[Accountability]:
    """问责 in which this officer may speak for his agency."""
    mine = {power.agency_id for power in desk.powers if not power.acts.isdisjoint(CASE_STEPS)}
    found = Accountability.objects.filter(agency__in=mine)
    return _told(found if desk.post_kind == "decide" else found.filter(post=desk.post_kind))


def appealable(one: Accountability, today: dt.date) -> bool:
    """May an appeal still be made?"""
    in_time = one.appeal_until is not None and today <= one.appeal_until
    return in_time and one.state in FINISHED and not one.appeals.exists()


def _told(found: QuerySet[Accountability]) -> QuerySet[Accountability]:
    people = ("officer", "answered_by", "decided_by", "carried_by")
    return found.select_related(
        "case__item", "agency", "overtime", "finding", "urging", "paper__file", *people
    ).order_by("-at", "pk")
