"""Fills an empty database with the demo town, and lists who may come in."""

import importlib
import unicodedata
from collections.abc import Iterator

from django.contrib.auth import get_user_model
from django.db import transaction

from tongban.launch.progress import say, step

TOWN = "tests.town"


def needs_database(_argv: list[str]) -> bool:
    """Yes."""
    return True


def run(_argv: list[str]) -> int:
    """Found the town, unless somebody lives here already."""
    if not settle():
        say("There are accounts in this database already; nothing was added.")
    return 0


def settle() -> bool:
    """Found the town in an empty database: all of it or, when cut short, nothing."""
    if get_user_model()._default_manager.exists():
        return False
    with step("Founding the demo town"), transaction.atomic():
        importlib.import_module(TOWN).seed()
    return True


def accounts() -> Iterator[str]:
    """A line for each demo account, in columns; a column in which all are alike becomes one line."""
    rows = importlib.import_module(TOWN).ACCOUNTS
    passwords = {password for _, _, password, _, _ in rows}
    if len(passwords) == 1:
        yield f"Demo accounts, all with the password {passwords.pop()}"
        rows = [(role, login, path, use) for role, login, _, use, path in rows]
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell + " " * (room - width(cell)) for cell, room in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def width(text: str) -> int:
    """How many columns a terminal needs for the text: two for a Chinese character."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
