"""草稿: what is filled in is kept until it is submitted."""

import datetime as dt
import json
import uuid

from django.db import transaction

from tongban.cases import queries
from tongban.cases.models import Draft, DraftFile
from tongban.catalogue import rules as catalogue
from tongban.catalogue.models import Item
from tongban.core import errors
from tongban.files.models import File
from tongban.identity.models import Account
from tongban.identity.rules import Applicant


class NotOffered(errors.Problem):
    """The item takes no applications here."""


def begin(item: Item, *, account: Account, by: Applicant, at: dt.datetime) -> Draft:
    """The applicant's open draft for an item, or a new one prefilled with what is known of him."""
    definition = queries.open_definition(item)
    if definition is None:
        raise NotOffered("这个事项现在不能在这里申请，请看办事指南上的办理方式。")
    draft = (
        Draft.objects.filter(
            account=account, item=item, version=item.current, person_id=by.person_id, firm_id=by.firm_id
        )
        .order_by("-saved_at")
        .first()
    )
    return draft or Draft.objects.create(
        account=account,
        person_id=by.person_id,
        firm_id=by.firm_id,
        item=item,
        version=item.current,
        form=json.dumps(queries.prefill(definition, queries.known(by)), ensure_ascii=False),
        created_at=at,
        saved_at=at,
    )


def save(draft: Draft, *, answers: dict | None = None, form: dict | None = None, at: dt.datetime) -> Draft:
    """Keep what was filled in, right or wrong; it is checked when it is submitted."""
    columns: dict[str, object] = {"saved_at": at}
    if answers is not None:
        columns["answers"] = catalogue.valid_answers(queries.definition(draft), answers)
    if form is not None:
        columns["form"] = json.dumps(form, ensure_ascii=False)
    for name, value in columns.items():
        setattr(draft, name, value)
    Draft.objects.filter(pk=draft.pk).update(**columns)
    return draft


def renew(draft: Draft, *, at: dt.datetime) -> bool:
    """Bring a draft to its item's current version; False where it is there already, or none is offered."""
    current = draft.item.current
    if draft.version_id == draft.item.current_id or queries.open_definition(draft.item) is None:
        return False
    draft.version = current
    Draft.objects.filter(pk=draft.pk).update(version=current)
    save(draft, answers=draft.answers, at=at)
    return True


@transaction.atomic
def attach(draft: Draft, key: str, file: File, *, at: dt.datetime) -> DraftFile:
    """Put a file to a required paper of the draft."""
    if key not in {paper.key for paper in queries.checklist(draft).uploads}:
        raise errors.Invalid("这份材料不在您的材料清单里，文件没有保存。", [(key, "不在材料清单里")])
    Draft.objects.filter(pk=draft.pk).update(saved_at=at)
    return DraftFile.objects.create(draft=draft, key=key, file=file)


def detach(draft: Draft, file_id: uuid.UUID) -> None:
    """Take a file out of the draft."""
    DraftFile.objects.filter(draft=draft, file_id=file_id).delete()


def discard(draft: Draft) -> None:
    """放弃: the draft and its list of files go."""
    draft.delete()
