"""Reading the register."""

from django.db.models import QuerySet

from tongban.papers import codes
from tongban.papers.models import Paper


def for_subject(subject: str) -> QuerySet[Paper]:
    """All papers of a subject ("case:<uuid>"), oldest first."""
    return Paper.objects.filter(subject=subject).select_related("file").order_by("issued_at", "number")


def verified(typed: str) -> Paper | None:
    """核验: the paper of the 核验码 that somebody typed or scanned; None when there is none."""
    code = codes.tidy(typed)
    return Paper.objects.filter(code=code).select_related("file").first() if code else None
