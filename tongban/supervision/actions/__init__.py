"""The verbs of supervision, a file for each kind: `actions.urge(...)`, `actions.judge(...)`."""

from tongban.supervision.actions.judging import judge
from tongban.supervision.actions.step import NotEntitled
from tongban.supervision.actions.urging import answer, end, escalate, urge

__all__ = ["NotEntitled", "answer", "end", "escalate", "judge", "urge"]
