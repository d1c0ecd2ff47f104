"""The stages a case has entered."""

import uuid

from django.db import models
from django.db.models import F, Q

from tongban.cases.models.acts import Act, Review
from tongban.cases.models.case import Case
from tongban.cases.states import Outcome
from tongban.identity.models import Agency, Officer


class Turn(models.Model):
    """经办环节: a stage the case has entered; open until it is done, sent back, or taken back with another.

    Several may be open at once. Agency and limit are those of the case, kept here for the worklists.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    case = models.ForeignKey(Case, models.PROTECT, related_name="turns")
    key = models.CharField(max_length=40)
    post = models.CharField(max_length=20)
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")  # 转办给谁；空为本岗位
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
            ),
            models.Index(fields=["agency", "due_on", "id"], condition=Q(outcome=""), name="turn_open"),
            models.Index(fields=["agency", "closed_at"], condition=Q(outcome=Outcome.DONE), name="turn_done"),
        ]


class Reassignment(Act):
    """转办: a stage is given to a named officer of its post; `officer` is who gave it."""

    class Kind(models.TextChoices):
        CONFLICT = "conflict", "回避"
        WORK = "work", "工作安排"

    turn = models.ForeignKey(Turn, models.PROTECT, related_name="reassignments")
    kind = models.CharField(max_length=10, choices=Kind)
    reason = models.CharField(max_length=500)
    was = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    given_to = models.ForeignKey(Officer, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="reassignment_reason"),
            models.CheckConstraint(
                condition=Q(was__isnull=True) | ~Q(was=F("given_to")), name="reassignment_to_another"
            ),
        ]
