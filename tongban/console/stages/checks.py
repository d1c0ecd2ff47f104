"""流程检查: what forbids publication, who holds the posts, what the limits add up to, a way tried out."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from tongban.catalogue import flows, rules
from tongban.catalogue.definition import Definition
from tongban.catalogue.models import Proposal
from tongban.catalogue.parts import Limit, Stage
from tongban.catalogue.proposals import texts
from tongban.catalogue.rules import Answers
from tongban.console import sections
from tongban.identity import queries as identity

Faults = list[tuple[str, str]]


def legible(document: dict) -> Definition | None:
    """The definition as far as it is written well; None where the flow itself is not."""
    definition, wrong = texts.read(document)
    if definition is not None:
        return definition
    bad = {element.split(".", maxsplit=1)[0] for element, _sentence in wrong}
    if "flow" in bad:
        return None
    rest = {key: value for key, value in document.items() if key not in bad}
    return texts.read({"name": "—", "kind": "01"} | rest)[0]


def faults(document: dict, whole: Faults, definition: Definition | None) -> Faults:
    """What of the flow forbids publication, of all that does; each element by its place."""
    said = flows.faults(definition) if definition else []
    of_flow = [(texts.placed(document, element), sentence) for element, sentence in said]
    return list(dict.fromkeys([*(one for one in whole if sections.of(one[0]) == "flow"), *of_flow]))


class Holder(NamedTuple):
    """A post that is held, and by how many."""

    kind: str
    name: str
    officers: int


Held = dict[str, list[Holder]]  # by the verb of a case: what is not decided is reviewed


def holders(proposal: Proposal, day: dt.date) -> Held:
    """The posts that could work on this item on a day, by the act."""
    return {
        act: [Holder(*one) for one in identity.holders(proposal.agency_id, proposal.code, act, day)]
        for act in ("review", "decide")
    }


def vacant(definition: Definition, document: dict, held: Held) -> Faults:
    """The stages for whose post nobody is there, each by its place."""
    found = []
    for stage in definition.flow:
        kinds = {one.kind for one in held["decide" if stage.act == "decide" else "review"]}
        found += flows.unstaffed([stage], kinds)
    return [(texts.placed(document, element), sentence) for element, sentence in found]


class Part(NamedTuple):
    """One stage in the bar of days: where it begins and how wide it is, in percent."""

    name: str
    days: int
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Sum:
    """期限合计: the working days of the longest way against the promise."""

    parts: tuple[Part, ...]
    total: int
    promised: int | None  # in working days; None where the promise is none or of another kind
    mark: float  # where the promise ends, in percent

    @property
    def over(self) -> bool:
        """Do the stages take longer than was promised?"""
        return self.promised is not None and self.total > self.promised


def summed(definition: Definition) -> Sum | None:
    """The bar of days; None where there is no order or nothing to add up."""
    if not definition.flow or flows.disorder(definition.flow):
        return None
    way = [stage for stage in flows.longest(definition.flow) if flows.days(stage.limit)]
    total, promised = flows.total(way), _working(definition.limits.promised)
    if not total:
        return None
    scale, parts, spent = max(total, promised or 0), [], 0
    for stage in way:
        days = flows.days(stage.limit)
        parts.append(Part(stage.name, days, 100 * spent / scale, 100 * days / scale))
        spent += days
    return Sum(tuple(parts), total, promised, 100 * (promised or 0) / scale)


def _working(limit: Limit | None) -> int | None:
    return limit.value if limit and limit.unit == "working_day" else None


class Leg(NamedTuple):
    """A stage on the way: passed over, or between which working days; None where it has no such limit."""

    stage: Stage
    passed: bool
    since: int | None
    until: int | None


@dataclass(frozen=True, slots=True)
class Tried:
    """试走: the way of a case with these answers."""

    answers: Answers
    legs: tuple[Leg, ...]
    total: int
    promised: Limit | None
    unanswered: int

    @property
    def over(self) -> bool:
        """Longer than what is promised in this situation?"""
        days = _working(self.promised)
        return days is not None and self.total > days

    @property
    def on(self) -> set[str]:
        """The stages gone through."""
        return {leg.stage.key for leg in self.legs if not leg.passed}


def tried(definition: Definition, given: Answers) -> Tried | None:
    """The way under these answers; what is passed over takes no time."""
    if flows.disorder(definition.flow):
        return None
    answers = rules.valid_answers(definition, {key: rules.chosen(given, key) for key in given})
    waits, stages, done = flows.before(definition.flow), definition.stages, {}
    legs = []
    for key in flows.in_order(waits):
        begun = max((done[one] for one in waits[key]), default=0)
        passed = not rules.holds(stages[key].when, answers)
        spent = 0 if passed else flows.days(stages[key].limit)
        done[key] = begun + spent
        legs.append(Leg(stages[key], passed, begun + 1 if spent else None, done[key] if spent else None))
    checklist = rules.checklist(definition, answers)
    total = max(done.values(), default=0)
    return Tried(answers, tuple(legs), total, checklist.promised, len(checklist.unanswered))
