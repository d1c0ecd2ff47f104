"""试用: a rule about words blocks only once it was tried on real guides and its hits kept (trials.yaml)."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("trials.yaml")


@dataclass(frozen=True, slots=True)
class Trial:
    """How often a rule, as it was written then, hit a corpus of so many items."""

    rule: str
    pattern: str  # the mark of its wording
    corpus: str
    items: int
    hits: int
    items_hit: int
    day: dt.date


@cache
def kept() -> tuple[Trial, ...]:
    """The trials on record."""
    return tuple(Trial(**entry) for entry in yaml.safe_load(FILE.read_text("utf-8")) or ())


def of(number: str, pattern: str) -> list[Trial]:
    """The trials of a rule with this very pattern: whoever changes it tries it again."""
    return [trial for trial in kept() if (trial.rule, trial.pattern) == (number, mark(pattern))]


def mark(pattern: str) -> str:
    """By what a pattern is known."""
    return hashlib.sha256(pattern.encode()).hexdigest()[:16]


def write(path: Path, made: Iterable[Trial]) -> None:
    """Put trials on record, each in the place of an earlier one of the same rule on the same corpus."""
    known = yaml.safe_load(path.read_text("utf-8")) if path.exists() else None
    entries = {(entry["rule"], entry["corpus"]): entry for entry in known or ()}
    entries |= {(trial.rule, trial.corpus): asdict(trial) for trial in made}
    rows = [entries[key] for key in sorted(entries)]
    path.write_text(yaml.safe_dump(rows, allow_unicode=True, sort_keys=False), "utf-8")
