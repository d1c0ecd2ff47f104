"""最多跑一次: how often an applicant has to come, computed from the definition, with the reasons.

Papers and applying make one visit, a stage at which he must be present one each, collecting the result one.
An agency that says it takes more visits is believed, with or without a reason; a claim of fewer is refuted.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tongban.catalogue.definition import Definition
from tongban.catalogue.parts import Requirement

ONLINE = {"web", "mobile"}
IN_PERSON = re.compile(
    r"(?<!不需)(?<!不用)(?<!不必)(?<!不须)(?<!无需)(?<!无须)(?<!免)"
    r"(?:(?:本人|申请人|当事人)(?:必须|须|应当|应|需要?|亲自)+(?:到场|到现场|到窗口|前往.{0,12}(?:现场|窗口)|到.{0,12}(?:现场|窗口)办理)"
    r"|当面签|面签)"
)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one has to come: at which point (apply, stage or collect), what says so, in a sentence."""

    point: str
    element: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Visits:
    """到现场次数 as computed."""

    count: int
    reasons: tuple[Reason, ...]

    @property
    def kind(self) -> str:
        """none, one or more."""
        return {0: "none", 1: "one"}.get(self.count, "more")


def computed(definition: Definition, papers: Sequence[Requirement] | None = None) -> Visits:
    """The visits of an item; with `papers`, those of the situation that asks for them."""
    asked = definition.papers if papers is None else papers
    reasons = [*_applying(definition, asked), *_staged(definition), *_collecting(definition)]
    points = len({(r.point, r.element if r.point == "stage" else "") for r in reasons})
    claimed = definition.visits.count or 0
    if claimed > points:
        because = definition.visits.reason or f"写明须到现场{claimed}次，没有写原因"
        reasons.append(Reason("stated", "visits", because))
    return Visits(max(points, claimed), tuple(reasons))


def refuted(definition: Definition) -> bool:
    """Does it claim fewer visits than it asks for?"""
    return definition.visits.count is not None and definition.visits.count < computed(definition).count


def unexplained(definition: Definition) -> bool:
    """Does it claim visits for which nothing speaks?"""
    stated = any(reason.point == "stated" for reason in computed(definition).reasons)
    return stated and not definition.visits.reason


def unsaid(definition: Definition) -> list[str]:
    """The elements that are not said and might ask for a visit."""
    silent = [
        paper for paper in definition.papers if paper.uploaded and not (paper.originals or paper.copies)
    ]
    found = [] if definition.channels or definition.online else ["channels"]
    found += ["papers"] if silent or not definition.papers_known else []
    return found if definition.result.delivery or definition.flow else [*found, "result.delivery"]


def _applying(definition: Definition, papers: Sequence[Requirement]) -> list[Reason]:
    remote = definition.online or ONLINE & set(definition.channels)
    by_post = "post" in definition.channels or (
        not definition.channels and "post" in definition.result.delivery
    )
    found = []
    if not remote and not by_post and _applied_for(definition):
        found.append(Reason("apply", "channels", "不能在网上申请，也不能邮寄申请，须到窗口提出申请"))
    if not by_post:
        found += [
            Reason("apply", f"papers.{paper.key}", f"“{paper.name}”只收纸质原件，须到窗口提交")
            for paper in papers
            if paper.uploaded and paper.originals and paper.medium == "paper"
        ]
    texts = [(f"conditions.{place}", words) for place, words in enumerate(definition.conditions)]
    texts += [(f"papers.{paper.key}", f"{paper.name}\n{paper.note}") for paper in papers]
    found += [
        Reason("apply", element, f"写明“{match[0]}”")
        for element, words in texts
        if (match := IN_PERSON.search(words))
    ]
    return found


def _applied_for(definition: Definition) -> bool:
    """Some public services are only used: a reading room, a list that is published."""
    return bool(definition.kind != "20" or definition.papers or definition.channels)


def _staged(definition: Definition) -> list[Reason]:
    return [
        Reason("stage", f"flow.{stage.key}", f"“{stage.name}”须本人到场：{stage.presence}")
        for stage in definition.flow
        if stage.presence
    ]


def _collecting(definition: Definition) -> list[Reason]:
    if definition.result.delivery != ("window",):
        return []
    return [Reason("collect", "result.delivery", "结果只能到窗口领取，没有电子送达或者邮寄")]
