"""Limits that were passed, with who held the case and why."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from tongban.cases.models import Case, Turn
from tongban.identity.models import Agency, Officer
from tongban.supervision.states import Late


class Overtime(models.Model):
    """超时: a case stood, or stands, beyond a limit at a post; the post says why, supervision judges."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    case = models.ForeignKey(Case, models.PROTECT, related_name="overtimes")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    clock = models.CharField(max_length=12)  # acceptance, decision, delivery; stage: of its own limit
    due_on = models.DateField()
    turn = models.ForeignKey(Turn, models.PROTECT, null=True, related_name="+")  # 环节, where it is known
    post = models.CharField(max_length=20)
    officers = ArrayField(models.BigIntegerField(), default=list)  # who held the post then
    people = models.CharField(max_length=200, blank=True)  # their names
    found_at = models.DateTimeField()
    ended_on = models.DateField(null=True)  # null: it stands
    days = models.PositiveIntegerField(null=True)  # working days late, once it has ended
    state = models.CharField(max_length=12, choices=Late)
    cause = models.CharField(max_length=20, blank=True)  # of the code set overtime_causes
    statement = models.TextField(blank=True)
    stated_at = models.DateTimeField(null=True)
    stated_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    stated_post = models.CharField(max_length=60, blank=True)
    opinion = models.TextField(blank=True)
    judged_at = models.DateTimeField(null=True)
    judged_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    judged_post = models.CharField(max_length=60, blank=True)
    instrument = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "clock", "due_on", "post"],
                condition=Q(turn__isnull=True),
                name="overtime_once",
            ),
            models.UniqueConstraint(
                fields=["turn", "clock", "due_on"], condition=Q(turn__isnull=False), name="overtime_turn_once"
            ),
            models.CheckConstraint(condition=Q(state__in=Late.values), name="overtime_state"),
            models.CheckConstraint(
                condition=Q(clock__in=["acceptance", "decision", "delivery", "stage"]), name="overtime_clock"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, days__isnull=True)
                | Q(ended_on__isnull=False, ended_on__gt=F("due_on"), days__isnull=False),
                name="overtime_ended_late",
            ),
            models.CheckConstraint(
                condition=Q(state=Late.WAITING, cause="", statement="", stated_by__isnull=True)
                | ~Q(state=Late.WAITING) & ~Q(cause="") & ~Q(statement="") & Q(stated_by__isnull=False),
                name="overtime_stated",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[Late.WAITING, Late.STATED], opinion="", judged_by__isnull=True)
                | Q(state__in=[Late.JUSTIFIED, Late.UNJUSTIFIED], judged_by__isnull=False) & ~Q(opinion=""),
                name="overtime_judged_by_a_person",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "found_at"], name="overtime_agency"),
            models.Index(fields=["case"], condition=Q(ended_on__isnull=True), name="overtime_standing"),
            models.Index(fields=["agency", "post"], condition=Q(state=Late.WAITING), name="overtime_waiting"),
        ]

    @property
    def chain(self) -> str:
        """The name of its chain in the journal."""
        return f"overtime:{self.pk}"


class StageAlarm(models.Model):
    """环节超期: a stage has passed its own limit; once for each deadline, with the post and its people."""

    turn = models.ForeignKey(Turn, models.PROTECT, related_name="alarms")
    case = models.ForeignKey(Case, models.PROTECT, related_name="stage_alarms")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    post = models.CharField(max_length=20)
    people = models.CharField(max_length=200, blank=True)
    due_on = models.DateField()
    raised_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["turn", "due_on"], name="stage_alarm_once")]
        indexes = [models.Index(fields=["agency", "raised_at"], name="stage_alarm_agency")]
