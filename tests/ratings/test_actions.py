"""好差评: once, after the end, with reasons where it is bad."""

import pytest

from tests import make
from tongban.core import errors
from tongban.journal import queries as journal
from tongban.ratings import actions
from tongban.ratings.models import Rating

LATER = make.AT + 24 * make.HOUR


def rated(case, grade: int | None = 5, **said):
    return actions.rate(case, grade=grade, by=make.applicant(firm=True), at=LATER, **said)


def test_a_rating_is_kept_with_its_line(town):
    case = make.case("delivered")

    rating = rated(case, comment=" 很快 ")

    assert Rating.objects.get(case=case) == rating
    assert (rating.grade, rating.comment, rating.anonymous, rating.rated_at) == (5, "很快", False, LATER)
    line = journal.timeline(case.chain).last()
    assert (line.verb, line.data) == ("ratings.rate", {"grade": 5})


def test_a_case_is_rated_once(town):
    case = make.case("delivered")
    rated(case)

    with pytest.raises(actions.AlreadyRated):
        rated(case, grade=1, comment="改主意了")
    assert [rating.grade for rating in Rating.objects.all()] == [5]


def test_nothing_is_rated_before_its_end(town):
    with pytest.raises(actions.NotYet):
        rated(make.case("accepted"))

    assert Rating.objects.count() == 0


@pytest.mark.parametrize(("grade", "said"), [(None, {}), (9, {}), (1, {}), (5, {"indicators": ["999"]})])
def test_a_rating_that_says_too_little_is_refused(town, grade, said):
    with pytest.raises(errors.Invalid):
        rated(make.case("delivered"), grade, **said)

    assert Rating.objects.count() == 0
