"""What an item is found by: n-grams, pinyin, words."""

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import pypinyin
import rjieba
import yaml

from tongban.core import text

MOST = 8  # words of a question that are looked up
FILLERS = frozenset((Path(__file__).parent / "fillers.txt").read_text().split())
EVERYDAY: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "everyday.yaml").read_text("utf-8"))
KNOWN = re.compile(f"({'|'.join(sorted(EVERYDAY, key=len, reverse=True))})")
# Taken out before cutting, for the cutter takes 想开 for a word.
ASKING = re.compile(
    r"我们?|请问|想要?|怎么[样办]?|如何|在?哪[里儿个些]?|什么|需要|多少钱?|多久|能不能|可不可以|[吗呢吧了啊]|\W+"
)


def grams(words: str) -> list[str]:
    """The distinct 1- and 2-grams."""
    return text.grams(words, 1) + text.grams(words, 2)


def vector(fields: dict[str, Iterable[str]]) -> str:
    """A tsvector as PostgreSQL reads it: the grams of the texts of each weight (A to D)."""
    weights: dict[str, str] = {}
    for weight, texts in fields.items():
        for words in texts:
            for gram in grams(words):
                weights[gram] = weights.get(gram, "") + ("" if weight in weights.get(gram, "") else weight)
    return " ".join(f"'{gram}':{_places(held)}" for gram, held in weights.items())


def _places(weights: str) -> str:
    """Weights hang on positions; ours mean nothing but to be distinct."""
    return ",".join(f"{ord(weight) - 64}{weight}" for weight in weights)


@lru_cache(maxsize=8192)
def pinyin(words: str) -> str:
    """In full, without tones: 公积金 → gongjijin."""
    return text.key("".join(pypinyin.lazy_pinyin(words)))


@lru_cache(maxsize=8192)
def initials(words: str) -> str:
    """公积金 → gjj."""
    return text.key("".join(pypinyin.lazy_pinyin(words, style=pypinyin.Style.FIRST_LETTER)))


def telling(question: str) -> list[str]:
    """The words of a question that say what it is about; all of it when none does."""
    parts = [part for stretch in ASKING.split(question) for part in KNOWN.split(stretch)]
    cut = [text.key(w) for part in parts for w in ([part] if part in EVERYDAY else rjieba.cut(part))]
    kept = [word for word in dict.fromkeys(cut) if word and word not in FILLERS]
    return kept or [text.key(question)]


def core(question: str) -> str:
    """The question without its filling."""
    return "".join(telling(question))


def words(question: str) -> list[str]:
    """The telling words, the longest if they are many; single characters only for want of longer ones."""
    found = sorted(telling(question), key=len, reverse=True)[:MOST]
    return [word for word in found if len(word) > 1] or found


def query(word: str, weights: str = "") -> str:
    """A tsquery for a word or what it is officially called, in parts of these weights."""
    return " | ".join(f"({_conjunction(name, weights)})" for name in [word, *EVERYDAY.get(word, ())])


def _conjunction(word: str, weights: str) -> str:
    """All 2-grams of the word, or its only character."""
    pairs = text.grams(word, 2) or text.grams(word, 1)
    return " & ".join(f"'{gram}':{weights}" if weights else f"'{gram}'" for gram in pairs)


def nearest(asked: str, names: Iterable[str]) -> str:
    """The stretch of one of the names that is most like what was asked; nothing when none is much like it."""
    size = len(asked)
    stretches = [name[i : i + size] for name in names for i in range(max(1, len(name) - size + 1))]
    best = max(stretches, key=lambda stretch: _same(stretch, asked), default="")
    return best if _same(best, asked) * 2 >= size and best != asked else ""


def _same(one: str, other: str) -> float:
    """In how many places two texts sound alike; places written alike count a little more."""
    return sum((pinyin(a) == pinyin(b)) + (a == b) * 0.01 for a, b in zip(one, other, strict=False))
