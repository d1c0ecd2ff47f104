"""From what was posted to the table in the document; wrong cells stay as they were typed."""

import re
from collections.abc import Mapping

from django.http import QueryDict

from tongban.catalogue.decisions.facts import Source

LONGEST = 2000  # characters of one field
PLACE = re.compile(r"[0-9]{1,3}")
NOT_KEY = re.compile(r"[^a-z0-9_]+")
FIRST_RULE = {"cells": {}, "outcome": "person", "reason": ""}


def begun() -> dict:
    """A table with nothing in it yet."""
    return {"ground": "", "table": {"columns": [], "rules": []}}


def automatic(posted: QueryDict, known: Mapping[str, Source]) -> dict:
    """The whole part as it was posted."""
    columns = [_column(posted, f"c{place}", known) for place in _places(posted, "columns")]
    keys = [column["key"] for column in columns]
    table = {"columns": columns, "rules": [_rule(posted, f"r{n}", keys) for n in _places(posted, "rules")]}
    otherwise = _said(posted, "automatic.table.otherwise")
    found = {
        "ground": _said(posted, "automatic.ground"),
        "sample": _number(_said(posted, "automatic.sample")),
    }
    found |= {"unseen": posted.getlist("unseen")} if posted.getlist("unseen") else {}
    return found | {"table": table | ({"otherwise": otherwise} if otherwise else {})}


def _places(posted: QueryDict, name: str) -> list[str]:
    return [place for place in dict.fromkeys(posted.getlist(name)) if PLACE.fullmatch(place)]


def _said(posted: QueryDict, name: str) -> str:
    return " ".join(posted.get(name, "").replace("\0", "").split())[:LONGEST]


def _number(typed: str) -> int | str:
    return int(typed) if PLACE.fullmatch(typed) else typed


def _column(posted: QueryDict, name: str, known: Mapping[str, Source]) -> dict:
    fact = _said(posted, f"{name}.fact")
    kind = known[fact].domain.kind if fact in known else _said(posted, f"{name}.type") or "text"
    return {
        "key": _said(posted, f"{name}.key"),
        "fact": fact,
        "label": _said(posted, f"{name}.label") or (known[fact].label[:60] if fact in known else ""),
        "type": kind,
    }


def _rule(posted: QueryDict, name: str, keys: list[str]) -> dict:
    cells = {key: said for key in keys if (said := _said(posted, f"{name}.{key}"))}
    said = {part: _said(posted, f"{name}.{part}") for part in ("key", "outcome", "reason", "basis")}
    made = {"key": said["key"], "cells": cells, "outcome": said["outcome"], "reason": said["reason"]}
    return made | ({"basis": said["basis"]} if said["basis"] else {})


def changed(found: dict, wish: str, fact: str, known: Mapping[str, Source]) -> dict:
    """The part after add:columns, drop:rules.2, up:rules.2, down:columns.0 …"""
    what, _, place = wish.partition(":")
    which, _, number = place.partition(".")
    if which not in ("columns", "rules"):
        return found
    rows = list(found["table"][which])
    if what == "add" and which == "rules":
        rows.append(FIRST_RULE | {"key": _fresh("rule", rows)})
    elif what == "add" and fact in known:
        rows.append(_new_column(known[fact], rows))
    elif PLACE.fullmatch(number) and int(number) < len(rows):
        rows = _moved(rows, what, int(number))
    return found | {"table": found["table"] | {which: rows}}


def _new_column(source: Source, rows: list[dict]) -> dict:
    key = NOT_KEY.sub("_", source.path.rpartition(".")[2].lower()).strip("_")
    key = key if key[:1].isalpha() else f"fact_{key}"
    taken = {row["key"] for row in rows}
    key = key if key not in taken else _fresh(key, rows)
    return {"key": key[:40], "fact": source.path, "label": source.label[:60], "type": source.domain.kind}


def _fresh(stem: str, rows: list[dict]) -> str:
    taken, number = {row["key"] for row in rows}, len(rows) + 1
    while f"{stem}_{number}" in taken:
        number += 1
    return f"{stem}_{number}"


def _moved(rows: list[dict], what: str, place: int) -> list[dict]:
    if what == "drop":
        return rows[:place] + rows[place + 1 :]
    target = place - 1 if what == "up" else place + 1
    if what in ("up", "down") and 0 <= target < len(rows):
        rows[place], rows[target] = rows[target], rows[place]
    return rows
