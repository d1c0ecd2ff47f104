"""Parts of a proposal as pages show them and forms send them."""

import html
import re

from django.test import Client

from tongban.catalogue.models import Proposal


def address(proposal: Proposal, tail: str = "") -> str:
    return f"/console/proposals/{proposal.pk}/{tail}"


def saved(writer: Client, proposal: Proposal, section: str, **fields: object):
    """Send the form of a part as it is shown, with other words in some fields."""
    shown = writer.get(address(proposal, f"edit/{section}/"))
    return writer.post(address(proposal, f"edit/{section}/"), form_of(shown.content.decode()) | fields)


def form_of(page: str) -> dict[str, object]:
    """What a browser would send of the page's form."""
    page = html.unescape(page)
    form = page[page.index('<fieldset class="tb-all"') : page.rindex("</form>")]
    sent: dict[str, object] = {"revision": re.search(r'name="revision" value="(\d+)"', page)[1]}
    for tag, inner in re.findall(r"<(?:input|textarea|select)([^>]*)>([^<]*(?:<option.*?</select>)?)", form):
        name = re.search(r'name="([^"]+)"', tag)
        if name is None or ("checkbox" in tag and " checked" not in tag):
            continue
        value = re.search(r'value="([^"]*)"', tag)
        chosen = re.search(r'<option value="([^"]*)" selected', inner)
        said = (
            value[1] if value else chosen[1] if chosen else "" if "<option" in inner else inner.lstrip("\n")
        )
        said = "on" if "checkbox" in tag and value is None else said
        sent.setdefault(name[1], []).append(said)
    return sent
