"""Accountability: on evidence, heard, decided by another, with its paper, carried out; never twice."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from tests import make
from tests.supervision.parts import DAY, DECISION, noted, opened, stated, unjustified
from tongban.core import errors
from tongban.files import queries as files
from tongban.identity.models import Agency
from tongban.journal.models import Line
from tongban.notices.models import Notice
from tongban.supervision import actions, climbing, reactions
from tongban.supervision.models import Accountability, Escalation, Finding, Rule, Urging
from tongban.supervision.states import NotNow

KINDS = {"talk": "约谈通知书", "bulletin": "问责通报", "sanction": "问责建议书"}


def decided(kind: str = "talk") -> tuple[Accountability, dt.datetime]:
    one, at = opened(kind)
    actions.hear(one, text="已经整改。", by=make.desk("chenli", at), at=at)
    return actions.hold_accountable(one, **DECISION, by=make.desk("shangming", at), at=at), at


def told(chain: str) -> list[tuple[str, str]]:
    for line in Line.objects.filter(chain=chain).exclude(verb="supervision.carry_out").order_by("seq"):
        for _ in range(2):
            reactions.tell_accountability(chain, line.pk)
    logins = ("zhouming", "chenli", "chengjian", "shangming")
    known = {f"officer:{make.account(login).officer_id}": login for login in logins}
    rows = Notice.objects.filter(subject=chain)
    return sorted((each.verb.removeprefix("supervision."), known[each.recipient]) for each in rows)


@pytest.mark.parametrize(("kind", "title"), KINDS.items())
def test_from_the_evidence_to_what_was_done(town, kind, title):
    one, at = decided(kind)
    office = Agency.objects.get(pk=make.desk("shangming", at).agency_id)
    assert (one.state, one.paper.title, one.paper.agency_code) == ("decided", title, office.code)
    assert files.content(one.paper.file)[:5] == b"%PDF-"
    assert one.appeal_until >= at.date() + 30 * DAY
    later = at + 3 * DAY
    done = actions.carry_out(
        one, outcome="已约谈，单位作了检查。", on=later.date(), by=make.desk("chengjian", later), at=later
    )
    assert (done.state, done.carried_on) == ("carried_out", later.date())
    assert make.verbs_of(one.chain) == [
        f"supervision.{verb}" for verb in ("open_accountability", "hear", "hold_accountable", "carry_out")
    ]
    assert Line.objects.get(chain=one.chain, verb="supervision.hold_accountable").paper == one.paper_id
    assert told(one.chain) == [
        ("hear", "chengjian"),
        ("hear", "shangming"),
        ("hold_accountable", "chenli"),
        ("hold_accountable", "zhouming"),
        ("open_accountability", "chenli"),
        ("open_accountability", "zhouming"),
    ]


def test_who_opens_does_not_decide(town):
    one, at = opened()
    actions.hear(one, text="已经整改。", by=make.desk("zhouming", at), at=at)
    for act, said in ((actions.hold_accountable, DECISION), (actions.dismiss, {"opinion": "轻微。"})):
        with pytest.raises(actions.NotEntitled):
            act(one, **said, by=make.desk("chengjian", at), at=at)
    with pytest.raises(IntegrityError, match="accountability_two_persons"), transaction.atomic():
        Accountability.objects.update(
            state="dismissed", opinion="轻微。", decided_at=at, decided_by_id=one.officer_id
        )


def test_nobody_is_decided_on_unheard_before_the_term(town):
    one, at = opened()
    by = make.desk("shangming", at)
    with pytest.raises(NotNow):
        actions.hold_accountable(one, **DECISION, by=by, at=at)
    after = at.replace(year=one.answer_by.year, month=one.answer_by.month, day=one.answer_by.day) + DAY
    assert actions.hold_accountable(one, **DECISION, by=by, at=after).state == "decided"


def test_it_may_be_dismissed_and_opened_again(town):
    one, at = opened()
    actions.hear(one, text="系统当天停机。", by=make.desk("zhouming", at), at=at)
    ended = actions.dismiss(one, opinion="停机属实。", by=make.desk("shangming", at), at=at)
    assert (ended.state, ended.paper) == ("dismissed", None)
    again = actions.open_accountability(
        one.overtime, kind="talk", reason="停机另有原因。", by=make.desk("chengjian", at), at=at
    )
    assert again.state == "opened"


def test_the_same_is_not_opened_twice(town):
    one, at = opened()
    by = make.desk("chengjian", at)
    with pytest.raises(NotNow):
        actions.open_accountability(one.overtime, kind="talk", reason="逾期。", by=by, at=at)
    other = actions.open_accountability(one.overtime, kind="bulletin", reason="逾期。", by=by, at=at)
    assert other.kind == "bulletin"


@pytest.mark.parametrize("evidence", [noted, stated])
def test_an_overtime_that_was_not_judged_bears_nothing(town, evidence):
    late, at = evidence()
    with pytest.raises(NotNow):
        actions.open_accountability(late, kind="talk", reason="逾期。", by=make.desk("chengjian", at), at=at)


def test_an_upheld_finding_bears_it(town):
    case = make.case("accepted")
    finding = Finding.objects.create(
        sign="burst", case=case, mark=1, lines=[1], found_at=make.AT, state="open"
    )
    at, by = make.AT + DAY, make.desk("chengjian")
    said = {"kind": "bulletin", "reason": "先办后补。"}
    with pytest.raises(NotNow):
        actions.open_accountability(finding, **said, by=by, at=at)
    actions.judge(finding, verdict="upheld", opinion="属实。", by=by, at=at)
    one = actions.open_accountability(finding, **said, by=by, at=at)
    assert (one.finding_id, one.post) == (finding.pk, "decide")


def test_an_urging_bears_it_only_at_the_top_of_its_ladder(town):
    case, by = make.case("accepted"), make.desk("chengjian")
    urging = actions.urge(
        case, "review", text="请办。", answer_by=make.AT.date() + 3 * DAY, by=by, at=make.AT + make.HOUR
    )
    said = {"kind": "talk", "reason": "一直没有答复。", "by": by}
    later = make.AT + 20 * DAY
    with pytest.raises(NotNow):
        actions.open_accountability(urging, **said, at=later)
    climbing.climb(later)
    assert Escalation.objects.filter(urging=urging).count() == 2
    one = actions.open_accountability(Urging.objects.get(pk=urging.pk), **said, at=later)
    assert (one.urging_id, one.post) == (urging.pk, "review")


@pytest.mark.parametrize("login", ["zhouming", "chenli", "jiangjian"])
def test_only_supervisors_of_the_division_open_it(town, login):
    late, at = unjustified()
    with pytest.raises(actions.NotEntitled):
        actions.open_accountability(late, kind="talk", reason="逾期。", by=make.desk(login, at), at=at)


@pytest.mark.parametrize("login", ["tangyue", "handong", "gaoyuan", "shenqing", "shangming"])
def test_only_the_post_and_its_head_are_heard(town, login):
    one, at = opened()
    with pytest.raises(actions.NotEntitled):
        actions.hear(one, text="不是我。", by=make.desk(login, at), at=at)


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (actions.hold_accountable, {"opinion": "", "demand": "检查"}),
        (actions.hold_accountable, {"opinion": "属实", "demand": " "}),
        (actions.dismiss, {"opinion": ""}),
    ],
)
def test_a_decision_gives_its_reasons(town, act, said):
    one, at = opened()
    actions.hear(one, text="已经整改。", by=make.desk("zhouming", at), at=at)
    with pytest.raises(errors.Invalid):
        act(one, **said, by=make.desk("shangming", at), at=at)
    one.refresh_from_db()
    assert one.state == "heard"


@pytest.mark.parametrize(("outcome", "after"), [("", 0), ("已约谈", -1), ("已约谈", 1), ("已约谈", None)])
def test_what_was_done_has_a_day_and_words(town, outcome, after):
    one, at = decided()
    on = None if after is None else at.date() + after * DAY
    with pytest.raises(errors.Invalid):
        actions.carry_out(one, outcome=outcome, on=on, by=make.desk("chengjian", at), at=at)


def test_its_terms_are_data(town):
    Rule.objects.filter(key="terms").update(parameters={"answer_days": 1, "appeal_days": 60})
    one, at = decided()
    assert one.answer_by <= at.date() + 4 * DAY
    assert one.appeal_until >= at.date() + 60 * DAY


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"overtime": None}, "accountability_one_evidence"),
        ({"kind": "prison"}, "accountability_kind"),
        ({"state": "decided"}, "accountability_"),
        ({"state": "carried_out"}, "accountability_"),
        ({"outcome": "好"}, "accountability_carried_out"),
    ],
)
def test_the_database_refuses(town, columns, constraint):
    opened()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Accountability.objects.update(**columns)


def test_no_state_without_its_line(town):
    one, _at = opened()
    Accountability.objects.filter(pk=one.pk).update(state="heard")
    with pytest.raises(IntegrityError, match="没有日志"), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
