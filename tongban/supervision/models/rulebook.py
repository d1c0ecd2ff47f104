"""The rules of supervision as data, and what each would have found."""

import uuid

from django.db import models
from django.db.models import F, Q

from tongban.identity.models import Officer
from tongban.supervision.states import Kind, Level, Standing


class Rule(models.Model):
    """监察规则: one version of a rule; its statement is ours, its parameters are data.

    A version is switched on by another officer than the one who wrote it, and only after a trial on history;
    those that came with the system rest on its own.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    key = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=60)
    ground = models.CharField(max_length=200)
    source = models.CharField(max_length=200)  # where its figures come from
    level = models.CharField(max_length=10, choices=Level)
    parameters = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=Standing)
    installed = models.BooleanField(default=False)  # came with the system
    trial = models.ForeignKey("Trial", models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    switched_at = models.DateTimeField(null=True)
    switched_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    post_name = models.CharField(max_length=60, blank=True)
    instrument = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "number"], name="rule_version"),
            models.UniqueConstraint(
                fields=["key"], condition=Q(state=Standing.ACTIVE), name="rule_active_once"
            ),
            models.UniqueConstraint(
                fields=["key"], condition=Q(state=Standing.DRAFT), name="rule_draft_once"
            ),
            models.CheckConstraint(condition=Q(state__in=Standing.values), name="rule_state"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="rule_kind"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="rule_level"),
            models.CheckConstraint(
                condition=~Q(state=Standing.ACTIVE) | Q(trial__isnull=False) | Q(installed=True),
                name="rule_tried_before_active",
            ),
            models.CheckConstraint(
                condition=~Q(state=Standing.ACTIVE)
                | Q(installed=True)
                | Q(switched_by__isnull=False) & ~Q(switched_by=F("written_by")),
                name="rule_switched_on_by_another",
            ),
        ]

    @property
    def chain(self) -> str:
        """The name of its chain in the journal."""
        return f"rule:{self.pk}"


class Trial(models.Model):
    """试运行: what a version would have found in a span of history, beside the version that is in force."""

    rule = models.ForeignKey(Rule, models.CASCADE, related_name="trials")
    since = models.DateField()
    until = models.DateField()
    parameters = models.JSONField()  # with which it was tried
    found = models.PositiveIntegerField()
    before = models.PositiveIntegerField(null=True)  # by the version in force; null where none is
    agencies = models.JSONField(default=list)  # [{name, found, before}]
    sample = models.JSONField(default=list)  # numbers of cases
    at = models.DateTimeField()
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    post_name = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(since__lte=F("until")), name="trial_span"),
        ]
