"""What officers want to hear of."""

import uuid

from django.db import models
from django.db.models import Q

from tongban.catalogue.models import Item
from tongban.identity.models import Agency, Officer


class Subscription(models.Model):
    """订阅: an officer hears of lights, signs or urgings within his range, at once or gathered."""

    class Matter(models.TextChoices):
        LIGHT = "light", "亮灯"
        SIGN = "sign", "疑点"
        URGING = "urging", "督办"

    class Rhythm(models.TextChoices):
        AT_ONCE = "at_once", "随时"
        DAILY = "daily", "每天一次"
        WEEKLY = "weekly", "每周一次"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    matter = models.CharField(max_length=10, choices=Matter)
    level = models.CharField(max_length=20, blank=True)  # yellow, red; the key of a sign; empty: any
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")  # null: the whole range
    post = models.CharField(max_length=20, blank=True)  # 岗位 that holds the case or is urged
    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="+")
    rhythm = models.CharField(max_length=10, choices=Rhythm)
    hour = models.PositiveSmallIntegerField(default=8)  # of the day, unless at once
    weekday = models.PositiveSmallIntegerField(default=0)  # Monday is 0
    since = models.DateTimeField()
    told_until = models.DateTimeField()  # whatever happened up to then was told
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(matter__in=["light", "sign", "urging"])
                & Q(rhythm__in=["at_once", "daily", "weekly"])
                & Q(hour__lte=23, weekday__lte=6),
                name="subscription_known",
            ),
        ]
        indexes = [
            models.Index(fields=["officer"], condition=Q(ended_at__isnull=True), name="subscription_running")
        ]
