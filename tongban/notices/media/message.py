"""What a medium is given, and how it says no."""

import datetime as dt
from dataclasses import dataclass

TIMEOUT = 10.0  # seconds for each step of a conversation


@dataclass(frozen=True, slots=True)
class Message:
    """One message; `key` is the same at every try, so that whoever takes it can drop a second one."""

    key: str
    title: str
    body: str
    sms: str
    link: str
    at: dt.datetime


class Refused(Exception):
    """It answered that this message or this address cannot be served; trying again is of no use."""


class Unreachable(Exception):
    """It did not answer, or not sensibly: another try may succeed."""
