"""Reading the register."""

import re

from django.db.models import QuerySet

from tongban.papers import codes
from tongban.papers.models import Paper, Serving

_BRACKETS = str.maketrans("[]()（）【】", "〔〕〔〕〔〕〔〕")  # as keyboards have them


def for_subject(subject: str) -> QuerySet[Paper]:
    """All papers of a subject ("case:<uuid>"), oldest first."""
    return Paper.objects.filter(subject=subject).select_related("file").order_by("issued_at", "number")


def verified(typed: str) -> Paper | None:
    """核验: the paper of the 核验码 that somebody typed or scanned; None when there is none."""
    code = codes.tidy(typed)
    return Paper.objects.filter(code=code).select_related("file").first() if code else None


def named(typed: str) -> Paper | None:
    """The paper whose 文号 or 核验码 somebody typed or scanned, an address with the code among them."""
    plain = re.sub(r"\s", "", typed).rpartition("/verify/")[2].strip("/")
    number = plain.translate(_BRACKETS)
    return verified(plain) or Paper.objects.filter(number=number).first()


def owed() -> QuerySet[Serving]:
    """待送达: what has still to reach its addressee, the longest owed first."""
    found = Serving.objects.filter(served_on=None, failed_at=None)
    return found.select_related("paper").order_by("owed_at", "id")
