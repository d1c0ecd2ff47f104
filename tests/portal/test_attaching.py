"""Files put to a draft: which are taken, which are refused and with what words, who sees them."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests import make, pages
from tongban.cases.models import DraftFile
from tongban.files.models import File
from tongban.journal.actions import SYSTEM
from tongban.licences import actions as licences
from tongban.licences.models import Certificate
from tongban.portal import uploading

pytestmark = pytest.mark.usefixtures("town")
HOSTILE = [
    ("木马.pdf", b"MZ\x90\x00 program", "格式不能接收"),
    ("页面.png", b"<html><script>alert(1)</script></html>", "格式不能接收"),
    ("空.pdf", b"", "是空的"),
    ("其实是图片.pdf", "png", "内容实际是"),
    ("<b>名字</b>.exe", b"MZ", "格式不能接收"),
]


@pytest.fixture
def lin():
    return make.client("lin")


@pytest.fixture
def draft(lin):
    made = pages.begun(lin)
    lin.post(f"/drafts/{made}/situation/", pages.SITUATION)
    return made


def put(client, draft, *files, key="floor_plan"):
    return client.post(f"/drafts/{draft}/files/{key}/", {"file": list(files)})


def said(answer) -> list[str]:
    """The lines of the error summary."""
    return [
        html.unescape(each) for each in re.findall(r'<li><a href="#f-\w+">(.*?)</a>', answer.content.decode())
    ]


def test_upload_several(lin, draft):
    answer = put(lin, draft, make.upload(), make.upload("第2页.png"))
    assert answer["Location"] == f"/drafts/{draft}/papers/#f-floor_plan"
    assert list(DraftFile.objects.order_by("id").values_list("key", "file__name")) == [
        ("floor_plan", "平面图.png"),
        ("floor_plan", "第2页.png"),
    ]
    assert "还差3份要交的。" in lin.get(f"/drafts/{draft}/papers/").content.decode()


@pytest.mark.parametrize(("name", "content", "reason"), HOSTILE)
def test_upload_refuses_and_says_why(lin, draft, name, content, reason):
    sent = make.upload(name) if content == "png" else SimpleUploadedFile(name, content)
    answer = put(lin, draft, sent)
    assert answer.status_code == 422
    [line] = said(answer)
    assert (reason in line, "没有保存" in line) == (True, True)
    assert "<b>名字" not in answer.content.decode()
    assert not DraftFile.objects.exists()
    assert not File.objects.filter(uploaded_by__startswith="person:").exists()


def test_upload_refuses_what_is_too_large(lin, draft, settings):
    settings.FILE_SIZE_LIMIT = 1024**2
    answer = put(lin, draft, SimpleUploadedFile("大.png", make.upload().read() + bytes(1024**2)))
    [line] = said(answer)
    assert line == "经营场所平面布局图：文件“大.png”超过1MB，没有保存。请压缩或者分成几个文件后上传。"


def test_upload_keeps_the_good_of_several(lin, draft):
    answer = put(lin, draft, make.upload(), SimpleUploadedFile("坏.pdf", b"%PDF-1.7 nothing"))
    assert (answer.status_code, len(said(answer))) == (422, 1)
    assert [one.file.name for one in DraftFile.objects.select_related("file")] == ["平面图.png"]


def test_upload_has_room_for_so_many(lin, draft, monkeypatch):
    monkeypatch.setattr(uploading, "MOST", 2)
    answer = put(lin, draft, *[make.upload(f"{n}.png") for n in range(3)])
    assert (answer.status_code, DraftFile.objects.count()) == (422, 2)
    assert said(answer) == [
        "经营场所平面布局图：一份材料最多2个文件，多出的没有保存。请合并成一个文件后上传。"
    ]


def test_upload_wants_a_file(lin, draft):
    assert said(put(lin, draft)) == ["经营场所平面布局图：没有选择文件。请先选择，再上传。"]


@pytest.mark.parametrize("key", ["business_licence", "bulk_display", "nonsense"])
def test_upload_only_to_papers_of_the_situation(lin, draft, key):
    assert put(lin, draft, make.upload(), key=key).status_code == 422
    assert not DraftFile.objects.exists()


def test_view_and_remove(lin, draft):
    put(lin, draft, make.upload())
    address = f"/drafts/{draft}/files/floor_plan/{DraftFile.objects.get().file_id}/"
    seen = lin.get(address)
    assert (seen["Content-Type"], seen.content[:4]) == ("image/png", b"\x89PNG")
    zhang = make.client("zhang")
    assert zhang.get(address).status_code == zhang.post(f"{address}removal/").status_code == 404
    assert DraftFile.objects.count() == 1
    for _time in range(2):
        assert lin.post(f"{address}removal/").status_code == 302
    assert not DraftFile.objects.exists()


def test_a_file_is_not_seen_through_another_draft(lin, draft):
    put(lin, draft, make.upload())
    other = pages.begun(lin, make.WORK, None)
    assert lin.get(f"/drafts/{other}/files/floor_plan/{DraftFile.objects.get().file_id}/").status_code == 404


def test_papers_go_on_though_some_are_missing(lin, draft):
    assert lin.post(f"/drafts/{draft}/papers/")["Location"] == f"/drafts/{draft}/review/"


def test_a_certificate_that_is_not_found_is_handed_in(draft, lin):
    page = lin.get(f"/drafts/{draft}/papers/").content.decode()
    assert ("已核对电子证照" in page, "没有找到您的电子证照" in page) == (True, False)
    for one in Certificate.objects.filter(title="营业执照"):
        licences.suspend(one, ground="依据", by=SYSTEM, at=timezone.now())
    assert "没有找到您的电子证照" in lin.get(f"/drafts/{draft}/papers/").content.decode()
    assert put(lin, draft, make.upload(), key="business_licence").status_code == 302
