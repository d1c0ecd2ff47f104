"""办理路径: the stages a case goes through under its answers, and which of them open when others are done."""

from collections.abc import Collection

from tongban.catalogue import flows, rules
from tongban.catalogue.definition import Definition
from tongban.catalogue.parts import Stage
from tongban.catalogue.rules import Answers


def applying(definition: Definition, answers: Answers) -> frozenset[str]:
    """The stages that are not passed over."""
    return frozenset(stage.key for stage in definition.flow if rules.holds(stage.when, answers))


def ready(definition: Definition, answers: Answers, done: Collection[str]) -> list[Stage]:
    """The stages whose turn it is: all they wait for is done, or passed over when its own turn came."""
    waits, applies = flows.before(definition.flow), applying(definition, answers)
    settled: set[str] = set()
    found = []
    for key in flows.in_order(waits):
        if not settled.issuperset(waits[key]):
            continue
        if key in done or key not in applies:
            settled.add(key)
        else:
            found.append(definition.stages[key])
    return found


def route(definition: Definition, answers: Answers) -> list[Stage]:
    """All stages that apply, in the order in which they open when each takes as long as the others."""
    gone: list[Stage] = []
    while opened := ready(definition, answers, {stage.key for stage in gone}):
        gone += opened
    return gone


def beyond(definition: Definition, key: str) -> frozenset[str]:
    """Everything that comes after a stage."""
    waits = flows.before(definition.flow)
    reached = {key}
    for one in flows.in_order(waits):
        if not reached.isdisjoint(waits[one]):
            reached.add(one)
    return frozenset(reached - {key})


def behind(definition: Definition, key: str) -> list[Stage]:
    """Everything that comes before a stage, in the order of the flow."""
    return [stage for stage in definition.flow if key in beyond(definition, stage.key)]


def nearest(definition: Definition, key: str, done: Collection[str]) -> list[Stage]:
    """Of what is done, that which comes directly before a stage; what was passed over is looked through."""
    waits = flows.before(definition.flow)
    found: set[str] = set()
    asked = list(waits[key])
    while asked:
        one = asked.pop()
        if one in done:
            found.add(one)
        else:
            asked += waits[one]
    direct = {one for one in found if found.isdisjoint(beyond(definition, one))}
    return [stage for stage in definition.flow if stage.key in direct]
