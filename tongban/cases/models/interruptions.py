"""What stops or lengthens the limit of a case."""

from django.db import models
from django.db.models import F, Q

from tongban.cases.models.acts import Act
from tongban.cases.models.case import Case
from tongban.clock import engine
from tongban.identity.models import Officer


class Pause(Act):
    """特别程序: its time is not counted (行政许可法 45); open until it has ended. Begun `at`."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="pauses")
    stage = models.CharField(max_length=40)  # in which it is held
    name = models.CharField(max_length=200)  # as the item names it
    kind = models.CharField(max_length=20, choices=list(engine.PROCEDURES.items()))
    ground = models.CharField(max_length=500)
    law = models.CharField(max_length=200, blank=True)  # 法律依据 of one that is none of the eight
    began_on = models.DateField()
    planned_on = models.DateField()  # 预计结束
    ended_on = models.DateField(null=True)
    result = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)  # when that was recorded
    ended_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    ended_post = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "name"], condition=Q(ended_on__isnull=True), name="pause_open_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("began_on")), name="pause_begins_first"
            ),
            models.CheckConstraint(condition=Q(planned_on__gte=F("began_on")), name="pause_planned_after"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_at__isnull=True, result="")
                | (Q(ended_on__isnull=False, ended_at__isnull=False) & ~Q(result="")),
                name="pause_ends_with_result",
            ),
            models.CheckConstraint(condition=Q(kind__in=list(engine.PROCEDURES)), name="pause_kind"),
            models.CheckConstraint(condition=~Q(ground=""), name="pause_ground"),
            models.CheckConstraint(condition=~Q(kind="other_by_law") | ~Q(law=""), name="pause_by_law"),
        ]


class Extension(Act):
    """延期: asked by who handles the case, approved by another; once (行政许可法 42). `at` is the asking."""

    class Outcome(models.TextChoices):
        GRANTED = "granted", "批准"
        REFUSED = "refused", "不批准"
        OVER = "over", "办件结束"

    case = models.ForeignKey(Case, models.PROTECT, related_name="extensions")
    value = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=12)  # that of the statutory limit
    reason = models.CharField(max_length=500)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    answered_post = models.CharField(max_length=60, blank=True)
    answered_instrument = models.CharField(max_length=100, blank=True)
    rank = models.CharField(max_length=40, blank=True)  # 批准人: 本行政机关负责人
    opinion = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(outcome__in=["", "granted"]), name="extension_once"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", "granted", "refused", "over"]), name="extension_outcome"
            ),
            models.CheckConstraint(condition=Q(value__gte=1), name="extension_value"),
            models.CheckConstraint(condition=Q(unit__in=list(engine.UNITS)), name="extension_unit"),
            models.CheckConstraint(condition=~Q(reason=""), name="extension_reason"),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("officer")),
                name="extension_by_two",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="granted")
                | (Q(answered_by__isnull=False, paper__isnull=False) & ~Q(rank="")),
                name="extension_approved_with_paper",
            ),
        ]
