"""Drafts by programs: what is lacking, what is signed by its digest, what is renewed, a look beforehand."""

import pytest
from django.utils import timezone

from tests import make
from tests.cases import test_committing, tolerating
from tongban.cases.models import Case, Commitment, Draft, Undertaking
from tongban.files import actions as files
from tongban.identity.models import Firm

KEY = tolerating.KEY
RENEWAL = "food_business_renewal"


def given(item: str, *, without=(), situation=None) -> dict:
    """An application of lin's firm, every paper uploaded by him but these."""
    wanted = make.published(item)
    by, current, at = (
        make.applicant_of(wanted, "lin", timezone.now()),
        make.definition(wanted),
        timezone.now(),
    )
    answers = make.answers(current, situation)
    keys = make.uploads(current, answers, by, at).keys() - set(without)
    own = {key: [str(files.store(make.picture(), "材料.png", by=by.author, at=at).pk)] for key in keys}
    firm = Firm.objects.get(pk=by.firm_id).code if by.firm_id else None
    return {
        "item": wanted.code, "firm": firm, "answers": answers, "form": make.form(current, by), "files": own,
    }  # fmt: skip


@pytest.fixture
def lin(caller):
    return caller("lin")


def kept(lin, body: dict) -> dict:
    answer = lin.post("drafts", body)
    assert answer.status_code == 201, answer.json()
    return answer.json()


def test_a_paper_that_may_follow_is_undertaken_by_the_digest_of_its_words(lin):
    body = given(make.FOOD, without=[KEY])
    draft = kept(lin, body)
    assert ([gap["field"] for gap in draft["gaps"]], draft["undertaking"]["papers"]) == (
        [KEY], [tolerating.NAME],
    )  # fmt: skip
    assert lin.post("cases", body).status_code == 422

    signed = body | {"undertaking": draft["undertaking"]["digest"], "draft": draft["id"]}
    made = Case.objects.get(number=lin.post("cases", signed).json()["number"])

    undertaken = Undertaking.objects.get()
    assert (str(made.submission), undertaken.submission) == (draft["id"], made.submission)
    assert (undertaken.keys, undertaken.text) == ([KEY], draft["undertaking"]["text"])
    assert not Draft.objects.exists()


def test_a_commitment_is_signed_by_the_digest_of_its_words(lin):
    body = given(test_committing.ITEM, without=test_committing.SPARED, situation=test_committing.SITUATION)
    words = kept(lin, body)["commitment"]
    assert lin.post("cases", body).status_code == 422

    answer = lin.post("cases", body | {"commitment": words["digest"]})

    signed = Commitment.objects.get()
    assert (answer.status_code, signed.text, signed.digest) == (201, words["text"], words["digest"])
    assert Case.objects.get().submission == signed.submission


@pytest.mark.parametrize(
    ("item", "field"),
    [(make.FOOD, "undertaking"), (make.FOOD, "commitment"), (test_committing.ITEM, "commitment")],
)
def test_other_words_are_not_signed(lin, item, field):
    without = [KEY] if item == make.FOOD else []

    answer = lin.post("cases", given(item, without=without) | {field: "0" * 64})

    assert (answer.status_code, [fault["field"] for fault in answer.json()["errors"]]) == (422, [field])
    assert (Case.objects.count(), Draft.objects.count(), Undertaking.objects.count()) == (0, 0, 0)


def test_a_renewal_names_the_certificate(lin):
    item = make.published(RENEWAL)
    own = make.held(item, make.applicant_of(item, "lin"), timezone.now())
    other = make.held(item, make.applicant_of(item, "zhao"), timezone.now())
    body = given(RENEWAL)
    assert [one["identifier"] for one in kept(lin, body)["renewable"]] == [own.identifier]

    answers = [lin.post("cases", body | {"renews": wanted}) for wanted in (None, other.identifier, "x")]
    assert [(answer.status_code, answer.json()["errors"][0]["field"]) for answer in answers] == [
        (422, "renews")
    ] * 3
    assert lin.post("cases", body | {"renews": own.identifier}).status_code == 201
    assert Case.objects.get().renews == own


def test_the_window_is_asked_to_look_first(caller, lin):
    body = given(make.FOOD)
    draft = kept(lin, body)
    firm = body["firm"]

    asked = lin.post(f"drafts/{draft['id']}/pre-review?firm={firm}")
    again = lin.post(f"drafts/{draft['id']}/pre-review?firm={firm}")

    assert (asked.status_code, again.status_code) == (201, 409)
    [one] = lin.get(f"drafts/{draft['id']}", firm=firm).json()["pre_reviews"]
    assert (one["round"], one["outcome"], one["points"]) == (1, "", [])
    assert lin.get(f"drafts/{draft['id']}").status_code == 404
    assert caller("zhao").get(f"drafts/{draft['id']}").status_code == 404


def test_a_draft_is_replaced_whole_and_only_by_its_own(caller, lin):
    body = given(make.FOOD)
    draft = kept(lin, body | {"files": {}})

    again = kept(lin, body | {"draft": draft["id"]})

    assert (again["id"], again["gaps"], draft["gaps"] != []) == (draft["id"], [], True)
    assert lin.post("drafts", given(RENEWAL) | {"draft": draft["id"]}).status_code == 404
    assert caller("zhao").post("drafts", body | {"draft": draft["id"]}).status_code == 403


@pytest.mark.parametrize(
    ("wrong", "status"),
    [({"form": {}}, 422), ({"item": "none"}, 404), ({"files": "strange"}, 422), ({"renews": "x"}, 422)],
)
def test_what_is_no_draft(lin, wrong, status):
    body = given(make.FOOD)
    if wrong == {"files": "strange"}:
        wrong = {"files": {"nonsense": body["files"]["floor_plan"]}}

    assert (lin.post("drafts", body | wrong).status_code, Draft.objects.count()) == (status, 0)
