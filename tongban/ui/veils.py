"""Identifiers in a form (表单遮盖): masks stand for what we know, and a mask sent back changes nothing."""

from collections.abc import Mapping

from tongban.core import forms, identifiers, text


def opened(schema: Mapping, known: Mapping) -> dict:
    """A form in which only known fields are read-only; what we do not know of him is asked."""
    fields = {
        key: {**field, "readOnly": bool(field.get("readOnly") and known.get(key))}
        for key, field in schema.get("properties", {}).items()
    }
    return {**schema, "properties": fields}


def masked(field: Mapping, value: object) -> object:
    """A value as it stands on a page: identifiers and the names that we vouch for are not shown whole."""
    kind, plain = forms.kind_of(field), str(value)
    if kind == "id_number" and identifiers.is_citizen_id(plain):
        return text.mask_id(plain)
    if kind == "phone" and identifiers.is_mobile(plain):
        return text.mask_phone(plain)
    return (
        text.mask_name(plain) if field.get("readOnly") and field.get("x-source") == "person.name" else value
    )


def veiled(schema: Mapping, values: Mapping) -> dict:
    """All values as they stand on a page."""
    fields = schema.get("properties", {})
    return {key: masked(fields.get(key, {}), value) for key, value in values.items()}


def merged(schema: Mapping, stored: Mapping, given: Mapping) -> dict:
    """What was posted over what is stored: a mask sent back unchanged stands for the value behind it."""
    fields = schema.get("properties", {})
    kept = {key: value for key, value in stored.items() if fields.get(key, {}).get("readOnly")}
    return kept | {
        key: stored[key] if key in stored and value == masked(fields[key], stored[key]) else value
        for key, value in given.items()
    }
