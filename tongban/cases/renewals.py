"""延续: which certificates may be renewed, by when to ask for it, what is deemed renewed, whom to remind."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils import timezone

from tongban.cases import queries, rules
from tongban.cases.models import Case, Draft
from tongban.cases.states import PENDING, State
from tongban.catalogue.definition import Definition
from tongban.catalogue.models import Item
from tongban.clock import engine
from tongban.clock import queries as clock
from tongban.identity.rules import Applicant
from tongban.licences import queries as licences
from tongban.licences.models import Certificate
from tongban.licences.states import State as Standing

LAST_DAYS = dt.timedelta(days=7)  # of the time to apply
DAY = dt.timedelta(days=1)


def type_code(item: Item, definition: Definition) -> str:
    """证照类型 in full: that of the agency whose item it is."""
    return item.agency.code + definition.renews


def choices(
    item: Item, definition: Definition, whose: Applicant | Draft, day: dt.date
) -> QuerySet[Certificate]:
    """What the applicant may ask to renew: his own, in its term, and asked for nowhere else."""
    if not definition.renews:
        return Certificate.objects.none()
    found = licences.renewable(whose.person_id, whose.firm_id, type_code(item, definition), day)
    return found.exclude(renewal_cases__state__in=PENDING)


def latest(until: dt.date, calendar: engine.Calendar) -> dt.date:
    """The last day on which an application is in time (行政许可法 50)."""
    day, left = until, rules.term("renewal").value
    while engine.working_days_between(day, until, calendar) < left:
        day -= DAY
    return day


def ends(renewable: Certificate) -> dt.date:
    """Its last day, which every certificate has that can be renewed."""
    return renewable.valid_until  # pyright: ignore[reportReturnType] (`choices` gives no others)


def until(case: Case) -> dt.date:
    """The last day of the certificate that a case asks to renew."""
    return ends(case.renews)  # pyright: ignore[reportArgumentType] (a renewal names its certificate)


def in_time(case: Case) -> bool:
    """Was it asked for so early that silence renews? What was decided, though overturned, was no silence."""
    if case.decisions.exists():
        return False
    last = latest(until(case), queries.calendar(case))
    return timezone.localdate(case.received_at) <= last


def silent(today: dt.date) -> Iterator[Case]:
    """Asked for in time, accepted, the certificate over, and nobody has decided."""
    open_now = Case.objects.filter(state=State.ACCEPTED, renews__valid_until__lt=today)
    found = open_now.select_related("renews", "region").order_by("renews__valid_until", "id")
    return (case for case in found.iterator() if in_time(case))


def ending(today: dt.date) -> Iterator[tuple[Item, Certificate, dt.date, str]]:
    """Item, certificate, last day to ask, and which reminder is due: opening or closing."""
    renewing = Item.objects.filter(state="active", current__definition__has_key="renews")
    for item in renewing.select_related("agency").order_by("code"):
        definition = queries.open_definition(item)
        if definition and definition.renews:
            yield from _ending(item, type_code(item, definition), today)


def item_for(certificate: Certificate) -> Item | None:
    """The item by which a certificate is renewed."""
    serial = certificate.type_code.removeprefix(certificate.agency.code)
    found = Item.objects.filter(state="active", agency_id=certificate.agency_id)
    return found.filter(current__definition__renews=serial).order_by("code").first()


def _ending(item: Item, type_of: str, today: dt.date) -> Iterator[tuple[Item, Certificate, dt.date, str]]:
    calendar, ahead = clock.calendar(item.region_id), dt.timedelta(days=rules.term("renewal_notice").value)
    found = Certificate.objects.filter(type_code=type_of, state=Standing.VALID, renewal=None)
    found = found.filter(valid_until__gte=today, valid_until__lte=today + 3 * ahead)
    for one in found.exclude(renewal_cases__state__in=PENDING).order_by("valid_until", "id").iterator():
        if one.valid_until is None:
            continue
        last = latest(one.valid_until, calendar)
        if last - ahead <= today <= last:
            yield item, one, last, "closing" if today >= last - LAST_DAYS else "opening"
