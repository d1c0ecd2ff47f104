"""An application as somebody of the town leaves it before submitting."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db import transaction

from tests.files import samples
from tests.town import people
from tongban.cases import actions, queries
from tongban.cases.models import Draft, DraftFile
from tongban.catalogue.models import Item
from tongban.files import actions as files
from tongban.identity import queries as identity
from tongban.identity.models import Account

APPLICANT = "lin"
ITEM = "食品经营许可（首次）"
ANSWERS = {"business": ["catering"], "risky": ["drinks"], "water": ["no"]}
FORM = {
    "premises": "云溪市清泉路17号1层",
    "area": 86.5,
    "main_form": "餐饮服务经营者",
    "projects": ["热食类食品制售", "自制饮品制售"],
    "staff_count": 6,
    "phone": people.CITIZENS[APPLICANT].phone,
    "delivery": "electronic",
}
PAPERS = ("floor_plan", "drinks_flow", "safety_training")


@transaction.atomic
def ready_draft(at: dt.datetime) -> Draft:
    """林小安 asks for a food licence of her firm: nothing is missing, three papers are attached."""
    account = Account.objects.select_related("person").get(login=APPLICANT)
    firm = identity.firms_of(account.person_id, at.date()).get().firm
    by = identity.applicant(account.person, firm_id=firm.pk, day=at.date())
    draft = actions.begin(
        Item.objects.select_related("current").get(name=ITEM), account=account, by=by, at=at
    )
    actions.save(draft, answers=ANSWERS, form=queries.draft_form(draft) | FORM, at=at)
    file = files.store(samples.jpg(), "扫描件.jpg", by=by.author, at=at)
    for key in PAPERS:
        actions.attach(draft, key, file, at=at)
    return draft


@transaction.atomic
def copies(draft: Draft, ids: Iterable[uuid.UUID]) -> None:
    """The same draft again, under each of these ids."""
    made = [Draft(**_columns(draft) | {"id": one}) for one in ids]
    Draft.objects.bulk_create(made)
    given = list(draft.files.order_by("id"))
    DraftFile.objects.bulk_create(
        DraftFile(draft=one, key=f.key, file_id=f.file_id) for one in made for f in given
    )


def _columns(draft: Draft) -> dict:
    return {field.attname: getattr(draft, field.attname) for field in Draft._meta.concrete_fields}
