"""告知承诺: chosen freely, signed once, checked after the grant; broken it has consequences for a time."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction

from tests import make
from tongban.cases import actions, commitments, queries, rules
from tongban.cases.actions.committing import NotOffered
from tongban.cases.models import Case, Commitment, CommitmentCheck, Draft
from tongban.cases.states import NotNow
from tongban.catalogue.models import Restriction
from tongban.clock.terms import TERMS
from tongban.core import errors
from tongban.identity.rules import Applicant
from tongban.journal import queries as journal

pytestmark = pytest.mark.django_db
HOUR = make.HOUR
ITEM = "public_place_hygiene"
SITUATION = {"place": ["beauty"]}
SPARED = {"test_report", "rules"}


def draft_of(who: Applicant, item: str = ITEM) -> Draft:
    made = actions.begin(make.published(item), account=make.account("lin"), by=who, at=make.AT)
    given = make.answers(queries.definition(made), SITUATION)
    return actions.save(made, answers=given, at=make.AT)


def submitted(who: Applicant, *, at: dt.datetime = make.AT) -> Case:
    """An application with a commitment, and without what it replaces."""
    wanted, submission = make.published(ITEM), uuid.uuid4()
    current = make.definition(wanted)
    given = make.answers(current, SITUATION)
    files = {key: ids for key, ids in make.uploads(current, given, who).items() if key not in SPARED}
    Commitment.objects.create(
        submission=submission,
        mode="commitment",
        text=current.commitment,
        digest=rules.commitment_digest(current),
        name=who.firm_name,
        by=who.author.key,
        signed_at=at,
    )
    return actions.submit(
        wanted, submission=submission, answers=given, form=make.form(current, who), files=files, by=who, at=at
    )


def granted() -> Case:
    case = submitted(make.applicant(firm=True))
    actions.accept(case, by=make.window(case), at=make.AT + HOUR)
    case = make.reviewed(make.fresh(case), until="decide", at=make.AT + 2 * HOUR)
    return make.decided(case, at=make.AT + 4 * HOUR)


def checked(check: CommitmentCheck, result: str, at: dt.datetime, **more: object) -> CommitmentCheck:
    by = make.able(check.case, "decide", "decide")
    return actions.check_commitment(check, result=result, findings="现场与承诺比对。", by=by, at=at, **more)


LATER = make.AT + dt.timedelta(days=7)


def test_choosing_it_spares_papers_and_taking_it_back_asks_them_again(town):
    who = make.applicant(firm=True)
    draft = draft_of(who)
    asked = {paper.key for paper in queries.checklist(draft).uploads}
    for _again in range(2):
        signed = actions.commit(draft, by=who, at=make.AT)

    assert {paper.key for paper in queries.checklist(draft).uploads} == asked - SPARED
    assert (signed.name, signed.by, signed.mode) == (who.firm_name, who.author.key, "commitment")
    assert signed.text == queries.definition(draft).commitment
    actions.take_ordinary_way(draft)
    assert {paper.key for paper in queries.checklist(draft).uploads} == asked
    assert Commitment.objects.count() == 0


def test_an_item_without_terms_offers_none(town):
    who = make.applicant(firm=True)

    with pytest.raises(NotOffered, match="不适用告知承诺"):
        actions.commit(draft_of(who, make.FOOD), by=who, at=make.AT)


def test_other_words_are_not_what_was_signed(town):
    who = make.applicant(firm=True)
    draft = draft_of(who)
    actions.commit(draft, by=who, at=make.AT)
    Commitment.objects.update(digest="0" * 64)

    assert queries.commitment(draft) is None
    assert {paper.key for paper in queries.checklist(draft).uploads} >= SPARED


def test_the_signed_paper_has_its_number_with_the_acceptance(town):
    case = submitted(make.applicant(firm=True))
    actions.accept(case, by=make.window(case), at=make.AT + HOUR)

    paper = queries.paper(case, "commitment")
    assert paper.data["spared"] == ["卫生检测报告", "卫生管理制度"]
    assert paper.data["checked"] == "作出决定后20个工作日内，现场核查"
    assert make.verbs(case) == ["cases.submit", "cases.accept", "cases.commit"]


def test_a_grant_that_rests_on_it_is_checked_by_a_day(town):
    [check] = granted().commitment_checks.all()

    assert (check.due_on, check.result) == (dt.date(2026, 10, 19), "")
    assert list(commitments.overdue(check.due_on)) == []
    assert list(commitments.overdue(check.due_on + dt.timedelta(days=1))) == [check]
    assert make.case("granted", item=ITEM, situation=SITUATION).commitment_checks.count() == 0


def test_true_ends_it(town):
    check = granted().commitment_checks.get()
    checked(check, "true", LATER)

    assert [one.result for one in check.case.commitment_checks.all()] == ["true"]
    assert make.verbs(check.case)[-1] == "cases.check_commitment"
    with pytest.raises(NotNow, match="已经办过"):
        checked(check, "untrue", LATER)


def test_what_is_to_be_mended_is_checked_once_more(town):
    check = granted().commitment_checks.get()
    day = LATER.date() + dt.timedelta(days=14)
    checked(check, "mend", LATER, mend_by=day)

    again = check.case.commitment_checks.get(result="")
    assert again.due_on == day
    paper = queries.paper(check.case, "mending")
    assert paper.data["mend_by"] == day.isoformat()
    assert paper.pk == journal.timeline(check.case.chain).last().paper
    checked(again, "untrue", LATER + dt.timedelta(days=15))
    assert [one.result for one in check.case.commitment_checks.order_by("pk")] == ["mend", "untrue"]


def test_broken_it_bars_the_free_choice_for_a_time(town):
    case, who = granted(), make.applicant(firm=True)
    checked(case.commitment_checks.get(), "untrue", LATER)

    until = case.commitment_checks.get().barred_until
    assert (TERMS["broken_commitment"].value, until) == (12, dt.date(2027, 9, 22))
    assert "2027年9月22日以前申请不能选择告知承诺" in commitments.barred(who, until)
    assert commitments.barred(who, until + dt.timedelta(days=1)) == ""
    assert commitments.barred(make.applicant("lin"), until) == ""  # the person, not her firm
    with pytest.raises(NotOffered, match="核查不实"):
        actions.commit(draft_of(who), by=who, at=LATER)
    with pytest.raises(actions.Incomplete, match="核查不实"):
        submitted(who, at=LATER)


@pytest.mark.parametrize(
    ("wish", "wrong"),
    [
        ({"result": "maybe"}, ["result"]),
        ({"findings": "  "}, ["findings"]),
        ({"findings": "长" * 2001}, ["findings"]),
        ({"result": "mend"}, ["mend_by"]),
        ({"result": "mend", "mend_by": LATER.date()}, ["mend_by"]),
        ({"result": "mend", "mend_by": LATER.date() + dt.timedelta(days=400)}, ["mend_by"]),
        ({"result": "", "findings": ""}, ["result", "findings"]),
    ],
)
def test_a_finding_is_complete(town, wish, wrong):
    check = granted().commitment_checks.get()
    by = make.able(check.case, "decide", "decide")

    with pytest.raises(errors.Invalid) as refused:
        actions.check_commitment(check, **({"result": "true", "findings": "属实"} | wish), by=by, at=LATER)

    assert [key for key, _sentence in refused.value.errors] == wrong
    assert check.case.commitment_checks.get().result == ""


def test_who_has_no_power_checks_nothing(town):
    check = granted().commitment_checks.get()

    with pytest.raises(actions.NotEntitled):
        actions.check_commitment(check, result="true", findings="属实", by=make.desk("zhouming"), at=LATER)
    assert check not in commitments.to_check(make.desk("zhouming"))
    assert check in commitments.to_check(make.able(check.case, "decide", "decide"))


@pytest.mark.parametrize(
    "change",
    [
        {"result": "true"},
        {"result": "nonsense"},
        {"mend_by": dt.date(2026, 10, 1)},
        {"barred_until": dt.date(2027, 10, 1)},
        {"checked_at": make.AT},
    ],
)
def test_the_database_keeps_checks_straight(town, change):
    check = granted().commitment_checks.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        CommitmentCheck.objects.filter(pk=check.pk).update(**change)


def test_one_check_is_open_at_a_time(town):
    check = granted().commitment_checks.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        CommitmentCheck.objects.create(case=check.case, opened_at=LATER, due_on=check.due_on)


def test_what_was_signed_stays(town):
    case = submitted(make.applicant(firm=True))

    with pytest.raises(IntegrityError, match="已经随办件生效"), transaction.atomic():
        Commitment.objects.filter(submission=case.submission).delete()


def test_a_listed_item_takes_none(town):
    who = make.applicant(firm=True)
    draft = draft_of(who)
    code, since = draft.item.code, make.AT.date()
    Restriction.objects.create(
        kind="commitment", text="公共场所", basis="云卫〔2026〕3号", items=[code], since=since
    )

    definition = queries.definition(draft)
    assert "云卫〔2026〕3号" in commitments.unlisted(draft.item, definition, since)
    assert commitments.unlisted(draft.item, definition, since - dt.timedelta(days=1)) == ""
    with pytest.raises(NotOffered, match="清单"):
        actions.commit(draft, by=who, at=make.AT)
    with pytest.raises(errors.Invalid, match="清单"):
        submitted(who)
