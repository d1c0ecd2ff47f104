"""期限引擎: pure functions from facts and a calendar to a deadline and the reason for every day.

Needs neither Django nor a database.
"""

from tongban.clock.engine.calendar import Calendar, NoticeDay, Override, working_days_between
from tongban.clock.engine.explanation import Day, Due, Explanation, add, due, explain, explain_pair, pair
from tongban.clock.engine.facts import (
    OPENING,
    PROCEDURES,
    UNITS,
    BadFacts,
    Extension,
    Facts,
    Limit,
    Pause,
)
from tongban.clock.engine.joint import Member, heading, stage
from tongban.clock.engine.lights import THRESHOLDS, Thresholds, is_after, light
from tongban.clock.engine.reading import read

__all__ = [
    "OPENING",
    "PROCEDURES",
    "THRESHOLDS",
    "UNITS",
    "BadFacts",
    "Calendar",
    "Day",
    "Due",
    "Explanation",
    "Extension",
    "Facts",
    "Limit",
    "Member",
    "NoticeDay",
    "Override",
    "Pause",
    "Thresholds",
    "add",
    "due",
    "explain",
    "explain_pair",
    "heading",
    "is_after",
    "light",
    "pair",
    "read",
    "stage",
    "working_days_between",
]
