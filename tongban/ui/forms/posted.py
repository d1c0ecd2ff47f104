"""From what was posted to typed values (表单读取); hidden inputs name the numbers of rows."""

import re
from collections.abc import Mapping

from tongban.core import forms, money, text
from tongban.ui.forms import divisions

MOST_ROWS = 50


def parse(schema: Mapping, post: Mapping, prefix: str = "") -> tuple[dict, dict]:
    """What was posted, typed (empty ones left out) and as it stood, without what nobody may fill in."""
    values, raw = {}, {}
    for key, part in forms.fields_of(schema).items():
        if part.get("readOnly") or "x-compute" in part or forms.kind_of(part) == "signature":
            continue
        value, raw[key] = _read(part, post, prefix + key)
        values |= {} if value in ("", [], {}) else {key: value}
    return values, raw


def changed(schema: Mapping, values: Mapping, act: str) -> dict:
    """Values after a button of a group, `add:members` or `remove:members.1`; else as they were."""
    verb, _colon, path = act.partition(":")
    key, _dot, place = path.partition(".")
    field = forms.fields_of(schema).get(key, {})
    if forms.kind_of(field) != "rows":
        return {**values}
    rows = list(values.get(key, ()))
    if verb == "add" and len(rows) < field.get("maxItems", MOST_ROWS):
        rows.append({})
    if verb == "remove" and place.isdecimal():
        del rows[int(place) : int(place) + 1]
    return {**values, key: rows}


def _listed(post: Mapping, name: str) -> list[str]:
    given = post.getlist(name) if hasattr(post, "getlist") else post.get(name) or []  # type: ignore[attr-defined]
    return list(given) if isinstance(given, list | tuple) else [given]


def _read(part: Mapping, post: Mapping, name: str) -> tuple[object, object]:
    kind = forms.kind_of(part)
    if kind == "rows":
        places = [place for place in _listed(post, name) if re.fullmatch("[0-9]{1,4}", place)]
        pairs = [parse(part["items"], post, f"{name}.{place}.") for place in places[:MOST_ROWS]]
        return [value for value, _raw in pairs], [raw for _value, raw in pairs]
    if kind == "multi":
        chosen = _listed(post, name)
        return chosen, chosen
    if kind == "division":
        code = divisions.chosen([code for code in _listed(post, name) if code])
        return code, code
    if kind == "address" and part.get("type") == "object":
        code = divisions.chosen([code for code in _listed(post, f"{name}.division") if code])
        detail = text.tidy(str(post.get(f"{name}.detail", "")).replace("\0", ""))
        given = {key: said for key, said in (("division", code), ("detail", detail)) if said}
        return given, given
    typed = str(post.get(name, ""))
    return _value(part, typed), typed


def _number(kind: str, schema: Mapping, typed: str) -> object:
    plain = re.sub("[,，]", "", typed)
    decimals = "{1,2}" if kind == "money" else "{1,6}"
    if not re.fullmatch(rf"-?[0-9]{{1,12}}([.][0-9]{decimals})?", plain):
        return typed
    if kind == "money":
        return money.fen(plain)
    if "." not in plain:
        return int(plain)
    return typed if schema.get("type") == "integer" else float(plain)


def _value(schema: Mapping, typed: str) -> object:
    kind, plain = forms.kind_of(schema), text.tidy(typed.replace("\0", ""))
    if schema.get("type") == "boolean":
        return {"true": True, "false": False}.get(plain, plain)
    if kind in ("choice", "select"):
        given = schema.get("enum") or [each["const"] for each in schema.get("oneOf", [])]
        return next((each for each in given if str(each) == plain), plain)
    if kind in ("money", "number"):
        return _number(kind, schema, plain)
    if kind in ("id_number", "credit_code"):
        return plain.replace(" ", "").upper()
    return typed.replace("\0", "").strip() if kind == "textarea" else plain
