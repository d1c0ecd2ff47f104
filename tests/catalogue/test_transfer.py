from tests.catalogue.samples import AT
from tests.portal import imported
from tests.town import items
from tests.town.places import AGENCIES, REGIONS
from tongban.catalogue import documents, queries, transfer
from tongban.catalogue.documents import Entry, Reading
from tongban.catalogue.models import Item, Version
from tongban.identity.models import Agency, Region
from tongban.journal import queries as journal
from tongban.journal.actions import SYSTEM

NAMES = {code: name for code, name, _ in REGIONS}


def read(files) -> list[Reading]:
    return [documents.read(text.encode()) for _, text in files]


def town_files() -> list[tuple[str, str]]:
    return [(entry.code, documents.write(_place(entry), entry.definition)) for entry in items.entries()]


def _place(entry: items.Entry) -> Entry:
    body = AGENCIES[entry.agency]
    return Entry(
        code=entry.code,
        level=entry.level,
        agency={"code": body.code, "name": body.name},
        region={"code": entry.region, "name": NAMES[entry.region]},
    )


def test_what_goes_out_comes_back_without_a_change(town):
    imported.item()
    files = read(transfer.export(queries.published()))
    lines, versions = journal.size(), Version.objects.count()

    results = transfer.bring(files, by=SYSTEM, at=AT)

    assert [renewed for _, renewed in results] == [False] * (len(items.entries()) + 1)
    assert (journal.size(), Version.objects.count()) == (lines, versions)
    assert {reading.entry.source for reading in files} == {"own", "list"}


def test_the_town_is_founded_from_its_files_in_an_empty_database(db):
    transfer.bring(read(town_files()), by=SYSTEM, at=AT)

    stored = Item.objects.order_by("code").values_list("code", "current__digest")
    assert dict(stored) == {entry.code: entry.definition.digest for entry in items.entries()}
    assert [r.definition.digest for r in read(transfer.export(queries.published()))] == [d for _, d in stored]
    named = {AGENCIES[entry.agency].name for entry in items.entries()}
    assert set(Agency.objects.values_list("name", flat=True)) == named
    used = {entry.region: NAMES[entry.region] for entry in items.entries()}
    assert dict(Region.objects.values_list("code", "name")) == used


def test_a_second_time_changes_nothing(db):
    transfer.bring(read(town_files()), by=SYSTEM, at=AT)
    lines = journal.size()

    assert {renewed for _, renewed in transfer.bring(read(town_files()), by=SYSTEM, at=AT)} == {False}
    assert journal.size() == lines


def test_export_asks_no_more_for_many_than_for_few(town, django_assert_num_queries):
    for size in (1, 3):
        with django_assert_num_queries(1):
            codes = [entry.code for entry in items.entries()[:size]]
            assert len(list(transfer.export(Item.objects.filter(code__in=codes)))) == size
