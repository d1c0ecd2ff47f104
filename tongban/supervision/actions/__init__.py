"""The verbs of supervision, a file for each kind: `actions.urge(...)`, `actions.judge(...)`."""

from tongban.supervision.actions.accountability import (
    bears,
    carry_out,
    dismiss,
    hear,
    hold_accountable,
    open_accountability,
)
from tongban.supervision.actions.appealing import answer_appeal, appeal
from tongban.supervision.actions.judging import judge
from tongban.supervision.actions.overtime import causes, end_late, judge_cause, pass_stage, state_cause
from tongban.supervision.actions.ruling import NotTried, keeper, switch_off, switch_on, try_rule, write_rule
from tongban.supervision.actions.step import NotEntitled
from tongban.supervision.actions.urging import answer, end, escalate, urge

__all__ = [
    "NotEntitled",
    "NotTried",
    "answer",
    "answer_appeal",
    "appeal",
    "bears",
    "carry_out",
    "causes",
    "dismiss",
    "end",
    "end_late",
    "escalate",
    "hear",
    "hold_accountable",
    "judge",
    "judge_cause",
    "keeper",
    "open_accountability",
    "pass_stage",
    "state_cause",
    "switch_off",
    "switch_on",
    "try_rule",
    "urge",
    "write_rule",
]
