"""A form filled in as an item wants it: an example for every field that must be."""

from collections.abc import Mapping

from tongban.catalogue.definition import Definition
from tongban.core import forms

BY_KIND = {"id_number": "990100199001010012", "division": "990121000000", "signature": "按实际签名"}


def samples(wanted: Definition) -> dict:
    """An example for every field that must be filled in."""
    return {key: sample(wanted.form["properties"][key]) for key in wanted.form.get("required", [])}


def sample(field: Mapping) -> object:
    """A value that a field takes."""
    if "examples" in field:
        return field["examples"][0]
    kind = forms.kind_of(field)
    if kind in BY_KIND:
        return BY_KIND[kind]
    if kind == "rows":
        return [
            {key: sample(field["items"]["properties"][key]) for key in field["items"].get("required", [])}
        ]
    if field.get("type") == "array":
        return [sample(field["items"])]
    if field.get("type") == "boolean":
        return True
    if field.get("type") in ("integer", "number"):
        return max(field.get("minimum", 0), 1)
    if field.get("format") == "date":
        return "2026-10-08"
    choices = forms.options(field)
    return choices[0][0] if choices else "按实际情况填写" * (1 + field.get("minLength", 0) // 7)
