"""A place, an agency and items to publish in tests."""

import datetime as dt

from tongban.catalogue import actions
from tongban.catalogue.definition import Definition
from tongban.catalogue.models import Item
from tongban.identity.models import Agency, Region
from tongban.journal.actions import SYSTEM

AT = dt.datetime(2026, 9, 18, 1, 12, tzinfo=dt.UTC)
CITY = "990100000000"
BODY = "11990100MB0000019L"


def code(number: int, kind: str = "01", handling: str = "") -> str:
    """The code of a city item of our agency."""
    return f"{BODY}300{kind}31{number:03d}000{handling}"


def agency() -> Agency:
    """The agency of all samples, with its city."""
    Region.objects.get_or_create(code="990000000000", defaults={"name": "云岭省", "level": 1})
    city, _ = Region.objects.get_or_create(
        code=CITY, defaults={"name": "云溪市", "level": 2, "parent_id": "990000000000"}
    )
    return Agency.objects.get_or_create(code=BODY, defaults={"name": "云溪市市场监督管理局", "region": city})[
        0
    ]


def publication(number: int, name: str, kind: str = "01", **elements: object) -> actions.Publication:
    """One item to publish."""
    body = agency()
    definition = Definition(name=name, kind=kind, **elements)
    return actions.Publication(code(number, kind), definition, body, body.region, "3")


def publish(*publications: actions.Publication) -> list[tuple[Item, bool]]:
    """Publish them at the time of all samples."""
    return actions.publish_many(publications, by=SYSTEM, at=AT)
