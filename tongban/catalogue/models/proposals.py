"""Changes of items on their way to publication."""

import uuid

from django.db import models
from django.db.models import Q

from tongban.catalogue.models.items import Item, Version
from tongban.catalogue.models.measures import Measure
from tongban.catalogue.proposals.states import OPEN, State
from tongban.identity.models import Agency, Officer, Region
from tongban.identity.rules import Desk


class Batch(models.Model):
    """批量修订: proposals made together for one reason, so that they can be reviewed together."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    reason = models.CharField(max_length=500)
    made_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    @property
    def chain(self) -> str:
        """The name of its chain in the journal."""
        return f"batch:{self.pk}"


class ProposalSet(models.QuerySet):
    """Proposals are fetched through permission."""

    def within(self, desk: Desk, *acts: str) -> "ProposalSet":
        """The proposals on which this officer's post may do any of these acts today."""
        reach = Q(pk__in=[])
        for power in desk.powers:
            if power.acts.intersection(acts):
                scope = Q(agency_id=power.agency_id)
                reach |= scope if power.items is None else scope & Q(code__in=power.items)
        return self.filter(reach)


class Proposal(models.Model):
    """修订稿: a change of an item, or a new one, on its way to publication."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    code = models.CharField(max_length=64)
    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="proposals")  # null: not yet there
    base = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")  # what it departs from
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="proposals")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    level = models.CharField(max_length=1)
    name = models.CharField(max_length=500)
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=12, choices=State)
    definition = models.JSONField()  # as it is written; may still have faults
    revision = models.PositiveIntegerField(default=1)
    effective_from = models.DateField(null=True)  # null: as soon as it has passed
    measure = models.ForeignKey(Measure, models.PROTECT, null=True, related_name="proposals")  # 拆分、合并
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="proposals")
    drafted_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    version = models.OneToOneField(Version, models.PROTECT, null=True, related_name="proposal")

    objects = ProposalSet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="proposal_state"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(state__in=sorted(OPEN)), name="proposal_once"
            ),
            models.CheckConstraint(
                condition=Q(version__isnull=False, state="published")
                | Q(version__isnull=True) & ~Q(state="published"),
                name="proposal_published",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "state", "saved_at"], name="proposal_agency"),
            models.Index(fields=["effective_from"], condition=Q(state="established"), name="proposal_due"),
        ]

    @property
    def chain(self) -> str:
        """The name of its chain in the journal."""
        return f"proposal:{self.pk}"


class Revision(models.Model):
    """修订: the text as one officer left it."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    post_name = models.CharField(max_length=60)
    instrument = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "number"], name="revision_number")]


class ProposalAct(models.Model):
    """修订稿的办理: handing in, an approval, a return or a withdrawal, and of which revision."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="acts")
    verb = models.CharField(max_length=24)
    revision = models.PositiveIntegerField()
    opinion = models.TextField(blank=True)
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")  # null: the system
    post_name = models.CharField(max_length=60, blank=True)
    instrument = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField()


class Waiver(models.Model):
    """豁免: a blocking rule of the lint that a reviewer lets stand in this change, and why."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="waivers")
    rule = models.CharField(max_length=8)
    reason = models.CharField(max_length=500)
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    post_name = models.CharField(max_length=60)
    instrument = models.CharField(max_length=100)
    at = models.DateTimeField()
    ended_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "rule"], condition=Q(ended_at__isnull=True), name="waiver_once"
            )
        ]
