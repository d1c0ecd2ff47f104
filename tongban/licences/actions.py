"""Issuing certificates and changing their state."""

import datetime as dt

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from tongban.catalogue.parts import CertificateType
from tongban.core import errors
from tongban.identity.models import Agency, Firm, Person
from tongban.journal import actions as journal
from tongban.journal.actions import Author
from tongban.licences import rules
from tongban.licences.models import Certificate
from tongban.licences.states import STEPS, State
from tongban.papers import actions as papers


class NotNow(errors.Problem):
    """The certificate is in a state in which this cannot be done."""


@transaction.atomic
def issue(
    kind: CertificateType,
    *,
    agency: Agency,
    person: Person | None = None,
    firm: Firm | None = None,
    face: list[tuple[str, str]],
    subject: str,
    by: Author,
    at: dt.datetime,
) -> Certificate:
    """制证: number, identifier and paper at once; a missing glyph stops it all."""
    day = timezone.localtime(at).date()
    serial = _serial()
    type_code = agency.code + kind.serial
    certificate = Certificate(
        identifier=rules.identifier(type_code, agency.code, f"{day:%Y}{serial:06d}", 1),
        number=f"{kind.number_mark}{agency.region_id[:6]}{day:%Y}{serial:06d}",
        type_code=type_code,
        title=kind.title,
        agency=agency,
        person=person,
        firm=firm,
        holder_name=firm.name if firm else person.name if person else "",
        issued_on=day,
        valid_from=day,
        valid_until=rules.last_day(day, kind.validity_months),
        face=face,
        subject=subject,
    )
    _print(certificate, by=by, at=at)
    journal.append(
        "licences.issue", certificate.chain, by=by, at=at, paper=certificate.paper_id,
        state=State.VALID, number=certificate.number, subject=subject,
    )  # fmt: skip
    return certificate


@transaction.atomic
def renew(
    old: Certificate,
    kind: CertificateType,
    *,
    face: list[tuple[str, str]],
    subject: str,
    by: Author,
    at: dt.datetime,
) -> Certificate:
    """延续: the same number in its next version, for a term that begins after the old one ends."""
    old = Certificate.objects.select_for_update().select_related("agency").get(pk=old.pk)
    day = timezone.localtime(at).date()
    if old.state != State.VALID or old.valid_until is None or hasattr(old, "renewal"):
        raise NotNow("这张证照不在有效状态、没有有效期或者已经延续过，不能再延续。证照没有变化。")
    first = max(old.valid_until + dt.timedelta(days=1), day)
    certificate = Certificate(
        identifier=rules.next_version(old.identifier),
        number=old.number,
        version=old.version + 1,
        renews=old,
        type_code=old.type_code,
        title=old.title,
        agency=old.agency,
        person_id=old.person_id,
        firm_id=old.firm_id,
        holder_name=old.holder_name,
        issued_on=day,
        valid_from=first,
        valid_until=rules.last_day(first, kind.validity_months),
        face=face,
        subject=subject,
    )
    _print(certificate, by=by, at=at)
    told = {"number": old.number, "subject": subject, "state": State.VALID}
    acts = [
        (certificate.chain, told | {"renews": str(old.pk)}),
        (old.chain, told | {"renewed": str(certificate.pk)}),
    ]
    journal.append_many("licences.renew", acts, by=by, at=at, paper=certificate.paper_id)
    return certificate


def _print(certificate: Certificate, *, by: Author, at: dt.datetime) -> None:
    """The paper, and the row with it."""
    certificate.state = State.VALID
    data, agency = printed(certificate), certificate.agency
    certificate.paper = papers.issue("certificate", certificate.chain, agency, data, by=by, at=at)
    certificate.save(force_insert=True)


def printed(certificate: Certificate) -> dict:
    """The face of a certificate, as the template wants it."""
    fields = [list(line) for line in certificate.face]
    data = {
        "title": certificate.title,
        "certificate_number": certificate.number,
        "identifier": certificate.identifier,
        "fields": fields or [["持证人", certificate.holder_name]],
        "valid_from": certificate.valid_from.isoformat(),
        "links": {"verify": f"{settings.SITE_URL}/verify/{certificate.identifier}"},
    }
    return data | ({"valid_until": certificate.valid_until.isoformat()} if certificate.valid_until else {})


def _serial() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('licences_number')")
        return cursor.fetchone()[0]


def suspend(certificate: Certificate, *, ground: str, by: Author, at: dt.datetime) -> None:
    """暂扣."""
    _change(certificate, "suspend", ground=ground, by=by, at=at)


def restore(certificate: Certificate, *, ground: str, by: Author, at: dt.datetime) -> None:
    """暂扣发还."""
    _change(certificate, "restore", ground=ground, by=by, at=at)


def revoke(certificate: Certificate, *, ground: str, by: Author, at: dt.datetime) -> None:
    """撤销."""
    _change(certificate, "revoke", ground=ground, by=by, at=at)


@transaction.atomic
def _change(certificate: Certificate, verb: str, *, ground: str, by: Author, at: dt.datetime) -> None:
    fresh = Certificate.objects.select_for_update().get(pk=certificate.pk)
    step = STEPS[verb]
    if fresh.state not in step.before:
        raise NotNow(f"这张证照现在是“{State(fresh.state).label}”，不能这样办理。证照没有变化。")
    if not ground.strip():
        raise errors.Invalid("请写明理由和依据，证照没有变化。", [("ground", "请写明理由和依据")])
    Certificate.objects.filter(pk=fresh.pk).update(state=step.after)
    certificate.state = step.after
    journal.append(f"licences.{verb}", fresh.chain, by=by, at=at, ground=ground, state=step.after)
