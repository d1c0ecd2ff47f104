"""Every text of a page can be translated.

Sentences of problems raised in Python are exempt for now: they are written for the Chinese record, and the
English catalogue covers what a visitor reads before he applies.
"""

import re
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

from tests.house import source

CATALOGUE = source.PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
PLACES = re.compile(r"%\(\w+\)[sd]|%s|\{\w+\}")
HAN = re.compile(r"[\u3400-\u9fff]")
MARKS = {"_", "gettext", "ngettext", "pgettext", "npgettext"}
JINJA = Environment(extensions=["jinja2.ext.i18n"])  # noqa: S701 nothing is rendered
# Texts that are the same in every language, each with its reason.
SAME = {"中文": "a language is called by its own name"}
# The gallery shows builders of pages what the parts look like, with invented Chinese content.
GALLERY = ("gallery", "_gallery", "_swatches")
SHOWN = [path for path in source.templates() if not path.name.startswith(GALLERY)]


def unmarked(node: nodes.Node) -> Iterator[str]:
    """Chinese outside the marks of translation."""
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in MARKS:
        return
    text = node.data if isinstance(node, nodes.TemplateData) else getattr(node, "value", None)
    if isinstance(text, str) and HAN.search(text):
        yield text.strip()
    for child in node.iter_child_nodes():
        yield from unmarked(child)


@pytest.mark.parametrize("template", SHOWN, ids=source.shown)
def test_every_text_is_marked_for_translation(template):
    found = set(unmarked(JINJA.parse(template.read_text())))

    assert sorted(found - set(SAME)) == []


def test_translations_keep_the_places_of_values():
    with CATALOGUE.open("rb") as file:
        told = [(entry.id, entry.string) for entry in read_po(file) if entry.id and entry.string]

    assert len(told) > 500
    assert [
        (id_, said) for id_, said in told if sorted(PLACES.findall(id_)) != sorted(PLACES.findall(said))
    ] == []


def test_a_visitor_reads_english_when_he_chose_it(client, town):
    client.cookies["django_language"] = "en"

    page = client.get("/sign-in/").content.decode()

    assert '<html lang="en"' in page
    assert "Telephone or identity number" in page
