"""Enrolling people, firms and officers; giving and taking powers."""

import datetime as dt

from django.db import transaction

from tongban.core import errors, identifiers, sealed
from tongban.identity.models import (
    Account,
    Agency,
    Appointment,
    Delegation,
    Firm,
    Officer,
    Person,
    Post,
    Region,
    Representation,
)
from tongban.journal import actions as journal
from tongban.journal.actions import Author


@transaction.atomic
def enrol(
    name: str, id_number: str, *, phone: str = "", address: str = "", by: Author, at: dt.datetime
) -> Person:
    """实名登记: a person proven by his citizen identity number."""
    if not identifiers.is_citizen_id(id_number, today=at.date()):
        raise errors.Invalid("身份证号有误，请核对后再填。", [("id_number", "请填18位身份证号，末位可以是X")])
    person = Person.objects.create(
        name=name,
        id_number=id_number,
        id_index=sealed.blind(id_number),
        phone=phone or None,
        phone_index=sealed.blind(phone) if phone else None,
        address=address or None,
    )
    journal.append("identity.enrol", f"person:{person.pk}", by=by, at=at)
    return person


@transaction.atomic
def open_account(
    login: str, password: str, *, person: Person | None = None, officer: Officer | None = None
) -> Account:
    """开户: the account of a person or of an officer."""
    account = Account(login=login, person=person, officer=officer)
    account.set_password(password)
    account.save()
    return account


@transaction.atomic
def register_firm(
    code: str,
    name: str,
    *,
    representative: Person | None,
    kind: str = "enterprise",
    address: str = "",
    by: Author,
    at: dt.datetime,
) -> Firm:
    """法人登记: a firm by its credit code, with its legal representative."""
    if not identifiers.is_uscc(code):
        raise errors.Invalid("统一社会信用代码有误。", [("code", "请填18位统一社会信用代码")])
    firm = Firm.objects.create(
        code=code, name=name, kind=kind, address=address, legal_representative=representative
    )
    if representative:
        firm.representations.create(person=representative, role="legal", since=at.date())
    journal.append("identity.register_firm", f"firm:{firm.pk}", by=by, at=at)
    return firm


@transaction.atomic
def revoke(delegation: Delegation, *, on: dt.date | None = None, by: Author, at: dt.datetime) -> None:
    """收回授权: from this day on, or from a later one."""
    Delegation.objects.filter(pk=delegation.pk).update(revoked_on=on or at.date())
    journal.append("identity.revoke", f"delegation:{delegation.pk}", by=by, at=at)


@transaction.atomic
def authorise(
    firm: Firm, person: Person, *, since: dt.date, until: dt.date | None, by: Author, at: dt.datetime
) -> Representation:
    """经办人授权: lets a person act for a firm, until a day."""
    given = firm.representations.create(person=person, role="handler", since=since, until=until)
    journal.append("identity.authorise", f"firm:{firm.pk}", by=by, at=at, person=str(person.pk))
    return given


@transaction.atomic
def establish(code: str, name: str, *, region: Region, by: Author, at: dt.datetime, **details: str) -> Agency:
    """设立机构: a body that may hold powers, by its credit code."""
    if not identifiers.is_uscc(code):
        raise errors.Invalid("统一社会信用代码有误。", [("code", "请填18位统一社会信用代码")])
    agency = Agency.objects.create(code=code, name=name, region=region, **details)
    journal.append("identity.establish", f"agency:{agency.pk}", by=by, at=at, code=code, name=name)
    return agency


@transaction.atomic
def open_post(agency: Agency, name: str, kind: str, *, place: str = "", by: Author, at: dt.datetime) -> Post:
    """设岗: a post of an agency; flows name posts by their kind."""
    post = agency.posts.create(name=name, kind=kind, place=place)
    journal.append("identity.open_post", f"post:{post.pk}", by=by, at=at, name=name, kind=kind)
    return post


@transaction.atomic
def employ(number: str, name: str, *, person: Person | None = None, by: Author, at: dt.datetime) -> Officer:
    """录用: an officer; `person` is he himself as a citizen, so that he never decides his own case."""
    officer = Officer.objects.create(number=number, name=name, person=person)
    journal.append("identity.employ", f"officer:{officer.pk}", by=by, at=at, number=number)
    return officer


@transaction.atomic
def appoint(
    officer: Officer, post: Post, *, since: dt.date, until: dt.date | None = None, by: Author, at: dt.datetime
) -> Appointment:
    """任职: an officer takes a post."""
    appointment = officer.appointments.create(post=post, since=since, until=until)
    journal.append("identity.appoint", f"officer:{officer.pk}", by=by, at=at, post=post.pk, since=since)
    return appointment


@transaction.atomic
def delegate(
    agency: Agency,
    post: Post,
    acts: list[str],
    *,
    instrument: str,
    since: dt.date,
    until: dt.date | None = None,
    items: list[str] | None = None,
    by: Author,
    at: dt.datetime,
) -> Delegation:
    """授权: an agency lets a post do these acts on its items (None: all of them), by a written instrument."""
    delegation = agency.delegations.create(
        post=post, acts=acts, items=items, instrument=instrument, since=since, until=until
    )
    journal.append(
        "identity.delegate",
        f"delegation:{delegation.pk}",
        by=by,
        at=at,
        ground=instrument,
        acts=acts,
        items=items,
    )
    return delegation
