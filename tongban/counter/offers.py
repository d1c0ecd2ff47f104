"""What a clerk offers with an application: papers that may follow, and the free choice of a commitment."""

from django.utils import timezone

from tongban.cases import commitments, queries, tolerance
from tongban.cases.models import Draft
from tongban.identity.rules import Applicant


def shown(draft: Draft, by: Applicant) -> dict:
    """Both, as far as the item and the applicant have them."""
    given, definition, today = queries.draft_files(draft), queries.definition(draft), timezone.localdate()
    signed, listed = queries.commitment(draft), commitments.unlisted(draft.item, definition, today)
    terms = None if listed and signed is None else definition.commitment_terms
    offer = terms and {
        "text": definition.commitment,
        "consequence": terms.consequence,
        "checked": commitments.checked(definition),
        "spared": [paper.name for paper in commitments.replaced(draft)],
        "signed": signed,
        "barred": listed or commitments.barred(by, today),
    }
    return {"deferrable": tolerance.offered(draft, given, today), "offer": offer}
