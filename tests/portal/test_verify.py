"""核验 and 进度: what a stranger is told, and what he is not."""

import datetime as dt

import pytest
from django.utils import timezone

from tests import make
from tongban.cases import actions as case_actions
from tongban.catalogue.parts import CertificateType
from tongban.core import identifiers
from tongban.identity.models import Agency, Firm, Person
from tongban.journal.actions import SYSTEM
from tongban.licences import actions
from tongban.licences import rules as licences
from tongban.papers import codes

pytestmark = pytest.mark.usefixtures("town")

NOW = timezone.now()
FOOD = CertificateType(serial="001", title="食品经营许可证", number_mark="JY", validity_months=60)
SECRETS = ("林小安", "云溪市清泉路", "990100", "13900")


def issued(*, firm: bool = False, at: dt.datetime = NOW):
    """A certificate of 林小安, or of her firm."""
    person = Person.objects.get(name="林小安")
    return actions.issue(
        FOOD,
        agency=Agency.objects.get(name="云溪市市场监督管理局"),
        person=None if firm else person,
        firm=Firm.objects.get(name="云溪市青禾餐饮有限公司") if firm else None,
        face=[("住所", "云溪市清泉路17号"), ("法定代表人", "林小安")],
        subject="case:0",
        by=SYSTEM,
        at=at,
    )


def shown(client, code: str) -> str:
    return client.get(f"/verify/{code}/").content.decode()


def main(page: str) -> str:
    """Without the frame of the page."""
    return page[page.index('id="main"') : page.index("</main>")]


@pytest.mark.parametrize(
    ("acts", "age", "word"),
    [
        ([], 0, "有效"),
        ([actions.suspend], 0, "暂扣"),
        ([actions.suspend, actions.restore], 0, "有效"),
        ([actions.revoke], 0, "撤销"),
        ([], 61 * 31, "过期"),
        ([], -40, "未生效"),
    ],
    ids=["valid", "suspended", "restored", "revoked", "expired", "not yet"],
)
def test_a_certificate_stands_as_the_register_says(client, acts, age, word):
    certificate = issued(at=NOW - dt.timedelta(days=age))
    for act in acts:
        act(certificate, ground="试验", by=SYSTEM, at=NOW)
    page = shown(client, certificate.identifier)
    assert f"<h2>{word}</h2>" in page
    assert ("状态变更日期" in page) is (word in ("暂扣", "撤销"))


def test_the_identifier_and_the_code_of_the_paper_tell_the_same(client):
    certificate = issued()
    told = main(shown(client, certificate.identifier)).replace(certificate.identifier, "")
    assert told == main(shown(client, certificate.paper.code)).replace(certificate.paper.code, "")


def test_only_what_may_be_known_of_a_person_is_shown(client):
    certificate = issued()
    page = main(shown(client, certificate.identifier)).replace(certificate.identifier, "")
    page = page.replace(certificate.number, "")
    assert "林*安" in page
    assert [secret for secret in SECRETS if secret in page] == []


def test_the_name_of_a_firm_is_public(client):
    assert "云溪市青禾餐饮有限公司" in shown(client, issued(firm=True).identifier)


def test_a_legal_paper_is_genuine_and_says_little(client):
    case = make.case_now()
    receipt = case_actions.receipt(case, by=SYSTEM, at=NOW)
    page = main(shown(client, receipt.code))
    for said in ("真实", "收件凭证", receipt.number, "云溪市市场监督管理局", "食品经营许可（首次）"):
        assert said in page
    assert [secret for secret in SECRETS if secret in page.replace(receipt.number, "")] == []


def test_a_paper_of_a_person_masks_the_name(client):
    case = make.case_now(item="id_card_reissue", by="fang")
    page = main(shown(client, case_actions.receipt(case, by=SYSTEM, at=NOW).code))
    assert "方*鸣" in page
    assert "方一鸣" not in page


def unknown_identifier() -> str:
    agency = Agency.objects.get(name="云溪市市场监督管理局").code
    return licences.identifier(agency + "001", agency, "2026999999", 1)


def test_what_is_not_registered_is_told_so(client):
    for code in (unknown_identifier(), codes.fresh()):
        answer = client.get(f"/verify/{code}/")
        assert answer.status_code == 404
        assert "<h2>查无此证</h2>" in answer.content.decode()


@pytest.mark.parametrize("typed", ["ABC", "1.2.156.3005.2", "<b>", "0" * 500, "１２３", "../../etc"])
def test_what_is_mistyped_is_told_so(client, typed):
    answer = client.get("/verify/", {"code": typed}, follow=True)
    assert "校验位不对，请核对" in answer.content.decode()


def test_one_wrong_character_is_noticed(client):
    good = issued().identifier
    last = next(c for c in "0123456789" if c != good[-1])
    assert "校验位不对，请核对" in shown(client, good[:-1] + last)
    code = codes.fresh()
    body = code[:-2] + next(c for c in "0123456789" if c != code[-2])
    assert identifiers.mod37_36(body) != code[-1]
    assert "校验位不对，请核对" in shown(client, body + code[-1])


@pytest.mark.parametrize("write", [str.lower, lambda c: f"{c[:4]}-{c[4:8]}-{c[8:]}", lambda c: f" {c} "])
def test_a_code_may_be_written_freely(client, write):
    assert "<h2>有效</h2>" in shown(client, write(issued().paper.code))


@pytest.mark.parametrize("end", ["", "/"])
def test_the_address_of_the_qr_code_opens_at_once(client, end):
    answer = client.get(f"/verify/{issued().identifier}{end}")
    assert (answer.status_code, "<h2>有效</h2>" in answer.content.decode()) == (200, True)


def test_a_verdict_costs_few_queries(client, django_assert_num_queries):
    certificate = issued()
    with django_assert_num_queries(3):
        shown(client, certificate.identifier)
    with django_assert_num_queries(4):
        shown(client, certificate.paper.code)


def test_a_storm_of_questions_is_stopped(client):
    answers = [client.get("/verify/ABC/").status_code for _ in range(61)]
    assert answers == [404] * 60 + [429]


@pytest.mark.parametrize("end", ["", "/"])
def test_progress_for_who_has_the_number(client, end):
    case = make.case_now("accepted")
    page = main(client.get(f"/progress/{case.number}{end}").content.decode())
    assert "食品经营许可（首次）" in page
    assert "审查中" in page
    assert f"{case.due_on.month}月{case.due_on.day}日" in page
    names = ("林小安", "林*安", "青禾餐饮", "沈青")
    assert [name for name in names if name in page] == []


@pytest.mark.parametrize("number", ["NOPE", "<script>", "0" * 300])
def test_an_unknown_number_tells_nothing(client, number):
    answer = client.get("/progress/", {"number": number}, follow=True)
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "没有查到这个编号" in page
    assert "<script>alert" not in page


def test_no_verdict_is_kept_by_a_cache(client):
    assert client.get(f"/verify/{issued().identifier}/")["Cache-Control"] == "no-store"
