"""五统一: items of one base code have one name, kind, basis and statutory limit on every level.

The base catalogue has the word; where it is silent, what most of them say, the higher level's where they are
even. What is not said is not compared. Handling items (业务办理项) are named by their situation: their names
may differ.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Count, Q
from django.db.models.fields.json import KeyTransform
from django.utils.translation import gettext_lazy as _

from tongban.catalogue import codes, lists, queries
from tongban.catalogue.definition import Definition
from tongban.catalogue.models import BaseItem, Item
from tongban.catalogue.parts import Limit
from tongban.catalogue.registers import base

WHOLE = 31  # characters of an 实施编码; a handling item has two more


@dataclass(frozen=True, slots=True)
class Deviation:
    """Where an item says something else than the catalogue."""

    element: str
    said: str
    catalogue: str


@dataclass(frozen=True, slots=True)
class Member:
    """An item with what it says otherwise."""

    item: Item
    deviations: tuple[Deviation, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """基本目录: a base code with the items under it, the highest level first."""

    base_code: str
    name: str
    kind: str
    members: tuple[Member, ...]
    said: Mapping[str, Any]  # by element, what is taken for the catalogue's word
    edition: BaseItem | None  # the base catalogue's, if it has the code

    @property
    def levels(self) -> list[str]:
        """The levels that have it."""
        return [codes.LEVELS.get(one, one) for one in sorted({m.item.level for m in self.members})]

    @property
    def elements(self) -> list[str]:
        """What is not the same everywhere."""
        return list(dict.fromkeys(d.element for m in self.members for d in m.deviations))


@dataclass(frozen=True, slots=True)
class Compared:
    """An element that has to be the same: what an item says of it, and how that reads."""

    said: Callable[[Item, Definition], object]
    words: Callable[[Any], str] = str


COMPARED = {
    "事项名称": Compared(lambda item, _definition: item.name if len(item.code) == WHOLE else ""),
    "事项类型": Compared(
        lambda item, _definition: item.kind, lambda kind: codes.KINDS.get(kind) or str(kind)
    ),
    "设定依据": Compared(lambda _item, definition: definition.basis, lists.basis),
    "法定时限": Compared(lambda _item, definition: definition.limits.statutory, lists.limit),
}


def base_codes(choice: lists.Choice) -> Any:
    """The base codes of the chosen items, in order."""
    ours = queries.published().filter(choice.condition).exclude(base_code="").values("base_code")
    found = queries.published().filter(base_code__in=ours).values("base_code").annotate(size=Count("pk"))
    if choice.deviating:
        several = Q(names__gt=1) | Q(kinds__gt=1) | Q(laws__gt=1) | Q(spans__gt=1)
        found = found.annotate(**_different()).filter(several)
    return found.order_by("base_code").values_list("base_code", flat=True)


def _different() -> dict[str, Count]:
    """How many different things are said of each element."""
    document = "current__definition"
    statutory = KeyTransform("statutory", KeyTransform("limits", document))
    return {
        "names": Count("name", distinct=True, filter=Q(code__regex=rf"^.{{{WHOLE}}}$")),
        "kinds": Count("kind", distinct=True),
        "laws": Count(
            KeyTransform("basis", document), distinct=True, filter=~Q(current__definition__basis=[])
        ),
        "spans": Count(statutory, distinct=True, filter=~Q(current__definition__limits__statutory=None)),
    }


def entries(wanted: Iterable[str]) -> list[Entry]:
    """What stands under these base codes, on every level."""
    found = queries.published().filter(base_code__in=[*wanted]).select_related("agency", "region", "current")
    members = found.order_by("base_code", "level", "region_id", "code")
    grouped = {code: [*group] for code, group in groupby(members, lambda item: item.base_code)}
    editions = base.newest(grouped)
    return [_entry(code, group, editions.get(code)) for code, group in grouped.items()]


def _entry(base_code: str, found: Sequence[Item], edition: BaseItem | None) -> Entry:
    said = [
        {element: one.said(item, definition) for element, one in COMPARED.items()}
        for item in found
        for definition in [Definition.model_validate(item.current.definition, strict=False)]
    ]
    usual = {element: _usual(each[element] for each in said) for element in COMPARED}
    usual |= _worded(edition) if edition else {}
    members = tuple(
        Member(item, tuple(_deviations(each, usual))) for item, each in zip(found, said, strict=True)
    )
    kind = usual["事项类型"]
    name = usual["事项名称"] or found[0].name
    return Entry(base_code, name, codes.KINDS.get(kind) or "", members, usual, edition)


def _worded(edition: BaseItem) -> dict[str, Any]:
    """What an edition of the base catalogue says."""
    statutory = edition.statutory and Limit.model_validate(edition.statutory)
    worded = (edition.name, edition.kind, tuple(base.laws(edition.basis)), statutory)
    return {element: value for element, value in zip(COMPARED, worded, strict=True) if value}


def _usual(values: Iterable[object]) -> Any:
    """What most say; of what is said as often, what is said first."""
    return next(iter(Counter(value for value in values if value).most_common(1)), (None,))[0]


def _deviations(said: dict[str, object], usual: dict[str, object]) -> Iterator[Deviation]:
    for element, one in COMPARED.items():
        if said[element] and not base.alike(element, said[element], usual[element]):
            yield Deviation(element, one.words(said[element]), one.words(usual[element]))


def rows(wanted: Iterable[str]) -> Iterator[lists.Row]:
    """These base codes as lines of a table."""
    for entry in entries(wanted):
        yield {
            "name": entry.name,
            "base_code": entry.base_code,
            "kind": entry.kind,
            "levels": "、".join(entry.levels),
            "size": str(len(entry.members)),
            "elements": "、".join(entry.elements),
        }


CATALOGUE = lists.List(
    _("基本目录"),
    _("同一事项在各级使用同一编码、名称、类型、设定依据和法定时限；与目录不一致的地方一并公布。"),
    ~Q(base_code=""),
    {
        "name": _("目录名称"),
        "base_code": _("基本编码"),
        "kind": _("事项类型"),
        "levels": _("行使层级"),
        "size": _("实施清单数"),
        "elements": _("不一致的要素"),
    },
    base_codes,
    rows,
    only=_("只看不一致的"),
)
