"""The standards by which services are given, and how far they are met."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tongban.catalogue.models.items import Item
from tongban.identity.models import Agency, Officer, until_after_since


class Standard(models.Model):
    """政务服务标准: general, of provision, of management or of a post, in one edition."""

    number = models.CharField(max_length=60)  # 标准编号
    version = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    kind = models.CharField(
        max_length=10,
        choices=[
            ("general", "通用基础标准"),
            ("provision", "服务提供标准"),
            ("management", "管理标准"),
            ("post", "岗位标准"),
        ],
    )
    points = ArrayField(models.CharField(max_length=300))  # 要点: what it asks for, a line each
    source = models.CharField(max_length=200)
    items = ArrayField(models.CharField(max_length=64), default=list)  # codes or base codes; empty: all
    posts = ArrayField(models.CharField(max_length=20), default=list)  # kinds of posts; empty: all
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            until_after_since("standard_span"),
            models.UniqueConstraint(fields=["number", "version"], name="standard_once"),
        ]


class StandardCheck(models.Model):
    """标准符合性抽查: one look whether a standard is met, where, and what was seen."""

    standard = models.ForeignKey(Standard, models.PROTECT, related_name="checks")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")  # which was looked at
    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="+")
    subject = models.CharField(max_length=100, blank=True)  # 办件编号 or window
    met = models.BooleanField()
    note = models.CharField(max_length=300, blank=True)
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    post_name = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["standard", "at"], name="standard_checks")]
