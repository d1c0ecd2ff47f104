"""A form that is known is only signed; a signature falls when the form says something else."""

import base64
import re

import pytest

from tests import make, pages
from tongban.cases import queries, rules
from tongban.cases.models import Case, Draft, Signature
from tongban.journal import queries as journal

pytestmark = pytest.mark.usefixtures("town")
ANSWERS = {"who": "self", "card": "social"}
DRAWING = "data:image/png;base64," + base64.b64encode(make.picture()).decode()


@pytest.fixture
def fang():
    return make.client("fang")


@pytest.fixture
def draft(fang):
    draft = pages.begun(fang, "old_age_allowance", None)
    fang.post(f"/drafts/{draft}/situation/", ANSWERS)
    return draft


def found(draft) -> Signature | None:
    return Signature.objects.filter(submission=draft).first()


def test_what_is_known_leads_to_the_document(fang, draft):
    answer = fang.post(f"/drafts/{draft}/situation/", ANSWERS)

    assert answer["Location"] == f"/drafts/{draft}/application/"
    page = fang.get(answer["Location"])
    assert "来自实名账号" in pages.words(page)
    assert "200601180010" not in page.content.decode()
    assert fang.get(f"/drafts/{draft}/")["Location"] == f"/drafts/{draft}/application/"


def test_one_field_is_put_right_in_place(fang, draft):
    address = f"/drafts/{draft}/application/"

    wrong = fang.post(address, {"form.field": "address", "address": "近"})
    right = fang.post(address, {"form.field": "address", "address": "云溪市清泉路99号"})

    assert (wrong.status_code, "至少填5个字" in pages.words(wrong)) == (422, True)
    assert right["Location"] == f"{address}#line-address"
    assert queries.settled(Draft.objects.get(pk=draft))["address"] == "云溪市清泉路99号"
    assert fang.post(address, {"form.field": "evil"}).status_code == 404


@pytest.mark.parametrize(
    ("sent", "kept"),
    [({"signer": "方一鸣"}, ""), ({"drawing": DRAWING}, "签名.png")],
)  # fmt: skip
def test_signing_is_bound_to_the_values(fang, draft, sent, kept):
    answer = fang.post(f"/drafts/{draft}/signature/", sent)

    signature, own = found(draft), Draft.objects.get(pk=draft)
    assert answer["Location"] == f"/drafts/{draft}/papers/"
    assert signature.digest == rules.form_digest(queries.definition(own).form, queries.settled(own))
    assert (signature.file.name if signature.file else "") == kept
    assert fang.get(f"/drafts/{draft}/signature/drawing/").status_code == (200 if kept else 404)


@pytest.mark.parametrize(
    "sent",
    [{}, {"signer": "别人"}, {"drawing": "data:image/png;base64,%%%"}, {"drawing": "x" * 500_000},
     {"drawing": "data:image/png;base64," + base64.b64encode(b"<svg/>").decode()}],
)  # fmt: skip
def test_what_is_no_signature_is_refused(fang, draft, sent):
    answer = fang.post(f"/drafts/{draft}/signature/", sent)

    assert (answer.status_code, found(draft)) == (422, None)


def test_a_signature_falls_when_the_form_changes(fang, draft):
    fang.post(f"/drafts/{draft}/signature/", {"signer": "方一鸣"})

    fang.post(f"/drafts/{draft}/application/", {"form.field": "alone", "alone": "true"})

    own = Draft.objects.get(pk=draft)
    assert (found(draft), "signature" in queries.settled(own)) == (None, False)


def test_the_signature_goes_with_the_application(fang, draft):
    fang.post(f"/drafts/{draft}/signature/", {"drawing": DRAWING})
    for key in re.findall(r'id="file-(\w+)"', fang.get(f"/drafts/{draft}/papers/").content.decode()):
        fang.post(f"/drafts/{draft}/files/{key}/", {"file": make.upload()})

    fang.post(f"/drafts/{draft}/submit/", {"commitment": "true"})

    case, signature = Case.objects.get(submission=draft), found(draft)
    line = journal.timeline(case.chain)[0]
    assert (line.data["form"], line.data["signature"]) == (signature.digest, signature.file.sha256)
    assert queries.signature(case) == (signature, True)
    assert fang.get(f"/cases/{case.number}/application/").content[:5] == b"%PDF-"
    assert fang.get(f"/cases/{case.number}/signature/")["Content-Type"] == "image/png"
    assert make.client("zhang").get(f"/cases/{case.number}/signature/").status_code == 404
    assert make.client("zhang").get(f"/cases/{case.number}/application/").status_code == 404


def test_without_a_signature_nothing_is_submitted(fang, draft):
    answer = fang.post(f"/drafts/{draft}/submit/", {"commitment": "true"})

    assert (answer.status_code, "请签名" in pages.words(answer)) == (422, True)
    assert fang.get(f"/drafts/{draft}/application/paper/").content[:5] == b"%PDF-"
