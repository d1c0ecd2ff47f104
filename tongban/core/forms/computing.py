"""Computed fields (计算项); `ui/static/ui/js/form.js` computes the same."""

import datetime as dt
import math
import operator
import re
from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any

LARGEST = 1e15  # what is larger is no amount that anybody writes
NUMBERS: dict[str, Callable[[float, float], float]] = {
    "sum": operator.add,
    "total": operator.add,
    "product": operator.mul,
    "difference": operator.sub,
    "quotient": lambda a, b: a / b if b else math.nan,
}
DATES: dict[str, Callable[[dt.date, dt.date], int]] = {
    "days_between": lambda a, b: (b - a).days,
    "years_between": lambda a, b: b.year - a.year - ((b.month, b.day) < (a.month, a.day)),
}


def computed(field: Mapping, fields: Mapping[str, Mapping], values: Mapping) -> int | float | str | None:
    """What a field comes to; nothing as long as what it needs is missing."""
    rule = field["x-compute"]
    op, of = rule["op"], rule["of"]
    given = [_operand(one, op, fields, values) for one in of]
    if op == "join":
        some = any(values.get(one) for one in of if one in fields)
        return "".join(one for one in given if isinstance(one, str)) if some else None
    found = _reckoned(op, given)
    digits = 0 if field.get("type") == "integer" else rule.get("digits", 6)
    return None if found is None else _rounded(found, digits)


def _operand(one: object, op: str, fields: Mapping, values: Mapping) -> object:
    if op == "total":
        rows, _dot, key = str(one).partition(".")
        given = values.get(rows)
        return [row.get(key) for row in given if isinstance(row, dict)] if isinstance(given, list) else []
    return values.get(one) if one in fields else one


def _reckoned(op: str, given: list) -> float | None:
    if op == "count":
        return float(len(given[0])) if isinstance(given[0], list) else 0.0
    if op in DATES:
        days = [day for day in map(_day, given) if day]
        return float(DATES[op](*days)) if len(days) == 2 else None
    operands = given[0] if op == "total" else given
    known = [one for one in map(number, operands) if one is not None]
    whole = op in ("sum", "total") or len(known) == len(operands)
    return reduce(NUMBERS[op], known) if known and whole else None


def number(value: Any) -> float | None:
    """What can be reckoned with."""
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if plain and abs(value) < LARGEST else None


def _day(value: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII) else None
    except (TypeError, ValueError):
        return None


def _rounded(value: float, digits: int) -> int | float | None:
    if not math.isfinite(value) or abs(value) >= LARGEST:
        return None
    found = math.floor(value * 10**digits + 0.5) / 10**digits
    return int(found) if found == int(found) else found
