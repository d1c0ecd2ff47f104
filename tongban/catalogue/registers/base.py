"""基本目录: what every level takes over unchanged (五统一), from the newest edition of a base code."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from tongban.catalogue import codes, lists
from tongban.catalogue.definition import Definition
from tongban.catalogue.models import BaseItem
from tongban.catalogue.parts import Basis, Limit
from tongban.core import text

WHOLE = 31  # characters of an 实施编码; a handling item has two more
ELEMENTS = {"name": "事项名称", "kind": "事项类型", "basis": "设定依据", "limits.statutory": "法定时限"}
Inherited = Mapping[str, Any]  # element → its value as a document says it


def newest(codes: Iterable[str]) -> dict[str, BaseItem]:
    """The editions that hold now or are the next to hold, by base code."""
    found = BaseItem.objects.filter(code__in={*codes}, until__isnull=True)
    return {base.code: base for base in found}


def editions(code: str) -> QuerySet[BaseItem]:
    """Every wording of a base code, the newest first."""
    return BaseItem.objects.filter(code=code).order_by("-number")


def inherited(code: str) -> Inherited:
    """What an item of this code takes over from the base catalogue; empty where that says nothing."""
    base = newest([code[19:31]]).get(code[19:31])
    return taken_over(code, base) if base else {}


def taken_over(code: str, base: BaseItem) -> Inherited:
    """Of one edition; a handling item (业务办理项) is named by its situation."""
    said = {"name": base.name, "kind": base.kind, "basis": base.basis, "limits.statutory": base.statutory}
    unnamed = {"name"} if len(code) != WHOLE else set()
    return {element: value for element, value in said.items() if value and element not in unnamed}


def opened(document: dict, given: Inherited) -> dict:
    """A document with the elements that it has to take over, whatever it said of them."""
    made = dict(document)
    for element, value in given.items():
        first, _, rest = element.partition(".")
        part = made.get(first)
        made[first] = ((part if isinstance(part, dict) else {}) | {rest: value}) if rest else value
    return made


def departures(definition: Definition, given: Inherited) -> list[tuple[str, str]]:
    """Where a definition says something else than it inherits: (element, sentence)."""
    return [
        (element, f"{ELEMENTS[element]}由基本目录统一规定为“{words(element, value)}”，不能改动")
        for element, value in given.items()
        if comparable(element, of(definition, element)) != comparable(element, value)
    ]


def words(element: str, value: Any) -> str:
    """A value as it is read."""
    if element == "kind":
        return str(codes.KINDS.get(value, value))
    if element == "basis":
        return lists.basis(laws(value))
    return lists.limit(Limit.model_validate(value)) if element == "limits.statutory" else str(value)


def of(definition: Definition, element: str) -> Any:
    """What the definition says of it."""
    return definition.limits.statutory if element == "limits.statutory" else getattr(definition, element)


def comparable(element: str, value: Any) -> Any:
    """The same said differently compares the same."""
    if element == "basis":
        return {(text.key(law.title), text.key(law.article)) for law in laws(value)}
    if element == "limits.statutory":
        return Limit.model_validate(value, strict=False) if value else None
    return text.tidy(value)


def alike(label: str, one: Any, other: Any) -> bool:
    """Do both say the same of an element, by its label?"""
    element = next(key for key, name in ELEMENTS.items() if name == label)
    return bool(other) and comparable(element, one) == comparable(element, other)


def laws(value: Iterable[Any]) -> list[Basis]:
    """设定依据 as parts."""
    return [law if isinstance(law, Basis) else Basis.model_validate(law) for law in value]
