"""政务服务标准: which bind an item and a post, and how far they are met."""

import datetime as dt

from django.db.models import Count, Q, QuerySet

from tongban.catalogue.models import Standard
from tongban.identity import queries as identity


def listed() -> QuerySet[Standard]:
    """Every standard with how often it was looked at and how often it was met."""
    counted = Standard.objects.annotate(
        looks=Count("checks"), met=Count("checks", filter=Q(checks__met=True))
    )
    return counted.order_by("kind", "number", "-since", "id")


def binding(item_code: str, post_kind: str, day: dt.date) -> QuerySet[Standard]:
    """手边的标准: in force, of this item (or its base code) and of this kind of post."""
    of_item = Q(items=[]) | Q(items__overlap=[item_code, item_code[:31], item_code[19:31]])
    of_post = Q(posts=[]) | Q(posts__contains=[post_kind])
    return Standard.objects.filter(identity.in_force(day), of_item, of_post).order_by("kind", "number", "id")


def score(met: int, looks: int) -> str:
    """符合率 in percent; empty before the first look, 100 only when all were met."""
    if not looks:
        return ""
    return f"{100 if met == looks else min(round(100 * met / looks), 99)}%"
