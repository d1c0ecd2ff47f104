"""网上预审: asked for freely, answered on every paper by who may, never in the way of submitting."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from tests import make
from tongban.cases import actions, prereviews, queries, reactions
from tongban.cases.models import Draft, PreReview, PreReviewPoint
from tongban.cases.states import NotNow
from tongban.core import errors
from tongban.journal import queries as journal
from tongban.notices.models import Notice

pytestmark = pytest.mark.usefixtures("town")
LATER = make.AT + dt.timedelta(days=1)


@pytest.fixture
def draft() -> Draft:
    """A draft with a file for the first paper."""
    item, by = make.published(), make.applicant(firm=True)
    begun = actions.begin(item, account=make.account("lin"), by=by, at=make.AT)
    actions.save(begun, answers=make.answers(make.definition(item)), at=make.AT)
    first = queries.checklist(begun).uploads[0]
    actions.attach(begun, first.key, make.file(), at=make.AT)
    return begun


def asked(draft: Draft, at: dt.datetime = make.AT) -> PreReview:
    return actions.ask_pre_review(draft, by=make.applicant(firm=True), at=at)


def words(draft: Draft, **needs: str) -> list[tuple[str, bool, str]]:
    """A word on everything: what is named is to be mended."""
    keys = ["form", *(paper.key for paper in queries.checklist(draft).uploads)]
    return [(key, key not in needs, needs.get(key, "")) for key in keys]


def answered(one: PreReview, draft: Draft, login: str = make.WINDOW, **needs: str) -> PreReview:
    return actions.pre_review(one, points=words(draft, **needs), by=make.desk(login), at=LATER)


def test_it_is_promised_for_a_day_and_told_in_the_draft_s_chain(draft):
    one = asked(draft)

    assert (one.round, one.due_on, one.outcome) == (1, dt.date(2026, 9, 17), "")
    assert make.verbs_of(f"draft:{draft.pk}") == ["cases.ask_pre_review"]
    assert [each.pk for each in prereviews.waiting(make.desk())] == [one.pk]
    assert not prereviews.waiting(make.desk("handong")).exists()


def test_one_round_at_a_time(draft):
    asked(draft)

    with pytest.raises(NotNow, match="已经送去预审"):
        asked(draft)
    assert PreReview.objects.count() == 1


def test_a_word_on_every_paper_is_told_and_a_second_round_may_follow(draft):
    one = answered(asked(draft), draft, form="面积与图纸不一致")

    assert (one.outcome, one.officer_id) == ("mend", make.desk().officer_id)
    assert [(p.key, p.need) for p in one.points.filter(fits=False)] == [("form", "面积与图纸不一致")]
    line = journal.timeline(one.chain).last()
    for _again in range(2):
        reactions.tell_pre_review(one.chain, line.pk)
    notice = Notice.objects.get(verb="cases.pre_review.mend")
    assert ("申请表填写内容" in notice.body, notice.link) == (True, f"/drafts/{draft.pk}/review/")
    again = answered(asked(draft, LATER), draft)
    assert (again.round, again.outcome) == (2, "fits")
    assert journal.faults() == []


@pytest.mark.parametrize(
    "points",
    [[], [("form", False, " ")], [("form", True, ""), ("strange", True, "")]],
    ids=["nothing", "no need", "a strange paper"],
)
def test_a_half_word_is_not_sent(draft, points):
    one = asked(draft)

    with pytest.raises(errors.Invalid) as wrong:
        actions.pre_review(one, points=points, by=make.desk(), at=LATER)

    assert len(wrong.value.errors) == len(queries.checklist(draft).uploads) + 1
    assert not PreReviewPoint.objects.exists()


@pytest.mark.parametrize("login", ["handong", "zhouming", "dingning"])
def test_other_posts_do_not_answer(draft, login):
    one = asked(draft)

    with pytest.raises(actions.NotEntitled):
        answered(one, draft, login)
    assert PreReview.objects.get().outcome == ""


def test_it_is_answered_once_and_only_while_it_is_a_draft(draft):
    one = asked(draft)
    answered(one, draft)
    with pytest.raises(NotNow):
        answered(one, draft)

    second = asked(draft, LATER)
    points = words(draft)
    actions.discard(draft)
    assert not prereviews.waiting(make.desk()).exists()
    with pytest.raises(NotNow):
        actions.pre_review(second, points=points, by=make.desk(), at=LATER)


def test_who_does_not_wait_submits_and_starts_the_clock_of_the_law(draft):
    asked(draft)
    item, by = draft.item, make.applicant(firm=True)
    wanted = make.definition(item)

    case = actions.submit(
        item,
        submission=draft.pk,
        answers=draft.answers,
        form=make.form(wanted, by),
        files=make.uploads(wanted, draft.answers, by),
        by=by,
        at=LATER,
    )

    assert (case.state, case.received_at, case.due_on) == ("received", LATER, dt.date(2026, 9, 22))
    assert not prereviews.waiting(make.desk()).exists()
    assert [one.round for one in prereviews.of(case.submission)] == [1]


@pytest.mark.parametrize(
    "wrong",
    [{"outcome": "fits"}, {"outcome": "odd", "answered_at": LATER}, {"answered_at": LATER}],
    ids=["no answer", "unknown", "no outcome"],
)
def test_the_database_refuses_half_an_answer(draft, wrong):
    one = asked(draft)

    with pytest.raises(IntegrityError), transaction.atomic():
        PreReview.objects.filter(pk=one.pk).update(**wrong)


def test_the_database_wants_to_know_what_is_to_be_mended(draft):
    point = answered(asked(draft), draft).points.first()

    with pytest.raises(IntegrityError), transaction.atomic():
        PreReviewPoint.objects.filter(pk=point.pk).update(fits=False)
