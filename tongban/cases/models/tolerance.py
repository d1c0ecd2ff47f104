"""容缺受理: what an applicant undertakes to hand in later, and what became of each paper."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from tongban.cases.models.case import Case


class Undertaking(models.Model):
    """容缺受理承诺书, signed before the acceptance: which papers will follow.

    The draft's id is the case's `submission`, so that it goes with the application by itself.
    """

    submission = models.UUIDField(unique=True)
    keys = ArrayField(models.CharField(max_length=40))  # of the papers
    text = models.TextField()
    digest = models.CharField(max_length=64)  # of the text
    name = models.CharField(max_length=200)  # who undertakes it
    by = models.CharField(max_length=64)  # in whose hands it was signed: his own, or a clerk's
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(keys__len__gte=1), name="undertaking_names_papers"),
            models.CheckConstraint(condition=~Q(text="") & ~Q(name=""), name="undertaking_signed"),
        ]


class Deferral(models.Model):
    """容缺材料: a paper that follows after the acceptance, until a day; sent back it waits again."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="deferrals")
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    days = models.PositiveSmallIntegerField()  # working days, as the item gives them
    at = models.DateTimeField()
    until = models.DateField()
    supplied_at = models.DateTimeField(null=True)
    rejected_at = models.DateTimeField(null=True)  # last
    reason = models.CharField(max_length=500, blank=True)  # why it did not fit
    lapsed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "key"], name="deferral_once"),
            models.CheckConstraint(condition=Q(days__gte=1), name="deferral_days"),
            models.CheckConstraint(
                condition=Q(supplied_at__isnull=True) | Q(lapsed_at__isnull=True), name="deferral_one_end"
            ),
            models.CheckConstraint(
                condition=Q(supplied_at__isnull=True) | Q(supplied_at__gte=F("at")),
                name="deferral_then_supplied",
            ),
            models.CheckConstraint(
                condition=Q(rejected_at__isnull=True, reason="")
                | (Q(rejected_at__isnull=False) & ~Q(reason="")),
                name="deferral_rejected_with_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["until"],
                condition=Q(supplied_at__isnull=True, lapsed_at__isnull=True),
                name="deferral_waiting",
            )
        ]
