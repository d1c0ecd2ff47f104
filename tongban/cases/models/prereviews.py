"""Word of a clerk before anything is submitted."""

import uuid

from django.db import models
from django.db.models import Q

from tongban.catalogue.models import Item
from tongban.identity.models import Agency, Firm, Officer, Person


class PreReview(models.Model):
    """网上预审: one round of it. The draft's id is the `submission` of the case that may come of it."""

    class Outcome(models.TextChoices):
        FITS = "fits", "可以提交"
        MEND = "mend", "建议修改"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    submission = models.UUIDField()
    round = models.PositiveSmallIntegerField()
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")  # that answers
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    firm = models.ForeignKey(Firm, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    due_on = models.DateField()  # as promised; no limit of the law
    outcome = models.CharField(max_length=4, choices=Outcome, blank=True)
    opinion = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True)
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    post_name = models.CharField(max_length=60, blank=True)
    instrument = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "round"], name="pre_review_round"),
            models.UniqueConstraint(
                fields=["submission"], condition=Q(outcome=""), name="pre_review_open_once"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", answered_at__isnull=True, officer__isnull=True)
                | Q(outcome__in=["fits", "mend"], answered_at__isnull=False, officer__isnull=False),
                name="pre_review_answered",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "due_on"], condition=Q(outcome=""), name="pre_review_waiting")
        ]

    @property
    def chain(self) -> str:
        """The name of the draft's chain in the journal."""
        return f"draft:{self.submission}"


class PreReviewPoint(models.Model):
    """预审意见 on a paper, or on the form: it fits, or what to mend; `files` were looked at."""

    pre_review = models.ForeignKey(PreReview, models.CASCADE, related_name="points")
    key = models.CharField(max_length=40)  # a paper, or "form"
    name = models.CharField(max_length=200)
    fits = models.BooleanField()
    need = models.CharField(max_length=500, blank=True)
    files = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pre_review", "key"], name="pre_review_point_once"),
            models.CheckConstraint(condition=Q(fits=True) | ~Q(need=""), name="pre_review_says_what"),
        ]
