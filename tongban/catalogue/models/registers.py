"""Registers beside the items: the base catalogue, negative lists, code sets."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from tongban.identity.models import Agency, Region, until_after_since


class BaseItem(models.Model):
    """基本目录事项 as one edition of the catalogue words it: what every level takes over unchanged."""

    code = models.CharField(max_length=12)
    number = models.PositiveIntegerField()  # of the edition of this code
    name = models.CharField(max_length=500)
    kind = models.CharField(max_length=2)
    basis = models.JSONField(default=list)  # as `parts.Basis`
    statutory = models.JSONField(null=True)  # as `parts.Limit`
    levels = ArrayField(models.CharField(max_length=1), default=list)  # 行使层级
    parent = models.CharField(max_length=12, blank=True)  # 主项
    source = models.CharField(max_length=120)
    since = models.DateField()
    until = models.DateField(null=True)  # null: the newest edition

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "number"], name="base_number"),
            models.UniqueConstraint(fields=["code"], condition=Q(until__isnull=True), name="base_newest"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="base_span"
            ),
        ]


class CodeSet(models.Model):
    """代码集: its source, whether that was read, and whether codes may be added to it here."""

    key = models.CharField(max_length=20, primary_key=True)
    name = models.CharField(max_length=60)
    source = models.CharField(max_length=200)
    verified = models.BooleanField()
    extensible = models.BooleanField()


class Code(models.Model):
    """代码: with its label, and the days on which it may be newly used."""

    set = models.ForeignKey(CodeSet, models.PROTECT, related_name="codes")
    code = models.CharField(max_length=20)
    label = models.CharField(max_length=100)
    parent = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=200, blank=True)  # empty: that of its set
    since = models.DateField(null=True)  # null: from the beginning
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["set", "code"], name="code_once"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gt=F("since")),
                name="code_span",
            ),
        ]


class Restriction(models.Model):
    """负面清单的一条: what may not be asked for or done, where, on what ground, from when."""

    kind = models.CharField(
        max_length=12,
        choices=[
            ("paper", "不得要求的材料"),
            ("act", "禁止的行为"),
            ("window", "不进综合窗口的事项"),
            ("commitment", "不适用告知承诺的事项"),
            ("deferral", "不适用容缺受理的材料"),
        ],
    )
    text = models.CharField(max_length=300)
    instead = models.CharField(max_length=200, blank=True)  # 替代方式
    words = ArrayField(models.CharField(max_length=60), default=list)  # names by which it is known in guides
    issuers = ArrayField(models.CharField(max_length=60), default=list)  # only from these; empty: from all
    items = ArrayField(models.CharField(max_length=64), default=list)  # codes or base codes; empty: all
    basis = models.CharField(max_length=200)
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")  # null: everywhere
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")  # null: every agency
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [until_after_since("restriction_span")]
        indexes = [models.Index(fields=["kind", "since"], name="restriction_kind")]
