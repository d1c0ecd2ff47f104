"""What is done by the clock."""

import datetime as dt
import logging
import uuid
from collections.abc import Callable

from django.db.models import QuerySet
from django.utils import timezone
from procrastinate.contrib.django import app

from tongban.cases import actions, notices, states
from tongban.cases.models import Case
from tongban.cases.states import State
from tongban.core import errors
from tongban.journal.news import after

log = logging.getLogger(__name__)


def unanswered(today: dt.date) -> QuerySet[Case]:
    """Cases whose five days are over without an answer, oldest first."""
    return Case.objects.filter(state=State.RECEIVED, due_on__lt=today).order_by("due_on", "id")


@app.periodic(cron="*/10 * * * *")
@app.task(name="cases.jobs.sweep", queueing_lock="cases.jobs.sweep")
def sweep(timestamp: int) -> None:
    """Deem accepted what nobody answered in time; what somebody answers meanwhile is left to him."""
    at = timezone.now()
    for case in unanswered(timezone.localdate(at)).iterator():
        try:
            actions.deem_accepted(case, at=at)
        except errors.Problem as problem:
            log.warning("case %s is not deemed accepted: %s", case.number, problem.sentence)


@app.periodic(cron="20 * * * *")  # each hour, so that a worker that was down makes up for it
@app.task(name="cases.jobs.remind", queueing_lock="cases.jobs.remind")
def remind(timestamp: int) -> None:
    """提醒 those who have not corrected what they were asked to."""
    notices.remind(timezone.now())


@app.task(name="cases.jobs.judge", retry=5)
def judge(chain: str) -> None:
    """自动判断, at once after the receipt; called twice it judges once."""
    _unless_overtaken(actions.judge, chain)


@after("cases.lift")
def finish(chain: str, line: int) -> None:
    """What an automatic grant waited for has come."""
    _unless_overtaken(actions.finish, chain)


def _unless_overtaken(act: Callable[..., object], chain: str) -> None:
    """A person, or the applicant, may have been faster: then there is nothing left to do."""
    case = Case.objects.get(pk=uuid.UUID(chain.partition(":")[2]))
    try:
        act(case, at=timezone.now())
    except states.NotNow as late:
        log.info("case %s: %s", case.number, late.sentence)
