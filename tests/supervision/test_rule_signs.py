"""The signs of fees, papers, integrity and ratings, on records that show each and that must not."""

import datetime as dt

import pytest

from tests import make
from tests.supervision.test_signs import wrote
from tests.supervision.test_sweeping import NOON
from tongban.cases.models import Correction, Gap, Hold
from tongban.identity.models import Officer
from tongban.journal import actions as journal
from tongban.journal.actions import Author
from tongban.supervision import detecting
from tongban.supervision.models import Finding, Rule

LATER = make.AT + dt.timedelta(5)
DRAFTS = (
    "fee_unpaid",
    "fee_beyond",
    "paper_unlisted",
    "own_case",
    "same_hand",
    "rating_burst",
    "rating_unanswered",
)


@pytest.fixture(autouse=True)
def rules(town) -> None:
    """They wait for their trial: here they are switched on as those that came with the system are."""
    Rule.objects.filter(key__in=DRAFTS).update(state="active", installed=True)


def found(at: dt.datetime = LATER) -> dict[str, int]:
    return {sign: count for sign, count in detecting.detect(at).items() if count and sign in DRAFTS}


@pytest.mark.parametrize("state", ["received", "correcting", "granted", "refused", "delivered"])
def test_an_orderly_case_shows_nothing(state):
    make.case(state)
    make.case("granted", **make.FEE)
    assert found() == {}


@pytest.mark.parametrize(("hours", "count"), [(1, 1), (-1, 0), (None, 1)])
def test_granted_before_the_fee_was_confirmed(hours, count):
    case = make.case("granted", **make.FEE)
    lifted = None if hours is None else case.decided_at + dt.timedelta(hours=hours)
    Hold.objects.filter(case=case, kind="fee").update(lifted_at=lifted)
    assert found() == ({"fee_unpaid": 1} if count else {})


@pytest.mark.parametrize(
    ("charge", "count"), [({"name": "加急费"}, 1), ({"fen": 4001}, 1), ({"fen": 3999}, 0), ({}, 0)]
)
def test_a_fee_beyond_what_is_published(charge, count):
    case = make.case("accepted", **make.FEE)
    notice = case.fee_notices.get()
    notice.charges = [notice.charges[0] | charge]
    notice.save(update_fields=["charges"])
    assert found() == ({"fee_beyond": 1} if count else {})


@pytest.mark.parametrize(("key", "count"), [("moon_certificate", 1), ("form", 0), (None, 0)])
def test_a_paper_that_the_guide_does_not_name(key, count):
    case = make.case("correcting")
    if key:
        Gap.objects.filter(correction=Correction.objects.get(case=case)).update(key=key)
    assert found() == ({"paper_unlisted": 1} if count else {})


@pytest.mark.parametrize(("verb", "count"), [("accept", 1), ("decide", 1), ("read_identifiers", 0)])
def test_an_officer_in_his_own_case(verb, count):
    case, officer = make.case(), make.account("tangyue").officer
    Officer.objects.filter(pk=officer.pk).update(person=case.person)
    wrote(verb, case, NOON, officer.pk)
    assert found() == ({"own_case": 1} if count else {})


@pytest.mark.parametrize(("first", "second", "count"), [(900, 900, 1), (900, 901, 0)])
def test_one_hand_accepts_and_decides(first, second, count):
    case = make.case()
    wrote("accept", case, NOON, first)
    wrote("decide", case, NOON + dt.timedelta(hours=2), second)
    assert found() == ({"same_hand": 1} if count else {})


def rated(grade: int, at: dt.datetime):
    case = make.case()
    wrote("deliver", case, NOON, 900)
    journal.append("ratings.rate", case.chain, by=Author("person:1", "某人"), at=at, grade=grade)
    return case


@pytest.mark.parametrize(("grades", "count"), [("5555", 0), ("55555", 1), ("55554", 0)])
def test_many_best_ratings_within_an_hour(grades, count):
    for minute, grade in enumerate(grades):
        rated(int(grade), NOON + dt.timedelta(minutes=minute))
    assert found() == ({"rating_burst": 1} if count else {})


@pytest.mark.parametrize(
    ("grade", "days", "followed", "count"),
    [(1, 28, False, 1), (2, 28, False, 1), (3, 28, False, 0), (1, 10, False, 0), (1, 28, True, 0)],
)
def test_a_bad_rating_that_nobody_followed_up(grade, days, followed, count):
    case = rated(grade, NOON)
    if followed:
        journal.append("ratings.follow_up", case.chain, by=Author("officer:1", "某岗"), at=NOON)
    assert found(NOON + dt.timedelta(days)) == ({"rating_unanswered": 1} if count else {})


def test_what_is_found_is_judged_as_any_finding():
    case = make.case()
    wrote("accept", case, NOON)
    wrote("decide", case, NOON + dt.timedelta(hours=2))
    assert found() == {"same_hand": 1}
    finding = Finding.objects.get(sign="same_hand")
    assert (finding.case_id, len(finding.lines), make.verbs_of(finding.chain)) == (
        case.pk,
        2,
        ["supervision.find"],
    )
    assert found() == {}
