"""States of a proposal and the table of its steps."""

from dataclasses import dataclass

from django.db.models import TextChoices

from tongban.core import errors


class State(TextChoices):
    """修订稿的状态: the heading; who said what is in its records."""

    DRAFT = "draft", "起草中"
    HANDED_IN = "handed_in", "待部门审核"
    CHECKED = "checked", "待法制审核"
    LEGAL = "legal", "待机构编制审核"
    ESTABLISHED = "established", "已通过，待施行"
    PUBLISHED = "published", "已发布"
    RETURNED = "returned", "已退回，待修改"
    WITHDRAWN = "withdrawn", "已撤回"


WRITING = frozenset({State.DRAFT, State.RETURNED})
REVIEWED = frozenset({State.HANDED_IN, State.CHECKED, State.LEGAL})
OPEN = WRITING | REVIEWED | {State.ESTABLISHED}


@dataclass(frozen=True, slots=True)
class Step:
    """One verb: from which states, to which (None: it stays), by which delegated act, on what ground."""

    before: frozenset[State]
    after: State | None
    act: str
    ground: str


GUIDE = "国办函〔2016〕108号（事项动态管理）"
STEPS = {
    "propose": Step(frozenset(), State.DRAFT, "draft_items", GUIDE),
    "revise": Step(WRITING, None, "draft_items", GUIDE),
    "rebase": Step(WRITING, None, "draft_items", GUIDE),
    "hand_in": Step(WRITING, State.HANDED_IN, "draft_items", GUIDE),
    "check": Step(frozenset({State.HANDED_IN}), State.CHECKED, "check_items", GUIDE),
    "review_legality": Step(frozenset({State.CHECKED}), State.LEGAL, "review_legality", GUIDE),
    "review_establishment": Step(frozenset({State.LEGAL}), State.ESTABLISHED, "review_establishment", GUIDE),
    "enact": Step(frozenset({State.ESTABLISHED}), State.PUBLISHED, "", GUIDE),
    "waive": Step(REVIEWED, None, "", GUIDE),
    "unwaive": Step(REVIEWED, None, "", GUIDE),
    "send_back": Step(REVIEWED, State.RETURNED, "", GUIDE),
    "fall_back": Step(frozenset({State.ESTABLISHED}), State.RETURNED, "", GUIDE),
    "withdraw": Step(OPEN, State.WITHDRAWN, "draft_items", GUIDE),
}
APPROVALS = ("check", "review_legality", "review_establishment")
OF_TURN = frozenset({"send_back", "waive", "unwaive"})  # for him whose approval it waits for
TURN: dict[str, str] = {
    min(STEPS[verb].before): verb for verb in APPROVALS
}  # state → the approval it waits for
ACTS = ("draft_items", *(STEPS[verb].act for verb in APPROVALS))


class NotNow(errors.Problem):
    """The proposal is in a state in which this cannot be done."""


def check(verb: str, state: str) -> None:
    """Raise NotNow unless the step may be taken from this state."""
    if state not in STEPS[verb].before:
        raise NotNow(
            f"这份修订稿现在是“{State(state).label}”，不能这样办理，您这次的操作没有生效。请刷新页面查看最新进度。"
        )
