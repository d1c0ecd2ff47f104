"""期限事实: start, limit, pauses and extension of one clock; what is wrong is named by its field."""

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

from tongban.clock.engine.calendar import FIRST, LAST
from tongban.core.errors import Problem

UNITS = {"working_day": "个工作日", "natural_day": "日", "month": "个月", "working_hour": "个工作小时"}
# 行政许可法 45, and what another law names
PROCEDURES = {
    "hearing": "听证",
    "tender": "招标",
    "auction": "拍卖",
    "inspection": "检验",
    "testing": "检测",
    "quarantine": "检疫",
    "appraisal": "鉴定",
    "expert_review": "专家评审",
    "other_by_law": "法律规定的其他程序",
}
OPENING = ((dt.time(9), dt.time(12)), (dt.time(13, 30), dt.time(17, 30)))
MOST = 1_000_000

_MOMENTS = {True: (dt.datetime, "日期和时间"), False: (dt.date, "日期")}


class BadFacts(Problem):
    """期限事实有误: `field` says where."""

    status = 422

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}：{reason}" if field else reason, field=field)
        self.reason = reason


def brief(given: object) -> str:
    """What was given, short enough for a message."""
    text = str(given)
    return text if len(text) <= 40 else f"{text[:40]}…"


def _check_amount(name: str, value: int, unit: str) -> None:
    if type(value) is not int:
        raise BadFacts(f"{name}.value", "应为整数")
    if value < 0:
        raise BadFacts(f"{name}.value", f"不能是负数（{brief(value)}）")
    if value > MOST:
        raise BadFacts(f"{name}.value", f"不能大于{MOST}")
    if not isinstance(unit, str) or unit not in UNITS:
        raise BadFacts(f"{name}.unit", f"没有这种单位（{brief(unit)}），应为{'、'.join(UNITS)}之一")


@dataclass(frozen=True, slots=True)
class Limit:
    """期限: so many of a unit."""

    value: int
    unit: str = "working_day"

    def __post_init__(self) -> None:
        _check_amount("limit", self.value, self.unit)


@dataclass(frozen=True, slots=True)
class Extension:
    """延期: added once after the last day, in the unit of the limit."""

    value: int
    unit: str = "working_day"

    def __post_init__(self) -> None:
        _check_amount("extension", self.value, self.unit)


@dataclass(frozen=True, slots=True)
class Pause:
    """特别程序: takes out what lies after `begins` up to and including `ends`; open while `ends` is None."""

    begins: dt.date
    ends: dt.date | None
    kind: str
    name: str = ""  # its own, where it is not that of its kind


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a deadline depends on, but for the calendar. Days are dates; for working hours, moments."""

    start: dt.date
    limit: Limit
    today: dt.date
    pauses: tuple[Pause, ...] = ()
    extension: Extension | None = None
    opening: tuple[tuple[dt.time, dt.time], ...] = OPENING

    def __post_init__(self) -> None:
        hours = self.limit.unit == "working_hour"
        _check_moment("start", self.start, hours)
        if not hours or type(self.today) is not dt.date:
            _check_moment("today", self.today, hours)
        if self.extension and self.extension.unit != self.limit.unit:
            raise BadFacts("extension.unit", f"应与期限的单位（{self.limit.unit}）相同")
        for number, pause in enumerate(self.pauses):
            _check_pause(f"pauses[{number}]", pause, hours)
        _check_opening(self.opening)

    @property
    def total(self) -> int:
        """The limit with its extension."""
        return self.limit.value + (self.extension.value if self.extension else 0)

    @property
    def hourly(self) -> bool:
        """Whether the clock runs by moments."""
        return self.limit.unit == "working_hour"


def _check_moment(name: str, value: dt.date, hours: bool) -> None:
    wanted, words = _MOMENTS[hours]
    if type(value) is not wanted or getattr(value, "tzinfo", None):
        raise BadFacts(name, f"应为当地的{words}")
    if not FIRST <= dt.date(value.year, value.month, value.day) <= LAST:
        raise BadFacts(name, f"{value}不在日历范围内（{FIRST.year}年至{LAST.year}年）")


def _check_pause(name: str, pause: Pause, hours: bool) -> None:
    if not isinstance(pause.kind, str) or pause.kind not in PROCEDURES:
        raise BadFacts(
            f"{name}.kind", f"没有这种程序（{brief(pause.kind)}），应为{'、'.join(PROCEDURES)}之一"
        )
    _check_moment(f"{name}.from", pause.begins, hours)
    if pause.ends is None:
        return
    _check_moment(f"{name}.to", pause.ends, hours)
    if pause.ends < pause.begins:
        raise BadFacts(f"{name}.to", f"结束（{pause.ends}）早于开始（{pause.begins}）")


def _check_opening(opening: tuple[tuple[dt.time, dt.time], ...]) -> None:
    edges = [edge for span in opening for edge in span]
    if not edges or any(a >= b for a, b in pairwise(edges)):
        raise BadFacts("opening_hours", "应为依次排列、互不重叠的时段")
