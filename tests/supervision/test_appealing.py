"""An appeal against an accountability: in time, once, answered by a third officer."""

import pytest
from django.db import IntegrityError, transaction

from tests import make
from tests.supervision.test_accountability import decided
from tongban.core import errors
from tongban.identity.models import Appointment
from tongban.journal.models import Line
from tongban.notices.models import Notice
from tongban.supervision import actions, reactions
from tongban.supervision.models import Accountability, Appeal
from tongban.supervision.states import NotNow

REASON = "系统当天停机，责任不在本岗位。"
ANSWER = {"verdict": "revoked", "opinion": "停机属实，决定撤销。"}


@pytest.fixture
def third(town) -> str:
    """A third supervisor of the city: who sat at another post till now."""
    post = Appointment.objects.get(officer=make.account("chengjian").officer).post
    officer = make.account("fangyuan").officer
    Appointment.objects.filter(officer=officer).update(post=post)
    return "fangyuan"


def asked(login: str = "zhouming") -> tuple[Appeal, Accountability, object]:
    one, at = decided()
    return actions.appeal(one, reason=REASON, by=make.desk(login, at), at=at), one, at


@pytest.mark.parametrize(("verdict", "state"), [("revoked", "revoked"), ("upheld", "decided")])
def test_a_third_officer_answers(third, verdict, state):
    appeal, one, at = asked()
    answered = actions.answer_appeal(
        appeal, **(ANSWER | {"verdict": verdict}), by=make.desk(third, at), at=at
    )
    one.refresh_from_db()
    assert (one.state, answered.outcome, answered.opinion) == (state, verdict, ANSWER["opinion"])
    assert make.verbs_of(one.chain)[-2:] == ["supervision.appeal", "supervision.answer_appeal"]
    with pytest.raises(NotNow):
        actions.answer_appeal(appeal, **ANSWER, by=make.desk(third, at), at=at)


def test_supervisors_hear_of_it_and_the_post_of_the_answer(third):
    appeal, one, at = asked()
    actions.answer_appeal(appeal, **ANSWER, by=make.desk(third, at), at=at)
    for line in Line.objects.filter(chain=one.chain, verb__endswith="appeal"):
        for _ in range(2):
            reactions.tell_accountability(one.chain, line.pk)
    known = {
        f"officer:{make.account(n).officer_id}": n
        for n in ("zhouming", "chenli", "chengjian", "shangming", third)
    }
    told = sorted(
        (n.verb.removeprefix("supervision."), known[n.recipient])
        for n in Notice.objects.filter(subject=one.chain)
    )
    assert told == [
        ("answer_appeal", "chenli"),
        ("answer_appeal", "zhouming"),
        ("appeal", "chengjian"),
        ("appeal", third),
        ("appeal", "shangming"),
    ]


@pytest.mark.parametrize("login", ["chengjian", "shangming", "zhouming", "jiangjian"])
def test_who_took_part_does_not_answer(town, login):
    appeal, _one, at = asked()
    with pytest.raises(actions.NotEntitled):
        actions.answer_appeal(appeal, **ANSWER, by=make.desk(login, at), at=at)


@pytest.mark.parametrize("login", ["tangyue", "handong", "shangming"])
def test_only_the_post_and_its_head_appeal(town, login):
    one, at = decided()
    with pytest.raises(actions.NotEntitled):
        actions.appeal(one, reason=REASON, by=make.desk(login, at), at=at)


def test_once_and_within_the_term(town):
    one, at = decided()
    by = make.desk("zhouming", at)
    late = at.replace(year=one.appeal_until.year, month=one.appeal_until.month, day=one.appeal_until.day)
    with pytest.raises(NotNow, match="期限"):
        actions.appeal(one, reason=REASON, by=by, at=late + make.HOUR * 24)
    actions.appeal(one, reason=REASON, by=by, at=late)
    with pytest.raises(NotNow, match="已经提出过"):
        actions.appeal(one, reason=REASON, by=by, at=late)


def test_it_has_its_reasons(third):
    one, at = decided()
    with pytest.raises(errors.Invalid):
        actions.appeal(one, reason=" ", by=make.desk("zhouming", at), at=at)
    appeal = actions.appeal(one, reason=REASON, by=make.desk("zhouming", at), at=at)
    for wrong in ({"verdict": "moon"}, {"opinion": ""}):
        with pytest.raises(errors.Invalid):
            actions.answer_appeal(appeal, **(ANSWER | wrong), by=make.desk(third, at), at=at)


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"reason": ""}, "appeal_reason"),
        ({"outcome": "upheld"}, "appeal_answered"),
        ({"opinion": "好"}, "appeal_answered"),
        ({"outcome": "moon"}, "appeal_"),
    ],
)
def test_the_database_refuses(town, columns, constraint):
    asked()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Appeal.objects.update(**columns)


def test_through_the_pages(third):
    one, _at = decided()
    clerk, city, other = make.client("zhouming"), make.client("chengjian"), make.client(third)
    Accountability.objects.update(appeal_until="2999-01-01")
    address = f"/desk/accountabilities/{one.pk}/"
    assert "提交申诉" in clerk.get(address).content.decode()
    assert clerk.post(f"{address}appeal/", {"appeal_reason": ""}).status_code == 422
    codes = [clerk.post(f"{address}appeal/", {"appeal_reason": REASON}).status_code for _ in range(2)]
    assert codes == [302, 409]
    board = f"/board/accountabilities/{one.pk}/"
    said = {"verdict": "upheld", "appeal_opinion": "事实清楚。"}
    assert "申诉应由其他人员复核" in city.get(board).content.decode()
    assert city.post(f"{board}appeal/", said).status_code == 403
    assert "提交复核意见" in other.get(board).content.decode()
    assert [other.post(f"{board}appeal/", said).status_code for _ in range(2)] == [302, 409]
    assert "事实清楚。" in clerk.get(address).content.decode()
