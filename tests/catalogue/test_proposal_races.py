"""Two officers at one proposal in the same moment: one act stands, the other is told so."""

import datetime as dt

from tests import make
from tests.catalogue.proposing import AT, approved, drafted, handed_in, item
from tests.desk.test_races import at_once
from tongban.catalogue.models import Proposal, ProposalAct, Revision, Version
from tongban.catalogue.proposals import actions, states, step
from tongban.journal import queries as journal

NEXT_DAY = dt.datetime(2026, 9, 30, 16, 0, tzinfo=dt.UTC)


def kinds(raised: list[Exception | None]) -> list[type]:
    return [type(error) for error in raised if error]


def test_two_editors_begin_one_proposal(fresh_town):
    raised = at_once(*(lambda by=by: drafted(by=by) for by in ("jianning", "xunuo")))
    assert (kinds(raised), Proposal.objects.count(), Revision.objects.count()) == ([actions.Underway], 1, 1)


def test_two_editors_save_one_text(fresh_town):
    proposal = drafted()

    def save(login: str):
        text = proposal.definition | {"summary": login}
        return lambda: actions.revise(proposal, text, seen=1, by=make.desk(login), at=AT)

    raised = at_once(save("jianning"), save("xunuo"))
    proposal.refresh_from_db()
    last = proposal.revisions.latest("number")
    assert (kinds(raised), proposal.revision, last.definition) == ([step.Overtaken], 2, proposal.definition)


def test_an_approval_and_a_return_at_once(fresh_town):
    proposal, checker = handed_in(), make.desk("yanzheng")
    given = {"opinion": "看过", "seen": 2, "by": checker, "at": AT}
    raised = at_once(lambda: actions.check(proposal, **given), lambda: actions.send_back(proposal, **given))
    said = ProposalAct.objects.exclude(verb="hand_in").get().verb
    proposal.refresh_from_db()
    assert kinds(raised) == [{"check": step.NotEntitled, "send_back": states.NotNow}[said]]
    assert proposal.state == {"check": "checked", "send_back": "returned"}[said]


def test_what_is_due_is_published_once(fresh_town):
    proposal = approved(handed_in(begins=dt.date(2026, 10, 1)))
    before = Version.objects.filter(item=item()).count()
    raised = at_once(*(lambda: actions.publish_due(NEXT_DAY) for _ in range(3)))
    proposal.refresh_from_db()
    assert (kinds(raised), proposal.state) == ([], "published")
    assert Version.objects.filter(item=item()).count() == before + 1
    assert journal.faults() == []
