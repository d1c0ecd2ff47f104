"""What is asked against an accountability, and the answer of a third officer."""

from django.db import models
from django.db.models import F, Q

from tongban.identity.models import Officer
from tongban.supervision.models.accountability import Accountability
from tongban.supervision.states import Reviewed


class Appeal(models.Model):
    """申诉复核: asked by who is concerned, within the term of the decision; answered by a third officer."""

    accountability = models.ForeignKey(Accountability, models.PROTECT, related_name="appeals")
    reason = models.TextField()
    at = models.DateTimeField()
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    post_name = models.CharField(max_length=60)
    outcome = models.CharField(max_length=10, choices=Reviewed, blank=True)
    opinion = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    answered_post = models.CharField(max_length=60, blank=True)
    instrument = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["accountability"], name="appeal_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="appeal_reason"),
            models.CheckConstraint(condition=Q(outcome__in=["", *Reviewed.values]), name="appeal_outcome"),
            models.CheckConstraint(
                condition=Q(outcome="", opinion="", answered_by__isnull=True, answered_at__isnull=True)
                | ~Q(outcome="") & ~Q(opinion="") & Q(answered_by__isnull=False, answered_at__isnull=False),
                name="appeal_answered",
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("officer")),
                name="appeal_two_persons",
            ),
        ]
