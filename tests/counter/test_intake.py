"""At the window: who comes, what for, with which papers, and what becomes of it at once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import filled, make, pages
from tests.town.people import CITIZENS
from tongban.cases import queries
from tongban.cases.models import Case, Draft
from tongban.core import text
from tongban.journal import queries as journal

LIN = CITIZENS["lin"]


def chosen(window: Client, item: str = make.FOOD, by: str = "lin"):
    """The answer to choosing an item for somebody."""
    wanted = make.published(item)
    who = make.applicant_of(wanted, by)
    given = {"person": who.person_id, "firm": who.firm_id or "", "item": wanted.code}
    return window.post("/counter/drafts/", given)


def begun(window: Client, **wish: str) -> Draft:
    return Draft.objects.get(pk=chosen(window, **wish).url.split("/")[-2])


def on_page(draft: Draft, *, without: tuple[str, ...] = ()) -> dict:
    """What a clerk fills in and scans."""
    definition = queries.definition(draft)
    draft.answers = make.answers(definition)
    form = filled.samples(definition) | queries.draft_form(draft)
    typed = {key: str(value) if isinstance(value, (int, float)) else value for key, value in form.items()}
    scans = {
        f"file-{paper.key}": SimpleUploadedFile("扫描.png", make.picture())
        for paper in queries.checklist(draft).uploads
        if paper.key not in without
    }
    return {f"q-{key}": values for key, values in draft.answers.items()} | typed | scans


def sent(window: Client, draft: Draft, act: str, given: dict):
    return window.post(f"/counter/drafts/{draft.pk}/submission/", given | {"act": act})


def test_accept_at_once(window):
    draft = begun(window, **make.BOOKSHOP)
    assert window.get(f"/counter/drafts/{draft.pk}/").status_code == 200
    answer = sent(window, draft, "accept", on_page(draft))
    case = Case.objects.get(submission=draft.pk)
    assert answer.url == f"/counter/cases/{case.number}/"
    assert (case.state, case.channel) == ("accepted", "counter")
    assert case.taken_by_id == make.desk("shenqing").officer_id
    assert make.verbs(case) == ["cases.submit", "cases.accept"]
    assert {line.by for line in journal.timeline(case.chain)} == {f"officer:{case.taken_by_id}"}
    assert "打印受理通知书" in pages.words(window.get(answer.url))
    assert not Draft.objects.exists()


def test_a_replayed_form_leads_to_the_case(window):
    draft, given = begun(window, **make.BOOKSHOP), None
    given = on_page(draft)
    first = sent(window, draft, "accept", given)
    again = sent(window, draft, "accept", on_page(draft))
    assert again.url == first.url
    assert window.get(f"/counter/drafts/{draft.pk}/").url == first.url
    assert Case.objects.count() == 1


def test_saving_keeps_answers_form_and_scans(window):
    draft = begun(window)
    given = on_page(draft) | {"area": "86.5"}
    assert sent(window, draft, "save", given).url == f"/counter/drafts/{draft.pk}/#checklist"
    kept = Draft.objects.get(pk=draft.pk)
    assert (kept.answers, queries.draft_form(kept)["area"]) == (draft.answers, 86.5)
    assert queries.draft_form(kept)["phone"] == LIN.phone
    assert set(queries.draft_files(kept)) == {paper.key for paper in queries.checklist(kept).uploads}
    page = window.get(f"/counter/drafts/{draft.pk}/").content.decode()
    assert ('value="86.5"' in page, LIN.phone in page) == (True, False)
    [file] = queries.draft_files(kept)["floor_plan"]
    assert window.get(f"/counter/drafts/{draft.pk}/files/{file}/")["Content-Type"] == "image/png"
    sent(window, draft, "save", {"remove": str(file)})
    assert "floor_plan" not in queries.draft_files(kept)


def test_the_mask_of_a_phone_sent_back_keeps_the_phone(window):
    draft = begun(window)
    sent(window, draft, "save", {"phone": text.mask_phone(LIN.phone)})
    assert queries.draft_form(Draft.objects.get(pk=draft.pk))["phone"] == LIN.phone


def test_autosave_answers_without_a_page(window):
    draft = begun(window)
    answer = window.post(
        f"/counter/drafts/{draft.pk}/submission/", {"area": "12"}, headers={"X-Requested-With": "autosave"}
    )
    assert (answer.status_code, queries.draft_form(Draft.objects.get(pk=draft.pk))["area"]) == (204, 12)


def test_a_refused_scan_is_named_and_the_rest_is_kept(window):
    draft = begun(window)
    given = on_page(draft) | {"file-floor_plan": SimpleUploadedFile("图.png", b"MZ not a picture")}
    answer = sent(window, draft, "save", given)
    assert (answer.status_code, "格式不能接收" in pages.words(answer)) == (422, True)
    kept = queries.draft_files(Draft.objects.get(pk=draft.pk))
    assert ("floor_plan" in kept, "room_plan" in kept) == (False, True)


def test_what_is_missing_is_not_accepted(window):
    draft = begun(window)
    answer = sent(window, draft, "accept", on_page(draft, without=("floor_plan",)) | {"area": ""})
    shown = pages.words(answer)
    assert (answer.status_code, "请上传“经营场所平面布局图”" in shown, "有2处需要改" in shown) == (
        422,
        True,
        True,
    )
    assert not Case.objects.exists()
    assert Draft.objects.filter(pk=draft.pk).exists()


def test_a_deferrable_paper_follows_when_it_is_undertaken(window):
    draft, follow = begun(window), ("water_report", "safety_training")
    given = on_page(draft, without=follow)
    assert sent(window, draft, "accept", given).status_code == 422
    assert not Case.objects.exists()
    sheet = window.get(f"/counter/drafts/{draft.pk}/sheets/tolerance/")
    assert (sheet.status_code, sheet["Content-Type"]) == (200, "application/pdf")
    again = on_page(draft, without=(*follow, "floor_plan", "room_plan")) | {"deferred": follow}
    assert sent(window, draft, "accept", again).status_code == 302
    case = Case.objects.get(submission=draft.pk)
    assert make.verbs(case) == ["cases.submit", "cases.accept", "cases.tolerate"]
    assert sorted(case.deferrals.values_list("key", flat=True)) == sorted(follow)
    assert "容缺水质检测报告" in pages.words(make.client("zhouming").get(f"/desk/cases/{case.number}/"))


def test_what_was_owed_is_brought_to_the_window(window):
    draft, follow = begun(window), ("water_report", "safety_training")
    sent(window, draft, "accept", on_page(draft, without=follow) | {"deferred": follow})
    case = Case.objects.get(submission=draft.pk)
    owed = f"/counter/cases/{case.number}/owed/"
    assert window.post(owed).status_code == 422
    bad = SimpleUploadedFile("报告.exe", b"MZ")
    assert window.post(owed, {"file-water_report": bad}).status_code == 422
    assert list(case.deferrals.exclude(supplied_at=None)) == []
    assert window.post(owed, {"file-water_report": make.upload()}).status_code == 302
    assert list(case.deferrals.exclude(supplied_at=None).values_list("key", flat=True)) == ["water_report"]
    assert make.client("zhouming").post(owed, {"file-safety_training": make.upload()}).status_code == 403
    assert case.materials.filter(key="safety_training").count() == 0


def test_taken_in_and_asked_once_for_corrections(window):
    draft = begun(window)
    given = on_page(draft, without=("floor_plan",)) | {
        "gaps": ["floor_plan"],
        "need-floor_plan": "第2页缺尺寸",
    }
    answer = sent(window, draft, "correct", given)
    case = Case.objects.get(submission=draft.pk)
    assert answer.url == f"/counter/cases/{case.number}/"
    assert (case.state, make.verbs(case)) == ("correcting", ["cases.submit", "cases.return_for_correction"])
    assert list(case.correction.gaps.values_list("key", "need")) == [("floor_plan", "第2页缺尺寸")]


def test_a_notice_without_gaps_is_not_sent(window):
    draft = begun(window)
    answer = sent(window, draft, "correct", on_page(draft, without=("floor_plan",)))
    assert (answer.status_code, "请至少写明一处需要补正的内容" in pages.words(answer)) == (422, True)
    assert not Case.objects.exists()


def test_declined_with_reason_and_competent_body(window):
    draft = begun(window, **make.BOOKSHOP)
    bare = sent(window, draft, "decline", on_page(draft))
    assert (bare.status_code, Case.objects.count()) == (422, 0)
    said = {
        "decline_kind": "not_competent",
        "reason": "经营场所在临江县",
        "competent_body": "临江县新闻出版局",
    }
    sent(window, draft, "decline", {f"q-{k}": v for k, v in draft.answers.items()} | said)
    case = Case.objects.get(submission=draft.pk)
    made = case.non_acceptances.get()
    assert (case.state, made.reason, made.competent_body) == (
        "declined", said["reason"], said["competent_body"],
    )  # fmt: skip


def test_only_taken_in_gives_the_receipt(window):
    draft = begun(window, **make.BOOKSHOP)
    sent(window, draft, "receive", on_page(draft))
    case = Case.objects.get(submission=draft.pk)
    assert (case.state, [paper.kind for paper in queries.issued(case)]) == ("received", ["receipt"])


def test_an_instant_item_is_finished_in_one_sitting(window):
    draft = begun(window, item=make.WORK, by="zhang")
    sent(window, draft, "finish", on_page(draft) | {"method": "window", "recipient": "张大勇"})
    case = Case.objects.get(submission=draft.pk)
    assert make.verbs(case) == ["cases.submit", "cases.accept", "cases.decide", "cases.deliver"]
    assert (case.state, case.deliveries.get().recipient) == ("delivered", "张大勇")
    kinds = [paper.kind for paper in queries.issued(case)]
    assert sorted(kinds) == ["acceptance", "certificate", "delivery", "grant"]


def test_only_an_instant_item_can_be_finished_at_once(window):
    draft = begun(window, **make.BOOKSHOP)
    answer = sent(window, draft, "finish", on_page(draft))
    assert (answer.status_code, Case.objects.count()) == (403, 0)
    assert Draft.objects.filter(pk=draft.pk).exists()


def test_a_clerk_takes_in_nothing_of_his_own(town):
    refused = chosen(make.client("luolei"), item="residence_permit", by="luo")
    assert (refused.status_code, "应当回避" in pages.words(refused)) == (403, True)
    assert not Draft.objects.exists()


def test_another_clerks_draft_is_nobody_elses(window):
    draft = begun(window, **make.BOOKSHOP)
    other = make.client("suhe")
    assert other.get(f"/counter/drafts/{draft.pk}/").status_code == 404
    assert sent(other, draft, "accept", {}).status_code == 404
    assert other.post(f"/counter/drafts/{draft.pk}/discard/").status_code == 302
    assert Draft.objects.filter(pk=draft.pk).exists()


def test_a_draft_can_be_given_up(window):
    draft = begun(window, **make.BOOKSHOP)
    assert window.post(f"/counter/drafts/{draft.pk}/discard/").url == "/counter/"
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    "path", ["/counter/", "/counter/cases/", "/counter/cases/today/", "/counter/cases/deliveries/"]
)
def test_the_counter_is_for_windows(town, client, path):
    assert client.get(path).url.startswith("/sign-in/")
    assert make.client("lin").get(path).status_code == 403
    refused = make.client("zhouming").get(path)
    assert (refused.status_code, "没有收件和出件的授权" in pages.words(refused)) == (403, True)
    assert make.client("shenqing").get(path).status_code == 200
