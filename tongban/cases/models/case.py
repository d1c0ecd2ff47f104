"""The case and its papers from the applicant."""

import datetime as dt
import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Least

from tongban.cases.states import OPEN, STEPS, State
from tongban.catalogue.models import Item, Version
from tongban.core.sealed import SealedField
from tongban.files.models import File
from tongban.identity.models import Agency, Firm, Officer, Person, Region
from tongban.identity.rules import Applicant, Desk
from tongban.licences.models import Certificate


class CaseSet(models.QuerySet):
    """Cases are fetched through permission."""

    def visible_to(self, *applicants: Applicant) -> "CaseSet":
        """The cases of this person, or of the firm he acts for; of several parties, those of each."""
        reach = Q(pk__in=[])
        for one in applicants:
            own = Q(person_id=one.person_id, firm__isnull=True)
            reach |= Q(firm_id=one.firm_id) if one.firm_id else own
        return self.filter(reach)

    def within(self, desk: Desk) -> "CaseSet":
        """The cases this officer's post has any power over, today; power over items is none."""
        reach = Q(pk__in=[])
        for power in desk.powers:
            if power.acts.isdisjoint(STEPS):
                continue
            scope = Q(agency_id=power.agency_id)
            reach |= scope if power.items is None else scope & Q(item__code__in=power.items)
        return self.filter(reach)


class Case(models.Model):
    """办件."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    number = models.CharField(max_length=40, unique=True)
    submission = models.UUIDField(unique=True)
    item = models.ForeignKey(Item, models.PROTECT, related_name="cases")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="cases")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=State)
    item_name = models.CharField(max_length=500)
    applicant_name = models.CharField(max_length=200)
    person = models.ForeignKey(Person, models.PROTECT, related_name="cases")
    firm = models.ForeignKey(Firm, models.PROTECT, null=True, related_name="cases")
    channel = models.CharField(max_length=16)
    answers = models.JSONField(default=dict)
    form = models.JSONField(default=dict)
    form_sealed = SealedField(default="{}")  # identifiers in the form, as JSON text
    # type → identifier of the certificates that stood for papers
    held = models.JSONField(db_default={})  # pyright: ignore[reportCallIssue] (missing in the stubs)
    electronic = models.BooleanField(null=True)  # 电子送达: agreed to, declined, or not asked
    received_at = models.DateTimeField()  # first
    counted_from = models.DateTimeField(null=True)  # the supplement from which acceptance counts anew
    accepted_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)  # the limit that runs now; null while none runs
    yellow_on = models.DateField(null=True)
    statutory_due_on = models.DateField(null=True)
    provisional = models.BooleanField(default=False)
    renews = models.ForeignKey(  # 延续
        Certificate, models.PROTECT, null=True, related_name="renewal_cases"
    )
    taken_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")

    objects = CaseSet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="case_state"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | Q(accepted_at__isnull=False),
                name="case_accepted_first",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(accepted_at__gte=F("received_at")),
                name="case_received_first",
            ),
            models.CheckConstraint(
                condition=Q(counted_from__isnull=True) | Q(counted_from__gte=F("received_at")),
                name="case_counted_after_receipt",
            ),
            models.UniqueConstraint(
                fields=["renews"],
                condition=Q(state__in=["received", "correcting", "accepted"]),
                name="case_renews_once",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "received_at"], name="case_person"),
            models.Index(fields=["firm", "received_at"], name="case_firm"),
            models.Index(fields=["item"], name="case_item"),
            *[
                models.Index(
                    fields=["agency", "due_on", "id"],
                    condition=Q(state=state),
                    name=f"case_{state.value}",
                )
                for state in sorted(OPEN)
            ],
            models.Index(  # what the sweep reads, and nothing else
                Least("yellow_on", "due_on"),
                "id",
                name="case_lit",
                include=["agency", "state", "due_on", "yellow_on"],
                condition=Q(state__in=["received", "accepted", "granted", "refused"]),
            ),
        ]

    @property
    def chain(self) -> str:
        """The name of its chain in the journal."""
        return f"case:{self.pk}"

    @property
    def counted_at(self) -> dt.datetime:
        """From when the five days of acceptance count: the last receipt."""
        return self.counted_from or self.received_at

    @property
    def is_open(self) -> bool:
        """Does it still wait for somebody?"""
        return self.state in OPEN


class Material(models.Model):
    """申请材料 as handed in; a supplement adds rows of a later round."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="materials")
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    file = models.ForeignKey(File, models.PROTECT, null=True, related_name="+")
    round = models.PositiveSmallIntegerField(default=1)
    given_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case"], name="material_case")]
