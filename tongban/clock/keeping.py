"""日历管理: who may change the calendar, and of which divisions."""

from collections.abc import Iterable

from tongban.core import errors
from tongban.core.identifiers import region_prefix
from tongban.identity.models import Agency, Region
from tongban.identity.rules import Desk, Power

ACT = "keep_calendar"


class NotEntitled(errors.NotEntitled):
    """无权: the post does not keep the calendar, or not of this division."""


def power(by: Desk) -> Power:
    """The delegation on which the officer keeps the calendar; raises NotEntitled."""
    held = next((each for each in by.powers if ACT in each.acts), None)
    if held is None:
        raise NotEntitled("您的岗位没有日历管理的有效授权，日历没有变化。请联系本单位办理授权。")
    return held


def regions(by: Desk) -> list[Region]:
    """The divisions whose days the officer may change: those of the agencies he acts for, and below."""
    heads = Agency.objects.filter(pk__in=[each.agency_id for each in by.powers if ACT in each.acts])
    tops = sorted({region_prefix(code) for code in heads.values_list("region_id", flat=True)}, key=len)
    if not tops:
        return []
    return [
        each for each in Region.objects.order_by("code") if any(each.code.startswith(top) for top in tops)
    ]


def whole(own: Iterable[Region]) -> bool:
    """May he take in the notice that holds for all? Only whoever keeps the highest division there is."""
    highest = Region.objects.filter(agencies__isnull=False).order_by("level").values_list("level", flat=True)
    return any(each.level <= (highest.first() or 0) for each in own)
