"""How a case ends without a decision, how one that ended goes on, how a licence is taken back."""

from django.db import models
from django.db.models import F, Q

from tongban.cases.models.acts import Act, Undoable, one_stands
from tongban.cases.models.case import Case
from tongban.cases.states import State
from tongban.identity.models import Officer
from tongban.papers.models import Paper


class Termination(Undoable):
    """终止办理: what was applied for cannot be decided any more; `kind` is one of `grounds.yaml`."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="terminations")
    kind = models.CharField(max_length=40)
    reason = models.TextField()
    basis = models.TextField()
    remedies = models.TextField()

    class Meta:
        constraints = [
            one_stands("termination_stands_once"),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(basis="") & ~Q(remedies=""), name="termination_gives_reasons"
            ),
        ]


class Voiding(Undoable):
    """作废: asked by one officer, approved by another; it was registered by mistake, or twice."""

    class Kind(models.TextChoices):
        MISTAKE = "mistake", "登记有误"
        TWICE = "twice", "重复登记"

    class Outcome(models.TextChoices):
        VOIDED = "voided", "批准"
        REFUSED = "refused", "不批准"
        OVER = "over", "办件结束"

    case = models.ForeignKey(Case, models.PROTECT, related_name="voidings")
    kind = models.CharField(max_length=10, choices=Kind)
    reason = models.CharField(max_length=500)
    twin = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")  # 重复登记的另一件
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    answered_post = models.CharField(max_length=60, blank=True)
    answered_instrument = models.CharField(max_length=100, blank=True)
    opinion = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(outcome__in=["", "voided"], overturned__isnull=True),
                name="voiding_stands_once",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", "voided", "refused", "over"]), name="voiding_outcome"
            ),
            models.CheckConstraint(condition=~Q(reason="") & Q(officer__isnull=False), name="voiding_asked"),
            models.CheckConstraint(
                condition=Q(kind="mistake", twin__isnull=True)
                | (Q(kind="twice", twin__isnull=False) & ~Q(twin=F("case"))),
                name="voiding_kind",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", "over"])
                | (Q(answered_by__isnull=False) & ~Q(answered_by=F("officer"))),
                name="voiding_by_two",
            ),
        ]


class Reopening(Act):
    """恢复办理: by a decision from outside, or because the agency saw its mistake."""

    class Ground(models.TextChoices):
        REVIEW = "review", "行政复议决定"
        COURT = "court", "人民法院判决、裁定"
        OWN = "own", "自行纠正"

    case = models.ForeignKey(Case, models.PROTECT, related_name="reopenings")
    ground = models.CharField(max_length=10, choices=Ground)
    order = models.CharField(max_length=100, blank=True)  # 文号
    reason = models.TextField()
    before = models.CharField(max_length=12, choices=State)
    after = models.CharField(max_length=12, choices=State)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="reopening_reason"),
            models.CheckConstraint(condition=Q(ground="own") | ~Q(order=""), name="reopening_names_order"),
            models.CheckConstraint(
                condition=~Q(before__in=["refused", "delivered"]) | ~Q(ground="own"),
                name="decision_overturned_from_outside",
            ),
        ]


class Revocation(Act):
    """撤销许可: announced with its reasons, and decided when the holder has spoken or his time is over.

    `at`, `officer` and `paper` are those of the announcement; `ground` is one of `grounds.yaml`.
    """

    class Outcome(models.TextChoices):
        REVOKED = "revoked", "撤销"
        DROPPED = "dropped", "不撤销"

    case = models.ForeignKey(Case, models.PROTECT, related_name="revocations")
    ground = models.CharField(max_length=40)
    reason = models.TextField()
    basis = models.TextField()
    defence_until = models.DateField()
    defence = models.TextField(blank=True)
    defended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    opinion = models.TextField(blank=True)  # how the defence was answered
    remedies = models.TextField(blank=True)
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    decided_post = models.CharField(max_length=60, blank=True)
    decided_instrument = models.CharField(max_length=100, blank=True)
    decision_paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(outcome__in=["", "revoked"]), name="revocation_once"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", "revoked", "dropped"]), name="revocation_outcome"
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(basis="") & Q(paper__isnull=False), name="revocation_announced"
            ),
            models.CheckConstraint(
                condition=~Q(outcome="revoked")
                | (
                    (Q(decided_on__gt=F("defence_until")) | Q(defended_at__isnull=False))
                    & Q(decided_by__isnull=False, decision_paper__isnull=False)
                    & ~Q(remedies="")
                ),
                name="revocation_heard_first",
            ),
        ]
