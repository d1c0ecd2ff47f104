"""告知承诺: what an applicant promised in place of papers, and what the checks of it found."""

from django.db import models
from django.db.models import Q

from tongban.cases.models.case import Case
from tongban.identity.models import Officer


class Commitment(models.Model):
    """告知承诺书, signed by free choice; the draft's id is the case's `submission`."""

    submission = models.UUIDField(unique=True)
    mode = models.CharField(max_length=12)  # 告知承诺, 承诺+备案, 承诺+影像, 先证后核
    text = models.TextField()
    digest = models.CharField(max_length=64)  # of text and terms
    name = models.CharField(max_length=200)  # who promises
    by = models.CharField(max_length=64)  # in whose hands it was signed: his own, or a clerk's
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text="") & ~Q(name=""), name="commitment_signed"),
            models.CheckConstraint(
                condition=Q(mode__in=["commitment", "filing", "image", "permit_first"]),
                name="commitment_mode",
            ),
        ]


class CommitmentCheck(models.Model):
    """承诺核查 after the grant: due by a day; what is to be mended is checked once more."""

    class Result(models.TextChoices):
        TRUE = "true", "属实"
        MEND = "mend", "限期整改"
        UNTRUE = "untrue", "不实"

    case = models.ForeignKey(Case, models.PROTECT, related_name="commitment_checks")
    opened_at = models.DateTimeField()
    due_on = models.DateField()
    yellow_on = models.DateField(null=True)
    result = models.CharField(max_length=8, choices=Result, blank=True)
    findings = models.TextField(blank=True)
    mend_by = models.DateField(null=True)
    barred_until = models.DateField(null=True)  # 不得再选告知承诺
    checked_at = models.DateTimeField(null=True)
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    post_name = models.CharField(max_length=60, blank=True)
    instrument = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(result=""), name="commitment_check_open_once"
            ),
            models.CheckConstraint(
                condition=Q(result__in=["", "true", "mend", "untrue"]), name="commitment_check_result"
            ),
            models.CheckConstraint(
                condition=Q(result="", checked_at__isnull=True, officer__isnull=True)
                | (~Q(result="") & ~Q(findings="") & Q(checked_at__isnull=False, officer__isnull=False)),
                name="commitment_check_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(result="mend", mend_by__isnull=False)
                | (~Q(result="mend") & Q(mend_by__isnull=True)),
                name="commitment_check_mend_by",
            ),
            models.CheckConstraint(
                condition=Q(result="untrue", barred_until__isnull=False)
                | (~Q(result="untrue") & Q(barred_until__isnull=True)),
                name="commitment_check_barred",
            ),
        ]
        indexes = [models.Index(fields=["due_on"], condition=Q(result=""), name="commitment_check_waiting")]
