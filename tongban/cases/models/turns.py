"""The stages a case has entered."""

import uuid

from django.db import models
from django.db.models import F, Q

from tongban.cases.models.acts import Review
from tongban.cases.models.case import Case
from tongban.cases.states import Outcome
from tongban.identity.models import Agency


class Turn(models.Model):
    """经办环节: a stage the case has entered; open until it is done, sent back, or taken back with another.

    Several may be open at once. Agency and limit are those of the case, kept here for the worklists.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    case = models.ForeignKey(Case, models.PROTECT, related_name="turns")
    key = models.CharField(max_length=40)
    post = models.CharField(max_length=20)
    opened_at = models.DateTimeField()
    returned = models.ForeignKey(
        Review, models.PROTECT, null=True, related_name="+"
    )  # 退回意见 that opened it
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    review = models.OneToOneField(Review, models.PROTECT, null=True, related_name="turn")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    due_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "key"],
                condition=Q(outcome__in=["", Outcome.DONE]),
                name="turn_stands_once",
            ),
            models.CheckConstraint(condition=Q(outcome__in=["", *Outcome.values]), name="turn_outcome"),
            models.CheckConstraint(
                condition=Q(outcome="", closed_at__isnull=True)
                | (~Q(outcome="") & Q(closed_at__isnull=False)),
                name="turn_closed_with_outcome",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
                name="turn_opened_first",
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "post", "due_on", "id"], condition=Q(outcome=""), name="turn_waiting"
            )
        ]
