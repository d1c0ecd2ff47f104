"""负面清单: what may not be asked for or done, and the papers that no guide may demand."""

import datetime as dt

from django.db.models import QuerySet

from tongban.catalogue.lint.rule import Forbidden
from tongban.catalogue.models import Restriction
from tongban.core import identifiers
from tongban.identity import queries as identity


def listed() -> QuerySet[Restriction]:
    """Every entry, those of today and of before."""
    return Restriction.objects.select_related("region", "agency").order_by("kind", "-since", "id")


def unfit(kind: str, code: str, day: dt.date, name: str, issuer: str = "") -> Forbidden | None:
    """The entry by which an item takes no commitment, or a paper may not follow, on a day."""
    return next((e for e in forbidden(day, kind) if e.reaches(code) and e.covers(name, issuer)), None)


def forbidden(day: dt.date | None = None, kind: str = "paper") -> tuple[Forbidden, ...]:
    """不得要求的材料, or another kind of entry, to look for: in force on a day, or all that are not over."""
    return by_kind(day, kind)[kind]


def by_kind(day: dt.date | None, *kinds: str) -> dict[str, tuple[Forbidden, ...]]:
    """The same of several kinds, read at once."""
    standing = Restriction.objects.filter(kind__in=kinds).select_related("agency")
    standing = standing.filter(identity.in_force(day)) if day else standing.filter(until__isnull=True)
    rows = list(standing.order_by("id"))
    return {kind: tuple(_sought(one) for one in rows if one.kind == kind) for kind in kinds}


def _sought(one: Restriction) -> Forbidden:
    return Forbidden(
        words=tuple(one.words),
        issuers=tuple(one.issuers),
        ground=one.basis,
        instead=one.instead,
        region=identifiers.region_prefix(one.region_id) if one.region_id else "",
        body=one.agency.code if one.agency else "",
        items=tuple(one.items),
    )
