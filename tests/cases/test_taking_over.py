"""A person instead of the table: asked for, taking over, pausing, looking again."""

import uuid

import pytest
from django.utils import timezone

from tests import make
from tests.cases.judging import INSURANCE, LATER, judged, received
from tests.catalogue import proposing
from tongban.cases import actions, automatic, states
from tongban.cases.models import Case, Judgement, TakeOver
from tongban.core import errors


def drawn(by="fang") -> Case:
    """A case decided by the system and drawn for a re-check."""
    case = received(by=by)
    judged(case)
    Judgement.objects.filter(case=case).update(drawn=True)
    return make.fresh(case)


def test_who_asks_for_a_person_gets_one(town):
    case = received()

    taken = actions.ask_for_person(case, by=make.applicant("fang"), at=make.AT)
    found = judged(case)

    assert actions.ask_for_person(case, by=make.applicant("fang"), at=LATER) == taken
    assert (found.outcome, found.rule, found.reason) == ("person", "local", "申请人要求人工办理。")
    assert make.fresh(case).state == "received"
    assert make.verbs(case) == ["cases.submit", "cases.ask_for_person", "cases.judge"]


def test_nobody_asks_for_a_person_where_there_is_no_table(town):
    with pytest.raises(states.NotNow, match="本来就由人工办理"):
        actions.ask_for_person(make.case(item=make.WORK, by="fang"), by=make.applicant("fang"), at=make.AT)


def test_an_officer_takes_a_case_over(town):
    case = received()

    taken = actions.take_over(case, reason="联系过申请人", by=make.desk(), at=make.AT)

    assert (taken.officer_id, taken.reason) == (make.desk().officer_id, "联系过申请人")
    assert taken.instrument
    assert judged(case).outcome == "person"
    with pytest.raises(states.NotNow, match="已经转人工"):
        actions.take_over(case, reason="再转", by=make.desk(), at=LATER)


@pytest.mark.parametrize(
    ("login", "reason", "refused"),
    [
        ("zhouming", "要核对", actions.NotEntitled),  # another agency's officer
        ("luolei", "要核对", actions.NotEntitled),  # her own case
        ("shenqing", " ", errors.Invalid),
        ("shenqing", "长" * 501, errors.Invalid),
    ],
)
def test_who_may_not_take_it_over(town, login, reason, refused):
    case = received(by="luo")

    with pytest.raises(refused):
        actions.take_over(case, reason=reason, by=make.desk(login), at=make.AT)

    assert not TakeOver.objects.exists()


def test_what_is_decided_is_not_taken_over(town):
    case = received()
    judged(case)

    with pytest.raises(states.NotNow):
        actions.take_over(case, reason="要核对", by=make.desk(), at=LATER)


def test_a_pause_sends_cases_to_people_until_it_ends(town):
    item = make.published(INSURANCE)
    pause = actions.pause_automatic(item, reason="规则有疑问", by=make.desk(), at=make.AT)
    case = received()

    assert judged(case).reason == "本事项的自动办理已经暂停，由人工办理。"
    assert (make.fresh(case).state, pause.officer_id) == ("received", make.desk().officer_id)
    with pytest.raises(states.NotNow):
        actions.pause_automatic(item, reason="再停", by=make.desk(), at=LATER)
    actions.resume_automatic(item, by=make.desk(), at=LATER)
    assert judged(received(by="yan")).outcome == "grant"
    with pytest.raises(states.NotNow):
        actions.resume_automatic(item, by=make.desk(), at=LATER)
    assert make.verbs_of(f"item:{item.code}")[-2:] == ["cases.pause_automatic", "cases.resume_automatic"]


@pytest.mark.parametrize(
    ("login", "reason", "refused"),
    [("zhouming", "有疑问", actions.NotEntitled), ("shenqing", "", errors.Invalid)],
)
def test_who_may_not_pause(town, login, reason, refused):
    with pytest.raises(refused):
        actions.pause_automatic(make.published(INSURANCE), reason=reason, by=make.desk(login), at=make.AT)

    assert automatic.paused(make.published(INSURANCE).pk) is None


def test_the_draw_is_fair_and_repeatable(settings):
    ids = [uuid.UUID(int=n) for n in range(4000)]
    once = [automatic.drawn(each, 10) for each in ids]

    assert once == [automatic.drawn(each, 10) for each in ids]
    assert 320 < sum(once) < 480
    assert all(automatic.drawn(each, 100) for each in ids)
    settings.SECRET_KEY = "another"
    assert once != [automatic.drawn(each, 10) for each in ids]


@pytest.mark.parametrize(("verdict", "wrong"), [("upheld", 0), ("wrong", 1)])
def test_what_was_drawn_is_looked_at_again(town, verdict, wrong):
    case = drawn()
    assert [each.pk for each in automatic.to_check(make.desk())] == [case.pk]

    found = actions.recheck(
        case, verdict=verdict, opinion="核对过社保记录", by=make.desk(), at=timezone.now()
    )

    assert (found.verdict, found.officer_id) == (verdict, make.desk().officer_id)
    assert list(automatic.to_check(make.desk())) == []
    assert automatic.figures(case.item) == automatic.Figures(1, 1, 0, 1, 1, wrong)
    assert len(automatic.mistakes([case.agency_id])) == wrong
    assert make.verbs(case)[-1] == "cases.recheck"
    with pytest.raises(states.NotNow, match="已经复核过"):
        actions.recheck(case, verdict="upheld", opinion="再核", by=make.desk(), at=timezone.now())


@pytest.mark.parametrize(
    ("login", "words", "refused"),
    [
        ("zhouming", {}, actions.NotEntitled),
        ("luolei", {}, actions.NotEntitled),
        ("shenqing", {"verdict": "maybe"}, errors.Invalid),
        ("shenqing", {"opinion": " "}, errors.Invalid),
    ],
)
def test_who_may_not_recheck(town, login, words, refused):
    case = drawn(by="luo")

    with pytest.raises(refused):
        actions.recheck(
            case, **({"verdict": "upheld", "opinion": "核对过"} | words), by=make.desk(login), at=LATER
        )

    assert automatic.recheck(case) is None


def test_who_wrote_the_rules_does_not_recheck_them(town):
    case = drawn()
    proposal = proposing.drafted(by="jianning")
    type(proposal).objects.filter(pk=proposal.pk).update(version=case.version_id, state="published")
    proposal.revisions.update(officer=make.desk().officer_id)

    with pytest.raises(actions.NotEntitled, match="起草或者审核过"):
        actions.recheck(case, verdict="upheld", opinion="核对过", by=make.desk(), at=LATER)


def test_what_people_decided_is_not_rechecked(town):
    case = make.case("granted", item=make.WORK, by="fang")

    with pytest.raises(states.NotNow, match="不是自动办理"):
        actions.recheck(case, verdict="upheld", opinion="核对过", by=make.desk(), at=LATER)


def test_nobody_sees_his_own_case_among_those_drawn(town):
    drawn(by="luo")

    assert (automatic.to_check(make.desk("luolei")).count(), automatic.to_check(make.desk()).count()) == (
        0,
        1,
    )
