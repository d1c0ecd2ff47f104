"""Identifiers, validity and standing of certificates."""

import calendar
import datetime as dt

from tongban.core import identifiers

ROOT_OID = "1.2.156.3005.2"


def identifier(type_code: str, agency_code: str, serial: str, version: int) -> str:
    """证照标识 (GB/T 36904): root, type, issuer, serial, version and check character."""
    parts = [type_code, agency_code, serial, f"{version:03d}"]
    return ".".join([ROOT_OID, *parts, identifiers.mod37_36("".join(parts))])


def is_identifier(text: str) -> bool:
    """Is it built as a 证照标识, with the right check character?"""
    parts = text.removeprefix(ROOT_OID + ".").split(".")
    body = "".join(parts[:-1])
    plain = (
        len(parts) == 5 and text.startswith(ROOT_OID) and body.isascii() and body.isalnum() and body.isupper()
    )
    return plain and identifiers.mod37_36(body) == parts[-1]


def next_version(identifier_before: str) -> str:
    """The same 证照标识 in its next version, with its own check character."""
    *_root, type_code, agency_code, serial, version, _check = identifier_before.split(".")
    return identifier(type_code, agency_code, serial, int(version) + 1)


def last_day(start: dt.date, months: int | None) -> dt.date | None:
    """The last day of a validity of so many months; None without end."""
    if months is None:
        return None
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    day = min(start.day, calendar.monthrange(year, month + 1)[1])
    return dt.date(year, month + 1, day) - dt.timedelta(days=1)


def standing(state: str, valid_from: dt.date, valid_until: dt.date | None, today: dt.date) -> str:
    """What a verifier is told: valid, suspended, revoked, expired or not_yet."""
    if state != "valid":
        return state
    if valid_until and today > valid_until:
        return "expired"
    return "not_yet" if today < valid_from else "valid"
