"""认领与覆盖: what each level and agency offers of what its level has, and how much of it online.

What a region could claim is what any region of its level offers: 基本目录 of that level.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from tongban.catalogue import codes, queries
from tongban.catalogue.lists import Choice, List, Row

ONLINE = Count("pk", filter=Q(online=True))
VISITLESS = Count("pk", filter=Q(visits=0))


def _regions(choice: Choice) -> Any:
    """Regions with their level: what the level has, what they have, what is online."""
    level = queries.published().filter(Choice(kind=choice.kind).condition, level=OuterRef("level"))
    due = level.exclude(base_code="").order_by().values("level").annotate(n=Count("base_code", distinct=True))
    claimed = Count("base_code", distinct=True, filter=~Q(base_code=""))
    found = queries.published().filter(choice.condition).values("level", "region__name")
    return found.annotate(
        due=Subquery(due.values("n")), claimed=claimed, size=Count("pk"), online=ONLINE, visitless=VISITLESS
    ).order_by("level", "region_id")


def _agencies(choice: Choice) -> Any:
    """Agencies: what they offer, and what of it is online."""
    found = queries.published().filter(choice.condition).values("agency__name", "region__name")
    return found.annotate(size=Count("pk"), online=ONLINE, visitless=VISITLESS).order_by(
        "region_id", "-size", "agency_id"
    )


def _region_rows(found: Iterable[dict[str, Any]]) -> Iterator[Row]:
    for one in found:
        yield {
            "name": one["region__name"],
            "level": codes.LEVELS.get(one["level"]) or str(one["level"]),
            "due": str(one["due"] or 0),
            "claimed": _of(one["claimed"], one["due"]),
            **_offered(one),
        }


def _agency_rows(found: Iterable[dict[str, Any]]) -> Iterator[Row]:
    for one in found:
        yield {"name": one["agency__name"], "region": one["region__name"], **_offered(one)}


def _offered(one: dict[str, Any]) -> Row:
    return {
        "size": str(one["size"]),
        "online": _of(one["online"], one["size"]),
        "visitless": _of(one["visitless"], one["size"]),
    }


def _of(part: int, whole: int | None) -> str:
    """12（60%）; no share of nothing, and all only when it is all."""
    if not whole:
        return str(part)
    share = min(round(100 * part / whole), 99) if part < whole else 100
    return f"{part}（{share}%）"


OFFERED = {"size": _("实施清单数"), "online": _("网上可办"), "visitless": _("一次不跑")}
LISTS = {
    "levels": List(
        _("认领与覆盖"),
        _("各级应认领的基本目录、已认领的和网上可办的。应认领数按同级任一地方已公布的基本目录计算。"),
        Q(),
        {"name": _("行政区划"), "level": _("行使层级"), "due": _("应认领"), "claimed": _("已认领")} | OFFERED,
        _regions,
        _region_rows,
    ),
    "offices": List(
        _("部门网办情况"),
        _("各部门公布了多少事项，其中多少网上可办、一次不跑。"),
        Q(),
        {"name": _("实施主体"), "region": _("行政区划")} | OFFERED,
        _agencies,
        _agency_rows,
    ),
}
