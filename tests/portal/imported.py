"""Items as a foreign list brings them: few elements, nothing to apply for here."""

import datetime as dt
from zoneinfo import ZoneInfo

from tongban.catalogue import actions
from tongban.catalogue.definition import Definition
from tongban.catalogue.models import Item
from tongban.identity.models import Agency, Region
from tongban.journal.actions import SYSTEM

AT = dt.datetime(2026, 10, 8, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
BARE = {
    "name": "渔业船舶登记",
    "kind": "07",
    "fee_known": False,
    "papers_known": False,
    "extra": {"承办平台": "统一申办平台", "受理条件原文": "第一行\n第二行"},
}


def item(number: int = 1, **elements) -> Item:
    """Publish one item of the county's agency; more elements may be given."""
    return _publish("临江县市场监督管理局", "4", number, elements)


def elsewhere(number: int = 1, **elements) -> Item:
    """Publish an item of the same base code at the city's agency."""
    return _publish("云溪市市场监督管理局", "3", number, elements)


def _publish(name: str, level: str, number: int, elements: dict) -> Item:
    agency = Agency.objects.get(name=name)
    definition = Definition.model_validate(BARE | elements)
    code = f"{agency.code}{level}{number:012d}"
    region = Region.objects.get(code=agency.region_id)
    made, _new = actions.publish(
        code, definition, agency=agency, region=region, level=level, by=SYSTEM, at=AT, source="list"
    )
    return made
