"""Reading items for guides."""

import dataclasses

from tests.catalogue.samples import AT, agency, publication, publish
from tongban.catalogue import actions, queries
from tongban.journal.actions import SYSTEM


def test_a_subject_is_the_item_its_agency_and_its_current_version(db):
    [(item, _)] = publish(publication(1, "食品经营许可"))
    body = agency()

    assert dataclasses.asdict(queries.subject(item.code)) == {
        "code": item.code,
        "base_code": item.base_code,
        "name": "食品经营许可",
        "state": "active",
        "level": "3",
        "agency_id": body.pk,
        "agency": "云溪市市场监督管理局",
        "agency_short_name": body.short_name,
        "agency_code": body.code,
        "phone": body.phone,
        "review_body": body.review_body,
        "court": body.court,
        "version_id": item.current_id,
        "number": 1,
        "digest": item.current.digest,
        "published_at": AT,
        "effective_from": AT.date(),
        "trusts": "[]",
        "measures": "[]",
    }


def test_a_subject_changes_with_version_and_state(db):
    [(item, _)] = publish(publication(1, "食品经营许可"))
    first = queries.subject(item.code)
    assert queries.subject(item.code) == first

    publish(publication(1, "食品经营许可", summary="开业前要办。"))
    second = queries.subject(item.code)
    actions.suspend(item, ground="试验", by=SYSTEM, at=AT)

    assert [one.number for one in (first, second)] == [1, 2]
    assert queries.subject(item.code) == dataclasses.replace(second, state="suspended")


def test_an_item_never_published_is_no_subject(db):
    assert queries.subject("X" * 31) is None
