"""Who somebody is, and what he may do on a given day."""

import dataclasses
import datetime as dt
import uuid

from django.db.models import Q, QuerySet

from tongban.core import sealed
from tongban.identity.models import Account, Appointment, Delegation, Firm, Officer, Person, Representation
from tongban.identity.rules import Applicant, Desk, Power


def in_force(day: dt.date, prefix: str = "") -> Q:
    """Spans that hold on a day."""
    since, until = f"{prefix}since__lte", f"{prefix}until"
    return Q(**{since: day}) & (Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gt": day}))


def powers(post_id: int, day: dt.date) -> tuple[Power, ...]:
    """授权: what a post may do on a day."""
    rows = Delegation.objects.filter(in_force(day), post_id=post_id).filter(
        Q(revoked_on__isnull=True) | Q(revoked_on__gt=day)
    )
    return tuple(
        Power(
            agency_id=row.agency_id,
            acts=frozenset(row.acts),
            items=None if row.items is None else frozenset(row.items),
            instrument=row.instrument,
            until=row.until,
        )
        for row in rows.order_by("since", "id")
    )


def ended(post_id: int, day: dt.date) -> QuerySet[Delegation]:
    """The delegations to a post that are over on a day, run out or taken back; the latest first."""
    over = Q(until__lte=day) | Q(revoked_on__lte=day)
    return Delegation.objects.filter(over, post_id=post_id).select_related("agency").order_by("-since", "-id")


def desks(officer: Officer, day: dt.date) -> list[Desk]:
    """The posts an officer holds on a day, with their powers; empty when he holds none."""
    rows = Appointment.objects.filter(in_force(day), officer=officer).select_related("post__agency")
    return [_desk(officer, row.post, powers(row.post_id, day)) for row in rows.order_by("since", "id")]


def _desk(officer: Officer, post, held: tuple[Power, ...]) -> Desk:
    return Desk(
        officer_id=officer.pk,
        name=officer.name,
        person_id=officer.person_id,
        post_id=post.pk,
        post_name=post.name,
        post_kind=post.kind,
        post_place=post.place,
        agency_id=post.agency_id,
        agency_name=post.agency.name,
        powers=held,
    )


def firms_of(person_id: uuid.UUID, day: dt.date) -> QuerySet[Representation]:
    """The firms a person may act for on a day."""
    return (
        Representation.objects.filter(in_force(day), person_id=person_id)
        .select_related("firm")
        .order_by("id")
    )


def applicant(
    person: Person, *, firm_id: uuid.UUID | None = None, day: dt.date, channel: str = "web"
) -> Applicant:
    """The person, for himself or for that firm; raises Representation.DoesNotExist when he may not."""
    if firm_id is None:
        return Applicant(person_id=person.pk, name=person.name, channel=channel)
    held = firms_of(person.pk, day).filter(firm_id=firm_id).first()
    if held is None:
        raise Representation.DoesNotExist
    return Applicant(
        person_id=person.pk,
        name=person.name,
        firm_id=held.firm_id,
        firm_name=held.firm.name,
        role=held.role,
        channel=channel,
    )


def parties(person: Person, day: dt.date, channel: str = "web") -> list[Applicant]:
    """可以代表的各方: the person himself first, then every firm he may act for on a day."""
    own = Applicant(person_id=person.pk, name=person.name, channel=channel)
    held = {row.firm_id: row for row in firms_of(person.pk, day)}  # one may hold two roles in a firm
    return [own] + [
        dataclasses.replace(own, firm_id=row.firm_id, firm_name=row.firm.name, role=row.role)
        for row in held.values()
    ]


def person_by_id_number(number: str, id_kind: str = "111") -> Person | None:
    """By the document number, without opening any."""
    return Person.objects.filter(id_kind=id_kind, id_index=sealed.blind(number)).first()


def people_by_phone(phone: str) -> list[Person]:
    """Those who gave this mobile number; a family may share one."""
    return list(Person.objects.filter(phone_index=sealed.blind(phone)).order_by("name", "id")[:20])


def firm_by_code(code: str) -> Firm | None:
    """By the credit code."""
    return Firm.objects.filter(code=code).first()


def account_for(login: str) -> Account | None:
    """By login name, phone or document number."""
    index = sealed.blind(login.strip())
    return (
        Account.objects.select_related("person", "officer")
        .filter(Q(login=login.strip()) | Q(person__id_index=index) | Q(person__phone_index=index))
        .order_by("id")
        .first()
    )


def through(desk: Desk, channel: str) -> Desk:
    """The same officer working through another surface."""
    return dataclasses.replace(desk, channel=channel)
