"""From a row to what can be published, with warnings, or to the reasons why not."""

import re
from dataclasses import dataclass, field

from pydantic import ValidationError

from tongban.catalogue import rules
from tongban.catalogue.definition import Definition
from tongban.catalogue.importing.elements import ELEMENTS
from tongban.catalogue.importing.profiles import Profile
from tongban.catalogue.importing.reading import Reading, Remark, at, leaves, written
from tongban.catalogue.importing.sources import Row
from tongban.catalogue.parts import Limit
from tongban.core import identifiers

KEYLESS = ("code", "level", "agency.code", "agency.name", "region.code", "region.name")
LONGEST = {"code": 64, "agency.name": 120, "region.name": 60}


@dataclass(slots=True)
class Draft:
    """What a row comes to."""

    row: int
    code: str = ""
    level: str = ""
    agency_code: str = ""
    agency_name: str = ""
    region_code: str = ""
    region_name: str = ""
    source: str = ""  # where the item came from first; empty: from this source
    definition: Definition | None = None
    warnings: list[Remark] = field(default_factory=list)
    faults: list[tuple[str, str]] = field(default_factory=list)  # (column, reason)


def draft(row: Row, profile: Profile) -> Draft:
    """Read a row; it is refused when `faults` is not empty."""
    if row.faults:
        return Draft(row.number, code=str(row.values.get(_column(profile, "code"), "")), faults=row.faults)
    reading = Reading(row, profile)
    found = {
        element: reading.parts(rule, ELEMENTS[element])
        if ELEMENTS[element].parts
        else reading.read(rule, ELEMENTS[element])
        for element, rule in profile.elements.items()
    }
    result = _identified(row, found)
    result.faults = _faults(result, found, profile)
    if not result.faults:
        _define(result, reading, found)
    result.warnings = reading.warnings + result.warnings
    return result


def _identified(row: Row, found: dict) -> Draft:
    """Who and where: the code carries body and level, unless the source names them apart."""
    code = (found.get("code") or "").upper()
    region = found.get("region.code") or ""
    return Draft(
        row.number,
        code=code,
        level=found.get("level") or code[18:19],
        agency_code=found.get("agency.code") or code[:18],
        agency_name=found.get("agency.name") or "",
        region_code=region.ljust(12, "0") if len(region) in (2, 4, 6, 9, 12) else region,
        region_name=found.get("region.name") or "",
    )


def _faults(result: Draft, found: dict, profile: Profile) -> list[tuple[str, str]]:
    faults = [
        (_column(profile, element), f"缺少{word}，或其值不在代码表中")
        for element, word in (
            ("code", "事项编码"),
            ("name", "事项名称"),
            ("kind", "事项类型"),
            ("agency.name", "实施主体名称"),
        )
        if not found.get(element)
    ]
    if result.code:
        faults += [(_column(profile, "code"), sentence) for _, sentence in rules.code_faults(result.code)]
    if "region.code" in profile.elements and not re.fullmatch(r"[0-9]{12}", result.region_code):
        faults.append((_column(profile, "region.code"), f"“{result.region_code}”不是行政区划代码"))
    faults += [
        (_column(profile, element), f"超过{size}字")
        for element, size in LONGEST.items()
        if len(found.get(element) or "") > size
    ]
    return faults


def _column(profile: Profile, element: str) -> str:
    rule = profile.elements.get(element)
    return rule.source[0] if rule and rule.source else element


def _define(result: Draft, reading: Reading, found: dict) -> None:
    """Build the definition; what cannot stand in it is kept beside it."""
    profile = reading.profile
    if identifiers.item_code_faults(result.code):
        reading.warn("credit_code_check", _column(profile, "code"), result.code[:18])
    if result.level != result.code[18]:
        reading.warn("level_differs", _column(profile, "level"), f"{result.level} ≠ {result.code[18]}")
    _fit_limits(reading, found)
    _fit_themes(profile, found)
    _keep_the_rest(reading)
    try:
        result.definition = Definition.model_validate(_document(profile, found) | {"extra": reading.kept})
    except ValidationError as fault:
        places = [(".".join(str(step) for step in e["loc"]), e["msg"]) for e in fault.errors()]
        result.faults = [(_column(profile, place), f"值不能用：{message}") for place, message in places]
        return
    result.faults = [(_column(profile, e), sentence) for e, sentence in rules.faults(result.definition)]


def _document(profile: Profile, found: dict) -> dict:
    """The elements as the definition nests them."""
    whole: dict = {}
    for element, value in found.items():
        if element in KEYLESS or value is None:
            continue
        head, _, tail = element.partition(".")
        if tail:
            whole.setdefault(head, {})[tail] = value
        else:
            whole[head] = value
    whole["aliases"] = [alias for alias in whole.get("aliases", ()) if alias != whole["name"]]
    papers = whole.get("papers", [])
    whole["papers"] = [{"key": f"paper{place}"} | paper for place, paper in enumerate(papers, 1)]
    whole["papers_known"] = bool(papers)
    fee = whole.get("fee", {})
    whole["fee_known"] = bool(fee)
    if fee.get("charges") and "charged" not in fee:
        fee["charged"] = True
    return whole


def _fit_limits(reading: Reading, found: dict) -> None:
    """A promise longer than the law allows is not taken over; different units cannot be compared."""
    promised: Limit | None = found.get("limits.promised")
    statutory: Limit | None = found.get("limits.statutory")
    if promised is None or statutory is None:
        return
    column = _column(reading.profile, "limits.promised")
    if promised.unit != statutory.unit:
        reading.warn(
            "mixed_units", column, f"{statutory.value} {statutory.unit}, {promised.value} {promised.unit}"
        )
    elif promised.value > statutory.value:
        reading.warn("promised_longer", column, f"{promised.value} > {statutory.value}")
        reading.keep(column, at(reading.row.values, column))
        found["limits.promised"] = None


def _fit_themes(profile: Profile, found: dict) -> None:
    """A rule for certain audiences counts only where the item is for one of them."""
    for element, rule in profile.elements.items():
        if rule.audiences and not set(rule.audiences) & set(found.get("audiences") or ()):
            found[element] = [] if ELEMENTS[element].many else None


def _keep_the_rest(reading: Reading) -> None:
    """Every field that no element was taken from."""
    for column, value in leaves(reading.row.values, reading.profile.used):
        twin = reading.profile.repeats.get(column)
        repeated = twin and written(at(reading.row.values, twin)).strip() == written(value).strip()
        if not repeated and reading.value(column) is not None:
            reading.keep(column, value)
