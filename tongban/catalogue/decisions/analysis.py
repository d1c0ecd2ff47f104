"""Overlaps and gaps of a table, found exactly: every rule is a box of facts, and boxes are cut from boxes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from tongban.catalogue import codes
from tongban.catalogue.decisions import cells
from tongban.catalogue.decisions.facts import Atom, Source
from tongban.catalogue.decisions.sets import Facts, Names, Value
from tongban.catalogue.decisions.table import Column, Rule, Table
from tongban.core import errors

Box = tuple[Facts, ...]
Faults = list[tuple[str, str]]
PATIENCE = 100_000  # boxes that are cut before the table is called too intricate
COMBINED = 64  # ways in which a fact can be there, of several conditions with several values


class TooIntricate(errors.Problem):
    """The rules are so many and so scattered that going through them would take too long."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it was read: `boxes` by rule, `never` what cannot come together, and what was unreadable."""

    columns: tuple[Column, ...]
    sources: tuple[Source, ...]
    rules: tuple[Rule, ...]
    boxes: Mapping[str, Box]
    never: tuple[Box, ...]
    faults: Faults

    @property
    def every(self) -> Box:
        """All facts that can come."""
        return tuple(source.domain.every for source in self.sources)

    def example(self, box: Box) -> dict[str, str]:
        """One case of a box in words, by the key of the column."""
        return {
            column.key: cells.shown(facts.sample(), source.domain)
            for column, source, facts in zip(self.columns, self.sources, box, strict=True)
        }


def read(table: Table, known: Mapping[str, Source]) -> Grid:
    """The table as boxes; columns and cells that cannot be read are named among the faults."""
    faults = _column_faults(table, known)
    columns = tuple(c for c in table.columns if c.fact in known and c.type == known[c.fact].domain.kind)
    sources = tuple(known[column.fact] for column in columns)
    boxes: dict[str, Box] = {}
    for rule in table.rules:
        box, wrong = _box(rule, columns, sources)
        faults += wrong + _strange(rule, table)
        if not wrong:
            boxes[rule.key] = box
    return Grid(columns, sources, table.rules, boxes, tuple(_never(sources)), faults)


def _column_faults(table: Table, known: Mapping[str, Source]) -> Faults:
    found, seen = [], set()
    for column in table.columns:
        place = f"automatic.table.columns.{column.key}"
        source = known.get(column.fact)
        if source is None:
            found.append((f"{place}.fact", f"条件列“{column.label}”引用了没有的事实“{column.fact}”"))
        elif source.domain.kind != column.type:
            kind = codes.FACT_KINDS[source.domain.kind]
            words = f"条件列“{column.label}”的类型和“{source.label}”不一致，应为{kind}"
            found.append((f"{place}.type", words))
        if column.key in seen:
            found.append((f"{place}.key", f"标识“{column.key}”用了两次，请改一个"))
        seen.add(column.key)
    return found


def _strange(rule: Rule, table: Table) -> Faults:
    keys = {column.key for column in table.columns}
    place = f"automatic.table.rules.{rule.key}.cells"
    return [
        (f"{place}.{key}", f"规则“{rule.key}”填了没有的条件列“{key}”")
        for key in rule.cells
        if key not in keys
    ]


def _box(rule: Rule, columns: Sequence[Column], sources: Sequence[Source]) -> tuple[Box, Faults]:
    read_cells, faults = [], []
    for column, source in zip(columns, sources, strict=True):
        place = f"automatic.table.rules.{rule.key}.cells.{column.key}"
        try:
            facts = cells.read(rule.cells.get(column.key, ""), source.domain)
        except cells.Unreadable as wrong:
            faults.append((place, f"规则“{rule.key}”的“{column.label}”读不懂：{wrong.sentence}"))
            continue
        if not facts:
            faults.append((place, f"规则“{rule.key}”的“{column.label}”没有一个值能满足"))
        read_cells.append(facts)
    return tuple(read_cells), faults


