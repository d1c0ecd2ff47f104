"""Originals left at the window: their slip, their return, and what is left when the case ends."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from tests import make
from tongban.cases import actions, notices, queries, unserved
from tongban.cases.models import Original
from tongban.cases.states import NotNow
from tongban.core import errors
from tongban.journal import queries as journal
from tongban.notices.models import Notice

LATER = make.AT + dt.timedelta(days=1)
LEFT = [("营业执照正本", 1, 1), ("不动产权证书", 2, 24)]


@pytest.fixture
def case(town):
    return make.case("accepted")


def keep(case, left=LEFT):
    return actions.keep_originals(case, originals=left, by=make.desk(), at=LATER)


def kept(case) -> list[int]:
    return list(Original.objects.filter(custody__case=case, outcome="").values_list("pk", flat=True))


def test_what_is_left_has_its_slip(case):
    custody = keep(case)
    assert list(custody.originals.order_by("id").values_list("name", "copies", "pages")) == LEFT
    assert custody.paper.data["materials"][1] == {"name": "不动产权证书", "copies": 2, "pages": 24}
    line = list(journal.timeline(case.chain))[-1]
    assert (line.verb, line.paper, line.data["originals"]) == (
        "cases.keep_originals",
        custody.paper_id,
        ["营业执照正本", "不动产权证书"],
    )


@pytest.mark.parametrize(
    "left",
    [
        [],
        [("", 1, 1)],
        [("证", 0, 1)],
        [("证", 1, 0)],
        [("证", 3, 2)],
        [("证", 1, 10000)],
        [("证" * 201, 1, 1)],
        [("证", 1, 1)] * 61,
    ],
    ids=["none", "nameless", "no copy", "no page", "fewer pages than copies", "too many", "too long", "61"],
)
def test_a_slip_that_says_too_little_is_not_made(case, left):
    with pytest.raises(errors.Invalid):
        keep(case, left)
    assert (kept(case), queries.paper(case, "custody")) == ([], None)


@pytest.mark.parametrize("state", ["declined", "withdrawn", "delivered"])
def test_an_ended_case_keeps_nothing_more(town, state):
    with pytest.raises(NotNow):
        keep(make.case(state))


def test_given_back_to_somebody_with_a_name(case):
    keep(case)
    first, second = kept(case)
    actions.give_back(
        case, originals=[first], receiver="林小安", relation="法定代表人", by=make.desk(), at=LATER
    )
    one = Original.objects.get(pk=first)
    assert (one.outcome, one.receiver, one.relation, one.settled_at) == (
        "returned",
        "林小安",
        "法定代表人",
        LATER,
    )
    actions.pass_on(case, originals=[second], receiver="市不动产登记中心", by=make.desk(), at=LATER)
    assert (kept(case), make.verbs(case)[-2:]) == ([], ["cases.give_back", "cases.pass_on"])
    with pytest.raises(NotNow):
        actions.give_back(
            case, originals=[first], receiver="别人", relation="代领人", by=make.desk(), at=LATER
        )


@pytest.mark.parametrize(("receiver", "relation"), [("", "本人"), ("林小安", " ")])
def test_not_to_nobody(case, receiver, relation):
    keep(case)
    with pytest.raises(errors.Invalid):
        actions.give_back(
            case, originals=kept(case), receiver=receiver, relation=relation, by=make.desk(), at=LATER
        )
    assert len(kept(case)) == 2


def test_none_of_another_case(case):
    other = make.case("accepted")
    keep(other)
    with pytest.raises(NotNow):
        actions.pass_on(case, originals=kept(other), receiver="档案室", by=make.desk(), at=LATER)
    with pytest.raises(errors.Invalid):
        actions.pass_on(case, originals=[], receiver="档案室", by=make.desk(), at=LATER)


def test_who_has_no_power_over_the_case_keeps_nothing(case):
    with pytest.raises(actions.NotEntitled):
        actions.keep_originals(case, originals=LEFT, by=make.desk("fangyuan"), at=LATER)


def test_what_is_left_at_the_end_is_listed_and_told(case):
    keep(case)
    assert list(unserved.originals(make.desk())) == []
    actions.withdraw(case, reason="", by=make.applicant(firm=True), at=LATER)
    case, line = make.fresh(case), list(journal.timeline(case.chain))[-1]
    assert [one.name for one in unserved.originals(make.desk())] == ["营业执照正本", "不动产权证书"]
    for _twice in range(2):
        notices.tell_of_originals(case, line)
    told = Notice.objects.filter(verb="cases.keep_originals")
    assert [message.body.count("营业执照正本、不动产权证书") for message in told] == [1]


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"outcome": "returned", "receiver": "林", "relation": "本人"}, "original_settled_to_somebody"),
        ({"outcome": "lost", "receiver": "林", "settled_at": LATER}, "original_settled_to_somebody"),
        ({"receiver": "林"}, "original_settled_to_somebody"),
    ],
)
def test_the_database_wants_a_receiver(case, change, constraint):
    keep(case)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Original.objects.update(**change)


def test_the_database_keeps_what_was_registered(case):
    keep(case)
    for change in (lambda: Original.objects.update(pages=1), lambda: Original.objects.all().delete()):
        with pytest.raises(IntegrityError, match="原件"), transaction.atomic():
            change()
