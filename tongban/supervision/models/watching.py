"""Alarms, urgings with their steps up, findings."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tongban.cases.models import Case
from tongban.identity.models import Agency, Officer
from tongban.supervision.signs import SIGNS
from tongban.supervision.states import Judged, Origin, Urged


class Alarm(models.Model):
    """预警、报警: a clock of a case has turned yellow or red; once for each deadline.

    Rows are made from the cases themselves, which are never deleted: to check each reference once more would
    lock, and so write, every case of a pass.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="alarms", db_constraint=False, db_index=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    clock = models.CharField(max_length=12)  # acceptance, decision, delivery
    level = models.CharField(max_length=6, choices=[("yellow", "临期"), ("red", "超期")])
    due_on = models.DateField()
    raised_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)  # when the post heard of it, of a yellow one

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "clock", "level", "due_on"], name="alarm_once"),
            models.CheckConstraint(condition=Q(level__in=["yellow", "red"]), name="alarm_level"),
            models.CheckConstraint(
                condition=Q(clock__in=["acceptance", "decision", "delivery"]), name="alarm_clock"
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "raised_at"], name="alarm_agency"),
            models.Index(
                fields=["id"], name="alarm_untold", condition=Q(level="yellow", told_at__isnull=True)
            ),
        ]


class Urging(models.Model):
    """督办: the post that holds a case is urged and has to answer by a day.

    A supervisor urges, or the system itself when the limit is over (催办): once for each deadline and post.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    case = models.ForeignKey(Case, models.PROTECT, related_name="urgings")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    post = models.CharField(max_length=20)  # the kind of post that is urged
    state = models.CharField(max_length=10, choices=Urged)
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.SUPERVISOR)
    due_on = models.DateField(null=True)  # the deadline that was over when the system urged
    text = models.TextField()
    answer_by = models.DateField()
    next_on = models.DateField(null=True)  # when the next rung is reached; null: none is left
    at = models.DateTimeField()
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    post_name = models.CharField(max_length=60, blank=True)
    instrument = models.CharField(max_length=100, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    answered_post = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "post"], condition=Q(state=Urged.OPEN), name="urging_open_once"
            ),
            models.UniqueConstraint(
                fields=["case", "post", "due_on"],
                condition=Q(origin=Origin.SYSTEM),
                name="urging_of_system_once",
            ),
            models.CheckConstraint(condition=Q(state__in=Urged.values), name="urging_state"),
            models.CheckConstraint(
                condition=Q(origin=Origin.SUPERVISOR, officer__isnull=False)
                | Q(origin=Origin.SYSTEM, officer__isnull=True, due_on__isnull=False),
                name="urging_origin",
            ),
            models.CheckConstraint(
                condition=Q(state=Urged.ANSWERED, answered_by__isnull=False)
                & Q(answered_at__isnull=False)
                & ~Q(answer="")
                | ~Q(state=Urged.ANSWERED) & Q(answered_by__isnull=True, answered_at__isnull=True, answer=""),
                name="urging_answered",
            ),
        ]
        indexes = [
            models.Index(fields=["next_on"], name="urging_climbs", condition=Q(state=Urged.OPEN)),
            models.Index(fields=["agency", "at"], name="urging_agency"),
        ]

    @property
    def chain(self) -> str:
        """The name of its chain in the journal."""
        return f"urging:{self.pk}"


class Escalation(models.Model):
    """督办升级: one rung of the ladder, once for an urging."""

    urging = models.ForeignKey(Urging, models.PROTECT, related_name="escalations")
    rung = models.CharField(max_length=10)  # first, second, third
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["urging", "rung"], name="escalation_once")]


class Finding(models.Model):
    """疑似体外循环: what a sign has found in a case, for a person to judge."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    sign = models.CharField(max_length=20, choices=[(key, sign.words) for key, sign in SIGNS.items()])
    case = models.ForeignKey(Case, models.PROTECT, related_name="findings")
    mark = models.BigIntegerField()  # the line of the journal that shows it
    lines = ArrayField(models.BigIntegerField())  # all lines of the evidence
    found_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=Judged)
    opinion = models.TextField(blank=True)
    judged_at = models.DateTimeField(null=True)
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    post_name = models.CharField(max_length=60, blank=True)
    instrument = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sign", "case", "mark"], name="finding_once"),
            models.CheckConstraint(condition=Q(state__in=Judged.values), name="finding_state"),
            models.CheckConstraint(
                condition=Q(state=Judged.OPEN, officer__isnull=True, judged_at__isnull=True, opinion="")
                | ~Q(state=Judged.OPEN) & Q(officer__isnull=False, judged_at__isnull=False) & ~Q(opinion=""),
                name="finding_judged_by_a_person",
            ),
        ]
        indexes = [models.Index(fields=["state", "found_at"], name="finding_waiting")]

    @property
    def chain(self) -> str:
        """The name of its chain in the journal."""
        return f"finding:{self.pk}"
