"""Items, their versions, and what they are found by."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from tongban.identity.models import Agency, Region


class Item(models.Model):
    """政务服务事项 of one agency; the columns beside the code repeat the current version, for lists."""

    code = models.CharField(max_length=64, unique=True)  # 实施编码 or 业务办理项编码
    base_code = models.CharField(max_length=12, blank=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="items")
    region = models.ForeignKey(Region, models.PROTECT, related_name="items")
    level = models.CharField(max_length=1)
    state = models.CharField(max_length=10)
    current = models.OneToOneField("Version", models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=500)
    kind = models.CharField(max_length=2)
    project_type = models.CharField(max_length=10, null=True)
    promised_days = models.IntegerField(null=True)
    visits = models.SmallIntegerField(null=True)
    visits_computed = models.SmallIntegerField(null=True)  # what the definition itself asks for
    online = models.BooleanField(default=False)
    charged = models.BooleanField(null=True)
    audiences = ArrayField(models.CharField(max_length=2), default=list)
    person_themes = ArrayField(models.CharField(max_length=3), default=list)
    firm_themes = ArrayField(models.CharField(max_length=3), default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["active", "suspended", "cancelled"]), name="item_state"
            )
        ]
        indexes = [
            models.Index(fields=["agency", "state"], name="item_agency"),
            models.Index(fields=["region", "state"], name="item_region"),
            GinIndex(fields=["person_themes"], name="item_person_themes"),
            GinIndex(fields=["firm_themes"], name="item_firm_themes"),
        ]

    def __str__(self) -> str:
        return self.name


class Version(models.Model):
    """One published wording of an item. The database refuses to change it."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    digest = models.CharField(max_length=64)
    effective_from = models.DateField()
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=120)
    source = models.CharField(max_length=60, default="own")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="version_number")]


class SearchEntry(models.Model):
    """What an item is found by; written by `search.index` whenever a version is published."""

    item = models.OneToOneField(Item, models.CASCADE, primary_key=True, related_name="search")
    name_key = models.TextField()  # name and aliases, folded
    initials = models.TextField()  # pinyin initials of name and aliases
    pinyin = models.TextField()  # the same in full
    vector = SearchVectorField()  # 1- and 2-grams, weighted

    class Meta:
        indexes = [
            GinIndex(fields=["vector"], name="search_vector"),
            GinIndex(fields=["name_key"], opclasses=["gin_trgm_ops"], name="search_name_trgm"),
            GinIndex(fields=["initials"], opclasses=["gin_trgm_ops"], name="search_initials_trgm"),
            GinIndex(fields=["pinyin"], opclasses=["gin_trgm_ops"], name="search_pinyin_trgm"),
        ]
