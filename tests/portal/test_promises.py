"""Papers that follow and commitments, as the applicant chooses, owes and supplies them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import make, pages
from tests.cases import test_committing, tolerating
from tongban.cases import queries
from tongban.cases.models import Commitment, Draft, Undertaking

pytestmark = pytest.mark.django_db
KEY = tolerating.KEY


@pytest.fixture
def lin(town):
    return make.client("lin")


def food(lin):
    draft = pages.begun(lin)
    lin.post(f"/drafts/{draft}/situation/", pages.SITUATION)
    return draft


@pytest.mark.parametrize(
    ("posted", "words"),
    [
        ({"papers": [KEY]}, "勾选以后再签署"),
        ({"undertaken": "true"}, "请选择要受理后补交的材料"),
        ({"papers": ["floor_plan"], "undertaken": "true"}, "这份材料不能容缺"),
        ({"papers": ["<script>"], "undertaken": "true"}, "这份材料不能容缺"),
    ],
)
def test_an_undertaking_is_read_and_names_papers(lin, posted, words):
    answer = lin.post(f"/drafts/{food(lin)}/tolerance/", posted)

    assert (answer.status_code, words in pages.words(answer)) == (422, True)
    assert "<script>alert" not in answer.content.decode()
    assert Undertaking.objects.count() == 0


def test_an_undertaking_is_signed_shown_and_taken_back(lin):
    draft = food(lin)
    lin.post(f"/drafts/{draft}/tolerance/", {"papers": [KEY], "undertaken": "true"})
    signed = Undertaking.objects.get()
    assert (signed.keys, signed.name) == ([KEY], pages.FIRM)
    assert "您已承诺受理后5个工作日内补交" in pages.words(lin.get(f"/drafts/{draft}/papers/"))
    assert signed.text in pages.words(lin.get(f"/drafts/{draft}/review/"))

    lin.post(f"/drafts/{draft}/tolerance/", {"act": "retract"})
    assert Undertaking.objects.count() == 0


def test_a_strangers_draft_is_not_signed(lin):
    draft, stranger = food(lin), make.client("fang")

    assert (
        stranger.post(f"/drafts/{draft}/tolerance/", {"papers": [KEY], "undertaken": "true"}).status_code
        == 404
    )
    assert stranger.post(f"/drafts/{draft}/commitment/", {"promised": "true"}).status_code == 404
    assert (Undertaking.objects.count(), Commitment.objects.count()) == (0, 0)


def test_what_is_owed_is_supplied_on_its_page(lin):
    case = tolerating.accepted(make.timezone.now())
    page = pages.words(lin.get(f"/cases/{case.number}/"))
    assert ("补交1份材料" in page, "现在补交" in page) == (True, True)
    owed = f"/cases/{case.number}/owed/"
    assert "食品安全管理员培训合格证明" in pages.words(lin.get(owed))
    assert lin.post(owed).status_code == 422
    bad = SimpleUploadedFile("证明.exe", b"MZ\x90")
    assert lin.post(owed, {f"file-{KEY}": bad}).status_code == 422
    assert case.deferrals.get().supplied_at is None

    assert lin.post(owed, {f"file-{KEY}": [make.upload(), make.upload("第2页.png")]}).status_code == 302
    assert case.materials.filter(key=KEY).count() == 2
    assert "已补交" in pages.words(lin.get(f"/cases/{case.number}/"))
    assert lin.post(owed, {f"file-{KEY}": make.upload()}).status_code == 409
    assert "没有要补交的" in pages.words(lin.get(owed))
    assert make.client("fang").get(owed).status_code == 404


def test_a_commitment_is_a_free_choice(lin):
    who = make.applicant(firm=True)
    draft = test_committing.draft_of(who)
    address = f"/drafts/{draft.pk}/commitment/"
    page = pages.words(lin.get(f"/drafts/{draft.pk}/papers/"))
    assert ("可以选择告知承诺" in page, "卫生检测报告、卫生管理制度" in page) == (True, True)
    assert lin.post(address, {"way": "commitment"}).status_code == 422

    lin.post(address, {"way": "commitment", "promised": "true"})
    assert queries.commitment(Draft.objects.get(pk=draft.pk)).name == who.firm_name
    page = pages.words(lin.get(f"/drafts/{draft.pk}/papers/"))
    assert ("您已于" in page, "1年内出具，空气质量" in page) == (True, False)
    lin.post(address, {"way": "ordinary"})
    assert Commitment.objects.count() == 0


def test_who_broke_one_is_told_why_he_may_not_choose(lin):
    case, who = test_committing.granted(), make.applicant(firm=True)
    test_committing.checked(case.commitment_checks.get(), "untrue", make.timezone.now())
    draft = test_committing.draft_of(who)

    page = pages.words(lin.get(f"/drafts/{draft.pk}/papers/"))
    assert ("现在不能选择告知承诺" in page, "核查不实" in page) == (True, True)
    assert lin.post(f"/drafts/{draft.pk}/commitment/", {"promised": "true"}).status_code == 409
    assert Commitment.objects.filter(submission=draft.pk).count() == 0
    page = pages.words(lin.get(f"/cases/{case.number}/"))
    assert ("核查：不实" in page, "不能选择告知承诺" in page) == (True, True)
