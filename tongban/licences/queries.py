"""Reading certificates."""

import datetime as dt
import uuid
from collections.abc import Collection

from django.db.models import Q, QuerySet

from tongban.identity.rules import Applicant
from tongban.licences.models import Certificate
from tongban.licences.states import State


def held_by(*applicants: Applicant) -> QuerySet[Certificate]:
    """The certificates of this person or firm; of several parties, those of each."""
    reach = Q(pk__in=[])
    for one in applicants:
        own = Q(person_id=one.person_id, firm__isnull=True)
        reach |= Q(firm_id=one.firm_id) if one.firm_id else own
    return Certificate.objects.filter(reach)


def standing_for(
    person_id: uuid.UUID, firm_id: uuid.UUID | None, types: Collection[str], day: dt.date
) -> dict[str, str]:
    """免提交: type → identifier of the valid certificates of the applicant or the firm's representative."""
    if not types:
        return {}
    return dict(valid_for(person_id, firm_id, types, day).values_list("type_code", "identifier"))


def renewable(
    person_id: uuid.UUID, firm_id: uuid.UUID | None, type_code: str, day: dt.date
) -> QuerySet[Certificate]:
    """可以延续: the applicant's own of a type, in their term and not renewed, the first to end first."""
    own = Q(firm_id=firm_id) if firm_id else Q(person_id=person_id, firm=None)
    found = Certificate.objects.filter(own, type_code=type_code, state=State.VALID, renewal=None)
    return found.filter(valid_from__lte=day, valid_until__gte=day).order_by("valid_until", "id")


def valid_for(
    person_id: uuid.UUID, firm_id: uuid.UUID | None, types: Collection[str], day: dt.date
) -> QuerySet[Certificate]:
    """The valid certificates of these types, the latest last."""
    holders = Q(person_id=person_id, firm=None)
    if firm_id:
        holders |= Q(firm_id=firm_id) | Q(person__firm=firm_id, firm=None)
    found = Certificate.objects.filter(holders, type_code__in=types, state=State.VALID, valid_from__lte=day)
    valid = found.filter(Q(valid_until=None) | Q(valid_until__gte=day))
    return valid.order_by("issued_on", "id")
