"""What a case keeps beside its acts: originals in custody, and what is to be paid."""

from django.db import models
from django.db.models import Q

from tongban.cases.models.acts import Act, Hold
from tongban.cases.models.case import Case
from tongban.files.models import File
from tongban.identity.models import Officer


class Custody(Act):
    """原件保管: originals left at the window at one time; its paper is the slip."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="custodies")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(paper__isnull=False), name="custody_has_slip")]


class Original(models.Model):
    """原件: one of them, until it is given back or passed on."""

    class Outcome(models.TextChoices):
        RETURNED = "returned", "已退还"
        PASSED = "passed", "已移交"

    custody = models.ForeignKey(Custody, models.PROTECT, related_name="originals")
    name = models.CharField(max_length=200)
    copies = models.PositiveSmallIntegerField()
    pages = models.PositiveSmallIntegerField()  # of all copies
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    settled_at = models.DateTimeField(null=True)
    receiver = models.CharField(max_length=120, blank=True)  # who has it now
    relation = models.CharField(max_length=60, blank=True)  # of the receiver to the applicant
    proof = models.ForeignKey(File, models.PROTECT, null=True, related_name="+")  # his signature
    settled_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & Q(copies__gte=1), name="original_named"),
            models.CheckConstraint(condition=Q(pages__gte=1), name="original_pages"),
            models.CheckConstraint(
                condition=Q(outcome="", settled_at=None, settled_by=None, receiver="")
                | Q(outcome="returned", settled_at__isnull=False, settled_by__isnull=False)
                & ~Q(receiver="")
                & ~Q(relation="")
                | Q(outcome="passed", settled_at__isnull=False, settled_by__isnull=False) & ~Q(receiver=""),
                name="original_settled_to_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["custody"], condition=Q(outcome=""), name="original_kept"),
        ]


class FeeNotice(Act):
    """缴费通知: what is to be paid, item by item; its hold is lifted when it is."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="fee_notices")
    hold = models.OneToOneField(Hold, models.PROTECT, related_name="notice")
    charges = models.JSONField()  # [{name, fen, basis}]
    total = models.PositiveBigIntegerField()  # 分

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(total__gt=0), name="fee_notice_total"),
            models.CheckConstraint(condition=Q(paper__isnull=False), name="fee_notice_has_paper"),
        ]
