"""The records of supervision."""

from tongban.supervision.models.watching import Alarm, Escalation, Finding, Urging

__all__ = ["Alarm", "Escalation", "Finding", "Urging"]
