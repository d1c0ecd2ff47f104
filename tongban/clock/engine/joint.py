"""联办阶段: one clock over members that run side by side or after each other, and where it is heading.

A member that waits for others has not begun: it neither runs nor stands still. The stage stands only while
every member that is under way is paused.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tongban.clock.engine.calendar import Calendar
from tongban.clock.engine.explanation import explain
from tongban.clock.engine.facts import BadFacts, Extension, Facts, Limit, Pause

STANDING = "各事项都在特别程序中"


@dataclass(frozen=True, slots=True)
class Member:
    """联办事项: its own limit, when it began and ended, and the members whose ends it waits for."""

    key: str
    limit: Limit
    after: tuple[str, ...] = ()
    began: dt.date | None = None
    ended: dt.date | None = None
    pauses: tuple[Pause, ...] = ()
    extension: Extension | None = None

    def under_way(self, day: dt.date) -> bool:
        """Whether it runs, or is paused, on the day after `day`."""
        return self.began is not None and self.began <= day and (self.ended is None or self.ended > day)

    def pause(self, day: dt.date) -> Pause | None:
        """The pause that takes out the day after `day`."""
        return next((p for p in self.pauses if p.begins <= day and (p.ends is None or p.ends > day)), None)


def stage(
    start: dt.date,
    limit: Limit,
    members: Sequence[Member],
    today: dt.date,
    extension: Extension | None = None,
) -> Facts:
    """The facts of a stage from the day the lead agency accepts the whole; `explain` and `due` take them."""
    _check(members)
    return Facts(start, limit, today, tuple(_standing(members)), extension)


def heading(
    start: dt.date, members: Sequence[Member], calendar: Calendar, today: dt.date
) -> dict[str, dt.date]:
    """预计结束: where each member will have ended by its own limit; the stage ends with the latest.

    A member begins on the day on which the last of those it waits for has ended.
    """
    _check(members)
    ends: dict[str, dt.date] = {}
    for member in _in_order(members):
        begins = member.began or max([start, *(ends[key] for key in member.after)])
        facts = Facts(begins, member.limit, today, member.pauses, member.extension)
        seen = explain(facts, calendar, days=False)
        ends[member.key] = member.ended or seen.due or seen.projected or begins
    return ends


def _standing(members: Sequence[Member]) -> Iterator[Pause]:
    """When all that is under way is paused, as pauses of the stage; those that touch are not merged."""
    edges = {each for member in members for each in (member.began, member.ended)}
    edges |= {each for member in members for p in member.pauses for each in (p.begins, p.ends)}
    days: list[dt.date | None] = [*sorted(edge for edge in edges if edge is not None), None]
    for begins, ends in pairwise(days):
        if begins is None:
            continue
        pauses = [member.pause(begins) for member in members if member.under_way(begins)]
        kinds = {pause.kind for pause in pauses if pause}
        if pauses and all(pauses):
            yield Pause(begins, ends, kinds.pop() if len(kinds) == 1 else "other_by_law", STANDING)


def _in_order(members: Sequence[Member]) -> Iterator[Member]:
    """Each after those it waits for; a circle waits for ever."""
    told: set[str] = set()
    left = list(members)
    while left:
        ready = [member for member in left if told.issuperset(member.after)]
        if not ready:
            raise BadFacts("members", f"{'、'.join(member.key for member in left)}互相等待，没有先后")
        yield from ready
        told |= {member.key for member in ready}
        left = [member for member in left if member.key not in told]


def _check(members: Sequence[Member]) -> None:
    keys = [member.key for member in members]
    if not keys or len(set(keys)) < len(keys):
        raise BadFacts("members", "应至少有一个事项，编号不能重复")
    for number, member in enumerate(members):
        name = f"members[{number}]"
        if unknown := set(member.after) - set(keys):
            raise BadFacts(f"{name}.after", f"没有这些事项（{'、'.join(sorted(unknown))}）")
        if member.limit.unit == "working_hour":
            raise BadFacts(f"{name}.limit.unit", "联办事项的期限按日或者月计算")
        if member.ended and (member.began is None or member.ended < member.began):
            raise BadFacts(f"{name}.ended", "结束早于开始")
