"""Codes on papers: the 核验码 that cannot be guessed, QR codes, bar codes of case numbers (Code 128)."""

import io
import secrets

import segno

from tongban.core import identifiers

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: they are misread
_ALIKE = str.maketrans("OIL", "011")
_BODY = 11

_WIDTHS = """
212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231
113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211
212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131
113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111
314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211
241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141
214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214
211232 2331112
"""
_BARS = _WIDTHS.split()  # widths of bars and spaces by value
_START_B, _STOP = 104, 106


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
    """Code 128 (set B) of printable ASCII text as SVG."""
    values = [_START_B, *(ord(c) - 32 for c in text)]
    check = (_START_B + sum(i * value for i, value in enumerate(values))) % 103
    widths = [int(w) for value in (*values, check, _STOP) for w in _BARS[value]]
    path, x = [], 0
    for i, width in enumerate(widths):
        if i % 2 == 0:
            path.append(f"M{x} 0h{width}v24h-{width}z")
        x += width
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {x} 24"><path d="{"".join(path)}"/></svg>'
