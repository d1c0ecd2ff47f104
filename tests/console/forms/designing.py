"""Forms on the pages of the designer."""

from django.test import Client

from tests.catalogue.proposing import drafted, revised
from tests.console.forms.posting import form_of
from tests.console.forms.test_outline import form
from tongban.catalogue.models import Proposal

QUESTION = {
    "key": "size",
    "text": "店面多大？",
    "options": [{"value": "big", "label": "大"}, {"value": "small", "label": "小"}],
}


def address(proposal: Proposal, tail: str = "") -> str:
    return f"/console/proposals/{proposal.pk}/form/{tail}"


def of_form(said: str, fields: dict[str, dict] | None = None, **elements: object) -> Proposal:
    """A draft with this form, some of its fields saying more."""
    schema = form(said, **({"g": "x y"} if "g" in said.split() else {}))
    for key, more in (fields or {}).items():
        schema["properties"][key] |= more
    return revised(drafted(), **({"examples": [], "form": schema} | elements))


def pressed(
    editor: Client, proposal: Proposal, wish: str, *, field: str = "", headers: dict | None = None, **typed
):
    """Press a button of the page that shows a field, with other words in some of its inputs."""
    page = editor.get(address(proposal, f"?field={field}")).content.decode()
    given, _buttons = form_of(page, "designer-form")
    given |= {f"p.{name.replace('__', '-')}": value for name, value in typed.items()}
    return editor.post(address(proposal), given | {"do": wish}, headers=headers or {})


def kept(proposal: Proposal) -> dict:
    proposal.refresh_from_db()
    return proposal.definition.get("form", {})


def field(proposal: Proposal, key: str) -> dict:
    return kept(proposal)["properties"][key]
