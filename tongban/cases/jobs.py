"""What is done by the clock."""

import contextlib
import datetime as dt
import logging
import uuid
from collections.abc import Callable

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from tongban.cases import actions, corrections, notices, renewals, shifting, states, tolerance
from tongban.cases.models import Case
from tongban.cases.states import State
from tongban.core import errors
from tongban.journal.models import Line
from tongban.journal.news import after

log = logging.getLogger(__name__)
BATCH = 500  # cases locked at once while their limits are recomputed


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


@app.periodic(cron="5-55/10 * * * *")
@app.task(name="cases.jobs.lapse", queueing_lock="cases.jobs.lapse")
def lapse(timestamp: int) -> None:
    """End what was not corrected in time; what is supplemented meanwhile, or ended beside it, is left."""
    at = timezone.now()
    for correction in corrections.over(at).select_related("case").iterator():
        with contextlib.suppress(states.NotNow):
            actions.lapse(correction.case, at=at)


@app.periodic(cron="3-53/10 * * * *")
@app.task(name="cases.jobs.end_tolerance", queueing_lock="cases.jobs.end_tolerance")
def end_tolerance(timestamp: int) -> None:
    """End what was accepted with tolerance and not completed in time; what comes meanwhile is left."""
    at = timezone.now()
    for case in tolerance.over(timezone.localdate(at)).iterator():
        with contextlib.suppress(states.NotNow):
            actions.end_tolerance(case, at=at)


@app.periodic(cron="7-57/10 * * * *")
@app.task(name="cases.jobs.deem_renewed", queueing_lock="cases.jobs.deem_renewed")
def deem_renewed(timestamp: int) -> None:
    """视为准予延续 of what nobody decided before the certificate ended."""
    at = timezone.now()
    for case in renewals.silent(timezone.localdate(at)):
        try:
            actions.deem_renewed(case, at=at)
        except errors.Problem as problem:
            log.warning("case %s is not deemed renewed: %s", case.number, problem.sentence)


@app.periodic(cron="20 * * * *")  # each hour, so that a worker that was down makes up for it
@app.task(name="cases.jobs.remind", queueing_lock="cases.jobs.remind")
def remind(timestamp: int) -> None:
    """提醒 those who have not corrected what they were asked to, and whose certificate comes to its end."""
    at = timezone.now()
    notices.remind(at)
    notices.remind_of_owed(at)
    notices.remind_to_renew(at)


@after("clock.import_notice", "clock.override_day", "clock.withdraw_override", "clock.set_thresholds")
def recompute(chain: str, line: int) -> None:
    """重算期限 of the open cases that the changed days reach; run again it goes on where it stopped."""
    since, region, ground = _changed(Line.objects.get(pk=line))
    at = timezone.now()
    keys = list(shifting.reached(since, region).order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(keys), BATCH):
        actions.recompute(keys[first : first + BATCH], ground=ground, at=at)


def _changed(told: Line) -> tuple[dt.date, str, str]:
    """From which day on the calendar is another, in which division, and why."""
    said = told.data
    if "yellow" in said:
        return timezone.localdate(told.at), "0" * 12, told.ground
    if "date" in said:
        return dt.date.fromisoformat(said["date"]), said["region"], told.ground
    year = said["year"]  # its notice may name days of the December before
    return dt.date(year - 1, 12, 1), "0" * 12, _("%(year)d年放假安排") % {"year": year}


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
