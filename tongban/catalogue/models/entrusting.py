"""Who exercises a power in place of its holder."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tongban.catalogue.entrusting.states import State
from tongban.catalogue.models.items import Item
from tongban.identity.models import Agency, Officer, until_after_since


class Entrustment(models.Model):
    """下放、授权、委托: an item, or certain acts of it, in the hands of another agency for a span of days."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="entrustments")
    holder = models.ForeignKey(Agency, models.PROTECT, related_name="entrusted")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="trusts")  # to whom
    kind = models.CharField(max_length=1)  # 权力来源 2—6
    acts = ArrayField(models.CharField(max_length=40), default=list)  # empty: the whole item
    instrument = models.CharField(max_length=120)
    since = models.DateField()
    until = models.DateField(null=True)
    place = models.CharField(max_length=200, blank=True)  # 办理地点
    state = models.CharField(max_length=10, choices=State)
    taken_back_on = models.DateField(null=True)  # the first day on which it holds no more

    class Meta:
        constraints = [
            until_after_since("entrustment_span"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="entrustment_state"),
            models.CheckConstraint(
                condition=Q(state="taken_back", taken_back_on__isnull=False)
                | Q(taken_back_on__isnull=True) & ~Q(state="taken_back"),
                name="entrustment_taken_back",
            ),
        ]
        indexes = [models.Index(fields=["item", "state"], name="entrustment_item")]

    @property
    def chain(self) -> str:
        """The name of its chain in the journal."""
        return f"entrustment:{self.pk}"


class EntrustmentAct(models.Model):
    """下放委托的办理: who proposed, approved, declined or took back, on what paper."""

    entrustment = models.ForeignKey(Entrustment, models.CASCADE, related_name="history")
    verb = models.CharField(max_length=24)
    words = models.CharField(max_length=300, blank=True)  # opinion, or the instrument of taking back
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    post_name = models.CharField(max_length=60)
    instrument = models.CharField(max_length=100)
    at = models.DateTimeField()
