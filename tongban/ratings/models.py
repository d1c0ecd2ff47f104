"""Ratings."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tongban.cases.models import Case


class Rating(models.Model):
    """评价: one of a case, by its applicant, never changed."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="rating")
    grade = models.PositiveSmallIntegerField()
    indicators = ArrayField(models.CharField(max_length=3), default=list)
    comment = models.CharField(max_length=500, blank=True)
    anonymous = models.BooleanField(default=False)
    channel = models.CharField(max_length=16)
    rated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(grade__range=(1, 5)), name="rating_grade"),
            models.CheckConstraint(
                condition=Q(grade__gte=3) | Q(indicators__len__gt=0) | ~Q(comment=""),
                name="bad_rating_says_why",
            ),
        ]
