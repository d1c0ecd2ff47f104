"""What the tests of overtime and accountability share: a case that is late, its overtime at every state."""

import datetime as dt

from tests import make
from tests.supervision.test_sweeping import on
from tongban.cases.models import Case
from tongban.supervision import actions, following
from tongban.supervision.models import Accountability, Overtime

DAY = dt.timedelta(1)
SAID = {"cause": "staff", "statement": "当月申请集中，人手不足。"}
UNJUSTIFIED = {"verdict": "unjustified", "opinion": "当月只收了3件，理由不成立。"}
DECISION = {"opinion": "经办人员没有按时办理", "demand": "请于11月25日9时到205室"}


def late_at(case: Case) -> dt.datetime:
    """The day after its limit."""
    return on(case.due_on + DAY)


def noted(case: Case | None = None) -> tuple[Overtime, dt.datetime]:
    """An overtime that waits for its cause, and the moment."""
    case = case or make.case("accepted")
    at = late_at(case)
    following.note(at)
    return Overtime.objects.select_related("case__item").get(case=case, clock="decision"), at


def stated() -> tuple[Overtime, dt.datetime]:
    """One whose post has said why."""
    late, at = noted()
    return actions.state_cause(late, **SAID, by=make.desk("zhouming", at), at=at), at


def unjustified() -> tuple[Overtime, dt.datetime]:
    """One whose cause does not justify it."""
    late, at = stated()
    return actions.judge_cause(late, **UNJUSTIFIED, by=make.desk("chengjian", at), at=at), at


def opened(kind: str = "talk") -> tuple[Accountability, dt.datetime]:
    """An accountability on it."""
    late, at = unjustified()
    by = make.desk("chengjian", at)
    return actions.open_accountability(late, kind=kind, reason="逾期不办。", person="周明", by=by, at=at), at
