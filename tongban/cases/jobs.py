"""What is done by the clock."""

import datetime as dt
import logging

from django.db.models import QuerySet
from django.utils import timezone
from procrastinate.contrib.django import app

from tongban.cases import actions
from tongban.cases.models import Case
from tongban.cases.states import State
from tongban.core import errors

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
