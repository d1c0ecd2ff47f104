import datetime as dt
from dataclasses import replace

import pytest
from django.db import connection
from django.db.utils import IntegrityError

from tests.catalogue.samples import AT, agency, code, publication, publish
from tongban.catalogue import actions, queries
from tongban.catalogue.definition import Definition
from tongban.catalogue.models import Item, SearchEntry, Version
from tongban.catalogue.parts import Limit, Limits
from tongban.journal import queries as journal
from tongban.journal.actions import SYSTEM


def test_publish_makes_item_version_search_entry_and_line(db):
    definition = Definition(
        name="食品经营许可",
        kind="01",
        audiences=("1", "2"),
        person_themes=("040",),
        limits=Limits(statutory=Limit(value=20), promised=Limit(value=8)),
        online=True,
    )
    body = agency()

    item, changed = actions.publish(
        code(1), definition, agency=body, region=body.region, level="3", by=SYSTEM, at=AT, source="own"
    )

    item.refresh_from_db()
    assert changed
    assert (item.name, item.kind, item.base_code, item.level, item.state) == (
        "食品经营许可",
        "01",
        "000131001000",
        "3",
        "active",
    )
    assert (item.promised_days, item.online, item.charged, item.audiences, item.person_themes) == (
        8,
        True,
        False,
        ["1", "2"],
        ["040"],
    )
    assert (item.current.number, item.current.effective_from, item.current.published_by) == (
        1,
        dt.date(2026, 9, 18),
        "系统",
    )
    assert queries.definition(item.current_id) == definition
    assert SearchEntry.objects.get(item=item).name_key == "食品经营许可"
    assert [(line.verb, line.data) for line in journal.timeline(f"item:{code(1)}")] == [
        ("catalogue.publish", {"state": "active", "version": 1})
    ]


def test_effective_day_is_that_of_the_place_and_not_of_greenwich(db):
    body = agency()
    late = dt.datetime(2026, 9, 17, 17, 0, tzinfo=dt.UTC)  # past midnight in China
    item, _ = actions.publish(
        code(1),
        Definition(name="甲", kind="01"),
        agency=body,
        region=body.region,
        level="3",
        by=SYSTEM,
        at=late,
    )
    assert item.current.effective_from == dt.date(2026, 9, 18)


def test_publishing_the_same_again_changes_nothing(db):
    publish(publication(1, "甲"), publication(2, "乙"))
    lines = journal.size()

    assert [changed for _, changed in publish(publication(1, "甲"), publication(2, "乙"))] == [False, False]
    assert Version.objects.count() == 2
    assert journal.size() == lines


def test_only_what_differs_gets_a_new_version(db):
    publish(publication(1, "甲"), publication(2, "乙"))

    results = publish(publication(1, "甲"), publication(2, "乙（新）"), publication(3, "丙"))

    assert [changed for _, changed in results] == [False, True, True]
    assert list(Item.objects.order_by("code").values_list("name", "current__number")) == [
        ("甲", 1),
        ("乙（新）", 2),
        ("丙", 1),
    ]
    assert [fault for fault in journal.faults() if fault.chain.startswith("item:")] == []


@pytest.mark.parametrize("verb", ["suspend", "cancel"])
def test_publishing_leaves_an_item_out_of_use_until_it_is_restored(db, verb):
    [(item, _)] = publish(publication(1, "甲"))
    getattr(actions, verb)(item, ground="年度清理", by=SYSTEM, at=AT)
    item.refresh_from_db()
    state = item.state

    assert [changed for _, changed in publish(publication(1, "甲"))] == [False]
    [(item, changed)] = publish(publication(1, "乙"))
    item.refresh_from_db()
    assert (changed, item.state, item.current.number, item.name) == (True, state, 2, "乙")
    assert journal.timeline(f"item:{item.code}").last().data == {"state": state, "version": 2}
    assert list(queries.published()) == []

    [(item, changed)] = publish(replace(publication(1, "乙"), restores=True))
    item.refresh_from_db()
    assert (changed, item.state, item.current.number) == (True, "active", 3)


def test_cancel_says_why_in_the_journal(db):
    [(item, _)] = publish(publication(1, "甲"))
    actions.cancel(item, ground="国发〔2026〕1号", by=SYSTEM, at=AT)

    last = journal.timeline(f"item:{item.code}").last()
    assert (last.verb, last.ground, last.data) == (
        "catalogue.cancel",
        "国发〔2026〕1号",
        {"state": "cancelled"},
    )


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ("", "code"),
        ("11990100MB0000019L", "code"),
        (code(1)[:-1], "code"),
        (code(1) + "X1", "code"),
        (code(1)[:18] + "9" + code(1)[19:], "code"),
    ],
)
def test_codes_of_wrong_structure_are_not_published(db, given, fault):
    body = agency()
    wrong = actions.Publication(given, Definition(name="甲", kind="01"), body, body.region, "3")
    with pytest.raises(actions.NotPublishable) as refusal:
        publish(publication(2, "乙"), wrong)
    assert [element for element, _ in refusal.value.errors] == [fault]
    assert Item.objects.count() == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE catalogue_version SET definition = '{}'",
        "DELETE FROM catalogue_version",
        "TRUNCATE catalogue_version CASCADE",
    ],
)
def test_a_published_version_cannot_be_changed_in_the_database(db, statement):
    publish(publication(1, "甲"))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(IntegrityError, match="已发布的事项版本不能"):
            cursor.execute(statement)


def test_publishing_many_asks_no_more_than_publishing_few(db, django_assert_num_queries):
    agency()

    def count(first, size):
        rows = [publication(first + place, f"事项{place}") for place in range(size)]
        with django_assert_num_queries(12):
            publish(*rows)

    count(1, 1)
    count(10, 30)


def test_a_waiver_is_kept_in_the_journal(db):
    body = agency()
    actions.publish(
        code(1),
        Definition(name="甲", kind="01"),
        agency=body,
        region=body.region,
        level="3",
        by=SYSTEM,
        at=AT,
        waived={"G10": "法律没有规定条款"},
    )

    assert journal.timeline(f"item:{code(1)}").last().data == {
        "state": "active",
        "version": 1,
        "waived": {"G10": "法律没有规定条款"},
    }
