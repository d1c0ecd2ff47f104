"""Who stands at the window: found, enrolled, acting for a firm."""

import pytest

from tests import make, pages
from tests.town.people import CITIZENS, FIRMS, citizen
from tests.town.places import uscc
from tongban.cases.models import Draft
from tongban.catalogue.models import Item
from tongban.core import text
from tongban.identity.models import Firm, Person
from tongban.journal import queries as journal

LIN = CITIZENS["lin"]
STRANGER = citizen("19920505", "777")


@pytest.mark.parametrize("typed", [LIN.id_number, LIN.phone, f" {CITIZENS['lin'].phone} "])
def test_a_known_person_is_found_by_number_and_by_phone(window, typed):
    lin = make.account("lin").person
    assert window.post("/counter/people/", {"who": typed}).url == f"/counter/people/{lin.pk}/"


def test_a_firm_is_found_by_its_code_with_those_who_act_for_it(window):
    code = FIRMS["juli"].code
    firm = Firm.objects.get(code=code)
    answer = window.post("/counter/people/", {"who": code.lower()})
    assert answer.url == f"/counter/firms/{firm.pk}/"
    shown = pages.words(window.get(answer.url))
    assert ("赵启明" in shown, "许晓红" in shown, "林小安" in shown) == (True, True, False)


@pytest.mark.parametrize("typed", ["", "123", "990100199001010013", "张三", "<script>", "\0"])
def test_what_is_no_number_is_explained(window, typed):
    answer = window.post("/counter/people/", {"who": typed})
    assert (answer.status_code, "请填18位身份证号" in pages.words(answer)) == (422, True)


def test_an_unknown_firm_is_said_to_be_unknown(window):
    answer = window.post("/counter/people/", {"who": uscc("91", "990100", "MA8Y9X9X")})
    assert "没有登记这家单位" in pages.words(answer)


def test_an_unknown_person_is_enrolled_on_the_spot(window):
    assert "现场实名登记" in pages.words(window.post("/counter/people/", {"who": STRANGER}))
    given = {"name": "新来者", "id_number": STRANGER, "phone": "13900000099", "address": "云溪市1号"}
    answer = window.post("/counter/people/enrolment/", given)
    person = Person.objects.get(name="新来者")
    assert answer.url == f"/counter/people/{person.pk}/"
    [line] = journal.timeline(f"person:{person.pk}")
    assert (line.verb, line.by) == ("identity.enrol", f"officer:{make.desk('shenqing').officer_id}")
    assert window.post("/counter/people/enrolment/", given).url == answer.url
    assert Person.objects.filter(name="新来者").count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "请照身份证填写姓名"),
        ({"id_number": "990100199205057771"}, "身份证号不对"),
        ({"phone": "12345"}, "请填11位手机号"),
    ],
)
def test_nobody_is_enrolled_with_wrong_details(window, wrong, sentence):
    given = {"name": "新来者", "id_number": STRANGER, "phone": "", "address": ""} | wrong
    answer = window.post("/counter/people/enrolment/", given)
    assert (answer.status_code, sentence in pages.words(answer)) == (422, True)
    assert not Person.objects.filter(name="新来者").exists()


def test_the_person_page_masks_and_offers_what_the_post_may_accept(window):
    lin = make.account("lin").person
    case = make.case_now(item="residence_permit", by="lin")
    page = window.get(f"/counter/people/{lin.pk}/")
    assert lin.id_number not in page.content.decode()
    assert text.mask_id(lin.id_number) in pages.words(page)
    assert case.number in page.content.decode()
    assert "食品经营许可（首次）" not in pages.words(page)  # for bodies only
    firm = Firm.objects.get(code=FIRMS["qinghe"].code)
    for_firm = window.get(f"/counter/people/{lin.pk}/?firm={firm.pk}&q=开餐馆")
    assert "食品经营许可（首次）" in pages.words(for_firm)


def test_nobody_acts_for_a_firm_that_is_not_his(window):
    zhang, firm = make.account("zhang").person, Firm.objects.get(code=FIRMS["qinghe"].code)
    assert window.get(f"/counter/people/{zhang.pk}/?firm={firm.pk}").status_code == 404
    given = {"person": zhang.pk, "firm": firm.pk, "item": Item.objects.get(name="食品经营许可（首次）").code}
    assert window.post("/counter/drafts/", given).status_code == 404
    assert not Draft.objects.exists()
