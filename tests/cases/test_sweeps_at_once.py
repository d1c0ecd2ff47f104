"""Two workers sweep at the same moment, each in its own connection: nothing is done twice, none waits."""

import datetime as dt

import pytest
from django.utils import timezone

from tests import make
from tests.cases import test_renewing, tolerating
from tests.desk.test_races import at_once
from tongban.cases import jobs
from tongban.cases.models import Case
from tongban.journal import queries as journal
from tongban.journal.models import Line

PER_SWEEP = 3  # cases
LONG_AGO = dt.timedelta(days=60)


def renewals() -> None:
    item = make.published(test_renewing.RENEWAL)
    by = make.applicant_of(item, "lin")
    for _each in range(PER_SWEEP):
        test_renewing.asked(item, by)


MADE = {
    "lapse": lambda: [make.case_now("correcting", ago=LONG_AGO) for _each in range(PER_SWEEP)],
    "sweep": lambda: [make.case_now(ago=LONG_AGO) for _each in range(PER_SWEEP)],
    "end_tolerance": lambda: [tolerating.accepted() for _each in range(PER_SWEEP)],
    "deem_renewed": renewals,
}
VERBS = {
    "lapse": "cases.lapse",
    "sweep": "cases.deem_accepted",
    "end_tolerance": "cases.terminate",
    "deem_renewed": "cases.deem_renewed",
}
AHEAD = dt.timedelta(days=200)


@pytest.mark.parametrize("sweep", MADE)
def test_two_sweeps_do_each_case_once(fresh_town, monkeypatch, sweep):
    MADE[sweep]()
    late = timezone.now() + AHEAD
    monkeypatch.setattr(jobs.timezone, "now", lambda: late)

    raised = at_once(*(lambda: getattr(jobs, sweep).func(timestamp=0) for _runner in range(2)))

    assert raised == [None, None]
    chains = [case.chain for case in Case.objects.all()]
    told = Line.objects.filter(verb=VERBS[sweep]).values_list("chain", flat=True)
    assert sorted(told) == sorted(chains)
    assert journal.faults() == []
