"""What a cell says (单元格): read to the exact set of facts that it lets through.

（空）              any fact, also a missing one
甲, 乙             one of these           not 甲 / 非 甲      any other that is known
>= 18  < 60        bounds                [10..100)  10..20   intervals; a round bracket leaves the end out
2026-03-01         dates, alone or with bounds and intervals
是, 否 / true, false       未填            the fact is missing
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from tongban.catalogue.decisions.sets import HIGH, LOW, Cut, Facts, Names, Spans, Value, span
from tongban.catalogue.decisions.table import Kind
from tongban.core import errors, money

LONGEST = 500  # characters of a cell
MISSING = ("未填", "missing")
COMMAS = str.maketrans("，、", ",,")
WIDE = str.maketrans("（）［］＞＜＝．", "()[]><=.")
FLAGS = {"true": True, "是": True, "false": False, "否": False}
ORDERED = ("number", "money", "date")
COMMA = re.compile(r',(?=(?:[^"]*"[^"]*")*[^"]*$)')  # not inside quotation marks
BOUND = re.compile(r"(>=|<=|≥|≤|>|<|=)\s*(.+)")
RANGE = re.compile(r"([\[(]?)\s*(.*?)\s*\.\.\s*(.*?)\s*([\])]?)")
NEGATION = re.compile(r"(?:not\s+|非\s*)(.+)", re.DOTALL)
OFFSETS = {">": 1, ">=": 0, "≥": 0, "<": 0, "<=": 1, "≤": 1}


class Unreadable(errors.Problem):
    """The cell says nothing that this column understands."""


@dataclass(frozen=True, slots=True)
class Domain:
    """What a column may be: its kind, every fact that can come, and the words of its choices."""

    kind: Kind
    every: Facts
    whole: bool = False
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def ordered(self) -> bool:
        """Are there bounds and intervals?"""
        return self.kind in ORDERED


def read(text: str, of: Domain) -> Facts:
    """The facts a cell lets through, within what can come; raises Unreadable."""
    return asked(text, of) & of.every if text.strip() else of.every


def asked(text: str, of: Domain) -> Facts:
    """The same, whether it can come or not."""
    said = text.strip()
    if len(said) > LONGEST:
        raise Unreadable(f"太长，最多{LONGEST}个字")
    negated = NEGATION.fullmatch(said)
    listed = _listed(negated[1] if negated else said, of)
    return Facts(~listed.values) if negated else listed


def _listed(said: str, of: Domain) -> Facts:
    values: Spans | Names = Spans((), of.whole) if of.ordered else Names(frozenset())
    missing = False
    for piece in _pieces(said, of):
        if piece in MISSING:
            missing = True
        else:
            values = values | (_numbers(piece, of) if of.ordered else Names(frozenset({_word(piece, of)})))  # type: ignore[operator]
    return Facts(values, missing)


def _pieces(said: str, of: Domain) -> list[str]:
    """What stands between commas; inside quotation marks everything stands as it is."""
    parts = said.replace("“", '"').replace("”", '"').split('"')
    if len(parts) % 2 == 0:
        raise Unreadable("引号没有成对")
    plain = '"'.join(part if place % 2 else part.translate(COMMAS) for place, part in enumerate(parts))
    found = [piece.strip() for piece in COMMA.split(plain)]
    if not all(found):
        raise Unreadable("逗号前后少了一项")
    if any('"' in piece and not re.fullmatch(r'"[^"]*"', piece) for piece in found):
        raise Unreadable("引号外面还有文字，两项之间请用逗号隔开")
    return [piece.translate(WIDE) for piece in found] if of.ordered else found


def _word(piece: str, of: Domain) -> Value:
    word = piece.strip('"')
    if of.kind == "flag":
        if word.lower() not in FLAGS:
            raise Unreadable(f"“{word}”不是“是”或者“否”")
        return FLAGS[word.lower()]
    if of.kind == "choice":
        by_label = [value for value, label in of.options.items() if label == word]
        if word not in of.options and not by_label:
            raise Unreadable(f"没有“{word}”这个选项，可选的有{'、'.join(of.options.values())}")
        return word if word in of.options else by_label[0]
    if BOUND.fullmatch(piece) or (".." in piece and '"' not in piece):
        raise Unreadable("文字不能比大小，请写明是哪几个")
    return word


def _numbers(piece: str, of: Domain) -> Spans:
    bound, between = BOUND.fullmatch(piece), RANGE.fullmatch(piece)
    if bound:
        sign, value = bound[1], number(bound[2], of)
        if sign == "=":
            return span((value, 0), (value, 1), of.whole)
        cut = (value, OFFSETS[sign])
        return span(cut, HIGH, of.whole) if sign in (">", ">=", "≥") else span(LOW, cut, of.whole)
    if between:
        return _between(between, of)
    value = number(piece, of)
    return span((value, 0), (value, 1), of.whole)


def _between(found: re.Match, of: Domain) -> Spans:
    opened, first, last, closed = found.groups()
    if bool(opened) != bool(closed):
        raise Unreadable("区间的括号没有成对")
    low: Cut = (number(first, of), int(opened == "(")) if first else LOW
    high: Cut = (number(last, of), int(closed != ")")) if last else HIGH
    if low == LOW and high == HIGH:
        raise Unreadable("区间至少要写一头")
    if low >= high:
        raise Unreadable("区间是空的，前面的数应当小于后面的数")
    return span(low, high, of.whole)


def number(text: str, of: Domain) -> Fraction | int:
    """A number as it is compared: days by their ordinal, money in 分."""
    words = text.strip()
    if of.kind == "date":
        try:
            return dt.date.fromisoformat(words).toordinal()
        except ValueError as wrong:
            raise Unreadable(f"“{words}”不是日期，请写成2026-03-01这样") from wrong
    try:
        value = Decimal(words)
    except InvalidOperation as wrong:
        raise Unreadable(f"“{words}”不是数") from wrong
    if not value.is_finite() or abs(value) >= 10**15:
        raise Unreadable(f"“{words}”太大")
    if of.kind == "money":
        if value * 100 % 1:
            raise Unreadable("金额最多写到分")
        return money.fen(value)
    return Fraction(value)


def shown(value: Value | None, of: Domain) -> str:
    """A fact in words, which `read` reads back."""
    if value is None:
        return MISSING[0]
    if of.kind == "flag":
        return "是" if value else "否"
    if of.kind == "date":
        return dt.date.fromordinal(int(value)).isoformat()
    if of.kind == "money":
        return money.yuan(int(value))
    if of.ordered:
        return _decimal(Fraction(value))
    return of.options.get(str(value), str(value))


def _decimal(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    return format(Decimal(value.numerator) / Decimal(value.denominator), "f")
