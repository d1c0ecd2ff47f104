"""The records of supervision."""

from tongban.supervision.models.accountability import Accountability
from tongban.supervision.models.appeal import Appeal
from tongban.supervision.models.overtime import Overtime, StageAlarm
from tongban.supervision.models.rulebook import Rule, Trial
from tongban.supervision.models.subscriptions import Subscription
from tongban.supervision.models.watching import Alarm, Escalation, Finding, Urging

__all__ = [
    "Accountability",
    "Alarm",
    "Appeal",
    "Escalation",
    "Finding",
    "Overtime",
    "Rule",
    "StageAlarm",
    "Subscription",
    "Trial",
    "Urging",
]
