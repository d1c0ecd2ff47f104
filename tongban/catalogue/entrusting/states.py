"""States of an entrustment and the table of its steps."""

from dataclasses import dataclass

from django.db.models import TextChoices

from tongban.core import errors


class State(TextChoices):
    """下放委托的状态; whether it is in force on a day is for its days to say."""

    PROPOSED = "proposed", "待机构编制审核"
    APPROVED = "approved", "已批准"
    DECLINED = "declined", "未批准"
    TAKEN_BACK = "taken_back", "已收回"


@dataclass(frozen=True, slots=True)
class Step:
    """One verb: from which states, to which, by which delegated act."""

    before: frozenset[State]
    after: State
    act: str


GROUND = "行政许可法第二十四条；地方组织法和下放、授权、委托的文件"
STEPS = {
    "entrust": Step(frozenset(), State.PROPOSED, "draft_items"),
    "approve_entrusting": Step(frozenset({State.PROPOSED}), State.APPROVED, "review_establishment"),
    "decline_entrusting": Step(frozenset({State.PROPOSED}), State.DECLINED, "review_establishment"),
    "take_back": Step(frozenset({State.APPROVED}), State.TAKEN_BACK, "check_items"),
}
NAMES = {"entrust": "提出", "approve_entrusting": "批准", "decline_entrusting": "不批准", "take_back": "收回"}
ACTS = ("draft_items", "review_establishment", "check_items")


class NotNow(errors.Problem):
    """The entrustment is in a state in which this cannot be done."""


def check(verb: str, state: str) -> None:
    """Raise NotNow unless the step may be taken from this state."""
    if state not in STEPS[verb].before:
        raise NotNow(
            f"这项下放委托现在是“{State(state).label}”，不能这样办理，您这次的操作没有生效。请刷新页面查看。"
        )
