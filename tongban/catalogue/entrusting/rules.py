"""What may be entrusted to whom, for how long."""

import datetime as dt
from collections.abc import Sequence

from tongban.catalogue.entrusting.queries import ACTS, LOWER, SAME
from tongban.catalogue.models import Entrustment
from tongban.identity.models import Agency

Faults = list[tuple[str, str]]


def faults(wanted: Entrustment, others: Sequence[Entrustment], today: dt.date) -> Faults:
    """Why this cannot be proposed beside the `others` of the same item: (field, sentence)."""
    found = _of_kind(wanted.kind, wanted.holder, wanted.agency)
    found += [] if wanted.instrument.strip() else [("instrument", "请填文件名称和文号")]
    found += [("acts", "只能选列出的环节") for act in wanted.acts if act not in ACTS][:1]
    if wanted.since is None:
        return [*found, ("since", "请填开始的日期")]
    if wanted.since < today:
        found.append(("since", "开始的日期已经过去，请填今天或者以后的日期"))
    if wanted.until and wanted.until <= wanted.since:
        found.append(("until", "截止的日期应晚于开始的日期"))
    if any(_meet(wanted, other) for other in others):
        found.append(("since", "这段时间里，这个事项已经下放或者委托给别的机关，请先收回或者改日期"))
    return found


def _of_kind(kind: str, holder: Agency, agency: Agency) -> Faults:
    if agency.pk == holder.pk:
        return [("agency", "不能交给本机关自己")]
    if kind not in LOWER | SAME:
        return [("kind", "请选下放、授权或者委托")]
    lower = agency.region.level > holder.region.level
    below = agency.region.code.startswith(holder.region.code.rstrip("0"))
    if kind in LOWER and not (lower and below):
        return [("agency", "上级下放、授权、委托的，应交给本地区的下级机关")]
    if kind in SAME and agency.region_id != holder.region_id:
        return [("agency", "同级授权、委托的，应交给本级的机关")]
    return []


def _meet(one: Entrustment, other: Entrustment) -> bool:
    """Do both speak of the same act on the same day?"""
    ends = [day for day in (other.until, other.taken_back_on) if day]
    apart = (ends and min(ends) <= one.since) or (one.until and one.until <= other.since)
    return not apart and (not one.acts or not other.acts or bool(set(one.acts) & set(other.acts)))
