"""Items out to files and back in."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction
from django.db.models import QuerySet

from tongban.catalogue import actions, documents, queries
from tongban.catalogue.documents import Entry, Reading
from tongban.catalogue.models import Item
from tongban.identity import regions
from tongban.identity.models import Region
from tongban.journal.actions import Author


def entry(item: Item) -> Entry:
    """The place of an item in the catalogue."""
    return Entry(
        code=item.code,
        level=item.level,
        agency=documents.Agency(code=item.agency.code, name=item.agency.name),
        region=documents.Region(code=item.region_id, name=item.region.name),
        source=item.current.source,
    )


def export(items: QuerySet[Item]) -> Iterator[tuple[str, str]]:
    """Each item as (code, text of its file)."""
    for item, definition in queries.definitions(items):
        yield item.code, documents.write(entry(item), definition)


@transaction.atomic
def bring(
    readings: Sequence[Reading], *, by: Author, at: dt.datetime, restores: bool = False
) -> list[tuple[Item, bool]]:
    """发布 what files say, all or none, with the agencies and regions they name."""
    entries = [reading.entry for reading in readings]
    regions.register(regions.missing({e.region.code: e.region.name for e in entries}), by=by, at=at)
    named = ((e.agency.code, e.agency.name, e.region.code) for e in entries)
    agencies, _ = regions.register_agencies(named, by=by, at=at)
    places = Region.objects.in_bulk({e.region.code for e in entries})
    publications = [
        actions.Publication(
            reading.entry.code,
            reading.definition,
            agencies[reading.entry.agency.code],
            places[reading.entry.region.code],
            reading.entry.level,
            reading.entry.source,
            restores=restores,
        )
        for reading in readings
    ]
    return actions.publish_many(publications, by=by, at=at)


def out_of_use(codes: Iterable[str]) -> dict[str, str]:
    """Of these items, those suspended or cancelled, with their state."""
    return dict(Item.objects.filter(code__in=codes).exclude(state="active").values_list("code", "state"))


def known(codes: Iterable[str]) -> set[str]:
    """Of these codes, those that exist."""
    return set(Item.objects.filter(code__in=codes).values_list("code", flat=True))
