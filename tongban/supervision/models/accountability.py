"""Accountability: who has to answer for what was late, hidden or left without an answer."""

import uuid

from django.db import models
from django.db.models import F, Q

from tongban.cases.models import Case
from tongban.identity.models import Agency, Officer
from tongban.papers.models import Paper
from tongban.supervision.models.overtime import Overtime
from tongban.supervision.models.watching import Finding, Urging
from tongban.supervision.states import FINISHED, Answerable, Measure

ONE_OF_THREE = (
    Q(overtime__isnull=False, finding__isnull=True, urging__isnull=True)
    | Q(overtime__isnull=True, finding__isnull=False, urging__isnull=True)
    | Q(overtime__isnull=True, finding__isnull=True, urging__isnull=False)
)
WITH_PAPER = (*FINISHED, Answerable.REVOKED)


class Accountability(models.Model):
    """问责: opened on evidence, the agency is heard, another officer decides, what was decided is done."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kind = models.CharField(max_length=10, choices=Measure)
    case = models.ForeignKey(Case, models.PROTECT, related_name="accountabilities")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    overtime = models.ForeignKey(Overtime, models.PROTECT, null=True, related_name="accountabilities")
    finding = models.ForeignKey(Finding, models.PROTECT, null=True, related_name="accountabilities")
    urging = models.ForeignKey(Urging, models.PROTECT, null=True, related_name="accountabilities")
    state = models.CharField(max_length=12, choices=Answerable)
    post = models.CharField(max_length=20)  # whose conduct it is about
    person = models.CharField(max_length=120, blank=True)  # 责任人员; empty: the agency as a whole
    reason = models.TextField()
    answer_by = models.DateField()
    at = models.DateTimeField()
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    post_name = models.CharField(max_length=60)
    instrument = models.CharField(max_length=100)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    answered_post = models.CharField(max_length=60, blank=True)
    opinion = models.TextField(blank=True)
    demand = models.TextField(blank=True)  # what has to be done
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    decided_post = models.CharField(max_length=60, blank=True)
    decided_instrument = models.CharField(max_length=100, blank=True)
    appeal_until = models.DateField(null=True)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")
    outcome = models.TextField(blank=True)
    carried_on = models.DateField(null=True)
    carried_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=Answerable.values), name="accountability_state"),
            models.CheckConstraint(condition=Q(kind__in=Measure.values), name="accountability_kind"),
            models.CheckConstraint(condition=ONE_OF_THREE, name="accountability_one_evidence"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("officer")),
                name="accountability_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[Answerable.OPENED, Answerable.HEARD], decided_by__isnull=True)
                | ~Q(state__in=[Answerable.OPENED, Answerable.HEARD])
                & Q(decided_by__isnull=False, decided_at__isnull=False)
                & ~Q(opinion=""),
                name="accountability_decided",
            ),
            models.CheckConstraint(
                condition=Q(state__in=WITH_PAPER, paper__isnull=False, appeal_until__isnull=False)
                | ~Q(state__in=WITH_PAPER) & Q(paper__isnull=True),
                name="accountability_has_its_paper",
            ),
            models.CheckConstraint(
                condition=Q(state=Answerable.CARRIED_OUT, carried_on__isnull=False) & ~Q(outcome="")
                | Q(state=Answerable.REVOKED)
                | ~Q(state=Answerable.CARRIED_OUT) & Q(carried_on__isnull=True, outcome=""),
                name="accountability_carried_out",
            ),
            *[
                models.UniqueConstraint(
                    fields=[evidence, "kind"],
                    condition=~Q(state=Answerable.DISMISSED),
                    name=f"accountability_{evidence}",
                )
                for evidence in ("overtime", "finding", "urging")
            ],
        ]
        indexes = [models.Index(fields=["agency", "at"], name="accountability_agency")]

    @property
    def chain(self) -> str:
        """The name of its chain in the journal."""
        return f"accountability:{self.pk}"
