"""容缺 and 告知承诺: what one may choose freely, in words, before it is signed."""

from django.utils import timezone

from tongban.cases import commitments, queries, tolerance
from tongban.catalogue import codes
from tongban.catalogue.definition import Definition
from tongban.catalogue.queries import Subject
from tongban.catalogue.rules import Checklist
from tongban.portal.filling import Filling


def shown(opened: Filling) -> dict:
    """What the step of the papers offers beside its cards."""
    given = queries.draft_files(opened.draft)
    return {
        "deferrable": tolerance.offered(opened.draft, given, timezone.localdate()),
        "undertaking": tolerance.undertaking(opened.draft) if opened.undertaken else None,
        "offer": offer(opened),
    }


def offer(opened: Filling) -> dict | None:
    """告知承诺 as it is offered: what it spares, when it is checked, what follows; or why it is not."""
    terms = opened.definition.commitment_terms
    item, today = opened.draft.item, timezone.localdate()
    signed, listed = queries.commitment(opened.draft), commitments.unlisted(item, opened.definition, today)
    if terms is None or (listed and signed is None):
        return None
    return {
        "terms": terms,
        "text": opened.definition.commitment,
        "spared": commitments.replaced(opened.draft),
        "checked": commitments.checked(opened.definition),
        "signed": signed,
        "barred": listed or commitments.barred(opened.by, today),
    }


def on_guide(item: Subject, definition: Definition, checklist: Checklist) -> dict | None:
    """告知承诺 as the guide tells it: what it replaces here, when it is checked, what follows."""
    terms = definition.commitment_terms
    if terms is None or commitments.unlisted(item, definition, timezone.localdate()):
        return None
    spared = [paper.name for paper in checklist.papers if paper.key in terms.replaces]
    return {
        "terms": terms,
        "mode": codes.COMMITMENTS[terms.mode],
        "text": definition.commitment,
        "spared": "、".join(spared),
        "checked": commitments.checked(definition),
    }
