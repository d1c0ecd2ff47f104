"""Identifiers in a form (表单遮盖): masks stand for what we know, and a mask sent back changes nothing."""

from collections.abc import Callable, Collection, Mapping

from tongban.core import forms, identifiers, text


def opened(schema: Mapping, known: Collection[str]) -> dict:
    """A form in which only known fields are read-only; what we do not know of him is asked."""
    fields = {
        key: {**field, "readOnly": bool(field.get("readOnly") and key in known)}
        for key, field in forms.fields_of(schema).items()
    }
    return {**schema, "properties": fields}


def masked(field: Mapping, value: object) -> object:
    """A value as it stands on a page: identifiers and the names that we vouch for are not shown whole."""
    if field.get("readOnly") and field.get("x-source") == "person.name":
        return text.mask_name(str(value))
    return hidden(field, value)


def hidden(field: Mapping, value: object) -> object:
    """A value without its identifiers; what is no right number yet stays, so that it can be mended."""
    kind, plain = forms.kind_of(field), str(value)
    if kind == "id_number" and identifiers.is_citizen_id(plain):
        return text.mask_id(plain)
    if kind == "phone" and identifiers.is_mobile(plain):
        return text.mask_phone(plain)
    return text.mask_id(plain) if kind == "bank_card" else value


def veiled(schema: Mapping, values: Mapping, mask: Callable[[Mapping, object], object] = masked) -> dict:
    """All values as they stand on a page, those in rows too."""
    fields = forms.fields_of(schema)
    return {key: _veiled(fields.get(key, {}), value, mask) for key, value in values.items()}


def _veiled(field: Mapping, value: object, mask: Callable[[Mapping, object], object]) -> object:
    if forms.kind_of(field) == "rows" and isinstance(value, list):
        return [veiled(field["items"], row, mask) if isinstance(row, dict) else row for row in value]
    return mask(field, value)


def merged(schema: Mapping, stored: Mapping, given: Mapping) -> dict:
    """What was posted over what is stored: a mask sent back unchanged stands for the value behind it."""
    fields = forms.fields_of(schema)
    kept = {key: value for key, value in stored.items() if _kept(fields.get(key, {}))}
    return kept | {key: _merged(fields[key], stored.get(key), value) for key, value in given.items()}


def _kept(field: Mapping) -> bool:
    """Is it none of what a page sends?"""
    return bool(field.get("readOnly")) or forms.kind_of(field) == "signature"


def _merged(field: Mapping, stored: object, value: object) -> object:
    if forms.kind_of(field) == "rows" and isinstance(value, list):
        there = stored if isinstance(stored, list) else []
        behind = [*there, *[{}] * len(value)]
        return [merged(field["items"], old, row) for old, row in zip(behind, value, strict=False)]
    return stored if stored is not None and value == masked(field, stored) else value
