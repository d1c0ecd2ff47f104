"""Enrolling people, firms and officers; giving and taking powers."""

import datetime as dt

from django.db import transaction

from tongban.core import errors, identifiers, sealed
from tongban.identity.models import Account, Delegation, Firm, Officer, Person
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
    code: str, name: str, *, representative: Person | None, address: str = "", by: Author, at: dt.datetime
) -> Firm:
    """法人登记: a firm by its credit code, with its legal representative."""
    if not identifiers.is_uscc(code):
        raise errors.Invalid("统一社会信用代码有误。", [("code", "请填18位统一社会信用代码")])
    firm = Firm.objects.create(code=code, name=name, address=address, legal_representative=representative)
    if representative:
        firm.representations.create(person=representative, role="legal", since=at.date())
    journal.append("identity.register_firm", f"firm:{firm.pk}", by=by, at=at)
    return firm


@transaction.atomic
def revoke(delegation: Delegation, *, by: Author, at: dt.datetime) -> None:
    """收回授权: from this day on."""
    Delegation.objects.filter(pk=delegation.pk).update(revoked_on=at.date())
    journal.append("identity.revoke", f"delegation:{delegation.pk}", by=by, at=at)
