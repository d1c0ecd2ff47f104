"""The verbs of papers: how they come to be, and how they reach whom they are for."""

from tongban.papers.actions.issuing import Incomplete, complete, file_name, issue, register, reprint
from tongban.papers.actions.serving import NotBegun, ServedAlready, bring, confirm, enter, fail, read, serve

__all__ = [
    "Incomplete",
    "NotBegun",
    "ServedAlready",
    "bring",
    "complete",
    "confirm",
    "enter",
    "fail",
    "file_name",
    "issue",
    "read",
    "register",
    "reprint",
    "serve",
]
