"""Finding items: 1- and 2-grams in a tsvector, pinyin initials, trigrams for slips."""

from tongban.catalogue.definition import Definition
from tongban.catalogue.models import Item


def index(item: Item, definition: Definition) -> None:
    """Write what an item is found by."""
