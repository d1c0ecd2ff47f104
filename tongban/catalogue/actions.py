"""Publishing, suspending and cancelling items."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from tongban.catalogue import gate, search, visits
from tongban.catalogue.definition import Definition
from tongban.catalogue.models import Item, Version
from tongban.catalogue.registers import binding, codesets
from tongban.core import errors
from tongban.identity.models import Agency, Region
from tongban.journal import actions as journal
from tongban.journal.actions import Author

BATCH = 500  # rows of one statement
OWN = "own"  # source of what is written here; other sources are lists that others keep


class NotPublishable(errors.Invalid):
    """The definition breaks rules of publication."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What is to be published under a code, and by whom it is done."""

    code: str
    definition: Definition
    agency: Agency
    region: Region
    level: str
    source: str = OWN
    waived: Mapping[str, str] = field(default_factory=dict)  # 豁免: rules of the lint, with the reasons
    restores: bool = False  # an item that is suspended or cancelled comes back with it

    def columns(self) -> dict:
        """What the item itself repeats, for lists."""
        definition, promised = self.definition, self.definition.limits.promised
        return {
            "base_code": self.code[19:31],
            "agency": self.agency,
            "region": self.region,
            "level": self.level,
            "name": definition.name,
            "kind": definition.kind,
            "project_type": definition.project_type,
            "promised_days": promised.value if promised and promised.unit == "working_day" else None,
            "visits": definition.visits.count,
            "visits_computed": visits.computed(definition).count,
            "online": definition.online,
            "charged": definition.fee.charged if definition.fee_known else None,
            "audiences": list(definition.audiences),
            "person_themes": list(definition.person_themes),
            "firm_themes": list(definition.firm_themes),
        }

    def state(self, item: Item) -> str:
        """The state in which it leaves the item: what is out of use stays so until it is resumed (恢复)."""
        return "active" if self.restores else item.state

    def stands(self, item: Item, current: tuple[int, str] | None) -> bool:
        """Does the item say all this already?"""
        said = (item.state, item.agency_id, item.region_id, item.level)
        wanted = (self.state(item), self.agency.pk, self.region.pk, self.level)
        return current is not None and current[1] == self.definition.digest and said == wanted


def publish(
    code: str,
    definition: Definition,
    *,
    agency: Agency,
    region: Region,
    level: str,
    by: Author,
    at: dt.datetime,
    source: str = OWN,
    waived: Mapping[str, str] | None = None,
) -> tuple[Item, bool]:
    """发布: the item with its new version; (item, False) when the current version says the same already.

    An item that is suspended has the new version and stays suspended.
    """
    publication = Publication(code, definition, agency, region, level, source, waived or {})
    [result] = publish_many([publication], by=by, at=at)
    return result


@transaction.atomic
def publish_many(
    publications: Sequence[Publication], *, by: Author, at: dt.datetime
) -> list[tuple[Item, bool]]:
    """发布 many at once, all or none."""
    codesets.refresh()
    own = [(each.code, each.source == OWN) for each in publications]
    bounds = binding.of_many(own, timezone.localdate(at))
    for each in publications:
        bound = bounds[each.code]
        found = gate.faults(each.code, each.definition, each.agency.name, each.waived, bound)
        if found:
            raise NotPublishable("事项还不能发布，请先改正下列问题。", found)
    items, currents = _locked(publications)
    pairs = [(publication, items[publication.code]) for publication in publications]
    changed = [(p, item) for p, item in pairs if not p.stands(item, currents.get(item.pk))]
    _write(changed, currents, by, at)
    renewed = {item.pk for _, item in changed}
    return [(item, item.pk in renewed) for _, item in pairs]


def _locked(publications: Sequence[Publication]) -> tuple[dict[str, Item], dict[int, tuple[int, str]]]:
    """The items by code, made where they were missing, and (number, digest) of their current versions."""
    new = [Item(code=p.code, state="active", **p.columns()) for p in publications]
    Item.objects.bulk_create(new, BATCH, ignore_conflicts=True)
    codes = [p.code for p in publications]
    items = {item.code: item for item in Item.objects.select_for_update().filter(code__in=codes)}
    known = Version.objects.filter(pk__in=[item.current_id for item in items.values() if item.current_id])
    currents = {
        pk: (number, digest) for pk, number, digest in known.values_list("item_id", "number", "digest")
    }
    return items, currents


def _write(
    changed: list[tuple[Publication, Item]], currents: dict[int, tuple[int, str]], by: Author, at: dt.datetime
) -> None:
    if not changed:
        return
    versions = [_next_version(p, item, currents.get(item.pk), by, at) for p, item in changed]
    Version.objects.bulk_create(versions, BATCH)
    for (publication, item), version in zip(changed, versions, strict=True):
        state = publication.state(item)
        for column, value in (publication.columns() | {"state": state, "current": version}).items():
            setattr(item, column, value)
    columns = [*changed[0][0].columns(), "state", "current"]
    items = [item for _, item in changed]
    Item.objects.bulk_create(items, BATCH, update_conflicts=True, unique_fields=["id"], update_fields=columns)
    search.index_many([(item, publication.definition) for publication, item in changed])
    acts = [
        (f"item:{p.code}", {"version": v.number, "state": item.state} | _waivers(p))
        for (p, item), v in zip(changed, versions, strict=True)
    ]
    journal.append_many("catalogue.publish", acts, by=by, at=at)


def _waivers(publication: Publication) -> dict:
    return {"waived": dict(publication.waived)} if publication.waived else {}


def _next_version(
    publication: Publication, item: Item, current: tuple[int, str] | None, by: Author, at: dt.datetime
) -> Version:
    return Version(
        item=item,
        number=current[0] + 1 if current else 1,
        definition=publication.definition.model_dump(mode="json"),
        digest=publication.definition.digest,
        effective_from=timezone.localdate(at),
        published_at=at,
        published_by=by.name,
        source=publication.source,
    )


@transaction.atomic
def cancel(item: Item, *, ground: str, by: Author, at: dt.datetime) -> None:
    """取消: the item leaves every list; cases begun under it go on."""
    _change_state(item, "cancelled", "catalogue.cancel", ground, by, at)


@transaction.atomic
def suspend(item: Item, *, ground: str, by: Author, at: dt.datetime) -> None:
    """暂停: no new applications until it is resumed."""
    _change_state(item, "suspended", "catalogue.suspend", ground, by, at)


@transaction.atomic
def resume(item: Item, *, ground: str, by: Author, at: dt.datetime) -> None:
    """恢复: it may be applied for again, on the version it had."""
    _change_state(item, "active", "catalogue.resume", ground, by, at)


def _change_state(item: Item, state: str, verb: str, ground: str, by: Author, at: dt.datetime) -> None:
    Item.objects.filter(pk=item.pk).update(state=state)
    journal.append(verb, f"item:{item.code}", by=by, at=at, ground=ground, state=state)
