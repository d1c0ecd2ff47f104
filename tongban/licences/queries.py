"""Reading certificates."""

from django.db.models import Q, QuerySet

from tongban.identity.rules import Applicant
from tongban.licences.models import Certificate


def held_by(*applicants: Applicant) -> QuerySet[Certificate]:
    """The certificates of this person or firm; of several parties, those of each."""
    reach = Q(pk__in=[])
    for one in applicants:
        own = Q(person_id=one.person_id, firm__isnull=True)
        reach |= Q(firm_id=one.firm_id) if one.firm_id else own
    return Certificate.objects.filter(reach)
