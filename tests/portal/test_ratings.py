import pytest
from django.urls import reverse

from tests import make
from tongban.journal import queries as journal
from tongban.ratings.models import Rating


@pytest.fixture
def decided(town):
    return make.case("granted")


@pytest.fixture
def applicant(decided):
    return make.client("lin")


def address(case) -> str:
    return reverse("portal:rating", args=[case.number])


def test_first_the_grade_then_its_reasons(applicant, decided):
    page = applicant.get(address(decided)).content.decode()
    assert "先选满意程度" in page

    page = applicant.get(address(decided), {"grade": "1"}).content.decode()
    assert "多头跑窗口和部门" in page
    assert "不用提交证明" not in page


def test_a_rating_is_kept_and_told(applicant, decided):
    answer = applicant.post(address(decided), {"grade": "5", "indicators": ["512", "517"], "comment": "很快"})

    rating = Rating.objects.get(case=decided)
    assert answer.status_code == 302
    assert (rating.grade, rating.indicators, rating.comment, rating.channel) == (
        5,
        ["512", "517"],
        "很快",
        "web",
    )
    assert journal.timeline(decided.chain).last().verb == "ratings.rate"
    assert "非常满意" in applicant.get(address(decided)).content.decode()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "请选择满意程度"),
        ({"grade": "9"}, "请选择满意程度"),
        ({"grade": "1"}, "请选一项原因"),
        ({"grade": "5", "indicators": ["115"]}, "不是“非常满意”的评价内容"),
        ({"grade": "4", "comment": "字" * 501}, "最多写500个字"),
    ],
)
def test_a_rating_that_says_too_little_or_too_much_is_not_kept(applicant, decided, given, words):
    answer = applicant.post(address(decided), given)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Rating.objects.count() == 0


def test_a_second_rating_is_refused(applicant, decided):
    applicant.post(address(decided), {"grade": "5"})

    answer = applicant.post(address(decided), {"grade": "1", "comment": "改主意了"})

    assert answer.status_code == 409
    assert Rating.objects.get().grade == 5


def test_before_a_decision_nothing_can_be_rated(town):
    case, client = make.case("accepted"), make.client("lin")

    assert "还不能评价" in client.get(address(case)).content.decode()
    assert client.post(address(case), {"grade": "5"}).status_code == 409


def test_a_neighbour_finds_nothing(decided):
    client = make.client("zhang")

    assert client.get(address(decided)).status_code == 404
    assert client.post(address(decided), {"grade": "1", "comment": "x"}).status_code == 404
