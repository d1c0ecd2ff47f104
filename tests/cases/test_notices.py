"""Who hears of an act on his case, once, with which words; and the two reminders of a correction."""

import datetime as dt

import pytest
from django.utils import timezone

from tests import make
from tongban.cases import actions, notices, reactions
from tongban.journal import queries as journal
from tongban.journal.news import following
from tongban.notices import queries
from tongban.notices.models import Notice, Sending

pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture(autouse=True)
def media(settings):
    settings.NOTICE_SMS = "sink"


def told(case, verb: str) -> list[Notice]:
    """What the reactions to every line of this verb tell, run twice."""
    for line in journal.timeline(case.chain).filter(verb=verb):
        react = reactions.receipt if verb == "cases.submit" else reactions.tell
        react(case.chain, line.pk)
        react(case.chain, line.pk)
    return list(Notice.objects.filter(subject=case.chain).order_by("recipient"))


@pytest.mark.parametrize(
    ("state", "verb", "key", "words"),
    [
        ("received", "cases.submit", "cases.submit", "将在9月21日前答复是否受理"),
        ("accepted", "cases.accept", "cases.accept", "市市场监管局受理，将在9月24日前作出决定"),
        ("declined", "cases.decline", "cases.decline", "写在不予受理通知书里"),
        (
            "correcting",
            "cases.return_for_correction",
            "cases.return_for_correction",
            "有1处需要补正",
        ),
        ("granted", "cases.decide", "cases.decide.granted", "作出了准予的决定"),
        ("refused", "cases.decide", "cases.decide.refused", "作出了不予许可的决定"),
        ("delivered", "cases.deliver", "cases.deliver", "请您评价"),
    ],
)
def test_the_applicant_is_told_once(state, verb, key, words):
    case = make.case(state)
    [notice] = told(case, verb)

    assert (notice.verb, notice.recipient) == (key, f"person:{case.person_id}")
    assert words in notice.body
    assert "云溪市青禾餐饮有限公司申请的" in notice.body
    assert notice.link == f"/cases/{case.number}/" + ("rating/" if state == "delivered" else "")
    sms = Sending.objects.get(notice=notice)
    assert (sms.state, case.person.name in sms.text) == ("queued", False)
    assert f"办件尾号{case.number.replace('-', '')[-4:]}）" in sms.text


def test_a_deemed_acceptance_is_told():
    case = make.case()
    actions.deem_accepted(case, at=make.AT + dt.timedelta(days=30))
    [notice] = told(make.fresh(case), "cases.deem_accepted")

    assert "没有在期限内答复" in notice.body


def test_a_supplement_is_told_with_the_new_day():
    case = make.case("correcting")
    at = make.AT + dt.timedelta(days=2)
    files = {gap.key: [make.file()] for gap in case.correction.gaps.all()}
    actions.supplement(case, files=files, by=make.applicant(firm=True), at=at)
    [notice] = told(make.fresh(case), "cases.supplement")

    assert "将在9月23日前答复是否受理" in notice.body


def test_the_legal_representative_hears_when_a_handler_acts():
    case = make.case(**make.BOOKSHOP)
    heard = told(case, "cases.submit")

    assert {one.recipient for one in heard} == {
        f"person:{make.account(login).person_id}" for login in ("xu", "zhao")
    }


def test_every_verb_that_is_told_has_its_job():
    assert [verb for verb in notices.TOLD if "cases.reactions.tell" not in following(verb)] == []
    assert "cases.reactions.receipt" in following("cases.submit")


@pytest.mark.parametrize(
    ("day", "which"),
    [(0, ""), (1, ""), (14, ""), (15, "half"), (26, "half"), (27, "ending"), (30, "ending"), (31, "")],
)
def test_when_a_correction_is_reminded_of(day, which):
    told_on = dt.date(2026, 9, 15)
    until = told_on + dt.timedelta(days=30)

    assert notices.reminder(told_on, until, told_on + dt.timedelta(days=day)) == which


def test_a_short_correction_is_reminded_of_at_its_end_only():
    told_on = dt.date(2026, 9, 15)
    days = [told_on + dt.timedelta(days=day) for day in range(5)]

    assert [notices.reminder(told_on, days[3], day) for day in days] == ["", *["ending"] * 3, ""]


def test_reminders_come_once_and_end_with_the_supplement():
    case = make.case("correcting")
    until = case.correction.until
    recipient = f"person:{case.person_id}"
    for day in range(1, (until - timezone.localdate(make.AT)).days + 3):
        notices.remind(make.AT + dt.timedelta(days=day))

    verbs = [notice.verb for notice in queries.inbox(recipient).order_by("created_at")]
    assert verbs == ["cases.return_for_correction.half", "cases.return_for_correction.ending"]
    Notice.objects.all().delete()
    actions.withdraw(case, reason="", by=make.applicant(firm=True), at=make.AT + dt.timedelta(days=1))
    notices.remind(make.AT + dt.timedelta(days=20))
    assert Notice.objects.count() == 0
