"""Items, their versions, and the proposals to change them."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from tongban.catalogue.proposals.states import OPEN, State
from tongban.identity.models import Agency, Officer, Region
from tongban.identity.rules import Desk


class Item(models.Model):
    """政务服务事项 of one agency; the columns beside the code repeat the current version, for lists."""

    code = models.CharField(max_length=64, unique=True)  # 实施编码 or 业务办理项编码
    base_code = models.CharField(max_length=12, blank=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="items")
    region = models.ForeignKey(Region, models.PROTECT, related_name="items")
    level = models.CharField(max_length=1)
    state = models.CharField(max_length=10)
    current = models.OneToOneField("Version", models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=500)
    kind = models.CharField(max_length=2)
    project_type = models.CharField(max_length=10, null=True)
    promised_days = models.IntegerField(null=True)
    visits = models.SmallIntegerField(null=True)
    online = models.BooleanField(default=False)
    charged = models.BooleanField(null=True)
    audiences = ArrayField(models.CharField(max_length=2), default=list)
    person_themes = ArrayField(models.CharField(max_length=3), default=list)
    firm_themes = ArrayField(models.CharField(max_length=3), default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["active", "suspended", "cancelled"]), name="item_state"
            )
        ]
        indexes = [
            models.Index(fields=["agency", "state"], name="item_agency"),
            models.Index(fields=["region", "state"], name="item_region"),
            GinIndex(fields=["person_themes"], name="item_person_themes"),
            GinIndex(fields=["firm_themes"], name="item_firm_themes"),
        ]

    def __str__(self) -> str:
        return self.name


class Version(models.Model):
    """One published wording of an item. The database refuses to change it."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    digest = models.CharField(max_length=64)
    effective_from = models.DateField()
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=120)
    source = models.CharField(max_length=60, default="own")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="version_number")]


class SearchEntry(models.Model):
    """What an item is found by; written by `search.index` whenever a version is published."""

    item = models.OneToOneField(Item, models.CASCADE, primary_key=True, related_name="search")
    name_key = models.TextField()  # name and aliases, folded
    initials = models.TextField()  # pinyin initials of name and aliases
    pinyin = models.TextField()  # the same in full
    vector = SearchVectorField()  # 1- and 2-grams, weighted

    class Meta:
        indexes = [
            GinIndex(fields=["vector"], name="search_vector"),
            GinIndex(fields=["name_key"], opclasses=["gin_trgm_ops"], name="search_name_trgm"),
            GinIndex(fields=["initials"], opclasses=["gin_trgm_ops"], name="search_initials_trgm"),
            GinIndex(fields=["pinyin"], opclasses=["gin_trgm_ops"], name="search_pinyin_trgm"),
        ]


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
