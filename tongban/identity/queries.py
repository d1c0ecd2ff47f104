"""Who somebody is, and what he may do on a given day."""

import dataclasses
import datetime as dt
import json
import uuid

from django.db import connection
from django.db.models import Count, Q, QuerySet

from tongban.core import sealed
from tongban.identity.models import (
    Account,
    Agency,
    Appointment,
    Delegation,
    Firm,
    Officer,
    Person,
    Representation,
)
from tongban.identity.rules import Applicant, Desk, Power

# By hand, for every page of an officer begins with it: appointments and delegations in force on a day.
DESKS = """
SELECT post.id, post.name, post.kind, post.place, post.agency_id, agency.name, (
  SELECT coalesce(jsonb_agg(
    jsonb_build_array(agency_id, acts, items, instrument, until) ORDER BY since, id
  ), '[]')
  FROM identity_delegation
  WHERE post_id = post.id AND since <= %(day)s AND (until > %(day)s OR until IS NULL)
    AND (revoked_on > %(day)s OR revoked_on IS NULL)
)
FROM identity_appointment AS held
JOIN identity_post AS post ON post.id = held.post_id
JOIN identity_agency AS agency ON agency.id = post.agency_id
WHERE held.officer_id = %(officer)s AND held.since <= %(day)s AND (held.until > %(day)s OR held.until IS NULL)
ORDER BY held.since, held.id
"""


def agency_named(name: str) -> Agency | None:
    """The agency of this installation with that name, long or short."""
    return Agency.objects.filter(Q(name=name) | Q(short_name=name)).order_by("id").first() if name else None


def agency_names() -> list[str]:
    """The names of the agencies that have offices here, in order."""
    return list(Agency.objects.exclude(address="").order_by("name").values_list("name", flat=True))


def in_force(day: dt.date, prefix: str = "") -> Q:
    """Spans that hold on a day."""
    since, until = f"{prefix}since__lte", f"{prefix}until"
    return Q(**{since: day}) & (Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gt": day}))


def ended(post_id: int, day: dt.date) -> QuerySet[Delegation]:
    """The delegations to a post that are over on a day, run out or taken back; the latest first."""
    over = Q(until__lte=day) | Q(revoked_on__lte=day)
    return Delegation.objects.filter(over, post_id=post_id).select_related("agency").order_by("-since", "-id")


def desks(officer: Officer, day: dt.date) -> list[Desk]:
    """The posts an officer holds on a day, with their powers; empty when he holds none."""
    values: dict = {"officer": officer.pk, "day": day}
    with connection.cursor() as cursor:
        cursor.execute(DESKS, values)
        return [_desk(officer, *row) for row in cursor.fetchall()]


def _desk(
    officer: Officer, post_id: int, post: str, kind: str, place: str, agency_id: int, agency: str, held: str
) -> Desk:
    return Desk(
        officer_id=officer.pk,
        name=officer.name,
        person_id=officer.person_id,
        post_id=post_id,
        post_name=post,
        post_kind=kind,
        post_place=place,
        agency_id=agency_id,
        agency_name=agency,
        powers=tuple(_power(*one) for one in json.loads(held)),
    )


def _power(
    agency_id: int, acts: list[str], items: list[str] | None, instrument: str, until: str | None
) -> Power:
    """授权: one delegation to a post."""
    return Power(
        agency_id=agency_id,
        acts=frozenset(acts),
        items=None if items is None else frozenset(items),
        instrument=instrument,
        until=dt.date.fromisoformat(until) if until else None,
    )


def serving(agency_id: int, day: dt.date) -> QuerySet[Officer]:
    """在职: the officers who hold a post of an agency on a day."""
    held = Appointment.objects.filter(in_force(day), post__agency_id=agency_id)
    return Officer.objects.filter(pk__in=held.values("officer"))


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


def holders(agency_id: int, code: str, act: str, day: dt.date) -> list[tuple[str, str, int]]:
    """在岗情况: the posts that may do an act on an item of an agency: kind, name, and how many hold it."""
    held = _appointed(agency_id, code, act, day)
    counted = held.values_list("post__kind", "post__name").annotate(Count("officer", distinct=True))
    return list(counted.order_by("post__kind", "post__name"))


def entitled(agency_id: int, code: str, act: str, day: dt.date) -> list[int]:
    """有权人员: the officers who hold a post that may do an act on an item of an agency."""
    held = _appointed(agency_id, code, act, day)
    return list(held.values_list("officer", flat=True).distinct().order_by("officer"))


def _appointed(agency_id: int, code: str, act: str, day: dt.date) -> QuerySet[Appointment]:
    given = Delegation.objects.filter(
        in_force(day),
        Q(revoked_on__gt=day) | Q(revoked_on__isnull=True),
        Q(items__contains=[code]) | Q(items__isnull=True),
        agency_id=agency_id,
        acts__contains=[act],
    )
    return Appointment.objects.filter(in_force(day), post__in=given.values("post"))
