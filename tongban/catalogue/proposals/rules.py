"""Who may take which step of a proposal; what is wrong with a text."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tongban.catalogue.proposals.states import APPROVALS

NAMES = {"check": "部门审核", "review_legality": "法制审核", "review_establishment": "机构编制审核"}


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of an officer towards a proposal."""

    officer_id: int
    delegated: bool
    drafters: Collection[int]
    approvals: Mapping[str, Collection[int]]  # verb → who gave it, in any round


NOT_DELEGATED = "您的岗位没有办理这项工作的有效授权，修订稿没有变化。请联系本单位办理授权。"


def objection(verb: str, standing: Standing) -> str | None:
    """Why this officer may not take this step, or None: drafting and each review are separate people."""
    if not standing.delegated:
        return NOT_DELEGATED
    if verb not in APPROVALS:
        return None
    if standing.officer_id in standing.drafters:
        return "这份修订稿由您起草或者修改过，审核应由其他人员办理。修订稿没有变化。"
    for other in APPROVALS:
        if other != verb and standing.officer_id in standing.approvals.get(other, ()):
            return f"您已经对这份修订稿作过{NAMES[other]}，{NAMES[verb]}应由另外的人员办理。修订稿没有变化。"
    return None
