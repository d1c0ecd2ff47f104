"""Publishing, suspending and cancelling items."""

import datetime as dt

from django.db import transaction

from tongban.catalogue import rules, search
from tongban.catalogue.definition import Definition
from tongban.catalogue.models import Item, Version
from tongban.core import errors
from tongban.identity.models import Agency, Region
from tongban.journal import actions as journal
from tongban.journal.actions import Author


class NotPublishable(errors.Invalid):
    """The definition breaks rules of publication."""


@transaction.atomic
def publish(
    code: str,
    definition: Definition,
    *,
    agency: Agency,
    region: Region,
    level: str,
    by: Author,
    at: dt.datetime,
    source: str = "own",
) -> tuple[Item, bool]:
    """发布: the item with its new version; (item, False) when the current version says the same already."""
    found = rules.faults(definition)
    if found:
        raise NotPublishable("事项还不能发布，请先改正下列问题。", found)
    item, _ = Item.objects.select_for_update().get_or_create(
        code=code, defaults={"agency": agency, "region": region, "level": level, "state": "active"}
    )
    current = item.current
    if (
        current
        and current.digest == definition.digest
        and item.state == "active"
        and item.agency_id == agency.pk
    ):
        return item, False
    version = Version.objects.create(
        item=item,
        number=(current.number + 1) if current else 1,
        definition=definition.model_dump(mode="json"),
        digest=definition.digest,
        effective_from=at.date(),
        published_at=at,
        published_by=by.name,
        source=source,
    )
    Item.objects.filter(pk=item.pk).update(
        current=version,
        agency=agency,
        region=region,
        level=level,
        state="active",
        **_columns(code, definition),
    )
    item.refresh_from_db()
    search.index(item, definition)
    journal.append("catalogue.publish", f"item:{code}", by=by, at=at, version=version.number, state="active")
    return item, True


def _columns(code: str, definition: Definition) -> dict:
    promised = definition.limits.promised
    return {
        "base_code": code[19:31],
        "name": definition.name,
        "kind": definition.kind,
        "project_type": definition.project_type,
        "promised_days": promised.value if promised and promised.unit == "working_day" else None,
        "visits": definition.visits.count,
        "online": definition.online,
        "charged": definition.fee.charged if definition.fee_known else None,
        "audiences": list(definition.audiences),
        "person_themes": list(definition.person_themes),
        "firm_themes": list(definition.firm_themes),
    }


@transaction.atomic
def cancel(item: Item, *, ground: str, by: Author, at: dt.datetime) -> None:
    """取消: the item leaves every list; cases begun under it go on."""
    _change_state(item, "cancelled", "catalogue.cancel", ground, by, at)


@transaction.atomic
def suspend(item: Item, *, ground: str, by: Author, at: dt.datetime) -> None:
    """暂停: no new applications until it is published again."""
    _change_state(item, "suspended", "catalogue.suspend", ground, by, at)


def _change_state(item: Item, state: str, verb: str, ground: str, by: Author, at: dt.datetime) -> None:
    Item.objects.filter(pk=item.pk).update(state=state)
    journal.append(verb, f"item:{item.code}", by=by, at=at, ground=ground, state=state)
