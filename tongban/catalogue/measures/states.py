"""Kinds and states of a measure, and the table of its steps."""

from dataclasses import dataclass

from django.db.models import TextChoices

from tongban.core import errors


class Kind(TextChoices):
    """处置的种类."""

    SUSPEND = "suspend", "暂停"
    RESUME = "resume", "恢复"
    CANCEL = "cancel", "取消"
    SPLIT = "split", "拆分"
    MERGE = "merge", "合并"


class State(TextChoices):
    """处置的状态."""

    ASKED = "asked", "待确认"
    CONFIRMED = "confirmed", "已确认，待施行"
    ENACTED = "enacted", "已施行"
    REFUSED = "refused", "未同意"
    RETRACTED = "retracted", "已撤回"
    FALLEN = "fallen", "到期不能施行"


OPEN = frozenset({State.ASKED, State.CONFIRMED})
SETS = frozenset({Kind.SPLIT, Kind.MERGE})  # with successors that begin on the day on which the old ones end
BEFORE = {  # from which state of the item
    Kind.SUSPEND: frozenset({"active"}),
    Kind.RESUME: frozenset({"suspended"}),
    Kind.CANCEL: frozenset({"active", "suspended"}),
    Kind.SPLIT: frozenset({"active", "suspended"}),
    Kind.MERGE: frozenset({"active", "suspended"}),
}
AFTER = {
    Kind.SUSPEND: "suspended",
    Kind.RESUME: "active",
    Kind.CANCEL: "cancelled",
    Kind.SPLIT: "cancelled",
    Kind.MERGE: "cancelled",
}
ITEM_STATES = {"active": "在用", "suspended": "暂停", "cancelled": "已取消"}
GROUND = "国办函〔2016〕108号（事项动态管理）"


@dataclass(frozen=True, slots=True)
class Step:
    """One verb: from which states, to which, by which delegated act."""

    before: frozenset[State]
    after: State
    act: str


STEPS = {
    "ask": Step(frozenset(), State.ASKED, "draft_items"),
    "confirm": Step(frozenset({State.ASKED}), State.CONFIRMED, "check_items"),
    "refuse": Step(frozenset({State.ASKED}), State.REFUSED, "check_items"),
    "retract": Step(OPEN | {State.FALLEN}, State.RETRACTED, "draft_items"),
    "ask_again": Step(frozenset({State.FALLEN}), State.ASKED, "draft_items"),
    "carry_out": Step(frozenset({State.CONFIRMED}), State.ENACTED, ""),
    "fall": Step(OPEN, State.FALLEN, ""),
}
ACTS = ("draft_items", "check_items")


class NotNow(errors.Problem):
    """The measure is in a state in which this cannot be done."""


def check(verb: str, state: str) -> None:
    """Raise NotNow unless the step may be taken from this state."""
    if state not in STEPS[verb].before:
        raise NotNow(
            f"这项处置现在是“{State(state).label}”，不能这样办理，您这次的操作没有生效。请刷新页面查看。"
        )
