"""What the verbs of supervision share: the power of a supervisor, and the line."""

import datetime as dt
import uuid
from collections.abc import Collection

from django.utils import timezone

from tongban.cases.models import Case
from tongban.cases.states import STEPS as CASE_STEPS
from tongban.core import errors
from tongban.identity.rules import Desk, Power
from tongban.journal import actions as journal
from tongban.journal.actions import Author
from tongban.supervision import queries
from tongban.supervision.models import Accountability, Finding, Overtime, Urging
from tongban.supervision.states import STEPS

Chained = Accountability | Finding | Overtime | Urging  # what has a state of its own and a chain


class NotEntitled(errors.NotEntitled):
    """无权: outside the range of supervision, or not the post that is urged."""


def power(desk: Desk, case: Case) -> Power:
    """The delegation on which a supervisor acts; raises NotEntitled."""
    own = desk.person_id is not None and case.person_id == desk.person_id
    held = next((power for power in desk.powers if queries.ACT in power.acts), None)
    if own or held is None or not queries.agencies(desk).filter(pk=case.agency_id).exists():
        raise NotEntitled("这件办件不在您岗位的监察范围内，或者应当由您回避。没有作任何改动。")
    return held


def of_post(desk: Desk, case: Case, post: str, matter: str) -> Power:
    """The delegation of an officer on the post that is concerned; raises NotEntitled."""
    reaching = [p for p in desk.powers if p.agency_id == case.agency_id and p.reaches(case.item.code)]
    held = next((one for one in reaching if not one.acts.isdisjoint(CASE_STEPS)), None)
    if held is None or desk.post_kind != post:
        raise NotEntitled(f"这件{matter}不是发给您岗位的，应由收到它的岗位答复。没有作任何改动。")
    return held


def of_agency(desk: Desk, case: Case, posts: Collection[str]) -> Power:
    """The delegation of an officer of the agency who may speak for it; raises NotEntitled."""
    held = next((one for one in desk.powers if one.agency_id == case.agency_id), None)
    if held is None or desk.post_kind not in posts:
        raise NotEntitled("应由被问责的岗位或者承办单位负责人申辩。没有作任何改动。")
    return held


def author(desk: Desk, case: Case) -> Author:
    """A supervisor as the journal names him."""
    return desk.author(power(desk, case))


def write(
    verb: str, of: Chained, *, by: Author, at: dt.datetime, paper: uuid.UUID | None = None, **data: object
) -> None:
    """The line of a verb."""
    told = {"state": of.state, "case": str(of.case_id), **data}
    ground = STEPS[verb].ground
    journal.append(f"supervision.{verb}", of.chain, by=by, at=at, ground=ground, paper=paper, **told)


def day(at: dt.datetime) -> dt.date:
    """The local date of a moment."""
    return timezone.localtime(at).date()
