"""行政区划 and 实施主体 as they come in lists: brought in many at once, changed only where they differ."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from tongban.core import identifiers
from tongban.identity.models import Agency, Region
from tongban.journal import actions as journal
from tongban.journal.actions import Author

WRITE = """
INSERT INTO identity_region (code, name, level, parent_id)
SELECT * FROM unnest(%s::text[], %s::text[], %s::smallint[], %s::text[])
ON CONFLICT (code) DO UPDATE SET name = excluded.name, level = excluded.level, parent_id = excluded.parent_id
WHERE (identity_region.name, identity_region.parent_id) IS DISTINCT FROM (excluded.name, excluded.parent_id)
RETURNING xmax = 0
"""


@dataclass(frozen=True, slots=True)
class Division:
    """One division as a list names it."""

    code: str
    name: str
    parent: str | None = None

    @property
    def level(self) -> int:
        """1 province to 5 village."""
        return identifiers.region_level(self.code)


def ancestors(code: str) -> list[str]:
    """The codes above, nearest first."""
    prefix = identifiers.region_prefix(code)
    return [code[:size].ljust(12, "0") for size in (9, 6, 4, 2) if size < len(prefix)]


def known(codes: Iterable[str]) -> set[str]:
    """Those of the codes that are divisions."""
    return set(Region.objects.filter(code__in=set(codes)).values_list("code", flat=True))


def below(code: str) -> list[tuple[str, str]]:
    """The divisions one level below, as (code, name); without a code the highest there are."""
    return list(Region.objects.filter(parent=code or None).order_by("code").values_list("code", "name"))


def full_names(codes: Iterable[str]) -> dict[str, str]:
    """Code → the whole name: 云岭省云溪市临江县."""
    chains = {code: [*reversed(ancestors(code)), code] for code in set(codes) if len(code) == 12}
    every = {one for chain in chains.values() for one in chain}
    names = dict(Region.objects.filter(code__in=every).values_list("code", "name"))
    return {
        code: "".join(names[one] for one in chain if one in names)
        for code, chain in chains.items()
        if code in names
    }


@transaction.atomic
def register(divisions: Sequence[Division], *, by: Author, at: dt.datetime) -> tuple[int, int]:
    """登记区划, those above first; returns how many are new and how many were changed."""
    ordered = sorted(divisions, key=lambda d: (d.level, d.code))
    columns = ([d.code for d in ordered], [d.name for d in ordered], [d.level for d in ordered])
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [*columns, [d.parent for d in ordered]])
        fresh = [new for (new,) in cursor.fetchall()]
    new, changed = sum(fresh), len(fresh) - sum(fresh)
    if fresh:
        journal.append("identity.register_regions", "regions", by=by, at=at, new=new, changed=changed)
    return new, changed


def missing(named: dict[str, str]) -> list[Division]:
    """Of divisions by code and name, those not known yet, under the nearest division that is."""
    wanted = {code for given in named for code in (given, *ancestors(given))}
    known = dict(Region.objects.filter(code__in=wanted).values_list("code", "name"))
    names = named | known
    found = []
    for code in sorted(set(named) - set(known), key=lambda c: (identifiers.region_level(c), c)):
        parent = next((above for above in ancestors(code) if above in names), None)
        name = named[code].removeprefix(names[parent]) if parent else named[code]
        found.append(Division(code, name or named[code], parent))
    return found


@transaction.atomic
def register_agencies(
    named: Iterable[tuple[str, str, str]], *, by: Author, at: dt.datetime
) -> tuple[dict[str, Agency], int]:
    """设立机构 as lists name them (code, name, region code): all of them by code, and how many are new."""
    wanted = {code: (name, region) for code, name, region in named}
    known = set(Agency.objects.filter(code__in=wanted).values_list("code", flat=True))
    new = [
        Agency(code=code, name=name, region_id=region)
        for code, (name, region) in wanted.items()
        if code not in known
    ]
    if new:
        Agency.objects.bulk_create(new, 500)
        acts = [(f"agency:{agency.pk}", {"code": agency.code, "name": agency.name}) for agency in new]
        journal.append_many("identity.establish", acts, by=by, at=at)
    return {agency.code: agency for agency in Agency.objects.filter(code__in=wanted)}, len(new)
