"""补正 by pages: each gap with its files, handed in together, nothing lost on the way."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests import make, pages
from tongban.cases import actions, queries
from tongban.cases.models import Case, GapFile
from tongban.journal import queries as journal

pytestmark = pytest.mark.usefixtures("town")
PLAN = ("floor_plan", "经营场所平面布局图", "缺第2页")
FORM = ("form", "填写的信息", "从业人数与健康证明不符")


def returned(*gaps: tuple[str, str, str]) -> str:
    """The address of a case that waits for these."""
    case = make.case_now()
    actions.return_for_correction(case, gaps=list(gaps), by=make.desk("shenqing"), at=timezone.now())
    return f"/cases/{case.number}/"


@pytest.fixture
def lin():
    return make.client("lin")


def lines(answer) -> list[tuple[str, str]]:
    """The error summary."""
    found = re.findall(r'<li><a href="(#f-\w+)">(.*?)</a>', answer.content.decode())
    return [(place, html.unescape(sentence)) for place, sentence in found]


def test_supplement_hands_in_what_was_put_to_the_gaps(lin):
    address = returned(PLAN)
    put = lin.post(
        f"{address}supplement/floor_plan/", {"file": [make.upload("第1页.png"), make.upload("第2页.png")]}
    )
    assert put["Location"] == f"{address}supplement/#f-floor_plan"
    assert lin.post(f"{address}supplement/")["Location"] == address
    case = Case.objects.get()
    assert (case.state, GapFile.objects.exists()) == ("received", False)
    second = case.materials.filter(round=2).order_by("id")
    assert [(one.key, one.name, one.file.name) for one in second] == [
        ("floor_plan", "经营场所平面布局图", "第1页.png"),
        ("floor_plan", "经营场所平面布局图", "第2页.png"),
    ]
    assert journal.timeline(case.chain).last().data["papers"] == ["floor_plan"]


def test_supplement_names_what_is_still_missing(lin):
    address = returned(PLAN)
    answer = lin.post(f"{address}supplement/")
    assert (answer.status_code, lines(answer)) == (422, [("#f-floor_plan", "请上传“经营场所平面布局图”")])
    assert Case.objects.get().state == "correcting"


def test_supplement_amends_the_form_where_that_was_asked(lin):
    address = returned(FORM)
    wrong = lin.post(f"{address}supplement/", pages.FORM | {"staff_count": "很多"})
    assert (wrong.status_code, lines(wrong)) == (422, [("#f-staff_count", "从业人数：请填整数，例如6")])
    assert 'value="很多"' in wrong.content.decode()
    assert lin.post(f"{address}supplement/", pages.FORM | {"staff_count": "9"}).status_code == 302
    form = queries.form(Case.objects.get())
    assert (form["staff_count"], form["phone"]) == (9, "13900000011")


def test_supplement_leaves_the_form_alone_where_it_was_not_asked(lin):
    address = returned(PLAN)
    before = queries.form(Case.objects.get())
    lin.post(f"{address}supplement/floor_plan/", {"file": make.upload()})
    assert lin.post(f"{address}supplement/", pages.FORM | {"staff_count": "9"}).status_code == 302
    assert queries.form(Case.objects.get()) == before


def test_supplement_once(lin):
    address = returned(PLAN)
    lin.post(f"{address}supplement/floor_plan/", {"file": make.upload()})
    lin.post(f"{address}supplement/")
    for answer in (
        lin.post(f"{address}supplement/"),
        lin.get(f"{address}supplement/"),
        lin.post(f"{address}supplement/floor_plan/", {"file": make.upload()}),
    ):
        assert answer.status_code == 409
    assert Case.objects.get().materials.filter(round=2).count() == 1


def test_upload_refused_keeps_what_is_there(lin):
    address = returned(PLAN)
    lin.post(f"{address}supplement/floor_plan/", {"file": make.upload()})
    bad = lin.post(f"{address}supplement/floor_plan/", {"file": SimpleUploadedFile("x.pdf", b"MZ")})
    assert (bad.status_code, GapFile.objects.count(), len(lines(bad))) == (422, 1, 1)


@pytest.mark.parametrize("key", ["form", "room_plan", "nonsense"])
def test_upload_only_to_gaps(lin, key):
    address = returned(PLAN, FORM)
    assert lin.post(f"{address}supplement/{key}/", {"file": make.upload()}).status_code == 422
    assert not GapFile.objects.exists()


def test_view_and_remove(lin):
    address = returned(PLAN)
    lin.post(f"{address}supplement/floor_plan/", {"file": make.upload()})
    file = f"{address}supplement/files/{GapFile.objects.get().file_id}/"
    assert lin.get(file)["Content-Type"] == "image/png"
    zhang = make.client("zhang")
    assert (zhang.get(file).status_code, zhang.post(f"{file}removal/").status_code) == (404, 404)
    assert lin.post(f"{file}removal/").status_code == 302
    assert not GapFile.objects.exists()


def test_more_time_is_asked_for_once(lin):
    address = returned(PLAN)
    wrong = lin.post(f"{address}supplement/more-time/", {"reason": " "})
    assert "请写明需要延长的理由" in wrong.content.decode()

    asked = lin.post(f"{address}supplement/more-time/", {"reason": "房东在外地"})

    assert asked["Location"] == f"{address}supplement/"
    assert "等窗口答复" in pages.words(lin.get(f"{address}supplement/"))
    assert lin.post(f"{address}supplement/more-time/", {"reason": "再来"}).status_code == 409
    assert make.client("fang").post(f"{address}supplement/more-time/", {"reason": "x"}).status_code == 404
