"""The official notices that were imported, and what divisions changed. Rows are replaced, never edited."""

from django.db import models
from django.db.models import Q

from tongban.clock.engine.calendar import FIRST, LAST


def in_span(field: str, lower: object, upper: object, name: str) -> models.CheckConstraint:
    """Only what the calendar reaches."""
    return models.CheckConstraint(condition=Q(**{f"{field}__range": (lower, upper)}), name=name)


class Notice(models.Model):
    """放假安排通知: the State Council's notice for one year."""

    year = models.PositiveSmallIntegerField(unique=True)
    source = models.TextField(blank=True)  # addresses of the notice, a line each
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [in_span("year", FIRST.year, LAST.year, "clock_notice_year")]

    def __str__(self) -> str:
        return str(self.year)


class NoticeDay(models.Model):
    """放假日或者调休上班日: one day that a notice names."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="days")
    date = models.DateField()
    name = models.CharField(max_length=60)
    off = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice", "date"], name="clock_notice_day_once"),
            models.CheckConstraint(condition=~Q(name=""), name="clock_notice_day_name"),
            in_span("date", FIRST, LAST, "clock_notice_day_date"),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"


class Override(models.Model):
    """地方调整: a day off or worked in one division and below, with its ground."""

    region = models.CharField(max_length=12)
    date = models.DateField()
    off = models.BooleanField()
    ground = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "date"], name="clock_override_once"),
            models.CheckConstraint(condition=Q(region__regex=r"^[0-9]{12}$"), name="clock_override_region"),
            models.CheckConstraint(condition=~Q(ground=""), name="clock_override_ground"),
            in_span("date", FIRST, LAST, "clock_override_date"),
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.date}"


class Threshold(models.Model):
    """预警阈值: from which share of a limit the light is yellow; the latest row is in force."""

    yellow = models.PositiveSmallIntegerField()  # percent; 100: on the last day only
    ground = models.CharField(max_length=200)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(yellow__range=(1, 100)), name="clock_threshold_share")
        ]
