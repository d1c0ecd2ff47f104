"""流程: the order of the stages, and what must hold before a flow is published.

The stages form a graph: each waits for those it comes after. What is passed over, because its condition does
not hold, counts as finished. All checks are pure and give (element, sentence).
"""

import heapq
from collections.abc import Collection, Mapping, Sequence

from tongban.catalogue import codes
from tongban.catalogue.definition import Definition
from tongban.catalogue.parts import Limit, Stage

Faults = list[tuple[str, str]]
Flow = Sequence[Stage]


def before(flow: Flow) -> dict[str, tuple[str, ...]]:
    """The stages each stage waits for; none: it begins with the acceptance."""
    found: dict[str, tuple[str, ...]] = {}
    previous: tuple[str, ...] = ()
    for stage in flow:
        found[stage.key] = previous if stage.after is None else stage.after
        previous = (stage.key,)
    return found


def in_order(waits: Mapping[str, Collection[str]]) -> list[str]:
    """Everything after what it waits for, else as given; what waits for itself in a circle is left out."""
    place = {key: i for i, key in enumerate(waits)}
    missing = {key: len(set(needed)) for key, needed in waits.items()}
    followers: dict[str, list[str]] = {}
    for key, needed in waits.items():
        for one in set(needed):
            followers.setdefault(one, []).append(key)
    ready = [(place[key], key) for key, size in missing.items() if not size]
    done = []
    while ready:
        done.append(heapq.heappop(ready)[1])
        for follower in followers.get(done[-1], ()):
            missing[follower] -= 1
            if not missing[follower]:
                heapq.heappush(ready, (place[follower], follower))
    return done


def last(flow: Flow) -> list[Stage]:
    """The stages that none comes after."""
    awaited = {key for needed in before(flow).values() for key in needed}
    return [stage for stage in flow if stage.key not in awaited]


def days(limit: Limit | None) -> int:
    """Its working days: only these can be added up and compared."""
    return limit.value if limit and limit.unit == "working_day" else 0


def longest(flow: Flow) -> list[Stage]:
    """The path through an orderly flow whose working days add up to most."""
    stages = {stage.key: stage for stage in flow}
    waits = before(flow)
    paths: dict[str, list[Stage]] = {}
    for key in in_order(waits):
        ways = [paths[one] for one in waits[key]]
        paths[key] = [*max(ways, key=total, default=[]), stages[key]]
    return max(paths.values(), key=total, default=[])


def total(path: Flow) -> int:
    """The working days of stages one after another."""
    return sum(days(stage.limit) for stage in path)


def faults(definition: Definition) -> Faults:
    """What of the flow forbids publication."""
    flow = definition.flow
    found = disorder(flow) or [*_endings(flow), *_overlong(definition)]
    return [*found, *_hands(definition), *_foreign_procedures(definition)]


def disorder(flow: Flow) -> Faults:
    """Why the stages have no order: a key twice, an unknown one, a circle."""
    known: dict[str, str] = {}
    found = []
    for stage in flow:
        if stage.key in known:
            place = f"flow.{stage.key}"
            found.append((place, f"环节“{stage.name}”与环节“{known[stage.key]}”的标识相同，请改一个"))
        known[stage.key] = stage.name
    found += [
        (f"flow.{stage.key}.after", f"环节“{stage.name}”排在不存在的环节“{key}”之后")
        for stage in flow
        for key in stage.after or ()
        if key not in known
    ]
    return found or _circle(flow)


def _circle(flow: Flow) -> Faults:
    possible = set(in_order(before(flow)))
    names = [f"“{stage.name}”" for stage in flow if stage.key not in possible]
    return [("flow", f"环节{'、'.join(names)}互相等待，谁也开始不了，请改先后次序")] if names else []


def _endings(flow: Flow) -> Faults:
    ends = last(flow)
    found = [
        (f"flow.{stage.key}", f"流程以环节“{stage.name}”结束，但它不作决定：每条路径都要以决定结束")
        for stage in ends
        if stage.act != "decide"
    ]
    for stage in (stage for stage in flow if stage.act == "decide"):
        place = f"flow.{stage.key}"
        if stage not in ends:
            found.append((place, f"环节“{stage.name}”作出决定之后还有环节，请把它排在最后"))
        if stage.when:
            found.append((f"{place}.when", f"环节“{stage.name}”作决定，不能带条件：每件都要有决定"))
    deciding = [stage for stage in ends if stage.act == "decide"]
    if len(deciding) > 1:
        names = "、".join(f"“{stage.name}”" for stage in deciding)
        found.append(("flow", f"环节{names}都作决定，一件办件只能有一个决定"))
    return found


def _overlong(definition: Definition) -> Faults:
    path = longest(definition.flow)
    spent = total(path)
    parts = "，".join(f"{stage.name}{days(stage.limit)}" for stage in path if days(stage.limit))
    promises = [("limits.promised", definition.limits.promised)]
    promises += [(f"variants.{i}.promised", v.promised) for i, v in enumerate(definition.variants)]
    return [
        (place, f"各环节合计{spent}个工作日（{parts}），超过承诺的{promised.value}个工作日")
        for place, promised in promises
        if promised and promised.unit == "working_day" and spent > promised.value
    ]


def _hands(definition: Definition) -> Faults:
    found = [
        (f"flow.{stage.key}.post", f"环节“{stage.name}”没有写明由哪个岗位办理")
        for stage in definition.flow
        if not stage.post.strip()
    ]
    return found + [
        (
            f"flow.{stage.key}.post",
            f"环节“{stage.name}”由受理的窗口岗作决定：受理和决定应当由不同的人办理，只有即办的可以同一人",
        )
        for stage in definition.flow
        if stage.act == "decide" and stage.post == "window" and not definition.same_hand
    ]


def _foreign_procedures(definition: Definition) -> Faults:
    """What is held in a stage is among the special procedures of the item."""
    return [
        (f"flow.{stage.key}.procedures", f"环节“{stage.name}”的“{name}”不在事项的特别程序中，请先在那里写明")
        for stage in definition.flow
        for name in stage.procedures
        if name not in definition.special_procedures
    ]


def unstaffed(flow: Flow, staffed: Collection[str]) -> Faults:
    """The stages for whose kind of post nobody is there; `staffed` are the kinds that someone holds."""
    return [
        (
            f"flow.{stage.key}.post",
            f"环节“{stage.name}”由{codes.POSTS.get(stage.post, stage.post)}办理，这个岗位现在没有人",
        )
        for stage in flow
        if stage.post not in staffed
    ]
