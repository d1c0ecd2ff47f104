"""The service items of the town, a YAML file for each, in our own words.

Beside the elements of a `Definition` a file names its agency (`agency`), its place in the catalogue (`base`,
and `handling` where the item is split further) and the halls (`places`: hall and window). What an agency says
of itself everywhere (telephones, remedies) is added here, `use` takes in a part of `shared.yaml`, and
`licence: gaj.101` and `fact: certificate.gaj.101` get their full type code.
"""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from tests.town.places import AGENCIES, HALLS
from tongban.catalogue import actions
from tongban.catalogue.actions import Publication
from tongban.catalogue.definition import Definition
from tongban.core import identifiers
from tongban.identity.models import Agency, Region
from tongban.journal.actions import SYSTEM

# 行使层级 of an agency, by the level of its region, and where an item of that level may be applied for
LEVELS = {2: "3", 3: "4", 4: "5", 5: "6"}
AREAS = {"3": "全市通办", "4": "全县通办", "5": "本镇", "6": "本村（社区）"}


@dataclass(frozen=True)
class Entry:
    """One item as it is published."""

    file: str
    code: str
    agency: str
    definition: Definition

    @property
    def level(self) -> str:
        """行使层级: that of its agency."""
        return level(self.agency)

    @property
    def region(self) -> str:
        """Where it is exercised."""
        return AGENCIES[self.agency].region


def level(agency: str) -> str:
    """行使层级 of the items of an agency."""
    return LEVELS[identifiers.region_level(AGENCIES[agency].region)]


@cache
def entries() -> tuple[Entry, ...]:
    """All items, in the order of their file names."""
    return tuple(_entry(path) for path in sorted(Path(__file__).parent.glob("*.yaml")))


@cache
def _shared() -> dict[str, dict]:
    return yaml.safe_load((Path(__file__).parents[1] / "shared.yaml").read_text(encoding="utf-8"))


def _whole(part: dict, shared: dict[str, dict]) -> dict:
    """The part with what it uses of the shared ones."""
    own = {key: value for key, value in part.items() if key != "use"}
    return (shared[part["use"]] if "use" in part else {}) | own


def _type_code(short: str) -> str:
    """gaj.101 in full."""
    issuer, serial = short.split(".")
    return AGENCIES[issuer].code + serial


def _fact(path: str) -> str:
    """certificate.gaj.101 in full."""
    first, _, short = path.partition(".")
    return f"{first}.{_type_code(short)}" if first == "certificate" else path


def _entry(path: Path) -> Entry:
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    agency = raw.pop("agency")
    body = AGENCIES[agency]
    code = f"{body.code}{level(agency)}{raw.pop('base')}{raw.pop('handling', '')}"
    shared = _shared()
    raw["places"] = [HALLS[place.pop("hall")] | place for place in raw["places"]]
    raw["papers"] = [_whole(paper, shared["papers"]) for paper in raw["papers"]]
    fields = raw["form"]["properties"]
    raw["form"]["properties"] = {key: _whole(field, shared["fields"]) for key, field in fields.items()}
    for field in raw["form"]["properties"].values():
        if field.get("x-source", "").startswith("certificate."):
            short, _, label = field["x-source"].rpartition(".")
            field["x-source"] = f"{_fact(short)}.{label}"
    for paper in raw["papers"]:
        if "licence" in paper:
            paper["licence"] = _type_code(paper["licence"])
    for column in raw.get("automatic", {}).get("table", {}).get("columns", ()):
        column["fact"] = _fact(column["fact"])
    for example in raw.get("examples", ()):
        example["facts"] = {_fact(path): value for path, value in example.get("facts", {}).items()}
    spoken = {
        "consult": body.consult,
        "supervise": body.supervise,
        "review_body": body.review_body,
        "court": body.court,
        "area": AREAS[level(agency)],
    }
    return Entry(path.stem, code, agency, Definition.model_validate(spoken | raw))


def instant_codes(found: tuple[Entry, ...]) -> dict[str, list[str]]:
    """即办事项 by agency: what the windows may decide themselves."""
    codes: dict[str, list[str]] = {}
    for entry in found:
        if entry.definition.same_hand:
            codes.setdefault(entry.agency, []).append(entry.code)
    return codes


def publish(
    found: tuple[Entry, ...], bodies: dict[str, Agency], divisions: dict[str, Region], at: dt.datetime
) -> None:
    """Publish every item whose current version says something else."""
    wanted = [
        Publication(
            entry.code,
            entry.definition,
            agency=bodies[entry.agency],
            region=divisions[entry.region],
            level=entry.level,
        )
        for entry in found
    ]
    actions.publish_many(wanted, by=SYSTEM, at=at)
