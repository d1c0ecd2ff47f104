"""What the words of a source mean: limits, counts, yes and no, money, lists."""

import re

from tongban.catalogue.parts import Limit, Unit
from tongban.core import money, text

AT_ONCE = re.compile(r"即时办结|当场办结|当场办理|即来即办|立等可取|即办件?|即时|当场")
AMOUNT = r"(?P<amount>[0-9]{1,6}|[零一二两三四五六七八九十百]+)"
UNIT = r"(?P<unit>工作日|自然日|日历日|个?月|工作小时|工时|年|周|星期|天|日)"
SPAN = re.compile(rf"{AMOUNT}\s*[(（]?\s*个?\s*{UNIT}\s*(?:内|以内|之内)?\s*[)）]?")
LEADING = re.compile(r"^(?:法定|承诺|办理|办结)?(?:办结|办理)?(?:时限|期限|时间)?\s*[:：为]?\s*")
UNITS: dict[str, tuple[Unit, int]] = {
    "工作日": ("working_day", 1),
    "自然日": ("natural_day", 1),
    "日历日": ("natural_day", 1),
    "周": ("natural_day", 7),
    "星期": ("natural_day", 7),
    "月": ("month", 1),
    "个月": ("month", 1),
    "年": ("month", 12),
    "工作小时": ("working_hour", 1),
    "工时": ("working_hour", 1),
}
DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5} | {
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
YES = {"1", "是", "有", "支持", "可以", "能", "true", "y", "yes", "on", "t"}
NO = {"0", "否", "无", "不支持", "不可以", "不能", "没有", "false", "n", "no", "off", "f", "不"}
FREE = {"不收费", "免费", "无收费", "不收取费用", "0", "0元", "否", "无"}
CUTS = "；;\n\r"


class NotUnderstood(Exception):
    """The text does not say a value of this kind."""


def number(words: str) -> int:
    """12 and 十二 are 12."""
    if words.isdecimal():
        return int(words)
    total = current = 0
    for sign in words:
        if sign in DIGITS:
            current = DIGITS[sign]
        else:
            total, current = total + (current or 1) * {"十": 10, "百": 100}[sign], 0
    return total + current


def limit(words: str, unit: Unit | None = None) -> Limit:
    """20个工作日, 20(工作日), 即时办结; `unit` is what a bare number, 天 or 日 of this source means."""
    plain = LEADING.sub("", text.tidy(words)).rstrip("。.；; ")
    if AT_ONCE.fullmatch(plain):
        return Limit(value=0)
    if re.fullmatch(r"[0-9]{1,6}", plain) and unit:
        return Limit(value=int(plain), unit=unit)
    match = SPAN.fullmatch(plain)
    if not match:
        raise NotUnderstood
    known = UNITS.get(match["unit"]) or (unit and (unit, 1))
    if not known:
        raise NotUnderstood
    return Limit(value=number(match["amount"]) * known[1], unit=known[0])


def count(words: str) -> int:
    """A whole number, as 2, 2.0, 2份 or 两次."""
    match = re.fullmatch(rf"{AMOUNT}(?:\.0+)?\s*[份次个件页张天日]?", text.tidy(words))
    if not match:
        raise NotUnderstood
    return number(match["amount"])


def yes_or_no(words: str) -> bool:
    """是, 1 and yes; 否, 0 and no."""
    plain = text.tidy(words).lower()
    if plain in YES or plain in NO:
        return plain in YES
    raise NotUnderstood


def charged(words: str) -> bool:
    """Is there a fee? Any words that do not say there is none say there is one."""
    return text.tidy(words).rstrip("。") not in FREE


def fen(words: str) -> int:
    """40, 40.00 and 40元 are 4,000 fen."""
    match = re.fullmatch(r"(?:人民币)?[￥¥]?\s*([0-9][0-9,]{0,14}(?:\.[0-9]+)?)\s*元?", text.tidy(words))
    if not match:
        raise NotUnderstood
    return money.fen(match[1].replace(",", ""))


def pieces(value: object, cuts: str = CUTS) -> list[object]:
    """A list as it is, or a text cut at the signs, without empty pieces."""
    parts = value if isinstance(value, list) else re.split(f"[{re.escape(cuts)}]", str(value))
    return [part for part in parts if part not in (None, "") and str(part).strip()]
