"""批量修改: chosen, seen, made and reviewed together; by form and by spreadsheet; nothing half done."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from tests.catalogue.proposing import drafted, item
from tests.make import client
from tests.pages import words
from tongban.catalogue import queries
from tongban.catalogue.models import Batch, Item, Proposal
from tongban.catalogue.proposals import bulk
from tongban.journal import queries as journal

pytestmark = pytest.mark.usefixtures("town")
PHONE = "0990-6000999"


def two() -> list[Item]:
    return list(Item.objects.filter(agency=item().agency, state="active").order_by("code")[:2])


def wish(**more) -> dict:
    given = {"codes": [one.code for one in two()], "element": "supervise", "value": PHONE}
    return given | more


def kept(page) -> str:
    return re.search(r'name="kept" value="([^"]+)"', page.content.decode())[1]


def made(login: str = "jianning", **more) -> Batch:
    browser = client(login)
    shown = browser.post("/console/batches/", wish(**more))
    answer = browser.post("/console/batches/", {"kept": kept(shown), "reason": "监督电话变更"})
    assert answer.status_code == 302, words(answer)
    return Batch.objects.get()


def test_every_difference_is_shown_before_anything_is_written():
    page = client("jianning").post("/console/batches/", wish())
    assert page.content.decode().count("<ins>999</ins>") == 2
    assert "2个事项会改，还没有保存" in words(page)
    assert (Proposal.objects.count(), Batch.objects.count()) == (0, 0)


def test_a_batch_is_handed_in_and_approved_together():
    batch = made()
    assert [(one.state, one.definition["supervise"]) for one in batch.proposals.all()] == [
        ("draft", PHONE)
    ] * 2
    assert journal.timeline(batch.chain).last().data["items"] == [one.code for one in two()]
    address = f"/console/batches/{batch.pk}/"
    shown = client("jianning").get(address).content.decode()
    assert (shown.count("<del>"), shown.count("<ins>")) == (2, 2)  # nothing but what was changed
    assert client("jianning").post(f"{address}hand-in/").url == address
    for login, verb in (
        ("yanzheng", "check"),
        ("fangzhengyan", "review_legality"),
        ("hengping", "review_establishment"),
    ):
        page = client(login).get(address).content.decode()
        seen = re.findall(r'name="seen" value="([^"]+)"', page)
        given = {"opinion": "同意", "seen": seen}
        assert client(login).post(f"{address}approval/{verb}/", given).url == address
    assert {one.state for one in batch.proposals.all()} == {"published"}
    assert [queries.definition(one.current_id).supervise for one in two()] == [PHONE] * 2
    assert {one.acts.filter(verb="check").get().officer.name for one in batch.proposals.all()} == {"严正"}


def test_one_that_cannot_be_approved_holds_all_back_and_is_named():
    batch = made()
    address = f"/console/batches/{batch.pk}/"
    client("jianning").post(f"{address}hand-in/")
    first, second = batch.proposals.order_by("code")
    given = {"opinion": "同意", "seen": [f"{first.code}:{first.revision}", f"{second.code}:1"]}
    answer = client("yanzheng").post(f"{address}approval/check/", given)
    assert answer.status_code == 422
    assert f"“{second.name}（{second.code}）”：您打开以后" in words(answer)
    assert {one.state for one in batch.proposals.all()} == {"handed_in"}
    assert client("jianning").post(f"{address}approval/check/", given).status_code == 422
    assert client("yanzheng").post(f"{address}approval/burn/", given).status_code == 409


def test_an_item_under_change_holds_all_back():
    busy = two()[1]
    drafted(busy.name)
    browser = client("jianning")
    shown = browser.post("/console/batches/", wish())
    answer = browser.post("/console/batches/", {"kept": kept(shown), "reason": "监督电话变更"})
    assert answer.status_code == 422
    assert f"“{busy.name}（{busy.code}）”：这个事项已经有一份修订稿在办" in words(answer)
    assert (Proposal.objects.count(), Batch.objects.count()) == (1, 0)


def test_what_would_break_a_rule_is_refused_and_named():
    browser = client("jianning")
    shown = browser.post("/console/batches/", wish(value="待定"))
    answer = browser.post("/console/batches/", {"kept": kept(shown), "reason": "改"})
    named = [f"“{one.name}（{one.code}）”：“待定”是占位" in words(answer) for one in two()]
    assert (answer.status_code, named, Proposal.objects.count()) == (422, [True, True], 0)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"element": "papers"}, "请选择要修改的要素"),
        ({"codes": []}, "请选择事项"),
        ({"codes": ["x"]}, "请选择事项"),
        ({"only": "没有这样写的"}, "没有要修改的"),
    ],
)
def test_wishes_that_cannot_be_met(more, sentence):
    answer = client("jianning").post("/console/batches/", wish(**more))
    assert (answer.status_code, sentence in words(answer)) == (422, True)


def test_others_items_are_not_reached():
    assert client("linxi").post("/console/batches/", wish()).status_code == 422
    batch = made()
    assert client("linxi").get(f"/console/batches/{batch.pk}/").status_code == 404
    forged = {"kept": "eyJhIjoxfQ:x:y", "reason": "改"}
    assert client("jianning").post("/console/batches/", forged).status_code == 409


@pytest.mark.parametrize(
    ("element", "value", "only", "after"),
    [
        ("consult", "新", "", {"consult": "新", "places": [{"phone": "1"}, {"phone": "2"}]}),
        ("consult", "新", "别的", {"consult": "旧", "places": [{"phone": "1"}, {"phone": "2"}]}),
        ("places.phone", "9", "", {"consult": "旧", "places": [{"phone": "9"}, {"phone": "9"}]}),
        ("places.phone", "9", "2", {"consult": "旧", "places": [{"phone": "1"}, {"phone": "9"}]}),
    ],
)
def test_one_element_is_changed_everywhere_or_only_where_it_says_so(element, value, only, after):
    before = {"consult": "旧", "places": [{"phone": "1"}, {"phone": "2"}]}
    assert bulk.changed(before, element, value, only) == after


def test_places_are_not_made_of_nothing():
    assert bulk.changed({"name": "甲"}, "places.phone", "9") == {"name": "甲"}


def exported() -> Workbook:
    codes = "&".join(f"codes={one.code}" for one in two())
    answer = client("jianning").get(f"/console/batches/sheet/?{codes}")
    return load_workbook(io.BytesIO(b"".join(answer.streaming_content)))


def sent(book: Workbook, login: str = "jianning", name: str = "改好.xlsx"):
    file = io.BytesIO()
    book.save(file)
    upload = SimpleUploadedFile(name, file.getvalue())
    return client(login).post("/console/batches/sheet/reading/", {"file": upload})


def cell(book: Workbook, label: str, row: int = 2):
    header = [one.value for one in book.active[1]]
    return book.active.cell(row, header.index(label) + 1)


def label_of(book: Workbook, words_in: str) -> str:
    return next(one.value for one in book.active[1] if words_in in one.value)


def test_a_workbook_goes_out_and_comes_back_as_a_batch():
    book = exported()
    assert book.active.max_row == 3
    assert "没有区别" in words(sent(book))
    cell(book, label_of(book, "监督")).value = PHONE
    page = sent(book)
    shown = page.content.decode().count("<ins>999</ins>")
    assert (page.status_code, shown, Proposal.objects.count()) == (200, 1, 0)
    client("jianning").post("/console/batches/", {"kept": kept(page), "reason": "监督电话变更"})
    assert [one.definition["supervise"] for one in Proposal.objects.all()] == [PHONE]


def test_wrong_cells_are_named_by_row_and_column_and_nothing_is_made():
    book = exported()
    label = label_of(book, "承诺")
    cell(book, label, 3).value = "很快"
    cell(book, label_of(book, "监督")).value = PHONE
    page = sent(book)
    assert (page.status_code, Proposal.objects.count()) == (422, 0)
    assert f"第3行“{label}”" in words(page) or f"第2行“{label}”" in words(page)


@pytest.mark.parametrize("name", ["表.exe", "表.xlsx"])
def test_what_is_no_workbook_is_refused(name):
    upload = SimpleUploadedFile(name, b"MZ not a workbook")
    answer = client("jianning").post("/console/batches/sheet/reading/", {"file": upload})
    assert (answer.status_code, Proposal.objects.count()) == (422, 0)
    assert client("jianning").post("/console/batches/sheet/reading/").status_code == 422


def test_items_of_others_in_a_workbook_are_refused():
    page = sent(exported(), "linxi")
    assert (page.status_code, "您的岗位没有修改它的授权" in words(page)) == (422, True)


def test_items_are_chosen_by_filter():
    one, other = two()
    page = client("jianning").get("/console/batches/", {"q": one.name}).content.decode()
    assert (f'value="{one.code}"' in page, f'value="{other.code}"' in page) == (True, False)
