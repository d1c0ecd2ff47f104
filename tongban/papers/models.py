"""The register of legal papers: what was printed is kept as data and cannot be changed."""

import uuid

from django.db import models
from django.db.models import F, Q

from tongban.files.models import File
from tongban.identity.models import Officer
from tongban.papers import kinds
from tongban.papers.rules import Method


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


class Serving(models.Model):
    """送达: that a paper must reach its addressee, by which way it did, and the proof of it.

    Owed from the day the paper is issued; a way that failed is kept, and the paper is owed again.
    """

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="services")
    agency_code = models.CharField(max_length=18)
    owed_at = models.DateTimeField()
    method = models.CharField(max_length=12, choices=Method, blank=True)
    began_at = models.DateTimeField(null=True)  # handed over, posted, put up, entered his system
    place = models.CharField(max_length=200, blank=True)  # where handed over or put up; the postal address
    tracking = models.CharField(max_length=40, blank=True)
    until = models.DateField(null=True)  # last day of a public notice
    reason = models.CharField(max_length=500, blank=True)
    witness = models.CharField(max_length=120, blank=True)
    receiver = models.CharField(max_length=120, blank=True)
    relation = models.CharField(max_length=60, blank=True)  # of the receiver to the addressee
    checked = models.BooleanField(default=False)  # his identity document was compared
    proof = models.ForeignKey(File, on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)  # electronic: he opened it first
    served_on = models.DateField(null=True)
    failed_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=200, blank=True)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    post_name = models.CharField(max_length=60, blank=True)
    instrument = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper"], condition=Q(failed_at=None), name="service_one_way"),
            models.CheckConstraint(condition=Q(method__in=["", *Method.values]), name="service_method"),
            models.CheckConstraint(
                condition=Q(method="", began_at=None, served_on=None)
                | (~Q(method="") & Q(began_at__isnull=False)),
                name="service_begun_by_a_way",
            ),
            models.CheckConstraint(
                condition=~Q(method=Method.WINDOW)
                | (Q(served_on__isnull=False) & ~Q(receiver="") & ~Q(relation=""))
                & (Q(checked=True) | Q(proof__isnull=False)),
                name="service_in_person",
            ),
            models.CheckConstraint(
                condition=~Q(method=Method.POST)
                | ~Q(tracking="") & ~Q(place="") & (Q(served_on=None) | ~Q(receiver="")),
                name="service_by_post",
            ),
            models.CheckConstraint(
                condition=Q(method=Method.ELECTRONIC, opened_at=None, served_on=None)
                | Q(method=Method.ELECTRONIC, opened_at__isnull=False, served_on__isnull=False)
                & Q(opened_at__gte=F("began_at"))
                | ~Q(method=Method.ELECTRONIC) & Q(opened_at=None),
                name="service_electronic_when_read",
            ),
            models.CheckConstraint(
                condition=~Q(method=Method.NOTICE)
                | ~Q(place="")
                & ~Q(reason="")
                & Q(until__isnull=False)
                & (Q(served_on=None) | Q(served_on__gte=F("until"))),
                name="service_by_notice",
            ),
            models.CheckConstraint(
                condition=~Q(method=Method.LEFT)
                | ~Q(place="") & ~Q(reason="") & ~Q(witness="") & Q(served_on__isnull=False),
                name="service_left_with_witness",
            ),
            models.CheckConstraint(
                condition=Q(failed_at=None, failure="")
                | Q(failed_at__isnull=False, served_on=None) & ~Q(failure=""),
                name="service_failed_with_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency_code", "owed_at"],
                condition=Q(served_on=None, failed_at=None),
                name="service_owed",
            ),
        ]
