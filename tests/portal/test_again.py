"""重新申请: what was filled in and handed in stands in the new draft."""

import datetime as dt

import pytest
from django.utils import timezone

from tests import make, pages
from tongban.cases import actions, queries
from tongban.cases.models import Draft

pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture
def lin():
    return make.client("lin")


@pytest.fixture
def lapsed():
    """A case whose applicant had put a file to its gap, and no more."""
    case = make.case_now("correcting", ago=dt.timedelta(days=60))
    gap = case.correction.gaps.get()
    actions.answer(case, gap.key, make.file("第2页.png"))
    actions.lapse(case, at=timezone.now())
    return make.fresh(case)


def test_a_lapsed_case_is_begun_anew_with_all_that_was_there(lin, lapsed):
    page = pages.words(lin.get(f"/cases/{lapsed.number}/"))
    assert ("到期没有补正" in page, "重新申请" in page) == (True, True)

    answer = lin.post(f"/cases/{lapsed.number}/again/")

    draft = Draft.objects.get()
    assert answer["Location"] == f"/drafts/{draft.pk}/"
    assert (draft.answers, queries.draft_form(draft)) == (lapsed.answers, queries.form(lapsed))
    given = set(lapsed.materials.values_list("key", "file_id"))
    gap = lapsed.correction.gaps.get()
    given.add((gap.key, gap.files.get().file_id))
    assert set(draft.files.values_list("key", "file_id")) == given
    assert lin.post(f"/cases/{lapsed.number}/again/")["Location"] == f"/drafts/{draft.pk}/"
    assert Draft.objects.count() == 1


@pytest.mark.parametrize("state", ["received", "correcting", "accepted", "delivered"])
def test_what_has_not_come_to_nothing_is_not_begun_anew(lin, state):
    case = make.case(state)

    assert "重新申请</button>" not in lin.get(f"/cases/{case.number}/").content.decode()
    assert lin.post(f"/cases/{case.number}/again/").status_code == 409
    assert not Draft.objects.exists()


def test_nobody_else_begins_it_anew(lapsed):
    assert make.client("fang").post(f"/cases/{lapsed.number}/again/").status_code == 404
    assert not Draft.objects.exists()
