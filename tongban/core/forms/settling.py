"""What stands in a form once conditions and computations have been followed (表单定值)."""

from collections import ChainMap
from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from tongban.core.forms import computing
from tongban.core.forms.kinds import fields_of, kind_of


def settled(schema: Mapping, values: Mapping, answers: Mapping | None = None) -> dict:
    """The values of what is asked, given the situation's `answers`, and of what is computed; no others."""
    return _settled(fields_of(schema), values, {}, {}, answers or {})


def holds(field: Mapping, fields: Mapping, values: Mapping, answers: Mapping) -> bool:
    """`x-when`: is the field asked, given the values of other fields and the answers?"""
    when = field.get("x-when", {})
    return all(
        words(wanted) & words(values.get(key) if key in fields else answers.get(key))
        for key, wanted in when.items()
    )


def words(value: object) -> set[str]:
    """Values as conditions compare them."""
    if isinstance(value, list | tuple):
        return {word for each in value for word in words(each)}
    if isinstance(value, bool):
        return {"true" if value else "false"}
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return set() if value is None else {str(value)}


def needs(field: Mapping) -> set[str]:
    """The names of which a field's condition and computation speak; of a group also those of its rows."""
    operands = field.get("x-compute", {}).get("of", [])
    named = {*field.get("x-when", {}), *(one.partition(".")[0] for one in operands if isinstance(one, str))}
    inner = fields_of(field) if kind_of(field) == "rows" else {}
    return named | {name for part in inner.values() for name in needs(part) if name not in inner}


def order(fields: Mapping) -> Iterable[str]:
    """Each after those it needs; raises CycleError."""
    graph = {key: needs(field) & fields.keys() for key, field in fields.items()}
    return TopologicalSorter(graph).static_order()


def _settled(fields: Mapping, given: Mapping, around: Mapping, outer: Mapping, answers: Mapping) -> dict:
    every, kept = ChainMap({**fields}, {**around}), {}
    scope = ChainMap(kept, {**outer})
    try:
        keys = list(order(fields))
    except CycleError:  # an unpublished form: what can be followed is
        keys = list(fields)
    for key in keys:
        field, value = fields[key], given.get(key)
        if not holds(field, every, scope, answers):
            continue
        if "x-compute" in field:
            value = computing.computed(field, every, scope)
        elif kind_of(field) == "rows" and isinstance(value, list):
            around_it = every, scope, answers
            value = [_settled(fields_of(field), row, *around_it) for row in value if isinstance(row, dict)]
        if value is not None:
            kept[key] = value
    return {key: kept[key] for key in fields if key in kept}
