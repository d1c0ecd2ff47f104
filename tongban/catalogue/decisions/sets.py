"""Exact sets of values: intervals of numbers and days, finite sets of words and all but finitely many.

A bound of an interval is a cut just before (`value, 0`) or just after (`value, 1`) a value, so that open and
closed ends are the same thing. A set also says whether it takes in the fact that is missing.
"""

import math
from dataclasses import dataclass
from fractions import Fraction

Cut = tuple[Fraction | int | float, int]
Value = Fraction | int | str | bool
LOW: Cut = (-math.inf, 0)
HIGH: Cut = (math.inf, 0)


def end(cut: Cut) -> Fraction | int:
    """The value at which a cut lies; only of cuts that lie somewhere."""
    value, _ = cut
    if isinstance(value, float):
        raise TypeError("no end")
    return value


@dataclass(frozen=True, slots=True)
class Spans:
    """Numbers in disjoint rising intervals; whole: integers alone, such as days and 分."""

    parts: tuple[tuple[Cut, Cut], ...]
    whole: bool = False

    def __and__(self, other: "Spans") -> "Spans":
        both = ((max(low, start), min(high, end)) for low, high in self.parts for start, end in other.parts)
        return Spans(tuple(part for part in both if part[0] < part[1]), self.whole)

    def __or__(self, other: "Spans") -> "Spans":
        merged: list[tuple[Cut, Cut]] = []
        for low, high in sorted(self.parts + other.parts):
            if merged and low <= merged[-1][1]:
                merged[-1] = merged[-1][0], max(high, merged[-1][1])
            else:
                merged.append((low, high))
        return Spans(tuple(merged), self.whole)

    def __invert__(self) -> "Spans":
        ends = [LOW, *(cut for part in self.parts for cut in part), HIGH]
        pairs = zip(ends[::2], ends[1::2], strict=True)
        return Spans(tuple((low, high) for low, high in pairs if low < high), self.whole)

    def __bool__(self) -> bool:
        return bool(self.parts)

    def __contains__(self, value: object) -> bool:
        return isinstance(value, Fraction | int) and any(low <= (value, 0) < high for low, high in self.parts)

    def sample(self) -> Value:
        """A number that is in it, a bound where there is one."""
        low, high = self.parts[0]
        if self.whole:
            return low[0] if low != LOW else (high[0] - 1 if high != HIGH else 0)  # type: ignore[return-value]
        if low == LOW:
            return 0 if high == HIGH else high[0] - (1 - high[1])  # type: ignore[return-value]
        if low[1] == 0:
            return low[0]  # type: ignore[return-value]
        return low[0] + 1 if high == HIGH else Fraction(low[0] + high[0]) / 2  # type: ignore[return-value]


def span(low: Cut, high: Cut, whole: bool) -> Spans:
    """One interval; among integers the cuts come to lie before integers."""
    if whole:
        low, high = _before(low), _before(high)
    return Spans(((low, high),) if low < high else (), whole)


def _before(cut: Cut) -> Cut:
    value, after = cut
    if isinstance(value, float):
        return cut
    return (math.floor(value) + 1 if after else math.ceil(value)), 0


@dataclass(frozen=True, slots=True)
class Names:
    """These words, or (`rest`) all but these."""

    values: frozenset[Value]
    rest: bool = False

    def __and__(self, other: "Names") -> "Names":
        if self.rest and other.rest:
            return Names(self.values | other.values, True)
        if self.rest or other.rest:
            kept, gone = (other, self) if self.rest else (self, other)
            return Names(kept.values - gone.values)
        return Names(self.values & other.values)

    def __or__(self, other: "Names") -> "Names":
        return ~(~self & ~other)

    def __invert__(self) -> "Names":
        return Names(self.values, not self.rest)

    def __bool__(self) -> bool:
        return self.rest or bool(self.values)

    def __contains__(self, value: object) -> bool:
        return (value in self.values) != self.rest

    def sample(self) -> Value:
        """A word that is in it."""
        if not self.rest:
            return min(self.values, key=str)
        word, number = "其他", 1
        while word in self.values:
            number += 1
            word = f"其他{number}"
        return word


@dataclass(frozen=True, slots=True)
class Facts:
    """What a fact may be: its values, and whether it may be missing (未填)."""

    values: Spans | Names
    missing: bool = False

    def __and__(self, other: "Facts") -> "Facts":
        return Facts(self.values & other.values, self.missing and other.missing)  # type: ignore[operator]

    def __sub__(self, other: "Facts") -> "Facts":
        return Facts(self.values & ~other.values, self.missing and not other.missing)  # type: ignore[operator]

    def __bool__(self) -> bool:
        return self.missing or bool(self.values)

    def __contains__(self, value: object) -> bool:
        return self.missing if value is None else value in self.values

    def sample(self) -> Value | None:
        """One of them; None: the missing one, where there is nothing else."""
        return self.values.sample() if self.values else None
