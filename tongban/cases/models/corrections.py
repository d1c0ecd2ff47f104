"""More time to correct."""

from django.db import models
from django.db.models import F, Q

from tongban.cases.models.acts import Correction
from tongban.identity.models import Officer


class Prolongation(models.Model):
    """延长补正期限: the applicant asks once, with a reason; the clerk grants it or not."""

    class Outcome(models.TextChoices):
        GRANTED = "granted", "同意"
        REFUSED = "refused", "不同意"

    correction = models.OneToOneField(Correction, models.PROTECT, related_name="prolongation")
    reason = models.CharField(max_length=500)
    asked_at = models.DateTimeField()
    was = models.DateField()  # the last day before
    until = models.DateField(null=True)  # the last day after the answer
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    opinion = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True)
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    post_name = models.CharField(max_length=60, blank=True)
    instrument = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="prolongation_reason"),
            models.CheckConstraint(
                condition=Q(outcome="", answered_at__isnull=True, officer__isnull=True, until__isnull=True)
                | Q(
                    outcome__in=["granted", "refused"],
                    answered_at__isnull=False,
                    officer__isnull=False,
                    until__isnull=False,
                ),
                name="prolongation_answered",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="granted") | Q(until__gt=F("was")), name="prolongation_is_longer"
            ),
            models.CheckConstraint(
                condition=~Q(outcome="refused") | (Q(until__gte=F("was")) & ~Q(opinion="")),
                name="prolongation_refused_with_reason",
            ),
        ]
