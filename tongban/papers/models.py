"""The register of legal papers: what was printed is kept as data and cannot be changed."""

import uuid

from django.db import models

from tongban.files.models import File
from tongban.papers import kinds


class Paper(models.Model):
    """文书: one issued paper, its number and the data that were printed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=24)
    number = models.CharField(max_length=60, unique=True)  # 云市监受〔2026〕000123号
    subject = models.CharField(max_length=64)  # "case:<uuid>"
    agency_code = models.CharField(max_length=18)
    data = models.JSONField()
    code = models.CharField(max_length=12, unique=True)  # 核验码
    file = models.ForeignKey(File, on_delete=models.PROTECT, null=True)  # none until it is completed
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=64)
    copies_printed = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=list(kinds.KINDS)), name="papers_paper_kind"),
        ]
        indexes = [
            models.Index(fields=["subject", "issued_at"], name="papers_paper_subject"),
            models.Index(fields=["agency_code", "-issued_at"], name="papers_paper_agency"),
        ]

    @property
    def title(self) -> str:
        """As printed: 受理通知书."""
        return self.data["title"]
