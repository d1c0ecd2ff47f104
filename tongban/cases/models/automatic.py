"""自动办理: what a table said of a case, who took it over, and what the re-check found."""

from django.db import models
from django.db.models import Q

from tongban.cases.models.acts import Act
from tongban.cases.models.case import Case
from tongban.catalogue.models import Item, Version
from tongban.identity.models import Officer


class Judgement(models.Model):
    """自动判断: once for a case, with everything by which it can be understood and repeated."""

    class Outcome(models.TextChoices):
        GRANT = "grant", "准予"
        REFUSE = "refuse", "拟不予办理"
        PERSON = "person", "转人工"

    case = models.OneToOneField(Case, models.PROTECT, related_name="judgement")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)  # of the table
    outcome = models.CharField(max_length=8, choices=Outcome)
    rule = models.CharField(max_length=40, blank=True)  # that held, whatever followed
    reason = models.TextField()
    basis = models.TextField(blank=True)
    facts = models.JSONField(default=list)  # of each column: fact, label, value
    path = models.JSONField(default=list)  # of each rule: does it hold, and its tests
    drawn = models.BooleanField(default=False)  # 抽中复核
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(outcome="grant") | ~Q(rule=""), name="grant_rests_on_a_rule")
        ]
        indexes = [models.Index(fields=["at"], condition=Q(drawn=True), name="judgement_drawn")]


class TakeOver(Act):
    """转人工: a person decides; without an officer it was the applicant who asked for one."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="takeover")
    reason = models.CharField(max_length=500, blank=True)


class Recheck(Act):
    """抽查复核 of an automatic decision."""

    class Verdict(models.TextChoices):
        UPHELD = "upheld", "办理正确"
        WRONG = "wrong", "办理有误"

    case = models.OneToOneField(Case, models.PROTECT, related_name="recheck")
    verdict = models.CharField(max_length=8, choices=Verdict)
    opinion = models.TextField()


class AutomaticPause(models.Model):
    """暂停自动办理 of an item; while one is open its cases go to people."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="automatic_pauses")
    reason = models.CharField(max_length=500)
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=100)
    at = models.DateTimeField()
    resumed_at = models.DateTimeField(null=True)
    resumed_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=Q(resumed_at__isnull=True), name="automatic_pause_once"
            )
        ]
