"""Certificates."""

import uuid

from django.db import models
from django.db.models import F, Q

from tongban.identity.models import Agency, Firm, Person
from tongban.licences.states import State
from tongban.papers.models import Paper


class Certificate(models.Model):
    """电子证照: one version of one licence, with its face as data."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    identifier = models.CharField(max_length=100, unique=True)  # 证照标识 with check character
    number = models.CharField(max_length=60)  # 证照编号 as printed; a renewal keeps it
    version = models.PositiveSmallIntegerField(default=1)
    renews = models.OneToOneField("self", models.PROTECT, null=True, related_name="renewal")  # 延续
    type_code = models.CharField(max_length=21)
    title = models.CharField(max_length=120)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="certificates")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="certificates")
    firm = models.ForeignKey(Firm, models.PROTECT, null=True, related_name="certificates")
    holder_name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State)
    issued_on = models.DateField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)  # the last day on which it is valid
    face = models.JSONField(default=list)  # [label, value] in order, as printed
    subject = models.CharField(max_length=64)  # chain of the case it came from
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="certificate_state"),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(firm__isnull=False), name="certificate_holder"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="certificate_span",
            ),
            models.UniqueConstraint(
                fields=["agency", "type_code", "number", "version"], name="certificate_number"
            ),
            models.CheckConstraint(
                condition=Q(renews__isnull=True, version=1) | Q(renews__isnull=False, version__gt=1),
                name="certificate_versions",
            ),
        ]
        indexes = [
            models.Index(fields=["person"], name="certificate_person"),
            models.Index(fields=["firm"], name="certificate_firm"),
        ]

    @property
    def chain(self) -> str:
        """The name of its chain in the journal."""
        return f"certificate:{self.pk}"
