"""草稿: kept as it is, one for each item and party, on the current version of its item."""

import datetime as dt
import uuid

import pytest

from tests import make
from tongban.cases import actions, queries
from tongban.cases.actions.drafting import NotOffered
from tongban.cases.models import Draft
from tongban.catalogue import actions as catalogue
from tongban.catalogue import queries as items
from tongban.core import errors
from tongban.identity.models import Account
from tongban.journal.actions import SYSTEM

LATER = make.AT + make.HOUR


@pytest.fixture
def draft(town):
    return begun()


def begun(at: dt.datetime = make.AT, *, firm: bool = True) -> Draft:
    account = Account.objects.get(login="lin")
    return actions.begin(make.published(), account=account, by=make.applicant(firm=firm), at=at)


def test_a_draft_begins_with_what_is_known(draft):
    known = queries.draft_form(draft)

    assert known["firm_name"] == "云溪市青禾餐饮有限公司"
    assert (draft.created_at, draft.saved_at, draft.version_id) == (make.AT, make.AT, draft.item.current_id)


def test_beginning_again_goes_on_with_the_same_draft(draft):
    actions.save(draft, form={"area": "八十"}, at=LATER)

    again = begun(LATER)

    assert (again.pk, queries.draft_form(again)) == (draft.pk, {"area": "八十"})


def test_each_party_has_its_own_draft(draft):
    assert begun(firm=False).pk != draft.pk


def test_an_item_that_is_suspended_begins_no_draft(town):
    item = make.published()
    catalogue.suspend(item, ground="停办", by=SYSTEM, at=make.AT)

    with pytest.raises(NotOffered):
        begun()
    assert Draft.objects.count() == 0


def test_a_draft_is_kept_right_or_wrong(draft):
    actions.save(draft, answers={"none": ["x"]}, form={"phone": "<script>"}, at=LATER)

    kept = Draft.objects.get(pk=draft.pk)
    assert (kept.answers, queries.draft_form(kept), kept.saved_at) == ({}, {"phone": "<script>"}, LATER)


def test_a_draft_moves_to_the_new_version_of_its_item(draft):
    before = draft.version_id
    changed = items.definition(before).model_copy(update={"summary": "换了说法。"})
    item = draft.item
    catalogue.publish(
        item.code, changed, agency=item.agency, region=item.region, level=item.level, by=SYSTEM, at=LATER
    )
    draft = Draft.objects.get(pk=draft.pk)

    assert actions.renew(draft, at=LATER) is True
    assert (draft.version_id != before, draft.version_id) == (True, draft.item.current_id)
    assert actions.renew(draft, at=LATER) is False


def test_files_are_put_to_a_draft_and_taken_out(draft):
    asked = queries.checklist(draft).uploads[0].key
    file = make.file()

    actions.attach(draft, asked, file, at=LATER)
    assert queries.draft_files(draft) == {asked: [file.pk]}
    assert Draft.objects.get(pk=draft.pk).saved_at == LATER

    actions.detach(draft, uuid.uuid4())
    assert queries.draft_files(draft) == {asked: [file.pk]}
    actions.detach(draft, file.pk)
    assert queries.draft_files(draft) == {}


def test_a_file_for_a_paper_that_nobody_asks_for_is_refused(draft):
    with pytest.raises(errors.Invalid) as refused:
        actions.attach(draft, "nothing", make.file(), at=LATER)

    assert refused.value.errors == [("nothing", "不在材料清单里")]
    assert (queries.draft_files(draft), Draft.objects.get(pk=draft.pk).saved_at) == ({}, make.AT)


def test_what_a_draft_lacks_is_named_at_once(draft):
    lacking = dict(actions.gaps(draft))

    definition = queries.definition(draft)
    assert set(lacking) >= {question.key for question in definition.questions if not question.when}
    actions.save(
        draft,
        answers=make.answers(definition),
        form=make.form(definition, make.applicant(firm=True)),
        at=LATER,
    )
    required = [p.key for p in queries.checklist(draft).uploads if p.necessity != "optional"]
    assert [key for key, _ in actions.gaps(draft)] == required


def test_a_discarded_draft_is_gone(draft):
    actions.discard(draft)

    assert Draft.objects.count() == 0
