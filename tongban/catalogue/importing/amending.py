"""改表: rows of an edited table, laid over the items as they stand.

A cell that says what the item says changes nothing, so that nothing is lost for which the table has no place;
of a cell with several lines only those that were changed are read. A wrong cell refuses its row.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from pydantic import ValidationError

from tongban.catalogue import gate, queries
from tongban.catalogue.actions import OWN
from tongban.catalogue.definition import Definition
from tongban.catalogue.importing import mapping, sheet
from tongban.catalogue.importing.elements import ELEMENTS, Kind
from tongban.catalogue.importing.mapping import KEYLESS, Draft
from tongban.catalogue.importing.profiles import Profile, Rule
from tongban.catalogue.importing.reading import Reading, Remark, written
from tongban.catalogue.importing.sources import Row, UnusableFile
from tongban.catalogue.models import Item
from tongban.catalogue.parts import Part
from tongban.catalogue.registers import binding

TOGETHER = 200  # rows whose items are looked up at once
REFUSED = {
    "unknown_word": "“%s”不在代码表中",
    "not_understood": "“%s”读不懂",
    "limit_not_understood": "“%s”不是时限，应写作“8个工作日”或者“当场”",
    "promised_longer": "承诺时限不能长于法定时限（%s）",
}
Standing = tuple[Item, Definition]
Faults = list[tuple[str, str]]  # (column, reason)


def drafts(rows: Iterable[Row], profile: Profile) -> Iterator[Draft]:
    """What the rows come to; an item that does not exist yet is taken as it is written."""
    rows = iter(rows)
    column = profile.elements["code"].source[0]
    while some := [*islice(rows, TOGETHER)]:
        _refuse_strange_columns(some[0], profile)
        named = [sheet.plain(row.values.get(column)).upper() for row in some]
        found = Item.objects.filter(code__in=named, current__isnull=False)
        standing = {item.code: (item, definition) for item, definition in queries.definitions(found)}
        for code, row in zip(named, some, strict=True):
            known = standing.get(code)
            yield _amended(row, profile, *known) if known and not row.faults else _new(row, profile)


def _refuse_strange_columns(row: Row, profile: Profile) -> None:
    strange = [f"“{name}”" for name in row.values if name not in sheet.header(profile)]
    if strange:
        raise UnusableFile(f"事项表格没有{'、'.join(strange)}这样的列，没有导入任何一行。请改回原来的列名。")


def _new(row: Row, profile: Profile) -> Draft:
    draft = mapping.draft(row, profile)
    draft.faults += _refusals(draft.warnings)
    draft.warnings = [remark for remark in draft.warnings if remark.what not in REFUSED]
    return draft


def _refusals(remarks: Iterable[Remark]) -> Faults:
    return [(r.column, REFUSED[r.what] % r.detail) for r in remarks if r.what in REFUSED]


def _amended(row: Row, profile: Profile, item: Item, definition: Definition) -> Draft:
    draft = Draft(
        row.number,
        code=item.code,
        level=item.level,
        agency_code=item.agency.code,
        agency_name=item.agency.name,
        region_code=item.region_id,
        region_name=item.region.name,
        definition=definition,
        source=item.current.source,
    )
    changed = {
        element: rule
        for element, rule in profile.elements.items()
        if rule.source[0] in row.values
        and sheet.plain(row.values[rule.source[0]])
        != sheet.plain(sheet.cell(element, rule, item, definition))
    }
    if changed:
        _change(draft, definition, Reading(row, profile), item, changed)
    return draft


def _change(
    draft: Draft, definition: Definition, reading: Reading, item: Item, changed: Mapping[str, Rule]
) -> None:
    """Lay the changed cells over the definition, or say what is wrong with them."""
    document, faults = definition.model_dump(), []
    for element, rule in changed.items():
        column = rule.source[0]
        if element in KEYLESS:
            faults.append((column, "这一列不能在表格里改，它由事项编码和登记的实施主体决定"))
        elif element in ("name", "kind") and not sheet.plain(reading.row.values[column]):
            faults.append((column, "不能为空"))
        else:
            value, wrong = _read(element, rule, reading, item, definition)
            faults += [(column, sentence) for sentence in wrong]
            _lay(document, element, value)
    draft.faults = faults + _refusals(reading.warnings)
    draft.warnings = [remark for remark in reading.warnings if remark.what not in REFUSED]
    if not draft.faults:
        _judge(draft, document, item, reading.profile)


def _read(
    element: str, rule: Rule, reading: Reading, item: Item, definition: Definition
) -> tuple[object, list[str]]:
    """The value of a cell, and what is wrong with it."""
    kind = ELEMENTS[element]
    if not (kind.many or kind.parts):
        return reading.read(rule, kind), []
    column, values, wrong = rule.source[0], [], []
    parts = sheet.stated(element, item, definition)
    before = {sheet.plain(sheet.line(kind, rule, part)): part for part in parts}
    lines = [one for one in sheet.several(written(reading.row.values[column])) if one != sheet.NONE]
    for words in lines:
        if words in before:
            values.append(before[words])
            continue
        read = _line(Reading(Row(reading.row.number, {column: words}), reading.profile), rule, kind, reading)
        values += [_over(parts, one, rule) for one in read]
        wrong += [] if read else [f"“{words[:40]}”读不懂，或者缺少名称"]
    return [one.model_dump() if isinstance(one, Part) else one for one in values], wrong


def _line(alone: Reading, rule: Rule, kind: Kind, reading: Reading) -> Any:
    read = alone.parts(rule, kind) if kind.parts else alone.read(rule, kind)
    reading.warnings += alone.warnings
    return read


def _over(parts: Iterable[object], read: object, rule: Rule) -> object:
    """A changed line keeps what has no place in it, of the part that has its name."""
    if not isinstance(read, dict):
        return read
    first = next(iter(rule.fields))
    same = next((part for part in parts if getattr(part, first, None) == read.get(first)), None)
    kept = {} if same is None else {k: v for k, v in same.model_dump().items() if k not in rule.fields}
    return kept | read


def _lay(document: dict, element: str, value: Any) -> None:
    head, _, tail = element.partition(".")
    whole, name = (document[head], tail) if tail else (document, head)
    if value is None:
        whole.pop(name, None)  # what goes without saying
    else:
        whole[name] = value
    if element == "papers" and value:
        taken = {paper["key"] for paper in value if "key" in paper}
        free = (f"paper{n}" for n in range(1, 10_000) if f"paper{n}" not in taken)
        document["papers"] = [paper if "key" in paper else {"key": next(free)} | paper for paper in value]
    if element == "fee.charged":
        document["fee_known"] = value is not None


def _judge(draft: Draft, document: dict, item: Item, profile: Profile) -> None:
    try:
        draft.definition = Definition.model_validate(document)
    except ValidationError as fault:
        found = [(".".join(str(step) for step in e["loc"]), f"值不能用：{e['msg']}") for e in fault.errors()]
    else:
        bound = binding.of(draft.code) if item.current.source == OWN else binding.UNBOUND
        found = gate.faults(draft.code, draft.definition, item.agency.name, bound=bound)
    draft.faults = [(_column(profile, place), sentence) for place, sentence in found]


def _column(profile: Profile, place: str) -> str:
    """The column that speaks of a place in a definition; what has none keeps its name."""
    for element, rule in profile.elements.items():
        if f"{place}.".startswith(f"{element}."):
            return rule.source[0]
    return place
