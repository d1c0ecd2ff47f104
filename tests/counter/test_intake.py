"""At the window: who comes, what for, with which papers, and what becomes of it at once."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import filing
from tests.town.people import CITIZENS
from tongban.cases import queries
from tongban.cases.models import Case, Draft
from tongban.catalogue.models import Item
from tongban.journal import queries as journal


@pytest.fixture
def window(town, client):
    client.force_login(filing.account("shenqing"))
    return client


def begun(window, name: str, login: str, firm: str = "") -> Draft:
    by = filing.applicant(login, firm)
    given = {"person": by.person_id, "firm": by.firm_id or "", "item": Item.objects.get(name=name).code}
    answer = window.post("/counter/drafts/", given)
    assert answer.status_code == 302, answer.content.decode()
    return Draft.objects.get(pk=answer.url.split("/")[-2])


def on_page(draft: Draft, *, papers: bool = True) -> dict:
    """What a clerk fills in and scans."""
    definition = queries.definition(draft)
    answers = filing.answers(definition)
    form = filing.filled(definition, queries.draft_form(draft))
    draft.answers = answers
    scans = {
        f"file-{paper.key}": SimpleUploadedFile("扫描.png", filing.PNG)
        for paper in queries.checklist(draft).uploads
        if papers
    }
    typed = {key: str(value) if isinstance(value, (int, float)) else value for key, value in form.items()}
    return {f"q-{key}": values for key, values in answers.items()} | typed | scans


def sent(window, draft: Draft, act: str, given: dict):
    return window.post(f"/counter/drafts/{draft.pk}/submission/", given | {"act": act})


@pytest.mark.parametrize("typed", [CITIZENS["lin"].id_number, CITIZENS["lin"].phone])
def test_a_known_person_is_found_by_number_and_by_phone(window, typed):
    lin = filing.account("lin").person

    assert window.post("/counter/people/", {"who": typed}).url == f"/counter/people/{lin.pk}/"


def test_accept_at_once(window):
    draft = begun(window, *filing.BOOKSHOP)
    assert window.get(f"/counter/drafts/{draft.pk}/").status_code == 200
    answer = sent(window, draft, "accept", on_page(draft))
    assert answer.status_code == 302, re.findall("<li>.*?</li>", answer.content.decode())
    case = Case.objects.get(submission=draft.pk)
    assert answer.url == f"/counter/cases/{case.number}/"
    assert (case.state, case.channel) == ("accepted", "counter")
    assert case.taken_by_id == filing.desk("shenqing").officer_id
    assert [line.verb for line in journal.timeline(case.chain)] == ["cases.submit", "cases.accept"]
    assert {line.by for line in journal.timeline(case.chain)} == {f"officer:{case.taken_by_id}"}
    page = window.get(answer.url).content.decode()
    assert "受理通知书" in page
