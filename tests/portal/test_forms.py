"""空白表格 and 示范文本: drawn or uploaded, page by page without script; hostile files are refused."""

import io

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import make
from tests.catalogue.proposing import drafted
from tests.files import samples
from tests.pages import words
from tests.portal import whole
from tongban.catalogue import attachments, queries, sheets
from tongban.catalogue.models import Attachment
from tongban.files import refusals
from tongban.files.models import File
from tongban.journal.actions import SYSTEM
from tongban.portal import kept

pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture(autouse=True)
def nothing_is_kept() -> None:
    kept.SHELF.pages.clear()
    queries._definition.cache_clear()


@pytest.fixture
def forms() -> str:
    return f"/items/{make.published().code}/forms/application/"


@pytest.fixture
def uploaded() -> str:
    return f"/items/{whole.item().code}/forms/floor_plan/"


def text(pdf: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def test_the_blank_form_has_every_field_and_no_value(client, forms):
    answer = client.get(f"{forms}blank/")
    assert answer["Content-Type"] == "application/pdf"
    assert "attachment" in answer["Content-Disposition"]
    assert b"<pdfaid:part>2</pdfaid:part>" in answer.content
    printed = text(answer.content)
    fields = queries.definition(make.published().current_id).form["properties"].values()
    assert [field["title"] for field in fields if "".join(field["title"].split()) not in printed] == []
    assert "□餐饮服务经营者" in printed
    assert "■" not in printed
    assert "示例" not in printed


def test_the_sample_has_the_values_of_the_first_example_and_nobody_real(client, forms):
    printed = text(client.get(f"{forms}sample/").content)
    example = sheets.example(queries.definition(make.published().current_id))
    assert str(example.form["area"]) in printed
    assert all(f"■{project}" in printed for project in example.form["projects"])
    for invented in ("示例有限公司", "91××××××××××××××××", "张三", "示例市示例区"):
        assert invented in printed


def test_pages_are_pictures_and_the_page_reads_without_them(client, forms):
    page = words(client.get(forms))
    for said in ("第1页，共1页", "单位名称 示例有限公司", "文字版，供读屏和复制"):
        assert said in page
    picture = client.get(f"{forms}pages/1/")
    assert (picture["Content-Type"], picture.content[:4]) == ("image/svg+xml", b"<svg")
    again = client.get(f"{forms}pages/1/", headers={"If-None-Match": picture["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(f"{forms}pages/2/").status_code == 404


def test_an_uploaded_sample_is_turned_over_without_script(client, uploaded):
    first, second = client.get(uploaded), client.get(f"{uploaded}?page=2&zoom=3")
    assert "第1页，共2页" in words(first)
    assert "第2页，共2页" in words(second)
    body = second.content.decode()
    assert 'href="?page=1&amp;zoom=3"' in body
    assert body.count('<li tabindex="0" hidden>') == 1
    assert "宽6米" in words(second)
    assert client.get(f"{uploaded}pages/2/").content.startswith(b"\x89PNG")
    assert client.get(f"{uploaded}blank/").content.startswith(b"PK")


@pytest.mark.parametrize("query", ["page=0", "page=3", "page=x", "page=-1", "zoom=9", "page=%00"])
def test_pages_that_are_not_there_give_the_first(client, uploaded, query):
    answer = client.get(f"{uploaded}?{query}")
    assert answer.status_code == (400 if "%00" in query else 200)
    assert answer.status_code == 400 or "第1页，共2页" in words(answer)


@pytest.mark.parametrize("tail", ["floor_plan/", "nothing/", "application/other/", "application/pages/0/"])
def test_what_there_is_not_is_not_found(client, tail):
    assert client.get(f"/items/{make.published().code}/forms/{tail}").status_code == 404


def test_the_guide_leads_to_forms_and_samples(client, forms, uploaded):
    page = client.get(f"/items/{make.published().code}/").content.decode()
    assert f'href="{forms}"' in page
    assert f'href="{forms}blank/"' in page
    assert "result-sample" in client.get(uploaded.split("forms")[0]).content.decode()


HOSTILE = [
    ("blank", "表.pdf", b"%PDF-1.7 nonsense", refusals.Broken),
    ("blank", "表.pdf", b"", refusals.Empty),
    ("blank", "表.pdf", b"MZ\x90\x00", refusals.NotAllowed),
    ("blank", "表.png", samples.png(), refusals.NotAllowed),
    ("blank", "表.docx", samples.docx(**{"word/vbaProject.bin": b"x"}), refusals.Active),
    ("sample", "表.docx", samples.docx(), refusals.NotAllowed),
    ("sample", "表.pdf", samples.png(), refusals.NameDiffers),
    ("sample", "表.png", samples.huge_png(), refusals.Swollen),
]


@pytest.mark.parametrize(
    ("use", "name", "data", "refusal"), HOSTILE, ids=lambda it: getattr(it, "__name__", None)
)
def test_hostile_files_are_refused(use, name, data, refusal):
    before = File.objects.count(), Attachment.objects.count()
    with pytest.raises(refusal):
        attachments.attach(data, name, use, by=SYSTEM, at=make.AT)
    assert (File.objects.count(), Attachment.objects.count()) == before


def test_a_sample_with_the_number_of_a_person_is_refused():
    with pytest.raises(attachments.Personal) as refused:
        attachments.attach(whole.pdf("11010519491231002X"), "样.pdf", "sample", by=SYSTEM, at=make.AT)
    assert "11010519491231002X" not in refused.value.sentence


def test_the_same_file_is_kept_once():
    data = whole.pdf("一")
    once, again = (attachments.attach(data, f"{n}.pdf", "blank", by=SYSTEM, at=make.AT) for n in "ab")
    assert (once.digest, once.name, again.name) == (again.digest, "a.pdf", "b.pdf")
    assert len(attachments.found(once).pages) == 1


def test_an_editor_uploads_and_removes_beside_others():
    proposal, editor = drafted(), make.client("jianning")
    place = next(
        f"papers.{n}.blank"
        for n, row in enumerate(proposal.definition["papers"])
        if row["key"] == "floor_plan"
    )
    here = f"/console/proposals/{proposal.pk}/attachments/"

    def sent(data: bytes, revision: int, **more: str):
        file = {} if more else {"file": SimpleUploadedFile("底稿.docx", data)}
        return editor.post(here, {"place": place, "revision": revision} | file | more)

    assert sent(b"MZ", 1).status_code == 422
    data = samples.docx()
    assert sent(data, 1).url == f"{here}#f-{place}"
    proposal.refresh_from_db()
    named = attachments.Named.model_validate(proposal.definition["papers"][int(place.split(".")[1])]["blank"])
    assert (proposal.revision, named.name) == (2, "底稿.docx")
    assert editor.get(f"{here}{named.digest}/").content == data
    assert make.client("lin").get(here).status_code in (302, 403)
    assert "底稿.docx" in words(editor.get(here))
    assert sent(b"", 2, do="remove").status_code == 302
    proposal.refresh_from_db()
    assert "blank" not in proposal.definition["papers"][int(place.split(".")[1])]
    assert editor.get(f"{here}{named.digest}/").status_code == 404
    assert editor.post(here, {"place": "papers.99.blank", "revision": 3}).status_code == 409


def test_a_file_that_is_not_there_forbids_publication():
    lost = {"name": "丢了.pdf", "digest": "0" * 64}
    definition = queries.definition(make.published().current_id)
    result = definition.result.model_copy(update={"sample": attachments.Named.model_validate(lost)})
    found = attachments.faults(definition.model_copy(update={"result": result}))
    assert found == [("result.sample", "没有文件“丢了.pdf”（摘要000000000000），请先上传")]
