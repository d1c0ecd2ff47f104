"""An amended version goes live with its day; whoever applied before is served by the version of his day."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from tests import make, pages
from tests.catalogue.proposing import approved, drafted, handed_in, item
from tongban.cases import queries as cases
from tongban.cases.models import Case
from tongban.catalogue import jobs
from tongban.catalogue.proposals import actions
from tongban.catalogue.proposals.states import State

pytestmark = pytest.mark.usefixtures("town")
PLEDGE = "食品安全自查报告"
DAY = dt.timedelta(days=1)


def amendment() -> dict:
    """One paper more, nobody comes to look, and it is done sooner."""
    proposal = drafted(at=timezone.now() - DAY)
    written = proposal.definition
    actions.withdraw(proposal, by=make.desk("jianning"), at=timezone.now() - DAY)
    paper = {"key": "pledge", "name": PLEDGE, "copies": 1}
    return {
        "papers": [*written["papers"], paper],
        "flow": [stage for stage in written["flow"] if stage["key"] != "visit"],
        "limits": written["limits"] | {"promised": {"value": 5}},
        "examples": [
            one | {"expected": {"papers": [*one["expected"]["papers"], "pledge"]}}
            for one in written["examples"]
            if not one["expected"].get("faults")
        ],
    }


def seen_in(case: Case) -> tuple[list[str], list[str]]:
    """The checklist and the stages of a case."""
    names = [paper.name for paper in cases.checklist(case).papers]
    return names, [stage.key for stage in cases.definition(case).flow]


def guide() -> str:
    return pages.words(Client().get(f"/items/{item().code}/"))


def test_an_amended_version_goes_live_on_its_day_and_the_old_case_ends_on_the_old_one():
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    old = make.case_now("accepted", ago=DAY)
    before = seen_in(old)
    proposal = approved(handed_in(begins=midnight.date(), **amendment()), at=midnight - DAY)
    actions.publish_due(midnight - dt.timedelta(minutes=1))
    proposal.refresh_from_db()
    assert (proposal.state, item().current.number) == (State.ESTABLISHED, 1)
    assert (PLEDGE in guide(), "审查3，现场核查3，决定2" in guide()) == (False, True)

    jobs.publish_due(timestamp=0)
    assert (item().current.number, item().current.effective_from) == (2, midnight.date())
    assert (PLEDGE in guide(), "审查3，决定2" in guide()) == (True, True)
    new = make.case_now("accepted")
    assert (make.fresh(old).version.number, new.version.number) == (1, 2)
    assert seen_in(make.fresh(old)) == before
    assert seen_in(new) == ([*before[0], PLEDGE], ["review", "decide"])
    assert new.due_on < make.fresh(old).due_on

    now, none = timezone.now(), dt.timedelta(0)
    for case, stages in ((old, ["review", "visit", "decide"]), (new, ["review", "decide"])):
        done = make.decided(make.reviewed(case, until="decide", at=now, pace=none), at=now)
        assert (done.state, sorted(turn.key for turn in done.turns.all())) == ("granted", sorted(stages))
    jobs.publish_due(timestamp=0)
    assert item().current.number == 2
