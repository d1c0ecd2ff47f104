"""草稿: what is filled in is kept until it is submitted."""

import datetime as dt
import json
import uuid
from collections.abc import Mapping, Sequence

from django.db import transaction

from tongban.cases import knowing, queries, rules
from tongban.cases.actions import renewing, step, submitting
from tongban.cases.models import (
    Case,
    Commitment,
    Draft,
    DraftFile,
    GapFile,
    Signature,
    Undertaking,
)
from tongban.cases.states import UNDECIDED_ENDS, NotNow
from tongban.catalogue import rules as catalogue
from tongban.catalogue.definition import Definition
from tongban.catalogue.models import Item
from tongban.core import errors, forms
from tongban.files.models import File
from tongban.identity.models import Account
from tongban.identity.rules import Applicant


class NotOffered(errors.Problem):
    """The item takes no applications here."""


def begin(item: Item, *, account: Account, by: Applicant, at: dt.datetime) -> Draft:
    """The applicant's open draft for an item, or a new one prefilled with what is known of him."""
    definition = _offered(item)
    draft = (
        Draft.objects.filter(
            account=account, item=item, version=item.current, person_id=by.person_id, firm_id=by.firm_id
        )
        .order_by("-saved_at")
        .first()
    )
    return draft or _new(item, _prefilled(definition, by, at), account, by, at)


def _offered(item: Item) -> Definition:
    definition = queries.open_definition(item)
    if definition is None:
        raise NotOffered("这个事项现在不能在这里申请，请看办事指南上的办理方式。")
    return definition


def _new(item: Item, form: Mapping, account: Account, by: Applicant, at: dt.datetime) -> Draft:
    return Draft.objects.create(
        account=account,
        person_id=by.person_id,
        firm_id=by.firm_id,
        item=item,
        version=item.current,
        form=json.dumps(form, ensure_ascii=False),
        created_at=at,
        saved_at=at,
    )


@transaction.atomic
def keep(
    item: Item,
    *,
    account: Account,
    answers: Mapping[str, Sequence[str]],
    form: Mapping[str, object],
    files: Mapping[str, Sequence[File]],
    renews: uuid.UUID | None = None,
    draft: Draft | None = None,
    by: Applicant,
    at: dt.datetime,
) -> Draft:
    """存草稿 as a program hands it in, whole, or in place of an earlier `draft`; papers may still lack."""
    definition = _offered(item)
    given = catalogue.valid_answers(definition, answers)
    wrong = submitting.form_gaps(definition, form, given)
    if wrong:
        raise errors.Invalid(f"申请信息有{len(wrong)}处需要改，没有保存，也没有提交。", wrong)
    draft = draft or _new(item, {}, account, by, at)
    draft.files.all().delete()
    renew(draft, at=at)
    save(draft, answers=given, form=dict(form), at=at)
    if renews:
        renewing.choose_certificate(draft, renews, by=by, at=at)
    for key, stored in files.items():
        for file in stored:
            attach(draft, key, file, at=at)
    return draft


@transaction.atomic
def begin_again(case: Case, *, account: Account, by: Applicant, at: dt.datetime) -> Draft:
    """重新申请 what came to nothing, with all that was handed in; an open draft is left as it is."""
    if case.state not in UNDECIDED_ENDS:
        raise NotNow("这件办件没有终止，不用重新申请。请刷新页面查看最新进度。")
    draft = begin(case.item, account=account, by=by, at=at)
    if draft.created_at != at:
        return draft
    save(draft, answers=case.answers, form=queries.draft_form(draft) | queries.form(case), at=at)
    given = {(one.key, one.file_id) for one in case.materials.exclude(file=None)}
    gaps = GapFile.objects.filter(gap__correction__case=case)
    given |= set(gaps.values_list("gap__key", "file_id"))
    wanted = {paper.key for paper in queries.checklist(draft).uploads}
    DraftFile.objects.bulk_create(
        DraftFile(draft=draft, key=key, file_id=file) for key, file in sorted(given) if key in wanted
    )
    return draft


def _prefilled(definition: Definition, by: Applicant, at: dt.datetime) -> dict:
    return {key: one.value for key, one in knowing.known(definition, by, step.day_of(at)).items()}


def save(draft: Draft, *, answers: dict | None = None, form: dict | None = None, at: dt.datetime) -> Draft:
    """Keep what was filled in, right or wrong; it is checked when it is submitted."""
    columns: dict[str, object] = {"saved_at": at}
    definition, given = queries.definition(draft), draft.answers
    if answers is not None:
        columns["answers"] = given = catalogue.valid_answers(definition, answers)
    if form is not None:
        asked = forms.settled(definition.form, form, given)
        columns["form"] = json.dumps(asked, ensure_ascii=False)
    for name, value in columns.items():
        setattr(draft, name, value)
    Draft.objects.filter(pk=draft.pk).update(**columns)
    return _still_signed(draft)


def _still_signed(draft: Draft) -> Draft:
    """A signature falls once the form says something else than what was signed."""
    found, stands = queries.signature(draft)
    if found and not stands:
        found.delete()
        key = rules.signature_key(queries.definition(draft).form)
        left = {name: value for name, value in queries.draft_form(draft).items() if name != key}
        draft.form = json.dumps(left, ensure_ascii=False)
        Draft.objects.filter(pk=draft.pk).update(form=draft.form)
    return draft


class Unsigned(errors.Invalid):
    """There is nothing to sign yet, or no signature."""


@transaction.atomic
def sign(draft: Draft, *, name: str, drawing: File | None, at: dt.datetime) -> Signature:
    """签名确认: the applicant signs the form as it stands; nothing may be missing in it but the signature."""
    definition, form = queries.definition(draft), queries.settled(draft)
    key = rules.signature_key(definition.form)
    left = [gap for gap in submitting.form_gaps(definition, form, draft.answers) if gap[0] != key]
    if left:
        raise Unsigned(f"申请表还有{len(left)}处要改，改好后再签名。您填的内容都已保存。", left)
    if not name.strip() and drawing is None:
        raise Unsigned("还没有签名。请在框内手写签名，或者输入您的姓名。", [("signer", "请签名")])
    if key:
        form |= {key: drawing.sha256 if drawing else name.strip()}
        save(draft, form=form, at=at)
    signed = {"name": name.strip()[:100], "file": drawing, "signed_at": at}
    signed["digest"] = rules.form_digest(definition.form, form)
    return Signature.objects.update_or_create(submission=draft.pk, defaults=signed)[0]


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
    """放弃: the draft, its list of files, its signature and what was promised go."""
    for signed in (Signature, Undertaking, Commitment):
        signed.objects.filter(submission=draft.pk).delete()
    draft.delete()
