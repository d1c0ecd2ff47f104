"""Conditions as text: `size in ("big", "huge") and food = "yes"`.

A condition asks for answers to questions. Equality and `in` are understood in the notations of common tools;
whatever else an expression may be, it is not evaluated.
"""

import re

from tongban.catalogue.parts import Condition

LONGEST = 2_000  # characters
TEXT = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
KEY = r"[a-z][a-z0-9_]{0,39}"
MANY = rf"[(\[]\s*(?P<many>{TEXT}(?:\s*,\s*{TEXT})*)\s*[)\]]"
TERM = re.compile(rf"\s*(?P<key>{KEY})\s*(?:==?\s*(?P<one>{TEXT})|in\s*{MANY})\s*", re.DOTALL)
AND = re.compile(r"and\b|&&")
WRAPPED = re.compile(r"\s*(?:[$#]\{(?P<inside>[^{}]*)\}|=(?P<after>.*))\s*", re.DOTALL)


def read(text: str) -> Condition | None:
    """The answers it asks for, or None where it asks for something else."""
    if len(text) > LONGEST:
        return None
    wrapped = WRAPPED.fullmatch(text)
    rest = (wrapped["inside"] or wrapped["after"] or "") if wrapped else text
    found: Condition = {}
    while term := TERM.match(rest):
        quoted = re.findall(TEXT, term["one"] or term["many"], re.DOTALL)
        found = both(found, {term["key"]: [_unquoted(one) for one in quoted]})
        joined = AND.match(rest, term.end())
        if joined is None:
            return found if term.end() == len(rest) else None
        rest = rest[joined.end() :]
    return None


def both(one: Condition, other: Condition) -> Condition:
    """What holds where both hold."""
    return one | {
        key: [value for value in values if value in one.get(key, values)] for key, values in other.items()
    }


def write(condition: Condition) -> str:
    """As text that `read` understands."""
    return " and ".join(
        f"{key} in ({', '.join(_quoted(value) for value in values)})" for key, values in condition.items()
    )


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text[1:-1], flags=re.DOTALL)
