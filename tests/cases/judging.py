"""Cases whose item is decided by a table."""

import datetime as dt

from tests import make
from tongban.cases import actions
from tongban.cases.models import Case, Judgement

INSURANCE = "flexible_insurance"


LATER = make.AT + dt.timedelta(minutes=1)


def received(item=INSURANCE, by="fang", situation=None, filled=None) -> Case:
    """A case just come, of somebody born in 2006 unless another is named."""
    return make.case(item=item, by=by, situation=situation or {"household": ["local"]}, filled=filled)


def judged(case: Case) -> Judgement:
    found = actions.judge(case, at=LATER)
    assert found is not None
    return found
