"""Codes on papers: the 核验码 that cannot be guessed, QR codes, bar codes of case numbers (Code 128)."""

import io
import re
import secrets

import segno
from barcode import codex

from tongban.core import identifiers

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: they are misread
_ALIKE = str.maketrans("OIL", "011")
_BODY = 11


def fresh() -> str:
    """A new 核验码: 55 random bits and a check character."""
    body = "".join(secrets.choice(_ALPHABET) for _ in range(_BODY))
    return body + identifiers.mod37_36(body)


def tidy(typed: str) -> str | None:
    """The 核验码 that somebody typed, as it is kept; None when it cannot be one."""
    plain = "".join(c for c in typed.upper() if c not in " -")
    body, check = plain[:_BODY].translate(_ALIKE), plain[_BODY:]
    if len(body) != _BODY or not set(body) <= set(_ALPHABET):
        return None
    right = identifiers.mod37_36(body)
    return body + right if check.translate(_ALIKE) == right.translate(_ALIKE) else None


def qr(address: str) -> str:
    """QR code of an address as SVG."""
    svg = io.BytesIO()
    segno.make(address, error="m", micro=False).save(svg, kind="svg", border=0, xmldecl=False, omitsize=True)
    return svg.getvalue().decode()


def bars(text: str) -> str:
    """Code 128 of a number as SVG, one unit of width for each module."""
    modules = codex.Code128(text).build()[0]
    drawn = "".join(
        f"M{run.start()} 0h{len(run[0])}v24h-{len(run[0])}z" for run in re.finditer("1+", modules)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {len(modules)} 24"><path d="{drawn}"/></svg>'
    )
