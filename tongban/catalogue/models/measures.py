"""事项处置: suspending, resuming, cancelling, splitting and merging items, from a day."""

import uuid

from django.db import models
from django.db.models import Q

from tongban.catalogue.measures.states import OPEN, Kind, State
from tongban.catalogue.models.items import Item
from tongban.identity.models import Agency, Officer
from tongban.identity.rules import Desk


class MeasureSet(models.QuerySet):
    """Measures are fetched through permission."""

    def within(self, desk: Desk, *acts: str) -> "MeasureSet":
        """Those of agencies for whose items this officer's post may do any of these acts."""
        agencies = [power.agency_id for power in desk.powers if power.acts.intersection(acts)]
        return self.filter(agency__in=agencies)


class Measure(models.Model):
    """事项处置: asked by one officer, confirmed by another, in force from a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kind = models.CharField(max_length=8, choices=Kind)
    state = models.CharField(max_length=10, choices=State)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="measures")
    items = models.ManyToManyField(Item, related_name="measures")
    reason = models.CharField(max_length=500)  # shown to the public
    instead = models.CharField(max_length=500, blank=True)  # 改到哪里办
    begins = models.DateField()
    asked_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    objects = MeasureSet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="measure_kind"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="measure_state"),
        ]
        indexes = [
            models.Index(fields=["begins"], condition=Q(state__in=sorted(OPEN)), name="measure_due"),
            models.Index(fields=["agency", "state"], name="measure_agency"),
        ]

    @property
    def chain(self) -> str:
        """The name of its chain in the journal."""
        return f"measure:{self.pk}"


class MeasureAct(models.Model):
    """处置的办理: who asked, confirmed or refused it, in which post and on which delegation."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="acts")
    verb = models.CharField(max_length=24)
    opinion = models.TextField(blank=True)
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")  # null: the system
    post_name = models.CharField(max_length=60, blank=True)
    instrument = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField()
