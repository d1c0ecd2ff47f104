"""What is known of the guides: their defects day by day, and what people look for in vain."""

from django.db import models

from tongban.catalogue.models.items import Item, Version
from tongban.identity.models import Agency


class Quality(models.Model):
    """事项得分: of which version, by the rules of the lint."""

    item = models.OneToOneField(Item, models.CASCADE, primary_key=True, related_name="quality")
    version = models.ForeignKey(Version, models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField()
    at = models.DateTimeField()


class Flaw(models.Model):
    """缺陷: one place of an item's current version at which a rule is broken."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="flaws")
    rule = models.CharField(max_length=8)
    severity = models.CharField(max_length=1)
    part = models.CharField(max_length=40)  # the element without its place: papers
    element = models.CharField(max_length=200)
    sentence = models.TextField()
    waived = models.CharField(max_length=500, blank=True)  # 豁免的理由

    class Meta:
        indexes = [models.Index(fields=["severity", "rule"], name="flaw_rule")]


class QualityDay(models.Model):
    """每日质量: the defects of an agency's items on a day, so that progress can be seen."""

    day = models.DateField()
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+")
    items = models.PositiveIntegerField()
    score = models.DecimalField(max_digits=4, decimal_places=1)
    blocking = models.PositiveIntegerField()
    warning = models.PositiveIntegerField()
    watched = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "agency"], name="quality_day")]


class SearchTally(models.Model):
    """搜索统计: how often a text was asked for in a week, and how it went; of nobody in particular."""

    week = models.DateField()  # its Monday
    text = models.CharField(max_length=40)  # folded and cut
    asked = models.PositiveIntegerField(default=0)
    empty = models.PositiveIntegerField(default=0)  # times nothing was found
    opened = models.PositiveIntegerField(default=0)  # times a guide was opened from the results

    class Meta:
        constraints = [models.UniqueConstraint(fields=["week", "text"], name="search_tally")]
