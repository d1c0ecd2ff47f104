"""Reading items; definitions are kept in process by version, for they never change."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection
from django.db.models import Count, Func, QuerySet

from tongban.catalogue import codes
from tongban.catalogue.definition import Definition
from tongban.catalogue.models import Item, ProposalAct, Version
from tongban.catalogue.proposals.states import APPROVALS
from tongban.identity.models import Agency


def definition(version_id: int) -> Definition:
    """The definition of a version."""
    return _definition(connection.settings_dict["NAME"], version_id)


@lru_cache(maxsize=4096)
def _definition(_database: str, version_id: int) -> Definition:
    return Definition.model_validate(
        Version.objects.values_list("definition", flat=True).get(pk=version_id), strict=False
    )


def definitions(items: QuerySet[Item]) -> Iterator[tuple[Item, Definition]]:
    """Many items with their definitions, in the order of their codes, not kept in process."""
    for item in items.select_related("agency", "region", "current").order_by("code").iterator(500):
        yield item, Definition.model_validate(item.current.definition, strict=False)


def published() -> QuerySet[Item]:
    """Items the public may see."""
    return Item.objects.filter(state="active", current__isnull=False)


def by_theme(whose: str) -> list[tuple[str, str, int]]:
    """Themes with items, as (code, label, how many): of "person" or "firm", in the order of the code set."""
    labels = codes.PERSON_THEMES if whose == "person" else codes.FIRM_THEMES
    theme = Func(f"{whose}_themes", function="unnest")
    counted = published().annotate(theme=theme).values_list("theme").annotate(size=Count("pk"))
    sizes = dict(counted.order_by("theme"))
    return [(code, label, sizes[code]) for code, label in labels.items() if code in sizes]


def by_agency() -> list[tuple[Agency, int]]:
    """Agencies with items, and how many they have; those with most come first."""
    counted = published().values_list("agency").annotate(size=Count("pk")).order_by("-size", "agency__name")
    sizes = dict(counted)
    found = Agency.objects.in_bulk(sizes)
    return [(found[pk], size) for pk, size in sizes.items()]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a guide is about, beside its definition: equal subjects have the same guide."""

    code: str
    base_code: str
    name: str
    state: str
    level: str
    agency_id: int
    agency: str
    agency_short_name: str
    agency_code: str
    phone: str
    review_body: str
    court: str
    version_id: int
    number: int
    effective_from: dt.date
    digest: str
    published_at: dt.datetime
    trusts: str = "[]"  # 下放委托 as JSON, for `entrusting.queries.on`
    measures: str = "[]"  # 将要施行的处置 as JSON, for `measures.queries.announced`


SUBJECT = """
SELECT item.code, item.base_code, item.name, item.state, item.level, agency.id, agency.name,
  agency.short_name, agency.code, agency.phone, agency.review_body, agency.court,
  version.id, version.number, version.effective_from, version.digest, version.published_at, (
    SELECT coalesce(jsonb_agg(jsonb_build_object(
      'agency', trusted.name, 'kind', trust.kind, 'acts', trust.acts, 'instrument', trust.instrument,
      'since', trust.since, 'until', coalesce(least(trust.until, trust.taken_back_on)::text, ''),
      'place', coalesce(nullif(trust.place, ''), trusted.address), 'phone', trusted.phone
    ) ORDER BY trust.since, trust.id), '[]')::text
    FROM catalogue_entrustment AS trust JOIN identity_agency AS trusted ON trusted.id = trust.agency_id
    WHERE trust.item_id = item.id AND trust.state IN ('approved', 'taken_back')
  ), (
    SELECT coalesce(jsonb_agg(jsonb_build_object(
      'kind', measure.kind, 'since', measure.begins, 'reason', measure.reason, 'instead', measure.instead,
      'successors', (
        SELECT coalesce(jsonb_agg(jsonb_build_array('', draft.name) ORDER BY draft.code), '[]')
        FROM catalogue_proposal AS draft WHERE draft.measure_id = measure.id AND draft.state <> 'withdrawn'
      )
    ) ORDER BY measure.begins), '[]')::text
    FROM catalogue_measure AS measure JOIN catalogue_measure_items AS of ON of.measure_id = measure.id
    WHERE of.item_id = item.id AND measure.state = 'confirmed'
  )
FROM catalogue_item AS item
JOIN identity_agency AS agency ON agency.id = item.agency_id
JOIN catalogue_version AS version ON version.id = item.current_id
WHERE item.code = %s
"""


def subject(code: str) -> Subject | None:
    """An item that was ever published, whatever its state; by hand, for guides are read most of all."""
    with connection.cursor() as cursor:
        cursor.execute(SUBJECT, [code])
        row = cursor.fetchone()
    return Subject(*row) if row else None


def reviews(version_id: int) -> list[tuple[str, str]]:
    """Who let a version pass, as (verb, name of the post), in the order in which they did."""
    acts = ProposalAct.objects.filter(proposal__version_id=version_id, verb__in=APPROVALS)
    last = {act.verb: act.post_name for act in acts.order_by("at", "id")}
    return [(verb, last[verb]) for verb in APPROVALS if verb in last]
