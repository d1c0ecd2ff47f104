"""认领与覆盖: what each level offers of what the base catalogue gives it, and how much of it online.

What a region should claim is what the base catalogue names for its level of exercise (行使层级).
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from tongban.catalogue import codes, queries
from tongban.catalogue.lists import Choice, List, Row
from tongban.catalogue.models import BaseItem, Item
from tongban.core import identifiers
from tongban.identity.models import Region

ONLINE = Count("pk", filter=Q(online=True))
VISITLESS = Count("pk", filter=Q(visits=0))
LOCAL = ("5", "6")  # levels of a town and of a village


def level_of(region: Region) -> str:
    """行使层级 of what is exercised in a region."""
    return str(region.level + 1)


def due(level: str) -> QuerySet[BaseItem]:
    """应认领: what the base catalogue gives a level."""
    return BaseItem.objects.filter(until__isnull=True, levels__contains=[level])


def claims(region: Region) -> QuerySet[BaseItem]:
    """What a region should claim, with its item: code, agency, whether online; and how many towns have it."""
    own = Item.objects.filter(region=region, base_code=OuterRef("code")).exclude(state="cancelled")
    own = own.filter(current__isnull=False).order_by("code")
    near = queries.published().filter(base_code=OuterRef("code"), level__in=LOCAL)
    near = near.filter(region__code__startswith=identifiers.region_prefix(region.code))
    return (
        due(level_of(region))
        .annotate(
            item_code=Subquery(own.values("code")[:1]),
            agency_name=Subquery(own.values("agency__name")[:1]),
            agency_id=Subquery(own.values("agency")[:1]),
            online=Exists(own.filter(online=True)),
            near=Subquery(
                near.order_by().values("base_code").annotate(n=Count("region", distinct=True)).values("n")
            ),
        )
        .order_by("code")
    )


def _claims(choice: Choice) -> QuerySet[BaseItem]:
    region = Region.objects.filter(pk=choice.region or settings.SITE["region"]).first()
    if region is None:
        return BaseItem.objects.none()
    found = claims(region)
    found = found.filter(kind=choice.kind) if choice.kind else found
    found = found.filter(agency_id=choice.agency) if choice.agency else found
    return found.filter(item_code__isnull=True) if choice.deviating else found


def _claim_rows(found: Iterable[Any]) -> Iterator[dict[str, Any]]:
    for one in found:
        yield {
            "name": one.name,
            "base_code": one.code if one.item_code else "",
            "basic": one.code,
            "kind": codes.KINDS.get(one.kind, one.kind),
            "state": say("已认领") if one.item_code else say("未认领"),
            "agency": one.agency_name or "",
            "online": say("可以") if one.online else "",
            "near": say("%(n)s处") % {"n": one.near} if one.near else "",
        }


def _regions(choice: Choice) -> Any:
    """Regions with their level: what they have of the catalogue, what is online."""
    named = BaseItem.objects.filter(until__isnull=True).values("code")
    claimed = Count("base_code", distinct=True, filter=Q(base_code__in=named))
    found = queries.published().filter(choice.condition).values("level", "region__name")
    return found.annotate(claimed=claimed, size=Count("pk"), online=ONLINE, visitless=VISITLESS).order_by(
        "level", "region_id"
    )


def _agencies(choice: Choice) -> Any:
    """Agencies: what they offer, and what of it is online."""
    found = queries.published().filter(choice.condition).values("agency__name", "region__name")
    return found.annotate(size=Count("pk"), online=ONLINE, visitless=VISITLESS).order_by(
        "region_id", "-size", "agency_id"
    )


def _region_rows(found: Iterable[dict[str, Any]]) -> Iterator[Row]:
    levels = BaseItem.objects.filter(until__isnull=True).values_list("levels", flat=True)
    dues = Counter(level for each in levels for level in each)
    for one in found:
        owed = dues[one["level"]]
        yield {
            "name": one["region__name"],
            "level": codes.LEVELS.get(one["level"]) or str(one["level"]),
            "due": str(owed),
            "claimed": _of(one["claimed"], owed),
            "missing": str(max(owed - one["claimed"], 0)),
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


def _places() -> list[tuple[str, str]]:
    """Regions with agencies."""
    return [
        *Region.objects.filter(agencies__isnull=False).distinct().order_by("code").values_list("code", "name")
    ]


OFFERED = {"size": _("实施清单数"), "online": _("网上可办"), "visitless": _("一次不跑")}
LISTS = {
    "levels": List(
        _("认领与覆盖"),
        _("各级按基本目录应认领的、已认领的和网上可办的。"),
        Q(),
        {
            "name": _("行政区划"),
            "level": _("行使层级"),
            "due": _("应认领"),
            "claimed": _("已认领"),
            "missing": _("未认领"),
        }
        | OFFERED,
        _regions,
        _region_rows,
    ),
    "claims": List(
        _("认领明细"),
        _("一个地方按基本目录应认领的每个事项：认领了没有、由谁办、网上和镇村能不能办。"),
        None,
        {
            "name": _("目录名称"),
            "basic": _("基本编码"),
            "kind": _("事项类型"),
            "state": _("认领"),
            "agency": _("实施主体"),
            "online": _("网上可办"),
            "near": _("镇村可办"),
        },
        _claims,
        _claim_rows,
        places=_places,
        only=_("只看未认领的"),
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
