"""延期: how far the limit of an item may be extended, by whom, on what ground."""

from tongban.catalogue.definition import Definition
from tongban.catalogue.parts import Extending
from tongban.clock.terms import TERMS, Term

LICENCE = "01"  # 行政许可: the general rule is of its law


def of(definition: Definition) -> Extending | None:
    """What the item's own law says; else the general rule, for licences whose limit is in its unit."""
    own, statutory, general = definition.limits.extension, definition.limits.statutory, TERMS["extension"]
    if own is not None:
        return own
    if definition.kind != LICENCE or statutory is None or statutory.unit != general.unit:
        return None
    return _as_part(general)


def faults(definition: Definition) -> list[tuple[str, str]]:
    """What forbids publication: an extension has the unit of the limit that it lengthens."""
    own, statutory = definition.limits.extension, definition.limits.statutory
    if own is None:
        return []
    if statutory is None:
        return [("limits.extension", "没有法定时限的，不能写延期；请补写法定时限或者删去延期")]
    if own.unit != statutory.unit:
        return [("limits.extension.unit", "延期的单位应当和法定时限的单位一样")]
    return []


def unfounded(definition: Definition) -> list[tuple[str, str]]:
    """What an extension of its own lacks that the general rule has: a basis, and who approves."""
    own = definition.limits.extension
    if own is None or own == _as_part(TERMS["extension"]):
        return []
    wanted = (("basis", own.basis, "规定延期的法律条款"), ("rank", own.rank, "由谁批准"))
    return [
        (f"limits.extension.{key}", f"延期和一般规定不同，请写明{words}")
        for key, said, words in wanted
        if not said
    ]


def _as_part(term: Term) -> Extending:
    return Extending.model_validate(
        {"value": term.value, "unit": term.unit, "rank": term.rank, "basis": term.basis}
    )
