"""预审 at the window and at home: only what was sent is seen, a word on each paper comes back beside it."""

import pytest
from django.utils import timezone

from tests import make, pages
from tongban.cases import actions, queries
from tongban.cases.models import Draft, PreReview

pytestmark = pytest.mark.usefixtures("town")
LIST = "/counter/pre-reviews/"


@pytest.fixture
def lin():
    return make.client("lin")


@pytest.fixture
def draft(lin) -> Draft:
    begun = Draft.objects.get(pk=pages.begun(lin))
    actions.save(begun, answers=make.answers(queries.definition(begun)), at=timezone.now())
    first = queries.checklist(begun).uploads[0]
    actions.attach(begun, first.key, make.file("平面图.png"), at=timezone.now())
    return begun


@pytest.fixture
def asked(lin, draft) -> PreReview:
    lin.post(f"/drafts/{draft.pk}/pre-review/")
    return PreReview.objects.get()


def words(draft, **needs) -> dict:
    keys = ["form", *(paper.key for paper in queries.checklist(draft).uploads)]
    said = {f"fits-{key}": "no" if key in needs else "yes" for key in keys}
    return said | {f"need-{key}": need for key, need in needs.items()} | {"opinion": "整体清楚。"}


def test_the_review_step_offers_it_and_says_it_is_free(lin, draft):
    page = pages.words(lin.get(f"/drafts/{draft.pk}/review/"))
    assert ("请窗口先看一看" in page, "不是必经程序" in page) == (True, True)

    lin.post(f"/drafts/{draft.pk}/pre-review/")

    page = pages.words(lin.get(f"/drafts/{draft.pk}/review/"))
    assert ("已送窗口预审" in page, "提交申请" in page) == (True, True)
    assert lin.post(f"/drafts/{draft.pk}/pre-review/").status_code == 409


def test_only_what_was_sent_is_seen(asked, draft):
    clerk = make.client("shenqing")
    page = pages.words(clerk.get(LIST))
    assert ("预审1件" in page, draft.item.name in page) == (True, True)
    file = draft.files.get().file_id
    assert clerk.get(f"{LIST}{asked.pk}/").status_code == 200
    assert clerk.get(f"{LIST}{asked.pk}/files/{file}/").status_code == 200

    clerk.post(f"{LIST}{asked.pk}/answer/", words(draft))

    for address in (f"{LIST}{asked.pk}/", f"{LIST}{asked.pk}/files/{file}/"):
        assert clerk.get(address).status_code == 404


@pytest.mark.parametrize(("login", "status"), [("zhouming", 403), ("lin", 403)])
def test_nobody_else_opens_it(asked, login, status):
    for address in (LIST, f"{LIST}{asked.pk}/"):
        assert make.client(login).get(address).status_code == status


def test_the_word_stands_beside_each_paper(lin, asked, draft):
    first = queries.checklist(draft).uploads[0].key
    clerk = make.client("shenqing")
    half = clerk.post(f"{LIST}{asked.pk}/answer/", {"fits-form": "yes"})
    assert (half.status_code, "请对" in pages.words(half)) == (422, True)

    clerk.post(f"{LIST}{asked.pk}/answer/", words(draft, **{first: "第2页缺尺寸"}))

    assert "预审：第2页缺尺寸" in pages.words(lin.get(f"/drafts/{draft.pk}/papers/"))
    review = pages.words(lin.get(f"/drafts/{draft.pk}/review/"))
    assert ("整体清楚。" in review, "再请窗口看一看" in review) == (True, True)
    actions.attach(draft, first, make.file("新.png"), at=timezone.now())
    assert "预审：第2页缺尺寸" not in pages.words(lin.get(f"/drafts/{draft.pk}/papers/"))


def test_a_stranger_sends_nothing(asked, draft):
    assert make.client("fang").post(f"/drafts/{draft.pk}/pre-review/").status_code == 404


def test_the_list_asks_the_same_of_the_database_however_long(asked, django_assert_max_num_queries):
    clerk = make.client("shenqing")
    for _more in range(2):
        with django_assert_max_num_queries(12):
            clerk.get(LIST)
        begun = actions.begin(
            make.published(make.WORK), account=make.account("lin"), by=make.applicant(), at=timezone.now()
        )
        if not PreReview.objects.filter(submission=begun.pk).exists():
            actions.ask_pre_review(begun, by=make.applicant(), at=timezone.now())


def test_the_case_says_that_it_was_looked_at_before(lin, asked, draft):
    make.client("shenqing").post(f"{LIST}{asked.pk}/answer/", words(draft))
    wanted, by = queries.definition(draft), make.applicant(firm=True)
    case = actions.submit(
        draft.item,
        submission=draft.pk,
        answers=draft.answers,
        form=make.form(wanted, by),
        files=make.uploads(wanted, draft.answers, by),
        by=by,
        at=timezone.now(),
    )

    for reader, address in (("shenqing", "/counter/cases/"), ("lin", "/cases/")):
        page = pages.words(make.client(reader).get(f"{address}{case.number}/"))
        assert (reader, "提交以前经第1次预审" in page) == (reader, True)
