"""随写随查: what is said of a text, beside the element it is about; the answer to saving while one writes."""

from collections import Counter
from collections.abc import Iterable

from django.http import JsonResponse
from django.utils import timezone

from tongban.catalogue.gate import Remark
from tongban.catalogue.models import Proposal
from tongban.catalogue.proposals import queries, texts
from tongban.console import inputs, sections


def remarks(proposal: Proposal) -> list[Remark]:
    """Everything there is to say of its text, with what reviewers waived."""
    waived = queries.waived(proposal)
    agency, today = proposal.agency.name, timezone.localdate()
    return texts.remarks(proposal.code, proposal.definition, agency, waived, today)


def blocking(found: Iterable[Remark]) -> list[tuple[str, str]]:
    """Those that forbid publication: (element, sentence)."""
    return [(remark.element, remark.sentence) for remark in found if remark.blocks]


def barring(found: Iterable[Remark]) -> list[tuple[str, str]]:
    """Those that forbid even to hand it in: what no reviewer may waive."""
    return [(remark.element, remark.sentence) for remark in found if remark.blocks and not remark.waivable]


def advice(found: Iterable[Remark]) -> list[tuple[str, str]]:
    """What could be better and does not forbid publication."""
    return [(remark.element, remark.sentence) for remark in found if not remark.blocks and not remark.waived]


def answer(proposal: Proposal, section: str) -> JsonResponse:
    """What a page that was just saved shows anew: the remarks of its part, how many faults each part has."""
    found = remarks(proposal)
    counts = Counter(sections.of(element) for element, _sentence in blocking(found))
    return JsonResponse(
        {
            "remarks": [
                {"element": remark.element, "kind": inputs.kind(remark), "sentence": remark.sentence}
                for remark in found
                if sections.of(remark.element) == section
            ],
            "parts": {key: counts[key] for key in sections.SECTIONS} | {"whole": counts[""]},
        }
    )
