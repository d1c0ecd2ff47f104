"""The record of every act."""

from django.db import models
from django.db.models import Q

from tongban.cases.models.case import Case
from tongban.files.models import File
from tongban.identity.models import Agency, Officer
from tongban.licences.models import Certificate
from tongban.papers.models import Paper
from tongban.papers.rules import Method


class Act(models.Model):
    """What every record of an act has."""

    at = models.DateTimeField()
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    post_name = models.CharField(max_length=60, blank=True)
    instrument = models.CharField(max_length=100, blank=True)  # the delegation it rests on
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True


class Undoable(Act):
    """An act that a reopening may overturn; of those that are not, one stands for a case."""

    overturned = models.ForeignKey("cases.Reopening", models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True


def one_stands(name: str) -> models.UniqueConstraint:
    """At most one of them is not overturned."""
    return models.UniqueConstraint(fields=["case"], condition=Q(overturned__isnull=True), name=name)


class Acceptance(Act):
    """受理; `deemed` when nobody answered within the five days, so that it counts from the receipt."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="acceptance")
    deemed = models.BooleanField(default=False)
    promised_due_on = models.DateField(null=True)
    statutory_due_on = models.DateField(null=True)


class NonAcceptance(Undoable):
    """不予受理: no licence is needed; another body is competent; or a law lets it not be accepted."""

    class Kind(models.TextChoices):
        NOT_NEEDED = "not_needed", "依法不需要取得行政许可"
        NOT_COMPETENT = "not_competent", "不属于本机关职权范围"
        OTHER = "other", "法律规定不予受理的其他情形"

    case = models.ForeignKey(Case, models.PROTECT, related_name="non_acceptances")
    kind = models.CharField(max_length=16, choices=Kind)
    reason = models.TextField()
    basis = models.TextField(blank=True)
    competent_body = models.CharField(max_length=200, blank=True)
    competent_agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            one_stands("non_acceptance_stands_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="non_acceptance_reason"),
            models.CheckConstraint(
                condition=Q(kind="not_needed")
                | (Q(kind="not_competent") & ~Q(competent_body=""))
                | (Q(kind="other") & ~Q(basis="")),
                name="non_acceptance_says_where_or_why",
            ),
        ]


class Correction(Act):
    """一次性补正告知: once for a case, with every gap in it."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="correction")
    until = models.DateField()
    supplemented_at = models.DateTimeField(null=True)


class Gap(models.Model):
    """One thing to be corrected."""

    correction = models.ForeignKey(Correction, models.CASCADE, related_name="gaps")
    key = models.CharField(max_length=40)  # a required paper, or "form"
    name = models.CharField(max_length=200)
    need = models.CharField(max_length=500)


class GapFile(models.Model):
    """A file put to a gap, until all gaps are answered and handed in together."""

    gap = models.ForeignKey(Gap, models.CASCADE, related_name="files")
    file = models.ForeignKey(File, models.PROTECT, related_name="+")


class Review(Act):
    """审查意见 of one stage; a site visit keeps its finding in `findings`."""

    class Verdict(models.TextChoices):
        AGREE = "agree", "同意"
        OPPOSE = "oppose", "拟不予许可"
        BACK = "back", "退回"

    case = models.ForeignKey(Case, models.PROTECT, related_name="reviews")
    stage = models.CharField(max_length=40)
    stage_name = models.CharField(max_length=60)
    verdict = models.CharField(max_length=10, choices=Verdict)
    opinion = models.TextField()
    findings = models.JSONField(default=dict)


class Decision(Undoable):
    """决定; one that was overturned stays on record beside the one that stands."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="decisions")
    granted = models.BooleanField()
    deemed = models.BooleanField(default=False)  # 视为准予延续
    reason = models.TextField(blank=True)
    basis = models.TextField(blank=True)
    remedies = models.TextField(blank=True)
    certificate = models.OneToOneField(Certificate, models.PROTECT, null=True, related_name="decision")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(granted=True) | (~Q(reason="") & ~Q(basis="") & ~Q(remedies="")),
                name="refusal_gives_reasons",
            ),
            models.CheckConstraint(condition=Q(deemed=False) | Q(granted=True), name="deemed_is_granted"),
            one_stands("decision_stands_once"),
        ]


class Delivery(Undoable):
    """送达."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="deliveries")
    method = models.CharField(max_length=12, choices=Method)
    recipient = models.CharField(max_length=120)

    class Meta:
        constraints = [one_stands("delivery_stands_once")]


class Withdrawal(Undoable):
    """撤回."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="withdrawals")
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [one_stands("withdrawal_stands_once")]


class Hold(models.Model):
    """等待事项: what a decision must wait for; lifted by who owns the matter."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="holds")
    kind = models.CharField(max_length=20, choices=[("fee", "缴费"), ("tolerance", "容缺材料补交")])
    placed_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.CharField(max_length=64, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind"], condition=Q(lifted_at__isnull=True), name="hold_once"
            )
        ]
