"""Cases of the town for tests of the surfaces: filed, accepted, brought to a stage, all by the verbs."""

import datetime as dt
import io
import uuid

from django.utils import timezone
from PIL import Image

from tongban.cases import actions, queries
from tongban.cases.models import Case
from tongban.catalogue import rules as catalogue
from tongban.catalogue.definition import Definition
from tongban.catalogue.models import Item
from tongban.core import forms
from tongban.files import actions as files
from tongban.identity import queries as identity
from tongban.identity.models import Account
from tongban.identity.rules import Applicant, Desk
from tongban.licences import queries as licences

PAPER = io.BytesIO()
Image.new("RGB", (200, 280), "white").save(PAPER, "PNG")
PNG = PAPER.getvalue()
TYPED = {"phone": "13900000011", "id_number": "990100198001010053", "money": 100, "date": "2026-10-08"}


def account(login: str) -> Account:
    """The account of somebody in the town."""
    return Account.objects.select_related("person", "officer").get(login=login)


def desk(login: str) -> Desk:
    """The officer at his post of today."""
    return identity.desks(account(login).officer, timezone.localdate())[0]


def applicant(login: str, firm: str = "") -> Applicant:
    """The person, for himself or for the firm of that name."""
    person, today = account(login).person, timezone.localdate()
    held = identity.firms_of(person.pk, today).filter(firm__name=firm).first() if firm else None
    return identity.applicant(person, firm_id=held and held.firm_id, day=today)


def answers(definition: Definition) -> dict[str, list[str]]:
    """The first option of every question that comes up."""
    given: dict[str, list[str]] = {}
    for question in definition.questions:
        if catalogue.holds(question.when, given):
            given[question.key] = [question.options[0].value]
    return given


def filled(definition: Definition, known: dict) -> dict:
    """A form without faults: what is known, and something fitting for the rest."""
    properties = definition.form.get("properties", {})
    return {key: known.get(key, _fitting(part)) for key, part in properties.items()}


def _fitting(part: dict) -> object:
    kind, options = forms.kind_of(part), forms.options(part)
    if kind in TYPED:
        return TYPED[kind]
    if options and part.get("type") == "boolean":
        return True
    if options:
        return [options[0][0]] if kind == "multi" else options[0][0]
    if kind == "number":
        return max(part.get("minimum", 0), 12)
    if part.get("format") == "email":
        return "lin@example.cn"
    if kind == "credit_code":
        return "91990100MA8Y2F3K7J"
    return "云溪市清泉路17号"


def filed(name: str, login: str, firm: str = "", *, at: dt.datetime | None = None, **said: str) -> Case:
    """An application with all its papers; `said` are answers other than the first."""
    item, by, at = Item.objects.get(name=name), applicant(login, firm), at or timezone.now()
    definition = queries.open_definition(item)
    given = answers(definition) | {key: [value] for key, value in said.items()}
    paper = files.store(PNG, "材料.png", by=by.author, at=at)
    held = licences.standing_for(by.person_id, by.firm_id, queries.wanted(definition), at.date())
    return actions.submit(
        item,
        submission=uuid.uuid4(),
        answers=given,
        form=filled(definition, queries.prefill(definition, queries.known(by))),
        files={each.key: [paper.pk] for each in catalogue.checklist(definition, given, held).uploads},
        by=by,
        at=at,
    )


def accepted(name: str, login: str, firm: str = "", *, at: dt.datetime | None = None, **said: str) -> Case:
    """The same, accepted at window 07."""
    case = filed(name, login, firm, at=at, **said)
    actions.accept(case, by=desk("shenqing"), at=at or timezone.now())
    case.refresh_from_db()
    return case


BOOKSHOP = ("出版物零售经营许可", "xu", "云溪市橘里书店有限公司")
FOOD = ("食品经营许可（首次）", "lin", "云溪市青禾餐饮有限公司")