def _never(sources: Sequence[Source]) -> Iterator[Box]:
    """What cannot come together: a fact that is there without its needs, or missing though they hold."""
    places = {source.path: place for place, source in enumerate(sources)}
    every = [source.domain.every for source in sources]
    for place, source in enumerate(sources):
        absent = source.domain.every - source.present
        for atoms in source.needs:
            if all(path in places for path, _values in atoms):
                gone = {places[path]: _others(every[places[path]], values) for path, values in atoms}
                yield _cut(every, gone | {place: source.present})
        if source.needs and absent.missing and _known_needs(source.needs, places):
            for way in product(*source.needs):
                yield _cut(every, _met(way, places, every) | {place: absent})


def _known_needs(needs: Sequence[Sequence[Atom]], places: Mapping[str, int]) -> bool:
    ways = 1
    for atoms in needs:
        ways *= len(atoms)
    return ways <= COMBINED and all(path in places for atoms in needs for path, _values in atoms)


def _met(way: Sequence[Atom], places: Mapping[str, int], every: Sequence[Facts]) -> dict[int, Facts]:
    met: dict[int, Facts] = {}
    for path, values in way:
        place = places[path]
        met[place] = met.get(place, every[place]) & Facts(Names(values))
    return met


def _others(every: Facts, values: frozenset[Value]) -> Facts:
    return every - Facts(Names(values))


def _cut(every: Sequence[Facts], narrower: Mapping[int, Facts]) -> Box:
    return tuple(narrower.get(place, facts) for place, facts in enumerate(every))


class Cutting:
    """Cuts boxes from a box until something is left, within our patience."""

    def __init__(self) -> None:
        self.left = PATIENCE

    def remainder(self, box: Box, gone: Sequence[Box]) -> Box | None:
        """A part of the box that none of the others covers; None where they cover all of it."""
        self.left -= 1
        if self.left < 0:
            raise TooIntricate(
                "规则太多、条件太散，没有办法逐一核对有没有重叠和遗漏。请合并相近的规则，或者减少条件列。"
            )
        touching = [other for other in gone if meet(box, other) is not None]
        if not touching:
            return box
        first, *rest = touching
        for place, facts in enumerate(box):
            outside = facts - first[place]
            if outside:
                found = self.remainder((*box[:place], outside, *box[place + 1 :]), rest)
                if found is not None:
                    return found
            box = (*box[:place], facts & first[place], *box[place + 1 :])
        return None


def meet(box: Box, other: Box) -> Box | None:
    """What two boxes have in common; None where that is nothing."""
    both = tuple(one & two for one, two in zip(box, other, strict=True))
    return both if all(both) else None


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two rules that hold together, and a case of it."""

    first: Rule
    second: Rule
    example: Mapping[str, str]

    @property
    def differs(self) -> bool:
        """Do they say different things?"""
        return self.first.outcome != self.second.outcome


def overlaps(grid: Grid) -> list[Overlap]:
    """Every pair of rules that can hold together."""
    found, cutting = [], Cutting()
    readable = [rule for rule in grid.rules if rule.key in grid.boxes]
    for first, second in combinations(readable, 2):
        both = meet(grid.boxes[first.key], grid.boxes[second.key])
        left = cutting.remainder(both, grid.never) if both is not None else None
        if left is not None:
            found.append(Overlap(first, second, grid.example(left)))
    return found


def gap(grid: Grid) -> Mapping[str, str] | None:
    """A case that no rule covers; None where every case is covered."""
    left = Cutting().remainder(grid.every, [*grid.boxes.values(), *grid.never])
    return None if left is None else grid.example(left)


def idle(grid: Grid) -> list[Rule]:
    """Rules that never hold, because what they ask cannot come together."""
    cutting = Cutting()
    readable = [rule for rule in grid.rules if rule.key in grid.boxes]
    return [rule for rule in readable if cutting.remainder(grid.boxes[rule.key], grid.never) is None]
