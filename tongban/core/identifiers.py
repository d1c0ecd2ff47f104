"""National identifiers and their check characters (GB 32100, GB 11714, GB 11643, ISO 7064, GB/T 39554.1)."""

import datetime as dt
import re

_BASE36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = [pow(3, i, 31) for i in range(17)]
_CITIZEN_WEIGHTS = [pow(2, 17 - i, 11) for i in range(17)]


def mod37_36(text: str) -> str:
    """Check character of ISO 7064 MOD 37,36 (hybrid) over digits and capital letters."""
    p = 36
    for c in text:
        p = ((p + _BASE36.index(c)) % 36 or 36) * 2 % 37
    return _BASE36[(37 - p) % 36]


def uscc_check(body: str) -> str:
    """Check character of the first 17 characters of a 统一社会信用代码 (GB 32100-2015)."""
    total = sum(_USCC.index(c) * w for c, w in zip(body, _USCC_WEIGHTS, strict=True))
    return _USCC[-total % 31]


def is_uscc(text: str) -> bool:
    """统一社会信用代码: 18 characters of the set, check character right."""
    return len(text) == 18 and all(c in _USCC for c in text) and uscc_check(text[:17]) == text[17]


def organisation_check(body: str) -> str:
    """Check character of an 8-character 组织机构代码 (GB 11714)."""
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    value = (11 - sum(_BASE36.index(c) * w for c, w in zip(body, weights, strict=True)) % 11) % 11
    return "X" if value == 10 else str(value)


def citizen_check(body: str) -> str:
    """Check character of the first 17 digits of a 公民身份号码 (GB 11643-1999)."""
    total = sum(int(c) * w for c, w in zip(body, _CITIZEN_WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def is_citizen_id(text: str, *, today: dt.date | None = None) -> bool:
    """公民身份号码: 18 characters, a real birth date not after `today`, check character right."""
    if not re.fullmatch(r"[0-9]{17}[0-9X]", text):
        return False
    try:
        born = dt.date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    return citizen_check(text[:17]) == text[17] and (today is None or born <= today)


def is_mobile(text: str) -> bool:
    """手机号码: eleven digits that begin 1[3-9]."""
    return re.fullmatch(r"1[3-9][0-9]{9}", text) is not None


def region_level(code: str) -> int:
    """Level of a 12-digit 行政区划代码: 1 province, 2 city, 3 county, 4 town, 5 village."""
    spans = ((9, 12), (6, 9), (4, 6), (2, 4))
    return next((5 - i for i, (a, b) in enumerate(spans) if set(code[a:b]) != {"0"}), 1)


def region_prefix(code: str) -> str:
    """The significant digits of a 12-digit 行政区划代码: 990100000000 → 9901."""
    return code[: (2, 4, 6, 9, 12)[region_level(code) - 1]]


_ITEM_CODE = re.compile(r"([0-9A-Z]{18})([1-7])([0-9A-Z]{12})([0-9]{2})?")  # bodies may have pseudo-codes


def item_code_faults(code: str) -> list[str]:
    """What is wrong with an 实施编码 (31) or 业务办理项编码 (33): names of faults, empty when right."""
    if len(code) not in (31, 33):
        return ["length"]
    match = _ITEM_CODE.fullmatch(code)
    if not match:
        return ["structure"]
    return [] if is_uscc(match[1]) else ["credit_code_check"]
