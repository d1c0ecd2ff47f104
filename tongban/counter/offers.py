"""What a clerk offers with an application: papers that may follow, and the free choice of a commitment."""

from django.utils import timezone

from tongban.cases import commitments, queries, tolerance
from tongban.cases.models import Draft
from tongban.identity.rules import Applicant


def shown(draft: Draft, by: Applicant) -> dict:
    """Both, as far as the item and the applicant have them."""
    given, definition = queries.draft_files(draft), queries.definition(draft)
    terms = definition.commitment_terms
    offer = terms and {
        "text": definition.commitment,
        "consequence": terms.consequence,
        "checked": commitments.checked(definition),
        "spared": [paper.name for paper in commitments.replaced(draft)],
        "signed": queries.commitment(draft),
        "barred": commitments.barred(by, timezone.localdate()),
    }
    return {"deferrable": tolerance.deferrable(queries.checklist(draft), given), "offer": offer}
