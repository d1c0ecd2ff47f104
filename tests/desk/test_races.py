"""Two officers act on one case at the same moment: one act stands, the other is told so."""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from tests import make
from tongban.cases import actions
from tongban.cases.models import Case, Decision, Review
from tongban.cases.states import NotNow
from tongban.journal import queries as journal
from tongban.papers.models import Paper

RUNNERS = 4


def at_once(*acts) -> list[Exception | None]:
    """Run all at the same moment, each in a connection of its own; what each raised."""
    gate, raised = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act) -> None:
        gate.wait()
        try:
            act()
        except Exception as error:  # what went wrong is the answer
            raised[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


@pytest.fixture
def case(fresh_town) -> Case:
    return make.case_now("accepted", **make.BOOKSHOP)


def test_two_reviews_of_one_stage_make_one(case):
    def review(words: str):
        return lambda: actions.review(
            case, verdict="agree", opinion=words, stage="review", by=make.desk("shuwen"), at=timezone.now()
        )

    raised = at_once(*(review(f"第{n}人") for n in range(RUNNERS)))
    assert [type(error) for error in raised if error] == [NotNow] * (RUNNERS - 1)
    assert Review.objects.count() == 1
    assert [line.verb for line in journal.timeline(case.chain)].count("cases.review") == 1


def test_grant_and_refusal_at_once_make_one_decision(case):
    by = make.desk("shuwen")
    actions.review(case, verdict="agree", opinion="同意", by=by, at=timezone.now())
    chief = make.desk("wenyuan")

    def grant():
        actions.decide(case, granted=True, stage="decide", by=chief, at=timezone.now())

    def refuse():
        actions.decide(
            case, granted=False, reason="不符", basis="条例", stage="decide", by=chief, at=timezone.now()
        )

    raised = at_once(grant, refuse, grant, refuse)
    assert [type(error) for error in raised if error] == [NotNow] * 3
    assert (Decision.objects.count(), Paper.objects.filter(kind__in=["grant", "refusal"]).count()) == (1, 1)
    assert journal.faults() == []


def test_two_windows_accept_one_application_once(fresh_town):
    case = make.case_now(**make.BOOKSHOP)
    windows = [make.desk(login) for login in ("shenqing", "suhe")]
    raised = at_once(*(lambda by=by: actions.accept(case, by=by, at=timezone.now()) for by in windows))
    assert [type(error) for error in raised if error] == [NotNow]
    assert Paper.objects.filter(kind="acceptance").count() == 1
