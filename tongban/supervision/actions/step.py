"""What the verbs of supervision share: the power of a supervisor, and the line."""

import datetime as dt
import uuid
from typing import Protocol

from django.utils import timezone

from tongban.cases.models import Case
from tongban.core import errors
from tongban.identity.rules import Desk, Power
from tongban.journal import actions as journal
from tongban.journal.actions import Author
from tongban.supervision import queries
from tongban.supervision.states import STEPS


class NotEntitled(errors.NotEntitled):
    """无权: outside the range of supervision, or not the post that is urged."""


def power(desk: Desk, case: Case) -> Power:
    """The delegation on which a supervisor acts; raises NotEntitled."""
    own = desk.person_id is not None and case.person_id == desk.person_id
    held = next((power for power in desk.powers if queries.ACT in power.acts), None)
    if own or held is None or not queries.agencies(desk).filter(pk=case.agency_id).exists():
        raise NotEntitled("这件办件不在您岗位的监察范围内，或者应当由您回避。没有作任何改动。")
    return held


class Chained(Protocol):
    """What has a state of its own and a chain in the journal."""

    state: str
    case_id: uuid.UUID

    @property
    def chain(self) -> str:
        """The name of its chain."""


def write(verb: str, of: Chained, *, by: Author, at: dt.datetime, **data: object) -> None:
    """The line of a verb."""
    told = {"state": of.state, "case": str(of.case_id), **data}
    journal.append(f"supervision.{verb}", of.chain, by=by, at=at, ground=STEPS[verb].ground, **told)


def day(at: dt.datetime) -> dt.date:
    """The local date of a moment."""
    return timezone.localtime(at).date()
